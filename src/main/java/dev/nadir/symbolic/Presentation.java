package dev.nadir.symbolic;

import dev.nadir.expr.Expr;
import dev.nadir.expr.Rebuild;
import dev.nadir.expr.print.ExprLayout;
import java.util.HashMap;
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

    /** A formula simplified, with the names of the landscape; its canonical form stays. */
    public static Expr of(Landscape landscape, Expr formula) {
        return simplified(formula, new Simplifier(landscape.lets().values()));
    }

    /** One formula of a landscape, simplified. */
    public static Expr of(Expr formula, Landscape landscape) {
        return new Simplifier(landscape.lets().values()).simplify(formula);
    }

    private static Map<Expr.Symbol, Expr> simplified(Map<Expr.Symbol, Expr> formulas, Simplifier simplifier) {
        Map<Expr.Symbol, Expr> result = new LinkedHashMap<>();
        formulas.forEach((parameter, formula) -> result.put(parameter, simplified(formula, simplifier)));
        return result;
    }

    private static Expr simplified(Expr formula, Simplifier simplifier) {
        return changes(simplifier.simplify(formula), simplifier, new HashMap<>());
    }

    /** In what the changes of abbreviations stand for, equal terms are one; their factors stay in the order of the file. */
    private static Expr changes(Expr e, Simplifier simplifier, Map<Expr, Expr> known) {
        Expr answer = known.get(e);
        if (answer == null) {
            answer = Rebuild.of(e, part -> changes(part, simplifier, known));
            if (answer instanceof Expr.Named named && ExprLayout.isDifferential(named)) {
                answer = new Expr.Named(named.name(), simplifier.merge(named.definition()));
            }
            known.put(e, answer);
        }
        return answer;
    }
}
