package dev.nadir.symbolic;

import dev.nadir.expr.Expr;
import dev.nadir.expr.Rebuild;
import java.util.Map;

/** An expression with parts replaced by others. */
public final class Substitution {

    private Substitution() {}

    /** The expression with each key replaced by its value, wherever it stands. */
    public static Expr of(Expr e, Map<? extends Expr, ? extends Expr> replacements) {
        Expr replacement = replacements.get(e);
        return replacement != null ? replacement : Rebuild.of(e, part -> of(part, replacements));
    }
}
