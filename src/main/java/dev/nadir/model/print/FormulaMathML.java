package dev.nadir.model.print;

import dev.nadir.expr.print.MathMLRenderer;
import dev.nadir.model.Formula;

/** Formulas as presentation MathML, in the subset that browsers draw (MathML Core). */
public final class FormulaMathML {

    private FormulaMathML() {}

    /** The formula as the children of a {@code math} element. */
    public static String print(Formula formula) {
        return MathMLRenderer.render(FormulaLayout.of(formula));
    }
}
