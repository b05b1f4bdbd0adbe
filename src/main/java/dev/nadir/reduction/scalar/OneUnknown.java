package dev.nadir.reduction.scalar;

import dev.nadir.reduction.LaurentPolynomial;
import dev.nadir.reduction.ScalarProblem;
import dev.nadir.reduction.ScalarProblem.Logarithm;
import dev.nadir.reduction.ScalarProblem.Sign;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A problem in one unknown, prepared: no negative powers, its slope a polynomial over something positive.
 *
 * @param problem as given, with an even loss restricted to non-negative numbers
 * @param unknown the name
 * @param isMirrored whether the loss is even in an unknown of either sign, so that every point has a mirror image
 * @param numerator of the quotient, a polynomial
 * @param denominator of the quotient, a polynomial
 * @param slope a polynomial in the unknown and the parameters with the sign of the derivative
 * @param factors the irreducible factors of the slope that hold the unknown
 * @param contents the irreducible factors of the slope that do not
 */
record OneUnknown(
        ScalarProblem problem,
        String unknown,
        boolean isMirrored,
        LaurentPolynomial numerator,
        LaurentPolynomial denominator,
        LaurentPolynomial slope,
        List<LaurentPolynomial> factors,
        List<LaurentPolynomial> contents) {

    /** Copies the lists. */
    OneUnknown {
        factors = List.copyOf(factors);
        contents = List.copyOf(contents);
    }

    /** The numbers that the unknown may be. */
    Sign domain() {
        return problem.sign(unknown);
    }

    /** Whether zero is one of them. */
    boolean allowsZero() {
        return domain() != Sign.POSITIVE;
    }

    static OneUnknown of(ScalarProblem given, NamedAlgebra algebra) {
        String unknown = given.unknowns().keySet().iterator().next();
        LaurentPolynomial clearing = clearing(given.numerator(), given.denominator());
        LaurentPolynomial numerator = given.numerator().times(clearing);
        LaurentPolynomial denominator = given.denominator().times(clearing);
        boolean isEven = given.sign(unknown) == Sign.FREE && isEven(given, unknown);
        ScalarProblem problem = given;
        if (isEven) {
            boolean hasPole = denominator.coefficients(unknown).firstKey() > 0
                    || given.logarithms().stream()
                            .anyMatch(l -> l.argument().coefficients(unknown).firstKey() > 0);
            problem = new ScalarProblem(
                    java.util.Map.of(unknown, hasPole ? Sign.POSITIVE : Sign.NON_NEGATIVE),
                    given.parameters(),
                    given.numerator(),
                    given.denominator(),
                    given.logarithms(),
                    given.assumptions());
        }
        LaurentPolynomial slope = slope(problem, unknown, numerator, denominator);
        List<LaurentPolynomial> factors = new ArrayList<>();
        List<LaurentPolynomial> contents = new ArrayList<>();
        List<LaurentPolynomial> poles = poles(problem, denominator, algebra);
        for (LaurentPolynomial factor : algebra.factors(slope)) {
            // What the denominator shares with the slope is not zero on the domain.
            if (!poles.contains(factor)) {
                (factor.names().contains(unknown) ? factors : contents).add(factor);
            }
        }
        return new OneUnknown(problem, unknown, isEven, numerator, denominator, slope, factors, contents);
    }

    /** The irreducible factors of everything that must not be zero on the domain. */
    static List<LaurentPolynomial> poles(ScalarProblem problem, LaurentPolynomial denominator, NamedAlgebra algebra) {
        List<LaurentPolynomial> poles = new ArrayList<>(algebra.factors(denominator));
        for (Logarithm logarithm : problem.logarithms()) {
            poles.addAll(algebra.factors(logarithm.argument()));
        }
        return poles.stream().distinct().toList();
    }

    private static boolean isEven(ScalarProblem problem, String unknown) {
        List<LaurentPolynomial> all = new ArrayList<>(List.of(problem.numerator(), problem.denominator()));
        problem.logarithms().forEach(logarithm -> all.add(logarithm.argument()));
        return all.stream()
                .flatMap(polynomial -> polynomial.terms().keySet().stream())
                .allMatch(monomial -> monomial.power(unknown) % 2 == 0);
    }

    private static LaurentPolynomial clearing(LaurentPolynomial numerator, LaurentPolynomial denominator) {
        LaurentPolynomial factor = LaurentPolynomial.ONE;
        Set<String> names = new java.util.TreeSet<>(numerator.names());
        names.addAll(denominator.names());
        for (String name : names) {
            int order = Math.min(numerator.order(name), denominator.order(name));
            factor = factor.times(LaurentPolynomial.power(name, Math.max(0, -order)));
        }
        return factor;
    }

    /**
     * {@code (N'*D - N*D') * product(p) + D^2 * sum(c * p' * product of the others)}: the derivative times {@code D^2}
     * and the arguments of the logarithms, all positive.
     */
    private static LaurentPolynomial slope(
            ScalarProblem problem, String x, LaurentPolynomial numerator, LaurentPolynomial denominator) {
        LaurentPolynomial sum =
                numerator.derivative(x).times(denominator).minus(numerator.times(denominator.derivative(x)));
        for (Logarithm logarithm : problem.logarithms()) {
            sum = sum.times(NamedAlgebra.cleared(logarithm.argument()));
        }
        for (int i = 0; i < problem.logarithms().size(); i++) {
            Logarithm logarithm = problem.logarithms().get(i);
            LaurentPolynomial term = denominator.power(2).times(logarithm.coefficient());
            for (int j = 0; j < problem.logarithms().size(); j++) {
                Logarithm other = problem.logarithms().get(j);
                // A power of a positive number cleared away changes both factors alike.
                LaurentPolynomial cleared = NamedAlgebra.cleared(other.argument());
                LaurentPolynomial factor = cleared;
                if (i == j) {
                    LaurentPolynomial scale = scale(other.argument());
                    factor = other.argument().derivative(x).times(scale);
                }
                term = term.times(factor);
            }
            sum = sum.plus(term);
        }
        return NamedAlgebra.cleared(sum);
    }

    /** What clears the negative powers of a polynomial. */
    private static LaurentPolynomial scale(LaurentPolynomial polynomial) {
        LaurentPolynomial factor = LaurentPolynomial.ONE;
        for (String name : polynomial.names()) {
            factor = factor.times(LaurentPolynomial.power(name, Math.max(0, -polynomial.order(name))));
        }
        return factor;
    }
}
