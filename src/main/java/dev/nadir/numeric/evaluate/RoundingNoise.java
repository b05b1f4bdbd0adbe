package dev.nadir.numeric.evaluate;

import dev.nadir.numeric.Objective;
import dev.nadir.numeric.linalg.Vectors;

/**
 * The rounding error of a loss, measured: where large terms cancel it is far more than that of the value's size. After
 * the idea of MoreWild2011, with the spread over a few points instead of a table of differences.
 */
public final class RoundingNoise {

    private static final int POINTS = 8;

    private RoundingNoise() {}

    /**
     * About how much of the value at a point is rounding: the largest change of the value over eight points that differ
     * from it by a few units in the last place, less what the gradient explains, and at least eight units of the value.
     *
     * @param x read, not modified
     */
    public static double at(Objective objective, double[] x) {
        double[] gradient = new double[x.length];
        double value = objective.valueAndGradient(x, gradient);
        double[] near = new double[x.length];
        double[] difference = new double[x.length];
        double noise = 8 * Math.ulp(1.0) * Math.abs(value);
        for (int k = 1; k <= POINTS; k++) {
            for (int i = 0; i < x.length; i++) {
                // A fixed pattern of signs, another for each point: the same question always has the same answer.
                int sign = Integer.bitCount((i + 1) * 0x9E3779B1 & (0x85EBCA6B * k)) % 2 == 0 ? 1 : -1;
                near[i] = x[i] + sign * k * Math.ulp(x[i]);
                difference[i] = near[i] - x[i];
            }
            double change = objective.value(near) - value - Vectors.dot(gradient, difference);
            if (Double.isFinite(change)) {
                noise = Math.max(noise, 2 * Math.abs(change));
            }
        }
        return noise;
    }
}
