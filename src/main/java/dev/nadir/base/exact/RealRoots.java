package dev.nadir.base.exact;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * The real roots of a squarefree polynomial, isolated by its Sturm sequence.
 *
 * <p>Every count is exact, so no root is lost or doubled.
 */
public final class RealRoots {

    private final RealPolynomial polynomial;
    private final List<RealPolynomial> chain;
    private final Rational bound;
    private final Effort effort;

    /** An open interval with exactly one root, neither end a root. */
    public record Isolated(Rational low, Rational high) {}

    /** The roots of a squarefree polynomial; the numbers made of them draw on the same budget. */
    public RealRoots(RealPolynomial squarefree, Effort effort) {
        this.effort = effort;
        this.polynomial = squarefree;
        this.chain = squarefree.sturm();
        this.bound = bound(squarefree);
    }

    /** A number that is larger than the magnitude of every root, after Cauchy. */
    private static Rational bound(RealPolynomial polynomial) {
        if (polynomial.degree() <= 0) {
            return Rational.ONE;
        }
        Rational largest = Rational.ZERO;
        RealPolynomial monic = polynomial.monic();
        for (ExactReal coefficient : monic.coefficients()) {
            ExactReal.Enclosure bounds = coefficient.enclose();
            Rational magnitude = bounds.low().abs().compareTo(bounds.high().abs()) > 0
                    ? bounds.low().abs()
                    : bounds.high().abs();
            largest = magnitude.compareTo(largest) > 0 ? magnitude : largest;
        }
        BigInteger ceiling = largest.numerator().divide(largest.denominator()).add(BigInteger.TWO);
        return new Rational(BigInteger.ONE.shiftLeft(ceiling.bitLength()), BigInteger.ONE);
    }

    /** A number above the magnitude of every root. */
    public Rational bound() {
        return bound;
    }

    private int variations(Rational x) {
        int variations = 0;
        int last = 0;
        for (RealPolynomial member : chain) {
            effort.spend(member.words());
            int sign = member.at(x).signum();
            if (sign != 0) {
                variations += last * sign < 0 ? 1 : 0;
                last = sign;
            }
        }
        return variations;
    }

    /** The number of roots in {@code (low, high]}. */
    public int count(Rational low, Rational high) {
        return polynomial.degree() <= 0 ? 0 : variations(low) - variations(high);
    }

    /** The number of roots above {@code low}. */
    public int countAbove(Rational low) {
        return low.compareTo(bound) >= 0 ? 0 : count(low, bound);
    }

    /** All roots, smallest first. */
    public List<Isolated> all() {
        return between(bound.negate(), bound);
    }

    /** The roots in {@code (low, high)}, neither of which is a root, smallest first. */
    public List<Isolated> between(Rational low, Rational high) {
        List<Isolated> found = new ArrayList<>();
        if (polynomial.degree() > 0 && low.compareTo(high) < 0) {
            split(low, high, variations(low), variations(high), found);
        }
        return found;
    }

    private void split(Rational low, Rational high, int atLow, int atHigh, List<Isolated> found) {
        int roots = atLow - atHigh;
        if (roots == 1) {
            found.add(new Isolated(low, high));
        } else if (roots > 1) {
            Rational middle = low.plus(high).times(Rational.HALF);
            Rational width = high.minus(low);
            for (int i = 3; polynomial.at(middle).isZero(); i++) {
                middle = low.plus(width.times(Rational.of(1, i)));
            }
            int atMiddle = variations(middle);
            split(low, middle, atLow, atMiddle, found);
            split(middle, high, atMiddle, atHigh, found);
        }
    }

    /** The root in the interval as an exact number. */
    public ExactReal number(Isolated place) {
        if (polynomial.degree() == 1) {
            return polynomial
                    .coefficient(0)
                    .times(polynomial.leading().inverse())
                    .negate();
        }
        return new Extension(polynomial, place, effort).generator();
    }

    /** A smaller interval around the same root whose ends are neither of the two given. */
    public Isolated inside(Isolated place, Rational low, Rational high) {
        Isolated smaller = place;
        while (smaller.low().equals(low) || smaller.high().equals(high)) {
            smaller = halved(smaller);
        }
        return smaller;
    }

    /** Half the interval, around the same root. */
    public Isolated halved(Isolated place) {
        Rational middle = place.low().plus(place.high()).times(Rational.HALF);
        int sign = polynomial.at(middle).signum();
        if (sign == 0) {
            Rational quarter = place.high().minus(place.low()).times(Rational.of(1, 4));
            return new Isolated(middle.minus(quarter), middle.plus(quarter));
        }
        boolean isAbove = sign == polynomial.at(place.low()).signum();
        return isAbove ? new Isolated(middle, place.high()) : new Isolated(place.low(), middle);
    }

    /** The fraction with the smallest denominator strictly between two fractions; small numbers keep later steps cheap. */
    public static Rational simplest(Rational low, Rational high) {
        if (low.signum() < 0 && high.signum() > 0) {
            return Rational.ZERO;
        } else if (high.signum() <= 0) {
            return simplest(high.negate(), low.negate()).negate();
        }
        BigInteger floor = low.numerator().divide(low.denominator());
        Rational next = new Rational(floor.add(BigInteger.ONE), BigInteger.ONE);
        if (next.compareTo(high) < 0) {
            return next;
        }
        // Both lie in [floor, floor + 1]: invert the distance from the floor.
        Rational whole = new Rational(floor, BigInteger.ONE);
        Rational up = high.minus(whole);
        Rational down = low.minus(whole);
        if (down.isZero()) {
            BigInteger count = up.inverse().numerator().divide(up.inverse().denominator());
            return whole.plus(new Rational(BigInteger.ONE, count.add(BigInteger.ONE)));
        }
        return whole.plus(simplest(up.inverse(), down.inverse()).inverse());
    }
}
