package dev.nadir.expr.graph;

import dev.nadir.expr.Expr;

/** What is known of a random symbol. Different symbols are independent. */
public sealed interface Law {

    /** Independent entries with one mean and one variance; nothing is known of higher moments. Both are scalars. */
    record Independent(Expr mean, Expr variance) implements Law {}

    /** Independent entries, 1/keep with probability {@code keep} and 0 otherwise: a dropout mask, of mean 1. */
    record Dropout(Expr keep) implements Law {}

    /** A Gaussian column; the mean has its shape, the covariance is square. */
    record Gaussian(Expr mean, Expr covariance) implements Law {}
}
