package dev.nadir.reduction;

import dev.nadir.base.PreconditionException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Minimise a loss of a few real numbers that depends on named parameters: {@code quotient + sum(c * log(p))}, the
 * quotient a ratio of polynomials, each {@code p} a polynomial that is positive on the domain.
 *
 * @param unknowns what is minimised over, each with its domain
 * @param parameters what is given, each with its sign
 * @param numerator of the quotient; negative powers are allowed
 * @param denominator of the quotient, positive or negative on the whole domain; one for a polynomial loss
 * @param logarithms the terms {@code c * log(p)}
 * @param assumptions polynomials in the parameters with a sign that is known
 */
public record ScalarProblem(
        Map<String, Sign> unknowns,
        Map<String, Sign> parameters,
        LaurentPolynomial numerator,
        LaurentPolynomial denominator,
        List<Logarithm> logarithms,
        List<Assumption> assumptions) {

    /** What is known of a number. */
    public enum Sign {
        POSITIVE,
        NON_NEGATIVE,
        FREE;

        /** Whether a number of this sign is allowed. */
        public boolean allows(int signum) {
            return this == FREE || (this == POSITIVE ? signum > 0 : signum >= 0);
        }
    }

    /** The term {@code coefficient * log(argument)}; the coefficient holds no unknown. */
    public record Logarithm(LaurentPolynomial coefficient, LaurentPolynomial argument) {}

    /** The polynomial in the parameters has this sign. */
    public record Assumption(LaurentPolynomial polynomial, Sign sign) {}

    /**
     * Checks that every name is declared, once.
     *
     * @throws PreconditionException if it is not, if the denominator is zero, or if a logarithm's coefficient or an
     *     assumption holds an unknown
     */
    public ScalarProblem {
        unknowns = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(unknowns));
        parameters = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
        logarithms = List.copyOf(logarithms);
        assumptions = List.copyOf(assumptions);
        if (denominator.isZero()) {
            throw new PreconditionException("the denominator of a loss must not be zero");
        }
        Set<String> names = new TreeSet<>(numerator.names());
        names.addAll(denominator.names());
        List<LaurentPolynomial> onlyParameters = new ArrayList<>();
        for (Logarithm logarithm : logarithms) {
            names.addAll(logarithm.argument().names());
            onlyParameters.add(logarithm.coefficient());
        }
        assumptions.forEach(assumption -> onlyParameters.add(assumption.polynomial()));
        for (LaurentPolynomial polynomial : onlyParameters) {
            names.addAll(polynomial.names());
            if (!polynomial.isFreeOf(unknowns.keySet())) {
                throw new PreconditionException("logarithms' coefficients and assumptions must hold no unknown");
            }
        }
        for (String name : names) {
            if (unknowns.containsKey(name) == parameters.containsKey(name)) {
                throw new PreconditionException(name + " must be either an unknown or a parameter");
            }
        }
    }

    /** A polynomial loss, or one with negative powers, of one unknown. */
    public static ScalarProblem of(String unknown, Sign domain, Map<String, Sign> parameters, LaurentPolynomial loss) {
        return new ScalarProblem(
                Map.of(unknown, domain), parameters, loss, LaurentPolynomial.ONE, List.of(), List.of());
    }

    /** The same with further terms {@code c * log(p)}. */
    public ScalarProblem withLogarithms(List<Logarithm> more) {
        List<Logarithm> all = new ArrayList<>(logarithms);
        all.addAll(more);
        return new ScalarProblem(unknowns, parameters, numerator, denominator, all, assumptions);
    }

    /** The same with further assumptions. */
    public ScalarProblem withAssumptions(List<Assumption> more) {
        List<Assumption> all = new ArrayList<>(assumptions);
        all.addAll(more);
        return new ScalarProblem(unknowns, parameters, numerator, denominator, logarithms, all);
    }

    /** What is known of the sign of a name. */
    public Sign sign(String name) {
        Sign sign = unknowns.get(name);
        return sign == null ? parameters.getOrDefault(name, Sign.FREE) : sign;
    }
}
