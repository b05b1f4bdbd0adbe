package dev.nadir.numeric.minimise;

import dev.nadir.numeric.linalg.Vectors;

/** The last steps of a quasi-Newton run and the changes of the gradient along them. Allocates only when it is made. */
final class LimitedMemory {

    /** Pairs whose cosine is below this hold rounding rather than curvature. */
    private static final double LEAST_COSINE = 1e-12;

    private final int capacity;
    private final double[][] steps;
    private final double[][] changes;
    private final double[] inverseProducts;
    private final double[] curvatures;
    private final double[] coefficients;
    private int count;
    private int next;
    private double scale = 1;

    LimitedMemory(int capacity, int dimension) {
        this.capacity = capacity;
        this.steps = new double[capacity][dimension];
        this.changes = new double[capacity][dimension];
        this.inverseProducts = new double[capacity];
        this.curvatures = new double[capacity];
        this.coefficients = new double[capacity];
    }

    boolean isEmpty() {
        return count == 0;
    }

    void clear() {
        count = 0;
        next = 0;
    }

    /** Remembers the step between two points, if the curvature along it is positive. */
    void update(double[] from, double[] to, double[] gradientFrom, double[] gradientTo) {
        double[] step = steps[next];
        double[] change = changes[next];
        for (int i = 0; i < step.length; i++) {
            step[i] = to[i] - from[i];
            change[i] = gradientTo[i] - gradientFrom[i];
        }
        double product = Vectors.dot(step, change);
        double stepSquared = Vectors.dot(step, step);
        double changeSquared = Vectors.dot(change, change);
        boolean isCurved = product > LEAST_COSINE * Math.sqrt(stepSquared) * Math.sqrt(changeSquared);
        if (!isCurved || !Double.isFinite(1 / product) || !Double.isFinite(changeSquared)) {
            return;
        }
        inverseProducts[next] = 1 / product;
        curvatures[next] = product / stepSquared;
        scale = product / changeSquared;
        next = (next + 1) % capacity;
        count = Math.min(count + 1, capacity);
    }

    /** The largest curvature along the remembered steps; 0 without any. */
    double largestCurvature() {
        double largest = 0;
        for (int k = 0; k < count; k++) {
            largest = Math.max(largest, curvatures[k]);
        }
        return largest;
    }

    /** Writes minus the inverse model of the Hessian times the gradient: the two-loop recursion (Nocedal1980). */
    void direction(double[] gradient, double[] direction) {
        for (int i = 0; i < direction.length; i++) {
            direction[i] = -gradient[i];
        }
        for (int age = 1; age <= count; age++) {
            int k = (next - age + capacity) % capacity;
            double coefficient = inverseProducts[k] * Vectors.dot(steps[k], direction);
            coefficients[k] = coefficient;
            Vectors.axpy(-coefficient, changes[k], direction);
        }
        Vectors.scale(scale, direction);
        for (int age = count; age >= 1; age--) {
            int k = (next - age + capacity) % capacity;
            double correction = inverseProducts[k] * Vectors.dot(changes[k], direction);
            Vectors.axpy(coefficients[k] - correction, steps[k], direction);
        }
    }
}
