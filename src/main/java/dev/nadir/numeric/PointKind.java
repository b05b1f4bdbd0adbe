package dev.nadir.numeric;

/** What a critical point is. */
public enum PointKind {
    GLOBAL_MINIMUM("global-minimum"),
    LOCAL_MINIMUM("local-minimum"),
    /** The Hessian has a negative eigenvalue. */
    STRICT_SADDLE("strict-saddle"),
    /** Neither a minimum nor a maximum, though the Hessian has no negative eigenvalue. */
    NON_STRICT_SADDLE("non-strict-saddle"),
    MAXIMUM("maximum"),
    /** The Hessian alone does not decide: it is semidefinite with more null directions than the symmetry explains. */
    UNDECIDED("undecided");

    private final String word;

    PointKind(String word) {
        this.word = word;
    }

    /** The word in model files, reports and JSON. */
    public String word() {
        return word;
    }
}
