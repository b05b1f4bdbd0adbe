package dev.nadir.evidence.verify;

import dev.nadir.numeric.linalg.Matrix;
import dev.nadir.numeric.linalg.SymmetricEigen;
import dev.nadir.numeric.linalg.Vectors;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;

/**
 * Derivatives by central differences of a function of numbers, with an estimate of their own error: rounding divided by
 * the step, plus the change when the step is doubled. They share nothing with the derived gradient.
 */
public final class Differences {

    /** The fifth root of the double's relative precision balances rounding and an error of fourth order. */
    private static final double STEP = Math.pow(Math.ulp(1.0), 0.2);

    /** The fourth root does so for a second difference. */
    private static final double SECOND_STEP = Math.pow(Math.ulp(1.0), 0.25);

    private Differences() {}

    /** A derivative and how wrong it may be, both in every coordinate. */
    public record Estimate(double[] value, double[] error) {

        /** The largest entry. */
        public double size() {
            double size = 0;
            for (double entry : value) {
                size = Math.max(size, Math.abs(entry));
            }
            return size;
        }

        /** The largest error. */
        public double worstError() {
            double worst = 0;
            for (double entry : error) {
                worst = Math.max(worst, entry);
            }
            return worst;
        }

        /** Whether some entry is further from zero than its error explains. */
        public boolean isNonzero() {
            for (int i = 0; i < value.length; i++) {
                if (Math.abs(value[i]) > error[i]) {
                    return true;
                }
            }
            return false;
        }
    }

    /**
     * The gradient at a point.
     *
     * @param noise the rounding error of the function's values there
     */
    public static Estimate gradient(ToDoubleFunction<double[]> function, double[] x, double noise) {
        double[] value = new double[x.length];
        double[] error = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            double step = STEP * Math.max(1, Math.abs(x[i]));
            double finest = slope(function, x, i, step);
            double middle = slope(function, x, i, 2 * step);
            double coarse = slope(function, x, i, 4 * step);
            // Richardson's extrapolation leaves an error of fourth order; that of the coarser pair is sixteen times it.
            value[i] = finest + (finest - middle) / 3;
            double coarser = middle + (middle - coarse) / 3;
            error[i] = Math.abs(value[i] - coarser) + 4 * noise / step;
        }
        return new Estimate(value, error);
    }

    private static double slope(ToDoubleFunction<double[]> function, double[] x, int i, double step) {
        double[] at = x.clone();
        at[i] = x[i] + step;
        double up = function.applyAsDouble(at);
        double upper = at[i];
        at[i] = x[i] - step;
        return (up - function.applyAsDouble(at)) / (upper - at[i]);
    }

    /**
     * The second derivative at a point along a direction; its error is about {@link #curvatureError}.
     *
     * @param center the function's value at the point
     * @param direction of length one
     */
    static double curvature(ToDoubleFunction<double[]> function, double[] x, double center, double[] direction) {
        double step = curvatureStep(x);
        double up = function.applyAsDouble(moved(x, direction, step));
        double down = function.applyAsDouble(moved(x, direction, -step));
        return (up - 2 * center + down) / (step * step);
    }

    /**
     * The largest difference between a function's curvatures and those of a Hessian, along each of its eigenvectors and
     * along as many random directions: those see what is wrong between the eigenvectors.
     *
     * @param hessian n x n, of what should be the same function at {@code x}
     */
    public static double disagreement(
            ToDoubleFunction<double[]> function, double[] x, Matrix hessian, RandomGenerator random) {
        Matrix eigenvectors = SymmetricEigen.of(hessian).vectors();
        double center = function.applyAsDouble(x);
        double worst = 0;
        for (int i = 0; i < x.length; i++) {
            double[] between = random.doubles(x.length, -1, 1).toArray();
            Vectors.scale(1 / Vectors.norm(between), between);
            for (double[] direction : List.of(eigenvectors.columnAt(i).toArray(), between)) {
                double told = Vectors.dot(
                        direction, hessian.times(Matrix.column(direction)).toArray());
                worst = Math.max(worst, Math.abs(curvature(function, x, center, direction) - told));
            }
        }
        return worst;
    }

    /**
     * How wrong a curvature may be: rounding over the step squared, and truncation of the same order.
     *
     * @param noise the rounding error of the function's values there
     * @param size the largest curvature
     */
    public static double curvatureError(double[] x, double noise, double size) {
        double step = curvatureStep(x);
        return 8 * noise / (step * step) + 8 * Math.sqrt(Math.ulp(1.0)) * Math.max(1, size);
    }

    private static double curvatureStep(double[] x) {
        double size = 1;
        for (double entry : x) {
            size = Math.max(size, Math.abs(entry));
        }
        return SECOND_STEP * size;
    }

    private static double[] moved(double[] x, double[] direction, double step) {
        double[] moved = x.clone();
        for (int i = 0; i < x.length; i++) {
            moved[i] += step * direction[i];
        }
        return moved;
    }
}
