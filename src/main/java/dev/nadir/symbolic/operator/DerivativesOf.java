package dev.nadir.symbolic.operator;

import dev.nadir.expr.Expr;
import dev.nadir.symbolic.Landscape;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The derivatives of one named formula of a model.
 *
 * @param differentials along the directions, the first order first, each of the formula's shape
 * @param jacobians for each parameter the matrix J with {@code vec(dF) = J*vec(dX)}
 * @param refusals for each parameter without a Jacobian why there is none
 * @param conditions where the derivatives hold, in words
 */
public record DerivativesOf(
        Landscape landscape,
        String name,
        Expr formula,
        Map<Expr.Symbol, Expr.Symbol> directions,
        List<Expr> differentials,
        Map<Expr.Symbol, Expr> jacobians,
        Map<Expr.Symbol, String> refusals,
        List<String> conditions) {

    /** Copies the collections, in order. */
    public DerivativesOf {
        directions = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(directions));
        differentials = List.copyOf(differentials);
        jacobians = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(jacobians));
        refusals = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(refusals));
        conditions = List.copyOf(conditions);
    }
}
