package dev.nadir.symbolic.hessian;

import dev.nadir.expr.Expr;
import dev.nadir.expr.Exprs;
import dev.nadir.expr.Role;
import dev.nadir.symbolic.Derivation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The second derivative of the loss along two directions, a scalar that is linear in each.
 *
 * @param first for each parameter the symbol of the first direction
 * @param second for each parameter the symbol of the second direction
 */
public record BilinearForm(Map<Expr.Symbol, Expr.Symbol> first, Map<Expr.Symbol, Expr.Symbol> second, Expr value) {

    /** Copies the maps, in order. */
    public BilinearForm {
        first = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(first));
        second = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(second));
    }

    /** The form of a derivation: the inner product of the second direction with the Hessian applied to the first. */
    public static BilinearForm of(Derivation derivation) {
        Map<Expr.Symbol, Expr.Symbol> second = new LinkedHashMap<>();
        String prefix = prefix(derivation);
        // Printers write a symbol of the role of a direction as a differential, and there is one such already.
        derivation
                .directions()
                .forEach((parameter, direction) -> second.put(
                        parameter,
                        new Expr.Symbol(
                                prefix + parameter.name(), direction.shape(), Role.DATA, direction.properties())));
        List<Expr> terms = new ArrayList<>(List.of(Exprs.literal(0)));
        derivation.hessianAlong().forEach((parameter, along) -> {
            Expr.Symbol direction = second.get(parameter);
            if (direction != null) {
                terms.add(Exprs.inner(direction, along));
            }
        });
        return new BilinearForm(derivation.directions(), second, Exprs.sum(terms));
    }

    /** {@code e}, with more of them where the file has a name like that. */
    private static String prefix(Derivation derivation) {
        Set<String> taken = new HashSet<>(derivation.landscape().lets().keySet());
        derivation.landscape().data().forEach(symbol -> taken.add(symbol.name()));
        derivation.landscape().random().forEach(symbol -> taken.add(symbol.name()));
        derivation.directions().forEach((parameter, direction) -> {
            taken.add(parameter.name());
            taken.add(direction.name());
        });
        String prefix = "e";
        while (derivation.directions().keySet().stream()
                .map(Expr.Symbol::name)
                .map(prefix::concat)
                .anyMatch(taken::contains)) {
            prefix += "e";
        }
        return prefix;
    }
}
