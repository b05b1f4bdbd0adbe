package dev.nadir.symbolic;

import dev.nadir.expr.Expr;
import dev.nadir.model.Model;
import java.util.List;
import java.util.Map;

/**
 * A model at a fixed structure: every family unrolled into symbols, every other size still a name.
 *
 * @param structure the sizes that had to be numbers for that, such as {@code L = 3}
 * @param lets the model's lets by name, in order
 * @param loss the loss as written, with its lets by name and its expectations not yet carried out
 * @param expectedLoss the loss with its expectations carried out; the same as {@code loss} where there are none
 */
public record Landscape(
        Model model,
        Map<String, Integer> structure,
        List<Expr.Symbol> data,
        List<Expr.Symbol> random,
        List<Expr.Symbol> parameters,
        Map<String, Expr> lets,
        Expr loss,
        Expr expectedLoss) {

    /** Copies the lists; maps keep their order. */
    public Landscape {
        structure = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(structure));
        data = List.copyOf(data);
        random = List.copyOf(random);
        parameters = List.copyOf(parameters);
        lets = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(lets));
    }
}
