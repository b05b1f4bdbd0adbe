package dev.nadir.symbolic.operator;

import dev.nadir.expr.Expr;
import dev.nadir.symbolic.Derivation;
import dev.nadir.symbolic.Landscape;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The derivatives of one named formula of a model.
 *
 * @param landscape whose parameters are those that the formula depends on
 * @param scalar gradient and Hessian, where the formula is a scalar that depends on a parameter
 * @param differentials along the directions, the first order first, each of the formula's shape
 * @param jacobians for each parameter the matrix J with {@code vec(dF) = J*vec(dX)}; of a scalar a row, the gradient
 * @param refusals for each parameter without a Jacobian why there is none
 * @param conditions where the derivatives hold, in words
 */
public record DerivativesOf(
        Landscape landscape,
        String name,
        Expr formula,
        Optional<Derivation> scalar,
        Map<Expr.Symbol, Expr.Symbol> directions,
        List<Expr> differentials,
        Map<Expr.Symbol, Expr> jacobians,
        Map<Expr.Symbol, String> refusals,
        List<String> conditions) {

    /** Copies the collections, in order. */
    public DerivativesOf {
        directions = Collections.unmodifiableMap(new LinkedHashMap<>(directions));
        differentials = List.copyOf(differentials);
        jacobians = Collections.unmodifiableMap(new LinkedHashMap<>(jacobians));
        refusals = Collections.unmodifiableMap(new LinkedHashMap<>(refusals));
        conditions = List.copyOf(conditions);
    }
}
