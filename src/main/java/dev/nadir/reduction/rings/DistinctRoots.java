package dev.nadir.reduction.rings;

import dev.nadir.base.exact.Effort;
import dev.nadir.base.exact.ExactReal;
import dev.nadir.base.exact.Rational;
import dev.nadir.base.exact.RealPolynomial;
import dev.nadir.base.exact.RealRoots;
import dev.nadir.reduction.Polynomial;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * All complex solutions of polynomial equations that have finitely many, each once, with its multiplicity, exactly: how many
 * there are is the rank of the trace form of the quotient algebra, how many of them are real its signature
 * (PedersenRoySzpirglas1993). A linear function that takes a value of its own at each gives the coordinates as rational functions
 * of a root of one polynomial (Rouillier1999), whose real roots are enclosed. Any number of equations; multiple solutions are
 * no exception.
 *
 * @param places the solutions, the real ones first
 * @param dimension the sum of their multiplicities
 */
public record DistinctRoots(List<Place> places, int dimension) {

    /** Beyond this dimension the fractions are too long for a fallback. */
    public static final int LARGEST = 40;

    /** Squared words of the numbers that occur: some seconds. */
    private static final long EFFORT = 40_000_000;

    /** A linear function with values of its own is found among so many, or not at all. */
    private static final int FORMS = 12;

    /** Enclosures of real coordinates are no wider than this, relative to one or their size. */
    private static final Rational WIDTH = new Rational(BigInteger.ONE, BigInteger.ONE.shiftLeft(64));

    /** An approximate root with a smaller imaginary part is meant to be real. */
    private static final double REAL = 1e-20;

    /** Copies the list. */
    public DistinctRoots {
        places = List.copyOf(places);
    }

    /**
     * A solution.
     *
     * @param isReal whether it is real: exact
     * @param multiplicity its multiplicity: exact
     * @param real the real parts, of a real solution within two to the power of -64 relative to one or their size
     * @param imaginary the imaginary parts; zero for a real solution
     */
    public record Place(boolean isReal, int multiplicity, List<Rational> real, List<Rational> imaginary) {

        /** Copies the lists. */
        public Place {
            real = List.copyOf(real);
            imaginary = List.copyOf(imaginary);
        }
    }

    /** How many are real. */
    public int realCount() {
        return (int) places.stream().filter(Place::isReal).count();
    }

    /**
     * The solutions; empty if there are infinitely many or none, more than {@link #LARGEST} with multiplicities, or the work
     * does not suffice.
     *
     * @param work for the Groebner basis, in units of {@link MeasuredIntegers}
     */
    public static Optional<DistinctRoots> of(List<Polynomial> equations, long work) {
        int arity = equations.get(0).arity();
        List<Polynomial> spread = arity == 1 ? QuotientDimension.inThePlane(equations) : equations;
        Effort effort = new Effort(EFFORT);
        try {
            return QuotientDimension.basis(spread, work)
                    .filter(basis -> hasPurePowers(basis))
                    .flatMap(basis -> QuotientAlgebra.of(basis, LARGEST, effort))
                    .flatMap(algebra -> new Search(algebra, arity, spread.get(0).arity(), effort).run());
        } catch (Effort.Exhausted e) {
            return Optional.empty();
        }
    }

    /** Whether there are finitely many monomials that no leading one divides. */
    private static boolean hasPurePowers(List<Polynomial> basis) {
        int arity = basis.get(0).arity();
        for (int v = 0; v < arity; v++) {
            int variable = v;
            boolean isBounded = basis.stream()
                    .map(each -> each.terms().get(0).exponents())
                    .anyMatch(exponents -> exponents.get(variable)
                            == exponents.stream().mapToInt(Integer::intValue).sum());
            if (!isBounded) {
                return false;
            }
        }
        return true;
    }

    /** The work on one algebra. */
    private static final class Search {

        private final QuotientAlgebra algebra;
        private final int arity;
        private final int spread;
        private final Effort effort;

