package dev.nadir.base.exact;

import dev.nadir.base.PreconditionException;
import java.util.List;

/**
 * A real number of which every sign can be decided: a fraction, or a polynomial in an algebraic number over a field of
 * such numbers. Numbers that meet must come from one tower of extensions.
 */
public sealed interface ExactReal {

    /** A fraction. */
    record Fraction(Rational value) implements ExactReal {

        public static final ExactReal ZERO = new Fraction(Rational.ZERO);
        public static final ExactReal ONE = new Fraction(Rational.ONE);
    }

    /** {@code value(alpha)}, alpha the generator of the extension, the degree of value less than that of alpha. */
    record Element(Extension extension, RealPolynomial value) implements ExactReal {}

    /** The bounds of an interval that holds a number. */
    record Enclosure(Rational low, Rational high) {

        Enclosure plus(Enclosure other) {
            return new Enclosure(low.plus(other.low), high.plus(other.high));
        }

        /** The enclosure of the products. */
        public Enclosure times(Enclosure other) {
            Rational a = low.times(other.low);
            Rational b = low.times(other.high);
            Rational c = high.times(other.low);
            Rational d = high.times(other.high);
            return new Enclosure(smaller(smaller(a, b), smaller(c, d)), larger(larger(a, b), larger(c, d)));
        }

        /** The common sign of all numbers inside, zero where there is none. */
        public int signum() {
            return low.signum() > 0 ? 1 : high.signum() < 0 ? -1 : 0;
        }

        private static Rational smaller(Rational a, Rational b) {
            return a.compareTo(b) <= 0 ? a : b;
        }

        private static Rational larger(Rational a, Rational b) {
            return a.compareTo(b) >= 0 ? a : b;
        }
    }

    /** The fraction as such a number. */
    static ExactReal of(Rational value) {
        return new Fraction(value);
    }

    /** How many extensions stand below this number. */
    default int depth() {
        return this instanceof Element element ? element.extension().depth() : 0;
    }

    private RealPolynomial over(Extension extension) {
        return this instanceof Element element && element.extension() == extension
                ? element.value()
                : RealPolynomial.of(List.of(this));
    }

    private static Extension common(ExactReal a, ExactReal b) {
        ExactReal deeper = a.depth() >= b.depth() ? a : b;
        return ((Element) deeper).extension();
    }

    /** The sum. */
    default ExactReal plus(ExactReal other) {
        if (this instanceof Fraction a && other instanceof Fraction b) {
            return new Fraction(a.value().plus(b.value()));
        }
        Extension extension = common(this, other);
        return extension.reduced(over(extension).plus(other.over(extension)));
    }

    /** The opposite. */
    default ExactReal negate() {
        return times(of(Rational.MINUS_ONE));
    }

    /** The difference. */
    default ExactReal minus(ExactReal other) {
        return plus(other.negate());
    }

    /** The product. */
    default ExactReal times(ExactReal other) {
        if (this instanceof Fraction a && other instanceof Fraction b) {
            return new Fraction(a.value().times(b.value()));
        }
        Extension extension = common(this, other);
        return extension.reduced(over(extension).times(other.over(extension)));
    }

    /**
     * One over this.
     *
     * @throws PreconditionException if this is zero
     */
    default ExactReal inverse() {
        if (this instanceof Fraction fraction) {
            return new Fraction(fraction.value().inverse());
        }
        if (isZero()) {
            throw new PreconditionException("an inverse needs a number that is not zero");
        }
        Element element = (Element) this;
        return element.extension().inverse(element.value());
    }

    /** The integer power. */
    default ExactReal power(int exponent) {
        ExactReal base = exponent < 0 ? inverse() : this;
        ExactReal product = Fraction.ONE;
        for (int i = 0; i < Math.abs(exponent); i++) {
            product = product.times(base);
        }
        return product;
    }

    /** Bounds as narrow as the extensions are known at the moment. */
    default Enclosure enclose() {
        if (this instanceof Fraction fraction) {
            return new Enclosure(fraction.value(), fraction.value());
        }
        Element element = (Element) this;
        return element.value().enclose(element.extension().enclose());
    }

    /** Halves the interval of every algebraic number below this one. */
    default void refine() {
        if (this instanceof Element element) {
            element.extension().refine();
        }
    }

    /** The sign, decided exactly. */
    default int signum() {
        if (this instanceof Fraction fraction) {
            return fraction.value().signum();
        }
        Element element = (Element) this;
        // Most signs show after a few halvings; the exact test for zero is dear.
        for (int i = 0; i < 12; i++) {
            int sign = enclose().signum();
            if (sign != 0) {
                return sign;
            }
            refine();
        }
        if (element.extension().isZero(element.value())) {
            return 0;
        }
        int sign = enclose().signum();
        while (sign == 0) {
            refine();
            sign = enclose().signum();
        }
        return sign;
    }

    /** Whether this is zero, decided exactly. */
    default boolean isZero() {
        return signum() == 0;
    }

    /** The nearest double, to within a few ulps. */
    default double round() {
        Enclosure bounds = enclose();
        for (int i = 0; i < 200; i++) {
            double low = bounds.low().round();
            double high = bounds.high().round();
            if (high - low <= 4e-16 * Math.max(Math.abs(low), Math.abs(high))) {
                break;
            }
            refine();
            bounds = enclose();
        }
        return bounds.low().plus(bounds.high()).times(Rational.HALF).round();
    }
}
