package dev.nadir.reduction;

import dev.nadir.base.PreconditionException;
import dev.nadir.base.exact.Rational;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One member of a family of polynomial equations: its parameters have exact values.
 *
 * @param family the equations
 * @param values a value for every parameter of the family, in its order
 */
public record PolynomialSystem(PolynomialFamily family, List<Rational> values) {

    /**
     * Checks that every parameter has a value.
     *
     * @throws PreconditionException if it does not
     */
    public PolynomialSystem {
        values = List.copyOf(values);
        if (values.size() != family.parameters().size()) {
            throw new PreconditionException(
                    values.size() + " values for " + family.parameters().size() + " parameters");
        }
    }

    /** The equations with the parameters put in, over the unknowns alone; what cancels is gone. */
    public List<Polynomial> equations() {
        int unknowns = family.unknowns().size();
        List<Polynomial> out = new ArrayList<>();
        for (Polynomial equation : family.equations()) {
            Map<List<Integer>, Rational> sums = new LinkedHashMap<>();
            for (Polynomial.Term term : equation.terms()) {
                Rational value = term.coefficient();
                for (int p = 0; p < values.size(); p++) {
                    int exponent = term.exponents().get(unknowns + p);
                    value = exponent == 0 ? value : value.times(values.get(p).power(exponent));
                }
                sums.merge(List.copyOf(term.exponents().subList(0, unknowns)), value, Rational::plus);
            }
            List<Polynomial.Term> terms = new ArrayList<>();
            sums.forEach((exponents, sum) -> {
                if (!sum.isZero()) {
                    terms.add(new Polynomial.Term(sum, exponents));
                }
            });
            out.add(new Polynomial(unknowns, terms));
        }
        return out;
    }
}
