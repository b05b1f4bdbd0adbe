package dev.nadir.numeric.evaluate;

import java.util.function.ToDoubleFunction;

/**
 * Directional derivatives from values alone: central differences at shrinking steps, extrapolated to step zero
 * (Ridders1982). For an independent look at a gradient at a point that is claimed to be critical.
 */
public final class FiniteDifferences {

    /** The steps shrink by this factor, Ridders' choice. */
    private static final double SHRINK = 1.4;

    private static final int ROWS = 14;

    private FiniteDifferences() {}

    /**
     * A derivative with an estimate of its error.
     *
     * @param error the largest difference to the two neighbours in the table of extrapolations; NaN with the value where
     *     the function is not finite nearby
     */
    public record Estimate(double value, double error) {}

    /**
     * The derivative of {@code function} at {@code point} along {@code direction}.
     *
     * @param step the first step, in units of the direction; a few tenths of the distance over which the function bends
     */
    public static Estimate derivative(
            ToDoubleFunction<double[]> function, double[] point, double[] direction, double step) {
        double[][] table = new double[ROWS][ROWS];
        Estimate best = new Estimate(Double.NaN, Double.POSITIVE_INFINITY);
        double h = step;
        for (int row = 0; row < ROWS; row++) {
            table[row][0] = centralDifference(function, point, direction, h);
            double factor = SHRINK * SHRINK;
            for (int order = 1; order <= row; order++) {
                table[row][order] = (table[row][order - 1] * factor - table[row - 1][order - 1]) / (factor - 1);
                factor *= SHRINK * SHRINK;
                double error = Math.max(
                        Math.abs(table[row][order] - table[row][order - 1]),
                        Math.abs(table[row][order] - table[row - 1][order - 1]));
                if (error < best.error()) {
                    best = new Estimate(table[row][order], error);
                }
            }
            h /= SHRINK;
        }
        return best;
    }

    private static double centralDifference(
            ToDoubleFunction<double[]> function, double[] point, double[] direction, double step) {
        return (function.applyAsDouble(moved(point, direction, step))
                        - function.applyAsDouble(moved(point, direction, -step)))
                / (2 * step);
    }

    /** {@code point + step*direction}. */
    static double[] moved(double[] point, double[] direction, double step) {
        double[] moved = point.clone();
        for (int i = 0; i < moved.length; i++) {
            moved[i] += step * direction[i];
        }
        return moved;
    }

    /** The gradient, coordinate by coordinate. */
    public static double[] gradient(ToDoubleFunction<double[]> function, double[] point, double step) {
        double[] gradient = new double[point.length];
        for (int i = 0; i < point.length; i++) {
            double[] direction = new double[point.length];
            direction[i] = 1;
            gradient[i] = derivative(function, point, direction, step).value();
        }
        return gradient;
    }
}
