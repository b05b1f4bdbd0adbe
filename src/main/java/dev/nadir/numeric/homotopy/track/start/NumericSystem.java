package dev.nadir.numeric.homotopy.track.start;

import dev.nadir.reduction.Polynomial;
import dev.nadir.reduction.PolynomialSystem;
import java.util.ArrayList;
import java.util.List;

/** A member of a family with its parameters put in: exactly, then rounded once. */
final class NumericSystem {

    private NumericSystem() {}

    /** The equations in the unknowns alone. */
    static List<ProductStart.Sparse> of(PolynomialSystem system) {
        List<ProductStart.Sparse> out = new ArrayList<>();
        for (Polynomial equation : system.equations()) {
            ProductStart.Sparse sparse = new ProductStart.Sparse();
            for (Polynomial.Term term : equation.terms()) {
                sparse.add(term.exponents(), term.coefficient().round(), 0);
            }
            out.add(sparse);
        }
        return out;
    }
}
