package dev.nadir.numeric.spectrum;

import dev.nadir.numeric.Objective;
import dev.nadir.numeric.linalg.Vectors;

/** An objective on the sphere of a radius around a centre: {@code y -> f(centre + radius*y/norm(y))}. */
final class Sphere implements Objective {

    /** Forward differences of gradients: the square root of rounding. */
    private static final double DIFFERENCE = Math.sqrt(Math.ulp(1.0));

    private final Objective objective;
    private final double[] centre;
    private final double radius;
    private final double[] point;
    private final double[] ahead;
    private final double[] gradientHere;

    Sphere(Objective objective, double[] centre, double radius) {
        this.objective = objective;
        this.centre = centre;
        this.radius = radius;
        this.point = new double[centre.length];
        this.ahead = new double[centre.length];
        this.gradientHere = new double[centre.length];
    }

    /** The point on the sphere, written into {@code target}. */
    void place(double[] y, double[] target) {
        double norm = Vectors.norm(y);
        for (int i = 0; i < target.length; i++) {
            target[i] = centre[i] + radius * y[i] / norm;
        }
    }

    @Override
    public int dimension() {
        return centre.length;
    }

    @Override
    public double value(double[] y) {
        place(y, point);
        return objective.value(point);
    }

    @Override
    public double valueAndGradient(double[] y, double[] gradient) {
        place(y, point);
        double value = objective.valueAndGradient(point, gradient);
        double norm = Vectors.norm(y);
        double across = Vectors.dot(gradient, y) / (norm * norm);
        for (int i = 0; i < gradient.length; i++) {
            gradient[i] = radius / norm * (gradient[i] - across * y[i]);
        }
        return value;
    }

    /** By a difference of gradients: good enough for the length of a first step. */
    @Override
    public void hessianTimes(double[] y, double[] direction, double[] product) {
        double length = Vectors.norm(direction);
        double step = length == 0 ? 0 : DIFFERENCE * Vectors.norm(y) / length;
        for (int i = 0; i < y.length; i++) {
            ahead[i] = y[i] + step * direction[i];
        }
        valueAndGradient(y, gradientHere);
        valueAndGradient(ahead, product);
        for (int i = 0; i < y.length; i++) {
            product[i] = step == 0 ? 0 : (product[i] - gradientHere[i]) / step;
        }
    }
}
