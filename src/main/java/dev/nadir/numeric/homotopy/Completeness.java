package dev.nadir.numeric.homotopy;

/**
 * Why the list of isolated roots should have none missing; none of these is a proof by itself.
 *
 * @param basis what the count rests on
 * @param reason the same in a sentence, with the numbers
 */
public record Completeness(Basis basis, String reason) {

    /** What a count rests on, the strongest first. */
    public enum Basis {
        /** As many paths as the product of the degrees, each accounted for, none failed. */
        BEZOUT,
        /** Paths from all solutions of a generic member of the family; its list passed a trace test. */
        TRACE_TEST,
        /** Paths from the solutions of a generic member that loops in the parameters found, and then found no more. */
        STABLE_LOOPS,
        /** The solutions of a generic member already form curves or surfaces; no list of points can be complete. */
        POSITIVE_DIMENSIONAL,
        /** A path failed, or the search was ended; roots may be missing. */
        INCOMPLETE
    }

    /** Whether a count of roots may be stated at all. */
    public boolean isComplete() {
        return basis == Basis.BEZOUT || basis == Basis.TRACE_TEST || basis == Basis.STABLE_LOOPS;
    }
}
