package dev.nadir.expr;

/** What is declared of a symbol; each is a rewriting rule of the canonical form. */
public enum Property {
    /** {@code S' = S}. */
    SYMMETRIC,
    /** Symmetric with positive eigenvalues. */
    POSITIVE_DEFINITE,
    /** {@code inv(G)} exists. */
    INVERTIBLE,
    /** Zero off the diagonal. */
    DIAGONAL,
    /** Every entry is positive. */
    POSITIVE,
    /** {@code Q'*Q = I}; {@code Q*Q' = I} too where it is square. */
    ORTHONORMAL_COLUMNS
}
