package dev.nadir.reduction.rings;

import cc.redberry.rings.Ring;
import cc.redberry.rings.poly.multivar.AMultivariatePolynomial;
import cc.redberry.rings.poly.multivar.DegreeVector;
import cc.redberry.rings.poly.multivar.GroebnerBases;
import cc.redberry.rings.poly.multivar.Monomial;
import cc.redberry.rings.poly.multivar.MonomialOrder;
import cc.redberry.rings.poly.multivar.MultivariatePolynomial;
import dev.nadir.base.PreconditionException;
import dev.nadir.base.exact.Rational;
import dev.nadir.reduction.Polynomial;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How many complex solutions a system of polynomial equations has, each counted with its multiplicity: the dimension of
 * the ring of polynomials over the fractions modulo the equations (CoxLittleOShea2015, chapter 5, section 3). A Groebner
 * basis over the fractions is computed; nothing is taken modulo a prime, so the number is exact.
 */
public final class QuotientDimension {

    /** Units of {@link MeasuredIntegers}: some ten seconds. */
    public static final long DEFAULT_WORK = 60_000_000;

    /** The largest prime below 2^31. */
    public static final long PRIME = 2_147_483_647L;

    /** More monomials than this below the basis are not counted. */
    private static final int STANDARD_LIMIT = 200_000;

    private QuotientDimension() {}

    /**
     * What was found.
     *
     * @param isFinite whether there are finitely many complex solutions
     * @param count the solutions with their multiplicities, if finitely many
     * @param basis the number of elements of the Groebner basis
     */
    public record Answer(boolean isFinite, int count, int basis) {}

    /**
     * The dimension; empty if the work does not suffice.
     *
     * @param equations polynomials over the same variables
     * @param work the limit, in units of {@link MeasuredIntegers}
     * @throws PreconditionException if there is no equation
     */
    public static Optional<Answer> of(List<Polynomial> equations, long work) {
        return of(equations, MeasuredIntegers.upTo(work));
    }

    /**
     * The same with coefficients modulo a large prime: where the prime is not unlucky the answer is that over the fractions,
     * but nothing shows that it is not.
     */
    public static Optional<Answer> modulo(List<Polynomial> equations, long work) {
        return of(equations, MeasuredIntegers.modulo(PRIME, work));
    }

    private static Optional<Answer> of(List<Polynomial> equations, Ring<cc.redberry.rings.bigint.BigInteger> integers) {
        if (equations.isEmpty()) {
            throw new PreconditionException("a system must have an equation");
        }
        if (equations.get(0).arity() == 1 && equations.size() > 1) {
            return of(inThePlane(equations), integers);
        }
        List<MultivariatePolynomial<cc.redberry.rings.bigint.BigInteger>> ideal = new ArrayList<>();
        for (Polynomial equation : equations) {
            if (!equation.terms().isEmpty()) {
                MultivariatePolynomial<cc.redberry.rings.bigint.BigInteger> converted = converted(equation, integers);
                if (!converted.isZero()) {
                    ideal.add(converted);
                }
            }
        }
        int arity = equations.get(0).arity();
        if (ideal.isEmpty()) {
            return Optional.of(new Answer(arity == 0, 1, 0));
        }
        Optional<List<MultivariatePolynomial<cc.redberry.rings.bigint.BigInteger>>> found = buchberger(ideal);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        List<MultivariatePolynomial<cc.redberry.rings.bigint.BigInteger>> basis = found.get();
        List<int[]> leading = basis.stream()
                .map(AMultivariatePolynomial::lt)
                .map(term -> ((DegreeVector) term).exponents.clone())
                .toList();
        return answer(leading, arity);
    }

    private static Optional<List<MultivariatePolynomial<cc.redberry.rings.bigint.BigInteger>>> buchberger(
            List<MultivariatePolynomial<cc.redberry.rings.bigint.BigInteger>> ideal) {
        try {
            return Optional.of(GroebnerBases.BuchbergerGB(ideal, MonomialOrder.GREVLEX));
        } catch (MeasuredIntegers.Exhausted e) {
            return Optional.empty();
        }
    }

    /**
     * A Groebner basis over the fractions, in the graded reverse lexicographic order; each polynomial starts with its leading
     * term. Empty if the work does not suffice, or if all equations are zero.
     */
    static Optional<List<Polynomial>> basis(List<Polynomial> equations, long work) {
        Ring<cc.redberry.rings.bigint.BigInteger> integers = MeasuredIntegers.upTo(work);
        List<MultivariatePolynomial<cc.redberry.rings.bigint.BigInteger>> ideal = equations.stream()
                .filter(equation -> !equation.terms().isEmpty())
                .map(equation -> converted(equation, integers))
                .toList();
        return ideal.isEmpty()
                ? Optional.empty()
                : buchberger(ideal)
                        .map(basis ->
                                basis.stream().map(QuotientDimension::back).toList());
    }

