package dev.nadir.base.exact;

import dev.nadir.base.exact.ExactReal.Enclosure;

/**
 * A field with one more real algebraic number: the only root of a squarefree polynomial in an open interval at whose
 * ends the polynomial is not zero. The interval shrinks as signs are asked for; the number never changes.
 */
public final class Extension {

    private final RealPolynomial minimal;
    private final int depth;
    private final Effort effort;
    private final int signAtLow;
    private Rational low;
    private Rational high;

    Extension(RealPolynomial minimal, RealRoots.Isolated place, Effort effort) {
        this(minimal, place.low(), place.high(), minimal.depth() + 1, effort);
    }

    private Extension(RealPolynomial minimal, Rational low, Rational high, int depth, Effort effort) {
        this.effort = effort;
        this.minimal = minimal;
        this.low = low;
        this.high = high;
        this.depth = depth;
        this.signAtLow = minimal.at(low).signum();
    }

    int depth() {
        return depth;
    }

    /** The same root as a number over a larger field, so that it can meet the numbers of that field. */
    public Extension above(ExactReal other) {
        return new Extension(minimal, low, high, Math.max(depth, other.depth() + 1), effort);
    }

    /** The root as a number of the field. */
    public ExactReal generator() {
        return reduced(RealPolynomial.X);
    }

    ExactReal reduced(RealPolynomial value) {
        RealPolynomial rest = value.degree() < minimal.degree()
                ? value
                : value.dividedBy(minimal).remainder();
        effort.spend(rest.words());
        return rest.degree() <= 0 ? rest.coefficient(0) : new ExactReal.Element(this, rest);
    }

    Enclosure enclose() {
        return new Enclosure(low, high);
    }

    void refine() {
        long length = 1L + (low.denominator().bitLength() + high.denominator().bitLength()) / Long.SIZE;
        effort.spend(minimal.words() + length * length * minimal.degree());
        minimal.refine();
        Rational middle = low.plus(high).times(Rational.HALF);
        int sign = minimal.at(middle).signum();
        if (sign == 0) {
            // The root is this fraction; keep it inside.
            Rational quarter = high.minus(low).times(Rational.of(1, 4));
            low = middle.minus(quarter);
            high = middle.plus(quarter);
        } else if (sign == signAtLow) {
            low = middle;
        } else {
            high = middle;
        }
    }

    /** Whether a polynomial of less degree has the generator as a root: then it shares a factor that changes sign. */
    boolean isZero(RealPolynomial value) {
        if (value.isZero()) {
            return true;
        }
        RealPolynomial common = value.gcd(minimal);
        return common.degree() > 0 && common.at(low).signum() * common.at(high).signum() < 0;
    }

    /** The inverse of a value that is not zero; a factor of the polynomial that the value shares is divided out. */
    ExactReal inverse(RealPolynomial value) {
        effort.spend(value.words() * minimal.degree() * minimal.degree());
        RealPolynomial common = value.gcd(minimal);
        RealPolynomial modulus = common.degree() > 0 ? minimal.dividedBy(common).quotient() : minimal;
        return reduced(value.inverseModulo(modulus));
    }
}
