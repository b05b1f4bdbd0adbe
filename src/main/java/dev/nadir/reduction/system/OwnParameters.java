package dev.nadir.reduction.system;

import dev.nadir.reduction.Polynomial;
import dev.nadir.reduction.PolynomialFamily;
import dev.nadir.reduction.PolynomialSystem;
import java.util.ArrayList;
import java.util.List;

/**
 * Families in which every point is a solution for some parameters. Loops in the parameters of another family may never
 * meet some solutions: with one weight decay for two scalar layers, every solution but the origin has layers of the same
 * size, and a random point belongs to no parameters at all.
 */
public final class OwnParameters {

    private OwnParameters() {}

    /**
     * Whether each equation has a parameter that stands in no other, and there only as a factor of the equation's own
     * unknown, as the weight of an entry does in the derivative with respect to that entry.
     */
    public static boolean has(PolynomialFamily family) {
        int n = family.unknowns().size();
        if (family.equations().size() != n) {
            return false;
        }
        for (int i = 0; i < n; i++) {
            boolean isFound = false;
            for (int p = n; p < n + family.parameters().size(); p++) {
                isFound |= isOwn(family.equations(), i, p);
            }
            if (!isFound) {
                return false;
            }
        }
        return true;
    }

    private static boolean isOwn(List<Polynomial> equations, int equation, int parameter) {
        int seen = 0;
        for (int k = 0; k < equations.size(); k++) {
            for (Polynomial.Term term : equations.get(k).terms()) {
                if (term.exponents().get(parameter) > 0) {
                    boolean isWeight = k == equation
                            && term.degree() == 2
                            && term.exponents().get(parameter) == 1
                            && term.exponents().get(equation) == 1;
                    if (!isWeight) {
                        return false;
                    }
                    seen++;
                }
            }
        }
        return seen == 1;
    }

    /** The system with numbers in the place of its parameters: a member of the family of all its coefficients. */
    public static PolynomialSystem without(PolynomialSystem system) {
        List<Polynomial> equations = new ArrayList<>(Polynomials.instantiated(system));
        return new PolynomialSystem(new PolynomialFamily(system.family().unknowns(), List.of(), equations), List.of());
    }
}
