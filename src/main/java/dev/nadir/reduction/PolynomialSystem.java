package dev.nadir.reduction;

import dev.nadir.base.PreconditionException;
import dev.nadir.base.exact.Rational;
import java.util.List;

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
}
