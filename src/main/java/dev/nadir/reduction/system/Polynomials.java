package dev.nadir.reduction.system;

import dev.nadir.base.exact.Rational;
import dev.nadir.reduction.Polynomial;
import dev.nadir.reduction.PolynomialFamily;
import dev.nadir.reduction.PolynomialSystem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Polynomials between their forms. */
public final class Polynomials {

    /** Degree first, then the exponents: the same polynomial is always written the same. */
    private static final Comparator<Polynomial.Term> ORDER = Comparator.comparingInt(Polynomial.Term::degree)
            .thenComparing(Polynomial.Term::exponents, Polynomials::compare)
            .reversed();

    private Polynomials() {}

    private static int compare(List<Integer> left, List<Integer> right) {
        for (int i = 0; i < left.size(); i++) {
            int order = Integer.compare(left.get(i), right.get(i));
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    /** A polynomial over variables whose new places are given. */
    static Polynomial of(Terms terms, int arity, int[] places) {
        List<Polynomial.Term> written = new ArrayList<>();
        terms.forEach((product, coefficient) -> {
            Integer[] exponents = new Integer[arity];
            java.util.Arrays.fill(exponents, 0);
            for (int i = 0; i < product.count(); i++) {
                exponents[places[product.variable(i)]] = product.exponent(i);
            }
            written.add(new Polynomial.Term(coefficient, List.of(exponents)));
        });
        written.sort(ORDER);
        return new Polynomial(arity, written);
    }

    /** The derivative with respect to the variable with this number. */
    public static Polynomial derivative(Polynomial polynomial, int variable) {
        List<Polynomial.Term> terms = new ArrayList<>();
        for (Polynomial.Term term : polynomial.terms()) {
            int exponent = term.exponents().get(variable);
            if (exponent > 0) {
                List<Integer> lower = new ArrayList<>(term.exponents());
                lower.set(variable, exponent - 1);
                terms.add(new Polynomial.Term(term.coefficient().times(Rational.of(exponent)), lower));
            }
        }
        return new Polynomial(polynomial.arity(), terms);
    }

    /** The equations of a system with its values put in, over the unknowns alone; terms that cancel are gone. */
    public static List<Polynomial> instantiated(PolynomialSystem system) {
        PolynomialFamily family = system.family();
        int n = family.unknowns().size();
        return family.equations().stream()
                .map(equation -> instantiated(equation, n, system.values()))
                .toList();
    }

    private static Polynomial instantiated(Polynomial equation, int n, List<Rational> values) {
        Map<List<Integer>, Rational> sums = new LinkedHashMap<>();
        for (Polynomial.Term term : equation.terms()) {
            Rational coefficient = term.coefficient();
            for (int k = n; k < equation.arity(); k++) {
                int exponent = term.exponents().get(k);
                if (exponent > 0) {
                    coefficient = coefficient.times(values.get(k - n).power(exponent));
                }
            }
            sums.merge(List.copyOf(term.exponents().subList(0, n)), coefficient, Rational::plus);
        }
        List<Polynomial.Term> terms = new ArrayList<>();
        sums.forEach((exponents, coefficient) -> {
            if (!coefficient.isZero()) {
                terms.add(new Polynomial.Term(coefficient, exponents));
            }
        });
        terms.sort(ORDER);
        return new Polynomial(n, terms);
    }
}
