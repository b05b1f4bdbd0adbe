package dev.nadir.numeric.privacy;

import dev.nadir.base.PreconditionException;
import dev.nadir.base.exact.Rational;
import java.math.BigInteger;

/**
 * The law on the whole numbers with {@code P(x)} proportional to {@code exp(-x^2 / (2 variance))}, sampled exactly
 * (CanonneKamathSteinke2020, algorithms 1 to 3): a discrete Laplace number is proposed and accepted with a probability
 * that makes it Gaussian. Unlike there, fractions are compared digit by digit, which draws fewer bits.
 */
public final class DiscreteGaussian {

    private final Rational variance;

    /** The scale of the proposal: the whole number above the standard deviation. */
    private final BigInteger scale;

    /** The scale where it fits into a long, zero where not. */
    private final long smallScale;

    /** {@code scale * denominator} and {@code 2 * numerator * denominator * scale^2} of the variance. */
    private final BigInteger step;

    private final BigInteger divisor;

    /**
     * The law with the given parameter, which is at least its variance.
     *
     * @throws PreconditionException if it is not positive
     */
    public DiscreteGaussian(Rational variance) {
        if (variance.signum() <= 0) {
            throw new PreconditionException("the variance of noise must be positive, got " + variance);
        }
        this.variance = variance;
        this.scale = variance.numerator().divide(variance.denominator()).sqrt().add(BigInteger.ONE);
        this.smallScale = scale.bitLength() < Long.SIZE ? scale.longValueExact() : 0;
        this.step = scale.multiply(variance.denominator());
        this.divisor = variance.numerator()
                .multiply(variance.denominator())
                .multiply(scale)
                .multiply(scale)
                .shiftLeft(1);
    }

    /** The parameter. */
    public Rational variance() {
        return variance;
    }

    /** A number of this law, independent of all others. */
    public BigInteger sample(BitSource bits) {
        ExactChance chance = new ExactChance(bits);
        while (true) {
            BigInteger magnitude = smallScale > 0 ? smallLaplace(chance) : laplace(chance);
            BigInteger excess = magnitude.multiply(step).subtract(variance.numerator());
            boolean isNegative = chance.coin();
            // Zero would be proposed twice, once with each sign.
            boolean isSecondZero = isNegative && magnitude.signum() == 0;
            if (!isSecondZero && chance.exponential(excess.multiply(excess), divisor)) {
                return isNegative ? magnitude.negate() : magnitude;
            }
        }
    }

    /** The magnitude of a discrete Laplace number before zero is made single: P(x) proportional to exp(-x / scale). */
    private BigInteger smallLaplace(ExactChance chance) {
        long below = chance.below(smallScale);
        while (!chance.exponential(below, smallScale)) {
            below = chance.below(smallScale);
        }
        return BigInteger.valueOf(below).add(scale.multiply(BigInteger.valueOf(wholes(chance))));
    }

    private BigInteger laplace(ExactChance chance) {
        BigInteger below = chance.below(scale);
        while (!chance.exponential(below, scale)) {
            below = chance.below(scale);
        }
        return below.add(scale.multiply(BigInteger.valueOf(wholes(chance))));
    }

    private static long wholes(ExactChance chance) {
        long wholes = 0;
        while (chance.exponentialOfOne()) {
            wholes++;
        }
        return wholes;
    }
}
