package dev.nadir.numeric.privacy;

import java.math.BigInteger;

/**
 * Which two data sets must be hard to tell apart. There is no default: the promise means something else for each, and
 * the noise for one is too little for the other (docs/privacy.md).
 */
public enum Adjacency {
    /** One data set has one row more. The number of rows is then private, too. */
    ADD_OR_REMOVE_ROW("add-remove", 1),

    /** One row is exchanged for another. The number of rows is public. */
    REPLACE_ROW("replace", 2);

    private final String word;
    private final int factor;

    Adjacency(String word, int factor) {
        this.word = word;
        this.factor = factor;
    }

    /** The word for it in commands and ledgers. */
    public String word() {
        return word;
    }

    /**
     * The square of the largest Frobenius distance of the Gram matrices of two neighbours, attained by orthogonal rows
     * of full norm: {@code |v*v' - u*u'|^2 = |u|^4 + |v|^4 - 2 (u,v)^2}.
     *
     * @param squaredNormLimit what the squared norm of a row is at most
     */
    public BigInteger squaredSensitivity(BigInteger squaredNormLimit) {
        return squaredNormLimit.multiply(squaredNormLimit).multiply(BigInteger.valueOf(factor));
    }
}
