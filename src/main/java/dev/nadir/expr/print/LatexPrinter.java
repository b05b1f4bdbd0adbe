package dev.nadir.expr.print;

import dev.nadir.expr.Expr;

/** Expressions as LaTeX for math mode; needs {@code amsmath} and {@code amssymb}. */
public final class LatexPrinter {

    private LatexPrinter() {}

    /** The expression on one line, without dollar signs. */
    public static String print(Expr expr) {
        return LatexRenderer.render(ExprLayout.of(expr));
    }
}
