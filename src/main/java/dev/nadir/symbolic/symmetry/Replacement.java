package dev.nadir.symbolic.symmetry;

import dev.nadir.base.PreconditionException;
import dev.nadir.expr.Expr;
import dev.nadir.expr.Rebuild;
import dev.nadir.expr.graph.Form;
import dev.nadir.expr.graph.Normaliser;
import java.util.HashMap;
import java.util.Map;

/** Expressions with symbols replaced, and whether that changes the loss. */
final class Replacement {

    private final Map<Expr, Expr> known = new HashMap<>();

    private Replacement(Map<Expr.Symbol, Expr> images) {
        known.putAll(images);
    }

    /** The expression with every symbol replaced by its image, all at once. */
    static Expr of(Expr e, Map<Expr.Symbol, Expr> images) {
        return new Replacement(images).in(e);
    }

    private Expr in(Expr e) {
        Expr answer = known.get(e);
        if (answer == null) {
            answer = Rebuild.of(e, this::in);
            known.put(e, answer);
        }
        return answer;
    }

    /** Whether the canonical form of the loss stays the same. */
    static boolean leavesAlone(Expr loss, Map<Expr.Symbol, Expr> images, Normaliser canonical) {
        try {
            Form after = canonical.form(of(loss, images));
            return after.equals(canonical.form(loss));
        } catch (PreconditionException e) {
            return false;
        }
    }
}