    private static Polynomial back(MultivariatePolynomial<cc.redberry.rings.bigint.BigInteger> polynomial) {
        List<Polynomial.Term> terms = new ArrayList<>();
        for (Monomial<cc.redberry.rings.bigint.BigInteger> term : polynomial) {
            terms.add(0, term(term));
        }
        Polynomial.Term leading = term(polynomial.lt());
        terms.remove(leading);
        terms.add(0, leading);
        return new Polynomial(polynomial.nVariables, terms);
    }

    private static Polynomial.Term term(Monomial<cc.redberry.rings.bigint.BigInteger> term) {
        return new Polynomial.Term(
                new Rational(new BigInteger(term.coefficient.toString()), BigInteger.ONE),
                java.util.Arrays.stream(term.exponents.clone()).boxed().toList());
    }

    /** The same solutions on an axis of the plane: the library reduces several polynomials in one variable over a field only. */
    static List<Polynomial> inThePlane(List<Polynomial> equations) {
        List<Polynomial> out = new ArrayList<>();
        for (Polynomial equation : equations) {
            out.add(new Polynomial(
                    2,
                    equation.terms().stream()
                            .map(term -> new Polynomial.Term(
                                    term.coefficient(), List.of(term.exponents().get(0), 0)))
                            .toList()));
        }
        out.add(new Polynomial(2, List.of(new Polynomial.Term(Rational.ONE, List.of(0, 1)))));
        return out;
    }

    private static MultivariatePolynomial<cc.redberry.rings.bigint.BigInteger> converted(
            Polynomial polynomial, Ring<cc.redberry.rings.bigint.BigInteger> ring) {
        BigInteger common = polynomial.terms().stream()
                .map(term -> term.coefficient().denominator())
                .reduce(BigInteger.ONE, (a, b) -> a.multiply(b).divide(a.gcd(b)));
        List<Monomial<cc.redberry.rings.bigint.BigInteger>> monomials = new ArrayList<>();
        for (Polynomial.Term term : polynomial.terms()) {
            BigInteger coefficient = term.coefficient()
                    .numerator()
                    .multiply(common.divide(term.coefficient().denominator()));
            monomials.add(new Monomial<>(
                    term.exponents().stream().mapToInt(Integer::intValue).toArray(),
                    ring.valueOfBigInteger(new cc.redberry.rings.bigint.BigInteger(coefficient.toString()))));
        }
        MultivariatePolynomial<cc.redberry.rings.bigint.BigInteger> converted =
                MultivariatePolynomial.create(polynomial.arity(), ring, MonomialOrder.GREVLEX, monomials);
        return ring.isField() ? converted : converted.primitivePart();
    }

    /** Counts the monomials that no leading monomial divides, if a power of each variable is a leading one. */
    private static Optional<Answer> answer(List<int[]> leading, int arity) {
        Set<Integer> pure = new HashSet<>();
        boolean isWhole = false;
        for (int[] monomial : leading) {
            int positive = 0;
            int place = -1;
            for (int i = 0; i < arity; i++) {
                if (monomial[i] > 0) {
                    positive++;
                    place = i;
                }
            }
            isWhole |= positive == 0;
            if (positive == 1) {
                pure.add(place);
            }
        }
        if (isWhole) {
            return Optional.of(new Answer(true, 0, leading.size()));
        }
        if (pure.size() < arity) {
            return Optional.of(new Answer(false, 0, leading.size()));
        }
        int count = standard(leading, new int[arity], 0);
        return count > STANDARD_LIMIT ? Optional.empty() : Optional.of(new Answer(true, count, leading.size()));
    }

    /** Standard monomials that agree with the given one before the variable and are free from it on. */
    private static int standard(List<int[]> leading, int[] monomial, int variable) {
        if (leading.stream().anyMatch(each -> divides(each, monomial))) {
            return 0;
        }
        if (variable == monomial.length) {
            return 1;
        }
        int count = 0;
        for (monomial[variable] = 0; count <= STANDARD_LIMIT; monomial[variable]++) {
            int more = standard(leading, monomial, variable + 1);
            if (more == 0) {
                break;
            }
            count += more;
        }
        monomial[variable] = 0;
        return count;
    }

    private static boolean divides(int[] divisor, int[] monomial) {
        for (int i = 0; i < divisor.length; i++) {
            if (divisor[i] > monomial[i]) {
                return false;
            }
        }
        return true;
    }
}
