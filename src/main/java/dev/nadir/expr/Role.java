package dev.nadir.expr;

/** What a symbol stands for in a model. */
public enum Role {
    /** Given. */
    DATA,
    /** Optimised. */
    PARAMETER,
    /** Averaged over. */
    RANDOM,
    /** A direction in parameter space, for Hessians. */
    DIRECTION
}
