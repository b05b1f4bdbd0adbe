package dev.nadir.expr.exact;

import dev.nadir.base.exact.Rational;
import java.math.BigInteger;
import java.util.OptionalLong;

/** Arithmetic modulo the Mersenne prime 2^61 - 1, in which a random point hits a root with a chance of 1 in 10^18. */
final class Residue {

    static final long PRIME = (1L << 61) - 1;

    private static final BigInteger MODULUS = BigInteger.valueOf(PRIME);

    private Residue() {}

    static long of(long value) {
        return Math.floorMod(value, PRIME);
    }

    /** The residue of a fraction; nothing where the prime divides its denominator. */
    static OptionalLong of(Rational value) {
        long below = value.denominator().mod(MODULUS).longValueExact();
        long above = value.numerator().mod(MODULUS).longValueExact();
        return below == 0 ? OptionalLong.empty() : OptionalLong.of(times(above, inverse(below)));
    }

    static long plus(long a, long b) {
        long sum = a + b;
        return sum >= PRIME ? sum - PRIME : sum;
    }

    static long negate(long a) {
        return a == 0 ? 0 : PRIME - a;
    }

    static long times(long a, long b) {
        // The product has 122 bits; those above the 61st count as if they stood at the bottom.
        long high = Math.multiplyHigh(a, b);
        long low = a * b;
        return plus(low & PRIME, (high << 3) | (low >>> 61));
    }

    static long power(long base, long exponent) {
        long result = 1;
        long square = base;
        for (long rest = exponent; rest > 0; rest >>= 1) {
            if ((rest & 1) == 1) {
                result = times(result, square);
            }
            square = times(square, square);
        }
        return result;
    }

    /** One over a residue that is not 0, by Fermat. */
    static long inverse(long a) {
        return power(a, PRIME - 2);
    }
}
