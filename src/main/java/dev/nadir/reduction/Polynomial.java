package dev.nadir.reduction;

import dev.nadir.base.PreconditionException;
import dev.nadir.base.exact.Rational;
import java.util.List;

/**
 * A polynomial with exact coefficients: a sum of terms over a list of variables that the owner names.
 *
 * @param arity how many variables there are; every term has as many exponents
 * @param terms the non-zero terms, each power product once; empty for the zero polynomial
 */
public record Polynomial(int arity, List<Term> terms) {

    /** One coefficient times one product of powers. */
    public record Term(Rational coefficient, List<Integer> exponents) {

        /** Copies the exponents. */
        public Term {
            exponents = List.copyOf(exponents);
        }

        /** The sum of the exponents. */
        public int degree() {
            return exponents.stream().mapToInt(Integer::intValue).sum();
        }
    }

    /**
     * Checks the lengths.
     *
     * @throws PreconditionException if a term has another number of exponents than {@code arity}
     */
    public Polynomial {
        terms = List.copyOf(terms);
        for (Term term : terms) {
            if (term.exponents().size() != arity) {
                throw new PreconditionException(
                        "a term has " + term.exponents().size() + " exponents for " + arity + " variables");
            }
        }
    }

    /** The largest sum of exponents, 0 for a constant and for zero. */
    public int degree() {
        return terms.stream().mapToInt(Term::degree).max().orElse(0);
    }
}
