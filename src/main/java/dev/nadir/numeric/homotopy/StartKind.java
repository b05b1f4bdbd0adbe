package dev.nadir.numeric.homotopy;

/** Where the paths of a solve start. */
public enum StartKind {
    /** The structure decides: the family's parameters if it has any, else the product of the degrees. */
    AUTOMATIC,
    /** A generic member of the same family, solved by loops in its parameters. */
    MONODROMY,
    /** A generic member of the same family from the store, checked before use. */
    STORED,
    /** One equation {@code x^d = 1} an unknown, as many paths as the product of the degrees. */
    TOTAL_DEGREE,
    /** Products of linear forms in groups of the unknowns. */
    MULTI_HOMOGENEOUS
}
