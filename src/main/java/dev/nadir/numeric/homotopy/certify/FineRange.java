package dev.nadir.numeric.homotopy.certify;

import dev.nadir.base.exact.Rational;
import java.math.BigInteger;

/**
 * An interval whose ends are multiples of two to the power of minus {@link #BITS}, rounded outwards.
 *
 * @param low the lower end, times two to that power
 * @param high the upper end, times two to that power
 */
record FineRange(BigInteger low, BigInteger high) {

    /** Binary digits behind the point: a hundred decimal ones. */
    static final int BITS = 334;

    static final FineRange ZERO = new FineRange(BigInteger.ZERO, BigInteger.ZERO);

    static FineRange enclose(Rational value) {
        BigInteger scaled = value.numerator().shiftLeft(BITS);
        BigInteger[] parts = scaled.divideAndRemainder(value.denominator());
        return parts[1].signum() == 0
                ? new FineRange(parts[0], parts[0])
                : parts[1].signum() > 0
                        ? new FineRange(parts[0], parts[0].add(BigInteger.ONE))
                        : new FineRange(parts[0].subtract(BigInteger.ONE), parts[0]);
    }

    FineRange plus(FineRange other) {
        return new FineRange(low.add(other.low), high.add(other.high));
    }

    FineRange minus(FineRange other) {
        return new FineRange(low.subtract(other.high), high.subtract(other.low));
    }

    FineRange times(FineRange other) {
        BigInteger a = low.multiply(other.low);
        BigInteger b = low.multiply(other.high);
        BigInteger c = high.multiply(other.low);
        BigInteger d = high.multiply(other.high);
        // Shifting right rounds down, also below zero.
        return new FineRange(
                a.min(b).min(c.min(d)).shiftRight(BITS),
                a.max(b).max(c.max(d)).negate().shiftRight(BITS).negate());
    }

    BigInteger magnitude() {
        return low.abs().max(high.abs());
    }

    /** Whether this lies strictly inside the other. */
    boolean isInside(FineRange other) {
        return other.low.compareTo(low) < 0 && high.compareTo(other.high) < 0;
    }

    BigInteger middle() {
        return low.add(high).shiftRight(1);
    }
}
