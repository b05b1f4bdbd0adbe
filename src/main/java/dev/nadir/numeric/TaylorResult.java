package dev.nadir.numeric;

import java.util.List;

/**
 * Slopes of Taylor remainders at random points: 2 for a right gradient, 3 for a right Hessian.
 *
 * @param order 2 for a gradient, 3 for a Hessian
 * @param points one curve per point
 */
public record TaylorResult(int order, List<Curve> points) {

    /** Copies the curves. */
    public TaylorResult {
        points = List.copyOf(points);
    }

    /**
     * A fitted slope may fall short of the order by this much. Where a remainder is fitted it is at least fifty times
     * rounding, which moves a slope over a factor of ten by at most two logarithms of 1.02, a fiftieth; the next term
     * of the expansion does the rest. A wrong term of the order below that is a tenth of the remainder shows.
     */
    public static final double SLOPE_TOLERANCE = 0.1;

    /** Whether every curve falls as it must; a slope above the order is right too: a term happens to vanish. */
    public boolean isRight() {
        return points.stream().allMatch(curve -> curve.slope() >= order - SLOPE_TOLERANCE);
    }

    /** The smallest slope; infinite if there are no points. */
    public double worstSlope() {
        double worst = Double.POSITIVE_INFINITY;
        for (Curve curve : points) {
            worst = Math.min(worst, curve.slope());
        }
        return worst;
    }

    /**
     * The remainders along one line.
     *
     * @param steps the step sizes
     * @param remainders the absolute remainders, one per step
     * @param slope fitted in double logarithms above rounding; positive infinity where the remainder is rounding only
     */
    public record Curve(double[] steps, double[] remainders, double slope) {
        /** Copies the arrays. */
        public Curve {
            steps = steps.clone();
            remainders = remainders.clone();
        }

        @Override
        public double[] steps() {
            return steps.clone();
        }

        @Override
        public double[] remainders() {
            return remainders.clone();
        }
    }
}
