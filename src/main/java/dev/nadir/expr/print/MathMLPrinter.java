package dev.nadir.expr.print;

import dev.nadir.expr.Expr;

/** Expressions as presentation MathML, in the subset that browsers draw (MathML Core). */
public final class MathMLPrinter {

    private MathMLPrinter() {}

    /** The expression as the children of a {@code math} element. */
    public static String print(Expr expr) {
        return MathMLRenderer.render(ExprLayout.of(expr));
    }
}
