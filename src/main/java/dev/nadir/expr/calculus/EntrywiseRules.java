package dev.nadir.expr.calculus;

import dev.nadir.base.exact.Rational;
import dev.nadir.expr.EntrywiseFunction;
import dev.nadir.expr.Expr;
import dev.nadir.expr.Exprs;
import dev.nadir.expr.Shape;
import java.util.Map;
import java.util.function.Function;

/** Derivatives of functions of one number. */
final class EntrywiseRules {

    private static final Map<EntrywiseFunction, Function<Expr.Entrywise, Expr>> RULES = Map.of(
            EntrywiseFunction.EXP, e -> e,
            EntrywiseFunction.LOG, e -> Exprs.power(e.argument(), Rational.MINUS_ONE),
            EntrywiseFunction.TANH, e -> Exprs.subtract(one(e), Exprs.power(e, Rational.of(2))),
            EntrywiseFunction.SIN, e -> Exprs.entrywise(EntrywiseFunction.COS, e.argument()),
            EntrywiseFunction.COS, e -> Exprs.negate(Exprs.entrywise(EntrywiseFunction.SIN, e.argument())),
            EntrywiseFunction.RELU, e -> Exprs.entrywise(EntrywiseFunction.STEP, e.argument()),
            EntrywiseFunction.ABS, e -> Exprs.entrywise(EntrywiseFunction.SIGN, e.argument()),
            EntrywiseFunction.STEP, e -> Exprs.zero(e.shape()),
            EntrywiseFunction.SIGN, e -> Exprs.zero(e.shape()));

    private EntrywiseRules() {}

    /** The derivative, entry by entry; at a kink one of the values between the slopes on either side. */
    static Expr derivative(Expr.Entrywise e) {
        Function<Expr.Entrywise, Expr> rule = RULES.get(e.function());
        return rule == null ? Exprs.entrywise(e.function().next(), e.argument()) : rule.apply(e);
    }

    private static Expr one(Expr.Entrywise e) {
        Shape shape = e.shape();
        return Exprs.ones(shape);
    }
}
