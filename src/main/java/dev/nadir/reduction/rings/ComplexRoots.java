package dev.nadir.reduction.rings;

import dev.nadir.base.exact.Rational;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Approximations of all complex roots of a squarefree polynomial at once, with many digits (Aberth1973). Nothing is proved of
 * them: what is, is counted elsewhere.
 */
final class ComplexRoots {

    private static final MathContext DIGITS = new MathContext(60);

    /** Corrections below this, relative to the largest root, end the iteration. */
    private static final BigDecimal SMALL = new BigDecimal("1e-40");

    private static final int STEPS = 400;

    private ComplexRoots() {}

    /** A complex number. */
    record Value(BigDecimal re, BigDecimal im) {

        static final Value ZERO = new Value(BigDecimal.ZERO, BigDecimal.ZERO);

        Value plus(Value other) {
            return new Value(re.add(other.re, DIGITS), im.add(other.im, DIGITS));
        }

        Value minus(Value other) {
            return new Value(re.subtract(other.re, DIGITS), im.subtract(other.im, DIGITS));
        }

        Value times(Value other) {
            return new Value(
                    re.multiply(other.re, DIGITS).subtract(im.multiply(other.im, DIGITS), DIGITS),
                    re.multiply(other.im, DIGITS).add(im.multiply(other.re, DIGITS), DIGITS));
        }

        Value over(Value other) {
            BigDecimal square = other.square();
            Value product = times(new Value(other.re, other.im.negate()));
            return new Value(product.re.divide(square, DIGITS), product.im.divide(square, DIGITS));
        }

        BigDecimal square() {
            return re.multiply(re, DIGITS).add(im.multiply(im, DIGITS), DIGITS);
        }

        boolean isZero() {
            return re.signum() == 0 && im.signum() == 0;
        }
    }

    /** A fraction with that many digits. */
    static Value number(Rational value) {
        return new Value(
                new BigDecimal(value.numerator()).divide(new BigDecimal(value.denominator()), DIGITS), BigDecimal.ZERO);
    }

    /** The value of a polynomial, constant coefficient first. */
    static Value at(List<Value> coefficients, Value x) {
        Value value = Value.ZERO;
        for (int i = coefficients.size() - 1; i >= 0; i--) {
            value = value.times(x).plus(coefficients.get(i));
        }
        return value;
    }

    /** The roots, or nothing if the iteration does not settle. */
    static Optional<List<Value>> of(List<Rational> coefficients) {
        int degree = coefficients.size() - 1;
        List<Value> polynomial = coefficients.stream().map(ComplexRoots::number).toList();
        List<Value> derivative = new ArrayList<>();
        for (int i = 1; i <= degree; i++) {
            derivative.add(polynomial.get(i).times(number(Rational.of(i))));
        }
        List<Value> roots = circle(coefficients);
        for (int step = 0; step < STEPS; step++) {
            if (!improves(polynomial, derivative, roots)) {
                return Optional.of(roots);
            }
        }
        return Optional.empty();
    }

    /** Points on a circle about as large as the roots, none the mirror image of another. */
    private static List<Value> circle(List<Rational> coefficients) {
        int degree = coefficients.size() - 1;
        double lead = logarithm(coefficients.get(degree));
        double radius = 0;
        for (int i = 0; i < degree; i++) {
            if (!coefficients.get(i).isZero()) {
                radius = Math.max(radius, Math.exp((logarithm(coefficients.get(i)) - lead) / (degree - i)));
            }
        }
        List<Value> points = new ArrayList<>();
        for (int k = 0; k < degree; k++) {
            double angle = 2 * Math.PI * k / degree + 0.4;
            points.add(new Value(
                    new BigDecimal(Math.max(radius, 1e-3) * Math.cos(angle)),
                    new BigDecimal(Math.max(radius, 1e-3) * Math.sin(angle))));
        }
        return points;
    }

    private static double logarithm(Rational value) {
        int shift = value.numerator().bitLength() - value.denominator().bitLength();
        Rational near = shift >= 0
                ? value.times(new Rational(java.math.BigInteger.ONE, java.math.BigInteger.ONE.shiftLeft(shift)))
                : value.times(new Rational(java.math.BigInteger.ONE.shiftLeft(-shift), java.math.BigInteger.ONE));
        return Math.log(Math.abs(near.round())) + shift * Math.log(2);
    }

    /** One step; whether a correction was not small. */
    private static boolean improves(List<Value> polynomial, List<Value> derivative, List<Value> roots) {
        BigDecimal largest = BigDecimal.ZERO;
        BigDecimal size = BigDecimal.ZERO;
        for (int i = 0; i < roots.size(); i++) {
            Value root = roots.get(i);
            Value value = at(polynomial, root);
            if (value.isZero()) {
                continue;
            }
            Value slope = at(derivative, root).over(value);
            for (int j = 0; j < roots.size(); j++) {
                Value difference = root.minus(roots.get(j));
                if (j != i && !difference.isZero()) {
                    slope = slope.minus(new Value(BigDecimal.ONE, BigDecimal.ZERO).over(difference));
                }
            }
            if (slope.isZero()) {
                continue;
            }
            Value correction = new Value(BigDecimal.ONE, BigDecimal.ZERO).over(slope);
            roots.set(i, root.minus(correction));
            largest = largest.max(correction.square());
            size = size.max(root.square());
        }
        return largest.compareTo(size.multiply(SMALL, DIGITS).multiply(SMALL, DIGITS)) > 0;
    }
}
