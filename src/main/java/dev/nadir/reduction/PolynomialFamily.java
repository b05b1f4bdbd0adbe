package dev.nadir.reduction;

import dev.nadir.base.PreconditionException;
import java.util.List;

/**
 * Polynomial equations {@code p = 0} that all instances of one architecture share: the unknowns are the entries of
 * the model's parameters, the parameters of the family are the entries of its data.
 *
 * @param unknowns names of the unknowns, first in every exponent list
 * @param parameters names of the family's parameters, behind the unknowns in every exponent list
 * @param equations polynomials over unknowns and parameters, each set to zero
 */
public record PolynomialFamily(List<String> unknowns, List<String> parameters, List<Polynomial> equations) {

    /**
     * Checks the arities.
     *
     * @throws PreconditionException if an equation is not over the unknowns and parameters
     */
    public PolynomialFamily {
        unknowns = List.copyOf(unknowns);
        parameters = List.copyOf(parameters);
        equations = List.copyOf(equations);
        for (Polynomial equation : equations) {
            if (equation.arity() != unknowns.size() + parameters.size()) {
                throw new PreconditionException("an equation is over " + equation.arity() + " variables, not "
                        + unknowns.size() + " unknowns and " + parameters.size() + " parameters");
            }
        }
    }
}
