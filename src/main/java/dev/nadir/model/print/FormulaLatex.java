package dev.nadir.model.print;

import dev.nadir.expr.print.LatexRenderer;
import dev.nadir.model.Formula;

/** Formulas as LaTeX for math mode; needs {@code amsmath} and {@code amssymb}. */
public final class FormulaLatex {

    private FormulaLatex() {}

    /** The formula on one line, without dollar signs. */
    public static String print(Formula formula) {
        return LatexRenderer.render(FormulaLayout.of(formula));
    }
}
