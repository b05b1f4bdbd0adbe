package dev.nadir.reduction.scalar;

import dev.nadir.reduction.LaurentPolynomial;
import dev.nadir.reduction.ScalarProblem.Sign;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The polynomials in the parameters at whose zeros the stationary points, or the order of their values, can change. */
final class Projection {

    /** The name of a value of the loss while it is an unknown of its own; no name of the language. */
    private static final String VALUE = "=";

    private final OneUnknown problem;
    private final NamedAlgebra algebra;

    Projection(OneUnknown problem, NamedAlgebra algebra) {
        this.problem = problem;
        this.algebra = algebra;
    }

    /** Where roots of the slope or poles appear, meet, reach zero or go to infinity. */
    Set<LaurentPolynomial> ofPoints() {
        Set<LaurentPolynomial> found = new LinkedHashSet<>(problem.contents());
        List<LaurentPolynomial> tall = new ArrayList<>(problem.factors());
        for (LaurentPolynomial pole : OneUnknown.poles(problem.problem(), problem.denominator(), algebra)) {
            if (pole.names().contains(problem.unknown())) {
                tall.add(pole);
            } else {
                found.add(pole);
            }
        }
        for (int i = 0; i < tall.size(); i++) {
            LaurentPolynomial factor = tall.get(i);
            add(found, factor.coefficient(problem.unknown(), factor.degree(problem.unknown())));
            if (problem.domain() != Sign.FREE) {
                add(found, factor.coefficient(problem.unknown(), factor.order(problem.unknown())));
            }
            if (factor.degree(problem.unknown()) > 1) {
                add(found, algebra.discriminant(factor, problem.unknown()));
            }
            for (LaurentPolynomial other : tall.subList(i + 1, tall.size())) {
                add(found, algebra.resultant(factor, other, problem.unknown()));
            }
        }
        return found;
    }

    private void add(Set<LaurentPolynomial> found, LaurentPolynomial polynomial) {
        found.addAll(algebra.factors(polynomial));
    }

    /** Where a root of one factor can have the same value as zero. */
    Set<LaurentPolynomial> ofTieWithZero(int factor) {
        LaurentPolynomial top = at(problem.numerator(), 0);
        LaurentPolynomial bottom = at(problem.denominator(), 0);
        return tie(factor, top, bottom);
    }

    /** Where a root of one factor can have the value that the loss has at an infinite or an excluded end. */
    Set<LaurentPolynomial> ofTieWithLimit(int factor) {
        Set<LaurentPolynomial> ties = new LinkedHashSet<>();
        int top = problem.numerator().degree(problem.unknown());
        int bottom = problem.denominator().degree(problem.unknown());
        if (top <= bottom) {
            ties.addAll(tie(factor, at(problem.numerator(), bottom), at(problem.denominator(), bottom)));
        }
        if (problem.domain() == Sign.POSITIVE) {
            ties.addAll(ofTieWithZero(factor));
        }
        return ties;
    }

    private LaurentPolynomial at(LaurentPolynomial polynomial, int power) {
        return polynomial.coefficient(problem.unknown(), power);
    }

    private Set<LaurentPolynomial> tie(int factor, LaurentPolynomial top, LaurentPolynomial bottom) {
        LaurentPolynomial difference =
                problem.numerator().times(bottom).minus(problem.denominator().times(top));
        Set<LaurentPolynomial> ties = new LinkedHashSet<>();
        add(ties, algebra.resultant(problem.factors().get(factor), difference, problem.unknown()));
        return ties;
    }

    /** Where two roots, of two factors or of one, can have the same value. */
    Set<LaurentPolynomial> ofTie(int first, int second) {
        Set<LaurentPolynomial> ties = new LinkedHashSet<>();
        List<LaurentPolynomial> one = values(first);
        List<LaurentPolynomial> other = first == second ? List.of() : values(second);
        for (LaurentPolynomial left : one) {
            if (first != second && other.contains(left)) {
                // Both values are roots of one polynomial: they meet where it has a double root.
                add(ties, algebra.discriminant(left, VALUE));
            }
            for (LaurentPolynomial right : other) {
                if (!left.equals(right)) {
                    add(ties, algebra.resultant(left, right, VALUE));
                }
            }
        }
        for (int i = 0; first == second && i < one.size(); i++) {
            if (one.get(i).degree(VALUE) > 1) {
                add(ties, algebra.discriminant(one.get(i), VALUE));
            }
            for (LaurentPolynomial right : one.subList(i + 1, one.size())) {
                add(ties, algebra.resultant(one.get(i), right, VALUE));
            }
        }
        return ties;
    }

    /** The irreducible polynomials in the value that vanish at the values on a factor's roots. */
    private List<LaurentPolynomial> values(int factor) {
        LaurentPolynomial level =
                problem.numerator().minus(problem.denominator().times(LaurentPolynomial.of(VALUE)));
        LaurentPolynomial eliminated = algebra.resultant(problem.factors().get(factor), level, problem.unknown());
        return algebra.factors(eliminated).stream()
                .filter(p -> p.names().contains(VALUE))
                .toList();
    }
}
