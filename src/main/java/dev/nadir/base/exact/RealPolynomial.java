package dev.nadir.base.exact;

import dev.nadir.base.PreconditionException;
import dev.nadir.base.exact.ExactReal.Enclosure;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A polynomial in one unknown over exact real numbers, the leading coefficient not zero.
 *
 * @param coefficients lowest first; empty for zero
 */
public record RealPolynomial(List<ExactReal> coefficients) {

    public static final RealPolynomial ZERO = new RealPolynomial(List.of());
    public static final RealPolynomial X = new RealPolynomial(List.of(ExactReal.Fraction.ZERO, ExactReal.Fraction.ONE));

    /** Quotient and remainder. */
    public record Division(RealPolynomial quotient, RealPolynomial remainder) {}

    /** Drops leading zeros. */
    public static RealPolynomial of(List<ExactReal> coefficients) {
        int length = coefficients.size();
        while (length > 0 && coefficients.get(length - 1).isZero()) {
            length--;
        }
        return new RealPolynomial(List.copyOf(coefficients.subList(0, length)));
    }

    /** The degree, -1 for zero. */
    public int degree() {
        return coefficients.size() - 1;
    }

    /** Whether all coefficients are zero. */
    public boolean isZero() {
        return coefficients.isEmpty();
    }

    /** The coefficient of a power, zero above the degree. */
    public ExactReal coefficient(int power) {
        return power < coefficients.size() ? coefficients.get(power) : ExactReal.Fraction.ZERO;
    }

    /** The coefficient of the highest power. */
    public ExactReal leading() {
        return coefficients.get(degree());
    }

    int depth() {
        return coefficients.stream().mapToInt(ExactReal::depth).max().orElse(0);
    }

    void refine() {
        coefficients.forEach(ExactReal::refine);
    }

    /** The sum. */
    public RealPolynomial plus(RealPolynomial other) {
        List<ExactReal> sum = new ArrayList<>();
        for (int i = 0; i < Math.max(coefficients.size(), other.coefficients.size()); i++) {
            sum.add(coefficient(i).plus(other.coefficient(i)));
        }
        return of(sum);
    }

    /** The product. */
    public RealPolynomial times(ExactReal factor) {
        return of(coefficients.stream().map(c -> c.times(factor)).toList());
    }

    /** The difference. */
    public RealPolynomial minus(RealPolynomial other) {
        return plus(other.times(ExactReal.of(Rational.MINUS_ONE)));
    }

    /** The product. */
    public RealPolynomial times(RealPolynomial other) {
        if (isZero() || other.isZero()) {
            return ZERO;
        }
        List<ExactReal> product = new ArrayList<>(
                Collections.nCopies(coefficients.size() + other.coefficients.size() - 1, ExactReal.Fraction.ZERO));
        for (int i = 0; i < coefficients.size(); i++) {
            for (int j = 0; j < other.coefficients.size(); j++) {
                ExactReal term = coefficients.get(i).times(other.coefficients.get(j));
                product.set(i + j, product.get(i + j).plus(term));
            }
        }
        return of(product);
    }

    /** Division with remainder by a polynomial that is not zero. */
    public Division dividedBy(RealPolynomial divisor) {
        if (divisor.isZero()) {
            throw new PreconditionException("a divisor must not be zero");
        }
        ExactReal inverse = divisor.leading().inverse();
        List<ExactReal> rest = new ArrayList<>(coefficients);
        int steps = Math.max(0, degree() - divisor.degree() + 1);
        List<ExactReal> quotient = new ArrayList<>(Collections.nCopies(steps, ExactReal.Fraction.ZERO));
        for (int shift = steps - 1; shift >= 0; shift--) {
            ExactReal factor = rest.get(shift + divisor.degree()).times(inverse);
            quotient.set(shift, factor);
            for (int i = 0; i <= divisor.degree(); i++) {
                rest.set(shift + i, rest.get(shift + i).minus(factor.times(divisor.coefficients.get(i))));
            }
        }
        int kept = Math.min(rest.size(), divisor.degree());
        return new Division(of(quotient), of(rest.subList(0, kept)));
    }

