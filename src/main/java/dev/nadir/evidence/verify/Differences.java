package dev.nadir.evidence.verify;

import dev.nadir.numeric.linalg.Matrix;
import java.util.function.ToDoubleFunction;

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

    /** The Hessian at a point; its error is about {@link #hessianError}. */
    public static Matrix hessian(ToDoubleFunction<double[]> function, double[] x) {
        int n = x.length;
        double[] entries = new double[n * n];
        double center = function.applyAsDouble(x);
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                double second = i == j ? pure(function, x, i, center) : mixed(function, x, i, j);
                entries[i * n + j] = second;
                entries[j * n + i] = second;
            }
        }
        return Matrix.of(n, n, entries);
    }

    /** How wrong an entry of the Hessian may be: rounding over the step squared, and truncation of the same order. */
    public static double hessianError(double noise, double size) {
        double step = SECOND_STEP * Math.max(1, size);
        return 8 * noise / (step * step) + 8 * Math.sqrt(Math.ulp(1.0)) * Math.max(1, size);
    }

    private static double pure(ToDoubleFunction<double[]> function, double[] x, int i, double center) {
        double step = SECOND_STEP * Math.max(1, Math.abs(x[i]));
        double[] at = x.clone();
        at[i] = x[i] + step;
        double up = function.applyAsDouble(at);
        at[i] = x[i] - step;
        return (up - 2 * center + function.applyAsDouble(at)) / (step * step);
    }

    private static double mixed(ToDoubleFunction<double[]> function, double[] x, int i, int j) {
        double a = SECOND_STEP * Math.max(1, Math.abs(x[i]));
        double b = SECOND_STEP * Math.max(1, Math.abs(x[j]));
        double sum = 0;
        for (int sign = -1; sign <= 1; sign += 2) {
            for (int other = -1; other <= 1; other += 2) {
                double[] at = x.clone();
                at[i] = x[i] + sign * a;
                at[j] = x[j] + other * b;
                sum += sign * other * function.applyAsDouble(at);
            }
        }
        return sum / (4 * a * b);
    }
}
