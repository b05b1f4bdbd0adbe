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