        Search(QuotientAlgebra algebra, int arity, int spread, Effort effort) {
            this.algebra = algebra;
            this.arity = arity;
            this.spread = spread;
            this.effort = effort;
        }

        Optional<DistinctRoots> run() {
            Inertia inertia = Inertia.of(algebra.form(), effort);
            for (int k = 0; k < FORMS; k++) {
                List<Rational> form = new ArrayList<>(Collections.nCopies(spread, Rational.ZERO));
                for (int v = 0; v < arity; v++) {
                    form.set(
                            v,
                            Rational.of(1 + (v * (v + 1L) * (k + 1L) + k * (long) v) % 23)
                                    .times(sign(v + k)));
                }
                List<Rational[]> powers = powers(form);
                RealPolynomial whole = characteristic(powers);
                RealPolynomial squarefree = whole.squarefree().monic();
                if (squarefree.degree() == inertia.rank()) {
                    return places(powers, whole, squarefree).filter(found -> found.realCount() == inertia.signature());
                }
            }
            return Optional.empty();
        }

        private static Rational sign(int k) {
            return k % 3 == 2 ? Rational.MINUS_ONE : Rational.ONE;
        }

        private List<Rational[]> powers(List<Rational> form) {
            List<Rational[]> powers = new ArrayList<>();
            powers.add(algebra.one());
            for (int k = 1; k <= algebra.dimension(); k++) {
                powers.add(algebra.times(form, powers.get(k - 1)));
            }
            return powers;
        }

        /** The characteristic polynomial of the multiplication, from the sums of powers by Newton's identities. */
        private RealPolynomial characteristic(List<Rational[]> powers) {
            int n = algebra.dimension();
            Rational[] elementary = new Rational[n + 1];
            elementary[0] = Rational.ONE;
            for (int k = 1; k <= n; k++) {
                Rational sum = Rational.ZERO;
                for (int i = 1; i <= k; i++) {
                    Rational term = elementary[k - i].times(algebra.trace(powers.get(i)));
                    sum = i % 2 == 1 ? sum.plus(term) : sum.minus(term);
                }
                elementary[k] = sum.dividedBy(Rational.of(k));
            }
            List<ExactReal> coefficients = new ArrayList<>();
            for (int k = n; k >= 0; k--) {
                coefficients.add(ExactReal.of(k % 2 == 0 ? elementary[k] : elementary[k].negate()));
            }
            return RealPolynomial.of(coefficients);
        }

        private Optional<DistinctRoots> places(
                List<Rational[]> powers, RealPolynomial whole, RealPolynomial squarefree) {
            RealPolynomial weights = numerator(powers, squarefree, -1);
            List<RealPolynomial> coordinates = new ArrayList<>();
            for (int v = 0; v < arity; v++) {
                coordinates.add(numerator(powers, squarefree, v));
            }
            List<Place> real = new ArrayList<>();
            List<Place> complex = new ArrayList<>();
            RealPolynomial rest = whole;
            for (int multiplicity = 1; rest.degree() > 0; multiplicity++) {
                // What is left of the roots of at least this multiplicity, without those of a larger one.
                RealPolynomial all = rest.squarefree().monic();
                RealPolynomial next = rest.dividedBy(all).quotient();
                RealPolynomial own = next.degree() <= 0
                        ? all
                        : all.dividedBy(all.gcd(next)).quotient().monic();
                rest = next;
                if (own.degree() <= 0) {
                    continue;
                }
                RealRoots roots = new RealRoots(own, effort);
                List<RealRoots.Isolated> isolated = roots.all();
                for (RealRoots.Isolated place : isolated) {
                    real.add(real(roots, place, weights, coordinates, multiplicity));
                }
                Optional<List<Place>> others =
                        complex(own, own.degree() - isolated.size(), weights, coordinates, multiplicity);
                if (others.isEmpty()) {
                    return Optional.empty();
                }
                complex.addAll(others.get());
            }
            real.addAll(complex);
            return Optional.of(new DistinctRoots(real, algebra.dimension()));
        }

