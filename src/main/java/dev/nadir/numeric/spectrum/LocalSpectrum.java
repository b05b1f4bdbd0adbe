package dev.nadir.numeric.spectrum;

import dev.nadir.numeric.DenseHessian;
import dev.nadir.numeric.Objective;
import dev.nadir.numeric.Spectrum;
import dev.nadir.numeric.linalg.Matrix;
import dev.nadir.numeric.linalg.SymmetricEigen;
import dev.nadir.numeric.linalg.Vectors;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * The Hessian at a point that is only nearly critical, and how much of its eigenvalues to believe.
 *
 * <p>An eigenvalue counts as zero if it is within the largest of three errors. Rounding: {@code 16*n} units in the last
 * place of the largest eigenvalue, and the asymmetry found. Place: the point is off the critical point by about a
 * Newton step; by four times the change of the Hessian over that step, in the directions of large curvature, an
 * eigenvalue may be wrong (Weyl). Degeneracy: an eigenvalue that changes by a quarter of itself over the Newton step in
 * its own direction shows the distance from the critical point rather than its curvature.
 */
final class LocalSpectrum {

    private static final double ROUNDING = 16 * Math.ulp(1.0);

    /** Newton steps are taken together in directions with at least this share of the largest curvature. */
    private static final double STIFF = 1e-3;

    private final Objective objective;
    private final double[] x;
    private final double[] gradient;
    private final Matrix hessian;
    private final double[] values;
    private final double[][] vectors;
    private final double largest;
    private final double tolerance;

    private LocalSpectrum(Objective objective, double[] x, DenseHessian hessian) {
        int n = x.length;
        this.objective = objective;
        this.x = x;
        this.gradient = new double[n];
        objective.valueAndGradient(x, gradient);
        this.hessian = hessian.matrix();
        SymmetricEigen eigen = SymmetricEigen.of(this.hessian);
        this.values = new double[n];
        this.vectors = new double[n][];
        for (int i = 0; i < n; i++) {
            values[i] = eigen.value(n - 1 - i);
            vectors[i] = eigen.vectors().columnAt(n - 1 - i).toArray();
        }
        this.largest = n == 0 ? 0 : Math.max(Math.abs(values[0]), Math.abs(values[n - 1]));
        this.tolerance = findTolerance(n * (ROUNDING * largest + hessian.asymmetry()));
    }

    /**
     * At a point.
     *
     * @param hessian there; finite
     */
    static LocalSpectrum at(Objective objective, double[] x, DenseHessian hessian) {
        return new LocalSpectrum(objective, x, hessian);
    }

    /** Ascending, on the set of the parameters. */
    double[] eigenvalues() {
        return Spectrum.without(values, objective.excessEigenvalues());
    }

    /** Eigenvalues of at most this size count as zero. */
    double tolerance() {
        return tolerance;
    }

    /** The largest absolute eigenvalue. */
    double largest() {
        return largest;
    }

    /** Adds the Newton step in the directions that are not null. */
    void addNewtonStep(double[] gradientThere, double[] target) {
        for (int i = 0; i < values.length; i++) {
            if (Math.abs(values[i]) > tolerance) {
                Vectors.axpy(-Vectors.dot(vectors[i], gradientThere) / values[i], vectors[i], target);
            }
        }
    }

    /** A random unit vector in the null space, which must not be empty. */
    double[] randomNullDirection(RandomGenerator random) {
        double[] direction = new double[x.length];
        for (int i = 0; i < values.length; i++) {
            if (Math.abs(values[i]) <= tolerance) {
                Vectors.axpy(random.nextGaussian(), vectors[i], direction);
            }
        }
        Vectors.scale(1 / Vectors.norm(direction), direction);
        return direction;
    }

    private double findTolerance(double rounding) {
        double found = Math.max(rounding, 4 * changeOverStiffStep());
        for (int i = 0; i < values.length; i++) {
            double size = Math.abs(values[i]);
            if (size > found && (size < STIFF * largest || values.length == 1)) {
                double change = 4 * changeOverOwnStep(i);
                found = change < size ? found : Math.max(size, Math.min(change, STIFF * largest));
            }
        }
        return found;
    }

    /** The norm of the change of the Hessian over a Newton step in the directions of large curvature. */
    private double changeOverStiffStep() {
        double[] moved = x.clone();
        for (int i = 0; i < values.length; i++) {
            if (Math.abs(values[i]) > STIFF * largest) {
                addOwnStep(i, moved);
            }
        }
        if (Arrays.equals(moved, x)) {
            return 0;
        }
        double change =
                DenseHessian.at(objective, moved).matrix().minus(hessian).normF();
        return Double.isFinite(change) ? Math.min(change, largest) : largest;
    }

    private double changeOverOwnStep(int index) {
        double[] moved = x.clone();
        addOwnStep(index, moved);
        double[] product = new double[x.length];
        objective.hessianTimes(moved, vectors[index], product);
        return Math.abs(Vectors.dot(vectors[index], product) - values[index]);
    }

    private void addOwnStep(int index, double[] target) {
        Vectors.axpy(-Vectors.dot(vectors[index], gradient) / values[index], vectors[index], target);
    }
}
