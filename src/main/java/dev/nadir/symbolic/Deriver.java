package dev.nadir.symbolic;

import dev.nadir.base.InternalErrorException;
import dev.nadir.base.PreconditionException;
import dev.nadir.expr.Expr;
import dev.nadir.expr.Role;
import dev.nadir.expr.calculus.Differential;
import dev.nadir.expr.calculus.Gradient;
import dev.nadir.expr.graph.Form;
import dev.nadir.expr.graph.GraphDerivative;
import dev.nadir.expr.graph.Normaliser;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Derives gradient and Hessian of a landscape's expected loss.
 *
 * <p>Everything is derived twice: by rules on the expression as written, whose result prints well, and on the canonical
 * form, which shares no rule with them. The two must agree, or nothing is returned.
 */
public final class Deriver {

    private Deriver() {}

    /**
     * Gradient and Hessian; the gradient alone, with the reason, where only the Hessian is not covered.
     *
     * @throws dev.nadir.base.PreconditionException if an operation is not covered
     * @throws InternalErrorException if the two derivations differ: our defect
     */
    public static Derivation derive(Landscape landscape) {
        Expr loss = landscape.expectedLoss();
        Map<Expr.Symbol, Expr> gradient = Gradient.of(loss, landscape.parameters());
        Normaliser canonical = new Normaliser();
        Form form = canonical.form(loss);
        gradient.forEach((parameter, ours) ->
                agree("gradient", parameter, canonical.form(ours), GraphDerivative.gradient(form, parameter)));

        Map<Expr.Symbol, Expr.Symbol> directions = new LinkedHashMap<>();
        for (Expr.Symbol parameter : landscape.parameters()) {
            Set<dev.nadir.expr.Property> kept = new java.util.HashSet<>(parameter.properties());
            kept.retainAll(Set.of(dev.nadir.expr.Property.SYMMETRIC, dev.nadir.expr.Property.DIAGONAL));
            if (parameter.isSymmetric() && kept.isEmpty()) {
                kept.add(dev.nadir.expr.Property.SYMMETRIC);
            }
            directions.put(
                    parameter,
                    new Expr.Symbol(directionName(parameter, landscape), parameter.shape(), Role.DIRECTION, kept));
        }
        List<String> conditions = Conditions.of(loss);
        try {
            Map<Expr.Symbol, Expr> hessian = hessian(gradient, directions, canonical);
            return new Derivation(landscape, gradient, directions, hessian, Optional.empty(), conditions);
        } catch (PreconditionException e) {
            Optional<String> refusal = Optional.of(String.valueOf(e.getMessage()));
            return new Derivation(landscape, gradient, directions, Map.of(), refusal, conditions);
        }
    }

    private static Map<Expr.Symbol, Expr> hessian(
            Map<Expr.Symbol, Expr> gradient, Map<Expr.Symbol, Expr.Symbol> directions, Normaliser canonical) {
        Differential along = new Differential(directions);
        Map<Expr.Symbol, Expr> hessian = new LinkedHashMap<>();
        gradient.forEach((parameter, itsGradient) -> {
            Expr ours = along.of(itsGradient);
            agree(
                    "Hessian",
                    parameter,
                    canonical.form(ours),
                    GraphDerivative.differential(canonical.form(itsGradient), directions));
            hessian.put(parameter, ours);
        });
        return hessian;
    }

    /** {@code dW} for {@code W}, with more d's where the file has a name like that: letters are told apart by name. */
    private static String directionName(Expr.Symbol parameter, Landscape landscape) {
        Set<String> taken = new java.util.HashSet<>(landscape.lets().keySet());
        landscape.data().forEach(symbol -> taken.add(symbol.name()));
        landscape.random().forEach(symbol -> taken.add(symbol.name()));
        landscape.parameters().forEach(symbol -> taken.add(symbol.name()));
        // Every parameter gets as many, so that the directions of W and dW differ as well.
        String prefix = "d";
        while (landscape.parameters().stream()
                .map(Expr.Symbol::name)
                .map(prefix::concat)
                .anyMatch(taken::contains)) {
            prefix += "d";
        }
        return prefix + parameter.name();
    }

    private static void agree(String what, Expr.Symbol parameter, Form ours, Form canonical) {
        if (!ours.equals(canonical)) {
            throw new InternalErrorException("the " + what + " with respect to " + parameter.name()
                    + " comes out differently by rules and by the canonical form: " + ours + " and " + canonical);
        }
    }
}
