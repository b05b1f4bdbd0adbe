package dev.nadir.reduction.scalar;

import java.util.function.DoubleUnaryOperator;

/** The lowest value of a function by a grid and golden sections: no derivative, no polynomial. */
final class Search {

    private static final int GRID = 4001;

    private Search() {}

    static double minimum(DoubleUnaryOperator f, double reach) {
        return minimum(f, reach, GRID);
    }

    static double minimum(DoubleUnaryOperator f, double reach, int grid) {
        double best = f.applyAsDouble(0);
        double step = 2 * reach / (grid - 1);
        for (int i = 1; i < grid - 1; i++) {
            double x = -reach + i * step;
            double here = f.applyAsDouble(x);
            if (here <= f.applyAsDouble(x - step) && here <= f.applyAsDouble(x + step)) {
                best = Math.min(best, golden(f, x - step, x + step));
            }
        }
        return best;
    }

    /** The lowest value on a grid of positive numbers, a little above the minimum. */
    static double coarse(DoubleUnaryOperator f, double reach) {
        double best = f.applyAsDouble(0);
        for (int i = 1; i <= 60; i++) {
            best = Math.min(best, f.applyAsDouble(reach * i * i / 3600));
        }
        return best;
    }

    private static double golden(DoubleUnaryOperator f, double from, double to) {
        double ratio = (Math.sqrt(5) - 1) / 2;
        double low = from;
        double high = to;
        for (int i = 0; i < 80; i++) {
            double left = high - ratio * (high - low);
            double right = low + ratio * (high - low);
            if (f.applyAsDouble(left) < f.applyAsDouble(right)) {
                high = right;
            } else {
                low = left;
            }
        }
        return f.applyAsDouble((low + high) / 2);
    }

    /** The decay at which the chain of this depth jumps, from the theory. */
    static double jump(int depth, double s) {
        double hidden = depth - 1;
        return s / hidden * Math.pow(hidden > 1 ? (hidden - 1) * s / hidden : 1, (hidden - 1) / (hidden + 1));
    }
}
