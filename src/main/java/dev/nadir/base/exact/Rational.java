package dev.nadir.base.exact;

import dev.nadir.base.PreconditionException;
import java.math.BigDecimal;
import java.math.BigInteger;

/** An exact fraction in lowest terms, its denominator positive. */
public record Rational(BigInteger numerator, BigInteger denominator) implements Comparable<Rational> {

    public static final Rational ZERO = of(0);
    public static final Rational ONE = of(1);
    public static final Rational MINUS_ONE = of(-1);
    public static final Rational HALF = of(1, 2);

    /**
     * Brings the fraction to lowest terms.
     *
     * @throws PreconditionException if the denominator is zero
     */
    public Rational {
        if (denominator.signum() == 0) {
            throw new PreconditionException("a denominator must not be zero, got " + numerator + "/0");
        }
        if (!denominator.equals(BigInteger.ONE)) {
            BigInteger divisor = numerator.gcd(denominator);
            if (denominator.signum() < 0) {
                divisor = divisor.negate();
            }
            if (!divisor.equals(BigInteger.ONE)) {
                numerator = numerator.divide(divisor);
                denominator = denominator.divide(divisor);
            }
        }
    }

    /** The integer as a fraction. */
    public static Rational of(long value) {
        return new Rational(BigInteger.valueOf(value), BigInteger.ONE);
    }

    /** The fraction {@code numerator/denominator}. */
    public static Rational of(long numerator, long denominator) {
        return new Rational(BigInteger.valueOf(numerator), BigInteger.valueOf(denominator));
    }

    /** The exact value of a decimal literal such as {@code 0.05} or {@code 1.5e-3}. */
    public static Rational parse(String decimal) {
        BigDecimal value = new BigDecimal(decimal);
        return value.scale() <= 0
                ? new Rational(value.toBigIntegerExact(), BigInteger.ONE)
                : new Rational(value.unscaledValue(), BigInteger.TEN.pow(value.scale()));
    }

    /** The exact value of a finite double. */
    public static Rational enclose(double value) {
        BigDecimal exact = new BigDecimal(value);
        return exact.scale() <= 0
                ? new Rational(exact.toBigIntegerExact(), BigInteger.ONE)
                : new Rational(exact.unscaledValue(), BigInteger.TEN.pow(exact.scale()));
    }

    public Rational plus(Rational other) {
        return denominator.equals(other.denominator)
                ? new Rational(numerator.add(other.numerator), denominator)
                : new Rational(
                        numerator.multiply(other.denominator).add(other.numerator.multiply(denominator)),
                        denominator.multiply(other.denominator));
    }

    public Rational minus(Rational other) {
        return plus(other.negate());
    }

    public Rational times(Rational other) {
        return new Rational(numerator.multiply(other.numerator), denominator.multiply(other.denominator));
    }

    /**
     * The quotient.
     *
     * @throws PreconditionException if the other is zero
     */
    public Rational dividedBy(Rational other) {
        return times(other.inverse());
    }

    public Rational negate() {
        return new Rational(numerator.negate(), denominator);
    }

    /**
     * One over this.
     *
     * @throws PreconditionException if this is zero
     */
    public Rational inverse() {
        return new Rational(denominator, numerator);
    }

    /**
     * The integer power; zero to the power zero is one.
     *
     * @throws PreconditionException if this is zero and the exponent negative
     */
    public Rational power(int exponent) {
        if (exponent < 0) {
            return inverse().power(-exponent);
        }
        return new Rational(numerator.pow(exponent), denominator.pow(exponent));
    }

    public boolean isZero() {
        return numerator.signum() == 0;
    }

    public boolean isOne() {
        return equals(ONE);
    }

    public boolean isInteger() {
        return denominator.equals(BigInteger.ONE);
    }

    public int signum() {
        return numerator.signum();
    }

    public Rational abs() {
        return signum() < 0 ? negate() : this;
    }

    /**
     * This as an int.
     *
     * @throws PreconditionException if it is not an integer in the range of int
     */
    public int intValueExact() {
        if (!isInteger() || numerator.bitLength() > 31) {
            throw new PreconditionException("an integer in the range of int is needed, got " + this);
        }
        return numerator.intValueExact();
    }

    /** The nearest double, to within an ulp or two. */
    public double round() {
        if (numerator.bitLength() <= 53 && denominator.bitLength() <= 53) {
            return numerator.doubleValue() / denominator.doubleValue();
        }
        return new BigDecimal(numerator)
                .divide(new BigDecimal(denominator), java.math.MathContext.DECIMAL128)
                .doubleValue();
    }

    @Override
    public int compareTo(Rational other) {
        return numerator.multiply(other.denominator).compareTo(other.numerator.multiply(denominator));
    }

    @Override
    public String toString() {
        return isInteger() ? numerator.toString() : numerator + "/" + denominator;
    }
}
