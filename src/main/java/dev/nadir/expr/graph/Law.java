package dev.nadir.expr.graph;

import dev.nadir.expr.Expr;
import dev.nadir.expr.Exprs;

/** What is known of a random symbol. Different symbols are independent. */
public sealed interface Law {

    /** Independent entries with one mean and one variance; nothing is known of higher moments. Both are scalars. */
    record Independent(Expr mean, Expr variance) implements Law {}

    /** Independent entries, 1/keep with probability {@code keep} and 0 otherwise: a dropout mask, of mean 1. */
    record Dropout(Expr keep) implements Law {}

    /**
     * A Gaussian matrix: its entries at (i, a) and (j, b) have the covariance {@code rows[i, j]*columns[a, b]}. A symmetric
     * one is {@code (Z + Z')/sqrt(2)} of such a Z, with multiples of the identity for both, plus its mean.
     *
     * @param mean has its shape
     * @param rows square, of as many rows as it has
     * @param columns square, of as many columns as it has; 1 for a column or a scalar
     */
    record Gaussian(Expr mean, Expr rows, Expr columns) implements Law {
        /** A Gaussian column or scalar. */
        public Gaussian(Expr mean, Expr covariance) {
            this(mean, covariance, Exprs.literal(1));
        }
    }
}
