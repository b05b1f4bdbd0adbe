package dev.nadir.numeric.privacy;

import java.math.BigInteger;

/**
 * Events of exactly rational and exponential probability, from fair bits, after CanonneKamathSteinke2020, section 5.
 * Every probability is met exactly, not to some digits: comparisons draw as many bits as they need.
 */
final class ExactChance {

    private final BitSource bits;

    ExactChance(BitSource bits) {
        this.bits = bits;
    }

    /** Heads or tails. */
    boolean coin() {
        return bits.word() < 0;
    }

    /** A whole number from 0 to below the limit, each as likely as the others. */
    long below(long limit) {
        if (limit == 1) {
            return 0;
        }
        int shift = Long.numberOfLeadingZeros(limit - 1);
        while (true) {
            long candidate = bits.word() >>> shift;
            if (candidate < limit) {
                return candidate;
            }
        }
    }

    /** A whole number from 0 to below the limit, each as likely as the others. */
    BigInteger below(BigInteger limit) {
        if (limit.bitLength() < Long.SIZE) {
            return BigInteger.valueOf(below(limit.longValueExact()));
        }
        int length = limit.subtract(BigInteger.ONE).bitLength();
        while (true) {
            BigInteger candidate = BigInteger.ZERO;
            for (int drawn = 0; drawn < length; drawn += 32) {
                int width = Math.min(32, length - drawn);
                candidate = candidate.shiftLeft(width).or(BigInteger.valueOf(bits.word() >>> (Long.SIZE - width)));
            }
            if (candidate.compareTo(limit) < 0) {
                return candidate;
            }
        }
    }

    /** True with probability {@code numerator / denominator}, a fraction from 0 to 1. */
    boolean fraction(BigInteger numerator, BigInteger denominator) {
        if (numerator.compareTo(denominator) >= 0) {
            return true;
        }
        if (denominator.bitLength() < Long.SIZE) {
            return below(denominator.longValueExact()) < numerator.longValueExact();
        }
        // A uniform number of [0, 1) is compared with the fraction, sixty-three binary digits at a time, until they
        // differ.
        BigInteger remainder = numerator;
        while (true) {
            BigInteger[] parts = remainder.shiftLeft(63).divideAndRemainder(denominator);
            long digits = bits.word() >>> 1;
            int order = Long.compare(digits, parts[0].longValueExact());
            if (order != 0) {
                return order < 0;
            }
            remainder = parts[1];
        }
    }

    /** True with probability {@code exp(-numerator / denominator)}, for a fraction that is not negative. */
    boolean exponential(BigInteger numerator, BigInteger denominator) {
        BigInteger rest = numerator;
        while (rest.compareTo(denominator) > 0) {
            if (!exponentialOfOne()) {
                return false;
            }
            rest = rest.subtract(denominator);
        }
        // Whether the first run of successes, the k-th of probability x/k, has even length: the series of exp(-x).
        long k = 1;
        while (below(k) == 0 && fraction(rest, denominator)) {
            k++;
        }
        return (k & 1) == 1;
    }

    /** True with probability {@code exp(-numerator / denominator)}, for a fraction from 0 to 1. */
    boolean exponential(long numerator, long denominator) {
        long k = 1;
        while (below(k) == 0 && below(denominator) < numerator) {
            k++;
        }
        return (k & 1) == 1;
    }

    /** True with probability {@code exp(-1)}. */
    boolean exponentialOfOne() {
        long k = 1;
        while (below(k) == 0) {
            k++;
        }
        return (k & 1) == 1;
    }
}
