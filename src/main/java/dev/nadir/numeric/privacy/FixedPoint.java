package dev.nadir.numeric.privacy;

import java.math.BigInteger;

/**
 * Takes rows of floating point numbers to rows of whole numbers whose norm is within the public bound. The one class of
 * its package that sees floating point, and it only takes the bits apart.
 *
 * <p>Each row is taken by itself, and there is an answer for every row: one that is not finite, or has not the declared
 * number of entries, becomes zero; others are rounded towards zero, and scaled down if they are still too long. So the
 * number of neighbours that data sets differ in stays the same, nothing depends on other rows, and no error tells
 * anything about the data.
 */
final class FixedPoint {

    private static final int MANTISSA_BITS = 52;
    private static final int EXPONENT_MASK = 0x7ff;

    /** The power of two that a mantissa as a whole number is multiplied by, for a biased exponent of zero. */
    private static final int EXPONENT_OFFSET = 1075;

    /** Beyond this many binary digits of the whole part, the row is too long whatever the rest says. */
    private static final int LARGE = 31;

    /** A row to be scaled down is rounded to so many binary digits of its largest entry first. */
    private static final int SCALING_BITS = 96;

    private final PrivacyParameters parameters;
    private final int dimension;
    private final int fractionBits;
    private final long squaredNormLimit;
    private final BigInteger bound;

    FixedPoint(PrivacyParameters parameters) {
        this.parameters = parameters;
        this.dimension = parameters.dimension();
        this.fractionBits = parameters.fractionBits();
        this.squaredNormLimit = parameters.squaredNormLimit();
        this.bound = BigInteger.valueOf(parameters.boundInSteps());
    }

    /** The exact Gram matrix of rows, each taken to the grid by itself. */
    IntegerGram gram(Iterable<double[]> rows) {
        IntegerGram gram = new IntegerGram(parameters);
        rows.forEach(row -> gram.add(quantise(row)));
        return gram;
    }

    /** The row in steps of the grid; its squared norm is at most the limit. The argument is read, not modified. */
    long[] quantise(double[] row) {
        long[] steps = new long[dimension];
        if (row.length != dimension || !isFinite(row)) {
            return steps;
        }
        boolean isLarge = false;
        for (int i = 0; i < dimension; i++) {
            long pattern = Double.doubleToRawLongBits(row[i]);
            int shift = exponent(pattern) + fractionBits;
            long magnitude = mantissa(pattern);
            if (magnitude != 0 && Long.SIZE - Long.numberOfLeadingZeros(magnitude) + shift > LARGE) {
                isLarge = true;
                break;
            }
            long whole = shift >= 0 ? magnitude << shift : shift > -Long.SIZE ? magnitude >>> -shift : 0;
            steps[i] = pattern < 0 ? -whole : whole;
        }
        return isLarge || !isWithin(steps) ? shrink(row) : steps;
    }

    /** Whether the squared norm is within the limit; sums stop before they could overflow. */
    private boolean isWithin(long[] steps) {
        long sum = 0;
        for (long step : steps) {
            // Entries are below 2^31 and the limit is at most 2^60: one more square cannot overflow.
            sum += step * step;
            if (sum > squaredNormLimit) {
                return false;
            }
        }
        return true;
    }

    /** The row scaled to the bound, towards zero; in exact whole numbers, so that it is within the limit. */
    private long[] shrink(double[] row) {
        int largest = Integer.MIN_VALUE;
        for (int i = 0; i < dimension; i++) {
            long pattern = Double.doubleToRawLongBits(row[i]);
            if (mantissa(pattern) != 0) {
                int top = Long.SIZE - Long.numberOfLeadingZeros(mantissa(pattern)) + exponent(pattern);
                largest = Math.max(largest, top);
            }
        }
        BigInteger[] entries = new BigInteger[dimension];
        BigInteger squaredNorm = BigInteger.ZERO;
        for (int i = 0; i < dimension; i++) {
            long pattern = Double.doubleToRawLongBits(row[i]);
            int shift = exponent(pattern) - largest + SCALING_BITS;
            BigInteger magnitude = BigInteger.valueOf(mantissa(pattern)).shiftLeft(shift);
            entries[i] = pattern < 0 ? magnitude.negate() : magnitude;
            squaredNorm = squaredNorm.add(entries[i].multiply(entries[i]));
        }
        BigInteger norm = squaredNorm.sqrt().add(BigInteger.ONE);
        long[] steps = new long[dimension];
        for (int i = 0; i < dimension; i++) {
            // Division rounds towards zero: each entry is at most bound / norm times as large.
            steps[i] = entries[i].multiply(bound).divide(norm).longValueExact();
        }
        // Always within the limit by the argument above; were it not, a row of zeros would be the safe answer.
        return isWithin(steps) ? steps : new long[dimension];
    }

    private static boolean isFinite(double[] row) {
        for (int i = 0; i < row.length; i++) {
            long pattern = Double.doubleToRawLongBits(row[i]);
            if (((pattern >>> MANTISSA_BITS) & EXPONENT_MASK) == EXPONENT_MASK) {
                return false;
            }
        }
        return true;
    }

    /** The whole number that the value is a power of two times. */
    private static long mantissa(long pattern) {
        long fraction = pattern & ((1L << MANTISSA_BITS) - 1);
        boolean isNormal = ((pattern >>> MANTISSA_BITS) & EXPONENT_MASK) != 0;
        return isNormal ? fraction | (1L << MANTISSA_BITS) : fraction;
    }

    /** That power of two. */
    private static int exponent(long pattern) {
        int biased = (int) ((pattern >>> MANTISSA_BITS) & EXPONENT_MASK);
        return Math.max(1, biased) - EXPONENT_OFFSET;
    }
}
