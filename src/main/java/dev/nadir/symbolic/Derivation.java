package dev.nadir.symbolic;

import dev.nadir.expr.Expr;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What follows from the loss by rules alone.
 *
 * @param gradient for each parameter an expression of its shape, in the order of the file
 * @param directions for each parameter the symbol of a direction of its shape, as in {@code dW[1]}
 * @param hessianAlong for each parameter {@code A} the part {@code H[dA]} of the Hessian applied to all directions, an
 *     expression of A's shape, linear in the directions
 */
public record Derivation(
        Landscape landscape,
        Map<Expr.Symbol, Expr> gradient,
        Map<Expr.Symbol, Expr.Symbol> directions,
        Map<Expr.Symbol, Expr> hessianAlong) {

    /** Copies the maps, in order. */
    public Derivation {
        gradient = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(gradient));
        directions = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(directions));
        hessianAlong = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(hessianAlong));
    }
}
