package dev.nadir.expr.calculus;

import dev.nadir.expr.Children;
import dev.nadir.expr.Expr;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Which expressions hold one of some symbols; remembers what it has seen. */
public final class Dependence {

    private final Set<Expr.Symbol> symbols;
    private final Map<Expr, Boolean> known = new HashMap<>();

    /** Asks about the given symbols. */
    public Dependence(Set<Expr.Symbol> symbols) {
        this.symbols = Set.copyOf(symbols);
    }

    /** Whether one of the symbols stands somewhere in the expression, lets included. */
    public boolean dependsOn(Expr e) {
        if (e instanceof Expr.Symbol symbol) {
            return symbols.contains(symbol);
        }
        Boolean answer = known.get(e);
        if (answer == null) {
            answer = Children.of(e).stream().anyMatch(this::dependsOn);
            known.put(e, answer);
        }
        return answer;
    }
}
