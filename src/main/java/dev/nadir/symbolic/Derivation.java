package dev.nadir.symbolic;

import dev.nadir.expr.Expr;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What follows from the loss by rules alone.
 *
 * @param gradient for each parameter an expression of its shape, in the order of the file
 * @param directions for each parameter the symbol of a direction of its shape, as in {@code dW[1]}
 * @param hessianAlong for each parameter {@code A} the part {@code H[dA]} of the Hessian applied to all directions, an
 *     expression of A's shape, linear in the directions; empty where it is refused
 * @param hessianRefusal why there is no Hessian, if there is none
 * @param conditions where the derivatives hold, in words: away from kinks, at full rank
 */
public record Derivation(
        Landscape landscape,
        Map<Expr.Symbol, Expr> gradient,
        Map<Expr.Symbol, Expr.Symbol> directions,
        Map<Expr.Symbol, Expr> hessianAlong,
        Optional<String> hessianRefusal,
        List<String> conditions) {

    /** Copies the maps, in order. */
    public Derivation {
        gradient = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(gradient));
        directions = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(directions));
        hessianAlong = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(hessianAlong));
        conditions = List.copyOf(conditions);
    }

    /** A derivation that holds everywhere, with its Hessian. */
    public Derivation(
            Landscape landscape,
            Map<Expr.Symbol, Expr> gradient,
            Map<Expr.Symbol, Expr.Symbol> directions,
            Map<Expr.Symbol, Expr> hessianAlong) {
        this(landscape, gradient, directions, hessianAlong, Optional.empty(), List.of());
    }
}
