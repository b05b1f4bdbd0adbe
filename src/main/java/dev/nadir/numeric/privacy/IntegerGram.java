package dev.nadir.numeric.privacy;

import dev.nadir.base.InternalErrorException;
import java.math.BigInteger;

/**
 * The sum of the outer products of rows of whole numbers, exactly: it does not depend on the order of the rows, and its
 * change with one row is what the sensitivity says, to the last bit. It never leaves its package.
 */
final class IntegerGram {

    private final int dimension;

    /** So many rows fit into a sum of longs; decided by the bound alone. */
    private final long blockSize;

    private final long[] block;
    private final BigInteger[] totals;
    private long rowsInBlock;

    IntegerGram(PrivacyParameters parameters) {
        this.dimension = parameters.dimension();
        this.blockSize = Long.MAX_VALUE / parameters.squaredNormLimit();
        int count = dimension * (dimension + 1) / 2;
        this.block = new long[count];
        this.totals = new BigInteger[count];
        java.util.Arrays.fill(totals, BigInteger.ZERO);
    }

    /** Adds the outer product of a row whose squared norm is within the limit. */
    void add(long[] row) {
        if (row.length != dimension) {
            throw new InternalErrorException("a quantised row has " + row.length + " entries, not " + dimension);
        }
        int place = 0;
        for (int i = 0; i < dimension; i++) {
            long left = row[i];
            for (int j = i; j < dimension; j++) {
                block[place++] += left * row[j];
            }
        }
        rowsInBlock++;
        if (rowsInBlock == blockSize) {
            carry();
        }
    }

    private void carry() {
        for (int i = 0; i < block.length; i++) {
            totals[i] = totals[i].add(BigInteger.valueOf(block[i]));
            block[i] = 0;
        }
        rowsInBlock = 0;
    }

    /** The entry at a place of the upper triangle, row by row. */
    BigInteger entry(int place) {
        return totals[place].add(BigInteger.valueOf(block[place]));
    }
}
