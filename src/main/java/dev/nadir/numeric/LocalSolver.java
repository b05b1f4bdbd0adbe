package dev.nadir.numeric;

import java.util.function.BooleanSupplier;

/**
 * Goes from one start to a critical point: downhill, or to the nearest zero of the gradient. It keeps no state between
 * runs: one instance may serve many threads.
 */
public interface LocalSolver {

    /**
     * Where the way from a start ends, and why. A critical point that is no minimum is a possible end, also of a
     * descent: what it is, a {@link Classifier} says.
     *
     * @param objective used by this thread only
     * @param start read, not modified
     * @param isCancelled asked about once an iteration; when true, the run ends with {@link Termination#TIME_LIMIT}
     */
    Point solve(Objective objective, double[] start, BooleanSupplier isCancelled);

    /** The same, never cancelled. */
    default Point solve(Objective objective, double[] start) {
        return solve(objective, start, () -> false);
    }
}
