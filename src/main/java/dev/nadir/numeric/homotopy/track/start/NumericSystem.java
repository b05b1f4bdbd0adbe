package dev.nadir.numeric.homotopy.track.start;

import dev.nadir.base.exact.Rational;
import dev.nadir.reduction.Polynomial;
import dev.nadir.reduction.PolynomialSystem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A member of a family with its parameters put in: exactly, then rounded once. */
final class NumericSystem {

    private NumericSystem() {}

    /** The equations in the unknowns alone; terms that cancel are gone. */
    static List<ProductStart.Sparse> of(PolynomialSystem system) {
        int unknowns = system.family().unknowns().size();
        List<ProductStart.Sparse> out = new ArrayList<>();
        for (Polynomial equation : system.family().equations()) {
            Map<List<Integer>, Rational> exact = new LinkedHashMap<>();
            for (Polynomial.Term term : equation.terms()) {
                Rational value = term.coefficient();
                for (int p = 0; p < system.values().size(); p++) {
                    value = value.times(
                            system.values().get(p).power(term.exponents().get(unknowns + p)));
                }
                exact.merge(List.copyOf(term.exponents().subList(0, unknowns)), value, Rational::plus);
            }
            ProductStart.Sparse sparse = new ProductStart.Sparse();
            exact.forEach((power, value) -> {
                if (!value.isZero()) {
                    sparse.add(power, value.round(), 0);
                }
            });
            out.add(sparse);
        }
        return out;
    }
}
