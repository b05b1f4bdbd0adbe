package dev.nadir.numeric;

import java.util.function.BooleanSupplier;

/** Walks downhill from one start. It keeps no state between runs: one instance may serve many threads. */
public interface Minimiser {

    /**
     * Where the walk from a start ends, and why. A critical point that is no minimum is a possible end: what it is, a
     * {@link Classifier} says.
     *
     * @param objective used by this thread only
     * @param start read, not modified
     * @param isCancelled asked about once an iteration; when true, the run ends with {@link Termination#TIME_LIMIT}
     */
    Point minimise(Objective objective, double[] start, BooleanSupplier isCancelled);

    /** The same, never cancelled. */
    default Point minimise(Objective objective, double[] start) {
        return minimise(objective, start, () -> false);
    }
}
