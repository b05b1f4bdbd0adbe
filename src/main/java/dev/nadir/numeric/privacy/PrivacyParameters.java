package dev.nadir.numeric.privacy;

import dev.nadir.base.ErrorCode;
import dev.nadir.base.PreconditionException;
import dev.nadir.base.exact.Rational;
import java.math.BigInteger;

/**
 * Everything that decides how a covariance is released. All of it is public and chosen before the data is seen; nothing
 * of it may depend on the data.
 *
 * @param dimension the number of entries of a row
 * @param bound what the Euclidean norm of a row is cut down to, positive
 * @param fractionBits rows are rounded to multiples of {@code 2^-fractionBits}; negative for coarser than whole numbers
 * @param adjacency which data sets are neighbours
 * @param shape how the noise is spread
 * @param rho the zero-concentrated privacy that the release may cost (BunSteinke2016), positive
 */
public record PrivacyParameters(
        int dimension, Rational bound, int fractionBits, Adjacency adjacency, NoiseShape shape, Rational rho) {

    /** Eight million whole numbers of any length take half a gigabyte; beyond, a release would not fit into memory. */
    public static final int LARGEST_DIMENSION = 4096;

    /** The bound has between 2^20 and 2^21 steps of the grid: its rounding is far below any useful noise. */
    private static final int DEFAULT_STEPS = 20;

    /** Entries are then below 2^30 and squared norms at most 2^60, so that sums of several fit into a long. */
    private static final int MOST_STEPS = 30;

    /** Squares of bounds between 2^-400 and 2^400 are numbers that floating point can hold after the release. */
    private static final int LARGEST_BOUND = 400;

    /** Variances are rounded up to multiples of {@code 2^-VARIANCE_BITS}. */
    private static final int VARIANCE_BITS = 16;

    /**
     * Checks the domains.
     *
     * @throws PreconditionException with a code if one of them is left
     */
    public PrivacyParameters {
        if (dimension < 1 || dimension > LARGEST_DIMENSION) {
            throw new PreconditionException(
                    ErrorCode.PRIVACY_DIMENSION, "got " + dimension + ", the largest is " + LARGEST_DIMENSION);
        }
        requireBound(bound);
        if (rho.signum() <= 0) {
            throw new PreconditionException(ErrorCode.PRIVACY_EPSILON, "got rho = " + rho);
        }
        long steps = (long) log2(bound) + fractionBits;
        if (steps < 0 || steps >= MOST_STEPS) {
            throw new PreconditionException(
                    ErrorCode.PRIVACY_BOUND,
                    "a bound of " + bound + " has 2^" + steps + " steps of 2^-" + fractionBits
                            + ", it must have 2^0 to 2^" + (MOST_STEPS - 1));
        }
    }

    /** Noise of the shape {@link NoiseShape#GOE} and a grid of a millionth of the bound. */
    public static PrivacyParameters of(int dimension, Rational bound, Adjacency adjacency, Rational rho) {
        requireBound(bound);
        return new PrivacyParameters(dimension, bound, DEFAULT_STEPS - log2(bound), adjacency, NoiseShape.GOE, rho);
    }

    /** The same with noise of another shape. */
    public PrivacyParameters withShape(NoiseShape other) {
        return new PrivacyParameters(dimension, bound, fractionBits, adjacency, other, rho);
    }

    /** The same with another grid. */
    public PrivacyParameters withFractionBits(int bits) {
        return new PrivacyParameters(dimension, bound, bits, adjacency, shape, rho);
    }

    /** What the squared norm of a row in steps of the grid is at most: {@code floor(bound^2 * 4^fractionBits)}. */
    public long squaredNormLimit() {
        return floor(bound.times(bound).times(power(2 * fractionBits))).longValueExact();
    }

    /** The whole number of steps of the grid in the bound. */
    public long boundInSteps() {
        return floor(bound.times(power(fractionBits))).longValueExact();
    }

    /** The square of the largest change of the Gram matrix, in steps of its grid. */
    public BigInteger squaredSensitivity() {
        return adjacency.squaredSensitivity(BigInteger.valueOf(squaredNormLimit()));
    }

    /**
     * The variance of the noise off the diagonal, in steps of the Gram matrix's grid, rounded up: the cost of a release
     * is at most {@link #rho}.
     */
    public Rational noiseVariance() {
        Rational exact = shape.variance(squaredSensitivity(), rho).times(power(VARIANCE_BITS));
        return new Rational(ceiling(exact), BigInteger.ONE.shiftLeft(VARIANCE_BITS));
    }

    /** The variance on the diagonal. */
    public Rational diagonalNoiseVariance() {
        return shape.diagonalVariance(noiseVariance());
    }

    /** What a release with the rounded variance costs: at most {@link #rho}. */
    public Rational cost() {
        return shape.cost(squaredSensitivity(), noiseVariance());
    }

    /** One step of the Gram matrix's grid: {@code 4^-fractionBits}. */
    public Rational gramStep() {
        return power(-2 * fractionBits);
    }

    private static void requireBound(Rational bound) {
        if (bound.signum() <= 0 || Math.abs(log2(bound)) > LARGEST_BOUND) {
            throw new PreconditionException(ErrorCode.PRIVACY_BOUND, "got " + bound);
        }
    }

    private static Rational power(int exponent) {
        return Rational.of(2).power(exponent);
    }

    private static BigInteger floor(Rational value) {
        BigInteger[] parts = value.numerator().divideAndRemainder(value.denominator());
        return parts[1].signum() < 0 ? parts[0].subtract(BigInteger.ONE) : parts[0];
    }

    private static BigInteger ceiling(Rational value) {
        return floor(value.negate()).negate();
    }

    /** The whole part of the logarithm of a positive fraction. */
    private static int log2(Rational value) {
        int estimate = value.numerator().bitLength() - value.denominator().bitLength();
        return power(estimate).compareTo(value) <= 0 ? estimate : estimate - 1;
    }
}
