package dev.nadir.reduction.system;

import dev.nadir.base.PreconditionException;
import dev.nadir.expr.Expr;
import dev.nadir.expr.calculus.Dependence;
import dev.nadir.reduction.ExactMatrix;
import dev.nadir.reduction.Polynomial;
import dev.nadir.symbolic.Landscape;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The loss of an instance as one polynomial with exact coefficients. */
public final class LossPolynomial {

    private LossPolynomial() {}

    /**
     * The loss over the unknowns of its critical equations, in their order; empty if it is no polynomial with rational
     * coefficients, or too long.
     *
     * @param sizes every size by name, families unrolled
     * @param data every data symbol by name, exact
     */
    public static Optional<Polynomial> of(
            Landscape landscape,
            CriticalEquations equations,
            Map<String, Integer> sizes,
            Map<String, ExactMatrix> data) {
        return of(landscape.expectedLoss(), landscape, equations, sizes, data);
    }

    /** The same for a part of the loss, or any other number that is written with the model's symbols. */
    public static Optional<Polynomial> of(
            Expr scalar,
            Landscape landscape,
            CriticalEquations equations,
            Map<String, Integer> sizes,
            Map<String, ExactMatrix> data) {
        Variables variables = new Variables();
        Dependence unknowns = new Dependence(new LinkedHashSet<>(landscape.parameters()));
        Expansion expansion =
                new Expansion(Expansion.Data.VALUES, new Expansion.Setting(sizes, data, unknowns), variables);
        Terms loss;
        try {
            loss = expansion.of(scalar).only();
        } catch (PreconditionException e) {
            return Optional.empty();
        }
        List<String> names = equations.system().family().unknowns();
        int[] places = new int[variables.count()];
        for (int variable = 0; variable < places.length; variable++) {
            places[variable] = names.indexOf(variables.name(variable));
        }
        boolean isPlain = expansion.auxiliaries().isEmpty()
                && java.util.Arrays.stream(places).allMatch(place -> place >= 0);
        return isPlain ? Optional.of(Polynomials.of(loss, names.size(), places)) : Optional.empty();
    }
}