        /** The polynomial that at each root is the coordinate (or one, for -1) times a common factor. */
        private RealPolynomial numerator(List<Rational[]> powers, RealPolynomial squarefree, int variable) {
            int degree = squarefree.degree();
            List<ExactReal> sum = new ArrayList<>(Collections.nCopies(degree, ExactReal.Fraction.ZERO));
            for (int i = 0; i < degree; i++) {
                Rational[] element = variable < 0 ? powers.get(i) : algebra.times(variable, powers.get(i));
                ExactReal trace = ExactReal.of(algebra.trace(element));
                // The whole part of the polynomial over the power i + 1 of its unknown.
                for (int k = i + 1; k <= degree; k++) {
                    int at = k - i - 1;
                    sum.set(at, sum.get(at).plus(squarefree.coefficient(k).times(trace)));
                }
            }
            return RealPolynomial.of(sum);
        }

        private Place real(
                RealRoots roots,
                RealRoots.Isolated start,
                RealPolynomial weights,
                List<RealPolynomial> coordinates,
                int multiplicity) {
            RealRoots.Isolated place = start;
            while (true) {
                ExactReal.Enclosure at = new ExactReal.Enclosure(place.low(), place.high());
                ExactReal.Enclosure weight = weights.enclose(at);
                List<Rational> middles = new ArrayList<>();
                boolean isNarrow = weight.signum() != 0;
                for (int v = 0; v < coordinates.size() && isNarrow; v++) {
                    ExactReal.Enclosure inverse = new ExactReal.Enclosure(
                            weight.high().inverse(), weight.low().inverse());
                    ExactReal.Enclosure value = coordinates.get(v).enclose(at).times(inverse);
                    Rational middle = value.low().plus(value.high()).times(Rational.HALF);
                    Rational size = middle.abs().compareTo(Rational.ONE) > 0 ? middle.abs() : Rational.ONE;
                    isNarrow = value.high().minus(value.low()).compareTo(WIDTH.times(size)) <= 0;
                    middles.add(middle);
                }
                if (isNarrow) {
                    List<Rational> zero = Collections.nCopies(middles.size(), Rational.ZERO);
                    return new Place(true, multiplicity, middles, zero);
                }
                effort.spend(1 + roots.bound().numerator().bitLength());
                place = roots.halved(place);
            }
        }

        private Optional<List<Place>> complex(
                RealPolynomial own,
                int count,
                RealPolynomial weights,
                List<RealPolynomial> coordinates,
                int multiplicity) {
            if (count == 0) {
                return Optional.of(List.of());
            }
            List<ComplexRoots.Value> below = numbers(weights);
            List<Place> places = new ArrayList<>();
            for (ComplexRoots.Value root : ComplexRoots.of(fractions(own)).orElse(List.of())) {
                if (Math.abs(root.im().doubleValue())
                        <= REAL * (1 + Math.sqrt(root.square().doubleValue()))) {
                    continue;
                }
                List<Rational> re = new ArrayList<>();
                List<Rational> im = new ArrayList<>();
                for (RealPolynomial coordinate : coordinates) {
                    ComplexRoots.Value value =
                            ComplexRoots.at(numbers(coordinate), root).over(ComplexRoots.at(below, root));
                    re.add(Rational.enclose(value.re().doubleValue()));
                    im.add(Rational.enclose(value.im().doubleValue()));
                }
                places.add(new Place(false, multiplicity, re, im));
            }
            return places.size() == count ? Optional.of(places) : Optional.empty();
        }

        private static List<Rational> fractions(RealPolynomial polynomial) {
            return polynomial.coefficients().stream()
                    .map(coefficient -> ((ExactReal.Fraction) coefficient).value())
                    .toList();
        }

        private static List<ComplexRoots.Value> numbers(RealPolynomial polynomial) {
            return fractions(polynomial).stream().map(ComplexRoots::number).toList();
        }
    }
}
