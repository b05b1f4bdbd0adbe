package dev.nadir.symbolic;

import dev.nadir.expr.Expr;
import java.util.LinkedHashMap;
import java.util.Map;

/** A derivation in the writing of a paper. */
public final class Presentation {

    private Presentation() {}

    /** The same derivation with gradient and Hessian simplified; every formula keeps its canonical form. */
    public static Derivation of(Derivation derivation) {
        Simplifier simplifier = new Simplifier(derivation.landscape().lets().values());
        return new Derivation(
                derivation.landscape(),
                simplified(derivation.gradient(), simplifier),
                derivation.directions(),
                simplified(derivation.hessianAlong(), simplifier),
                derivation.hessianRefusal(),
                derivation.conditions());
    }

    private static Map<Expr.Symbol, Expr> simplified(Map<Expr.Symbol, Expr> formulas, Simplifier simplifier) {
        Map<Expr.Symbol, Expr> result = new LinkedHashMap<>();
        formulas.forEach((parameter, formula) -> result.put(parameter, simplifier.simplify(formula)));
        return result;
    }
}