    /** The same polynomial with leading coefficient one. */
    public RealPolynomial monic() {
        return isZero() ? this : times(leading().inverse());
    }

    /** The greatest common divisor, monic. */
    public RealPolynomial gcd(RealPolynomial other) {
        RealPolynomial a = this;
        RealPolynomial b = other;
        while (!b.isZero()) {
            RealPolynomial rest = a.dividedBy(b).remainder();
            a = b;
            b = rest.monic();
        }
        return a.monic();
    }

    /** A polynomial whose product with this leaves the remainder one; both must have no common factor. */
    RealPolynomial inverseModulo(RealPolynomial modulus) {
        RealPolynomial a = modulus;
        RealPolynomial b = dividedBy(modulus).remainder();
        RealPolynomial factorOfA = ZERO;
        RealPolynomial factorOfB = of(List.of(ExactReal.Fraction.ONE));
        while (b.degree() > 0) {
            Division division = a.dividedBy(b);
            RealPolynomial next = factorOfA.minus(division.quotient().times(factorOfB));
            factorOfA = factorOfB;
            factorOfB = next;
            a = b;
            b = division.remainder();
        }
        return factorOfB.times(b.leading().inverse());
    }

    /** The derivative. */
    public RealPolynomial derivative() {
        List<ExactReal> derivative = new ArrayList<>();
        for (int i = 1; i < coefficients.size(); i++) {
            derivative.add(coefficients.get(i).times(ExactReal.of(Rational.of(i))));
        }
        return of(derivative);
    }

    /** Every root once. */
    public RealPolynomial squarefree() {
        RealPolynomial common = gcd(derivative());
        return common.degree() <= 0 ? this : dividedBy(common).quotient();
    }

    /** This divided by the highest power of the unknown that divides it. */
    public RealPolynomial withoutRootAtZero() {
        int order = orderAtZero();
        return new RealPolynomial(coefficients.subList(order, coefficients.size()));
    }

    /** The multiplicity of the root zero. */
    public int orderAtZero() {
        int order = 0;
        while (order < coefficients.size() && coefficients.get(order).isZero()) {
            order++;
        }
        return order;
    }

    /** The value at a number. */
    public ExactReal at(ExactReal x) {
        ExactReal value = ExactReal.Fraction.ZERO;
        for (int i = degree(); i >= 0; i--) {
            value = value.times(x).plus(coefficients.get(i));
        }
        return value;
    }

    /** The value at a number. */
    public ExactReal at(Rational x) {
        return at(ExactReal.of(x));
    }

    /** An enclosure of the values over an enclosure. */
    public Enclosure enclose(Enclosure x) {
        Enclosure value = new Enclosure(Rational.ZERO, Rational.ZERO);
        for (int i = degree(); i >= 0; i--) {
            value = value.times(x).plus(coefficients.get(i).enclose());
        }
        return value;
    }

    /** The sequence of Sturm: this, its derivative, and the negated remainders. */
    List<RealPolynomial> sturm() {
        List<RealPolynomial> chain = new ArrayList<>(List.of(this));
        RealPolynomial next = derivative();
        while (!next.isZero()) {
            chain.add(next);
            RealPolynomial last = chain.get(chain.size() - 2);
            RealPolynomial rest = last.dividedBy(next).remainder();
            // A positive factor changes no sign and keeps the numbers small.
            next = rest.isZero()
                    ? rest
                    : rest.times(positive(rest.leading().inverse()).negate());
        }
        return chain;
    }

    private static ExactReal positive(ExactReal number) {
        return number.signum() < 0 ? number.negate() : number;
    }

    /** The sum of the squared lengths of all numbers, in words: what arithmetic with them costs. */
    long words() {
        long words = 0;
        for (ExactReal coefficient : coefficients) {
            if (coefficient instanceof ExactReal.Fraction fraction) {
                Rational value = fraction.value();
                long length = 1L
                        + (value.numerator().bitLength() + value.denominator().bitLength()) / Long.SIZE;
                words += length * length;
            } else {
                words += ((ExactReal.Element) coefficient).value().words();
            }
        }
        return words;
    }
}
