package dev.nadir.reduction.agree;

import dev.nadir.base.exact.Rational;
import dev.nadir.expr.EntrywiseFunction;
import dev.nadir.expr.Expr;
import dev.nadir.expr.Exprs;
import dev.nadir.expr.Rebuild;
import dev.nadir.expr.graph.Form;
import dev.nadir.expr.graph.Monomial;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Multiplies a number by the sums that it divides by: wherever it is defined, it is zero where what is left is. */
public final class Fractions {

    /** Each sum is multiplied in once; more are not compared. */
    private static final int MOST = 6;

    private Fractions() {}

    /** The number times what it divides by; exponentials of one number and of its negative are powers of one letter. */
    public static Expr cleared(Expr e) {
        return cleared(e, letter -> true);
    }

    /** The same with sums that are seen to be positive alone: the sign stays. */
    public static Expr clearedOfPositive(Expr e) {
        return cleared(e, sum -> Ratio.isPositiveSum(sum, letter -> false));
    }

    private static Expr cleared(Expr e, Predicate<Expr> isFine) {
        Expr rest = Cancelled.of(exponentials(e));
        for (int i = 0; i < MOST && rest.shape().isScalar(); i++) {
            List<Monomial> terms = Monomial.of(Form.of(rest));
            Optional<Expr> divisor = terms.stream()
                    .flatMap(term -> term.sites().stream())
                    .filter(site -> site.letter() instanceof Expr.Sum
                            && site.letter().shape().isScalar()
                            && site.exponent().isInteger()
                            && site.exponent().signum() < 0
                            && isFine.test(site.letter()))
                    .map(site -> Exprs.power(site.letter(), site.exponent().negate()))
                    .findFirst();
            if (divisor.isEmpty()) {
                return rest;
            }
            rest = Exprs.sum(terms.stream()
                    .map(term -> Cancelled.of(Exprs.times(divisor.get(), term.expression())))
                    .toList());
        }
        return rest;
    }

    /** {@code exp(-x)} is {@code 1/exp(x)}. */
    private static Expr exponentials(Expr e) {
        Expr inner = e instanceof Expr.Named named
                ? exponentials(named.definition())
                : Rebuild.of(e, Fractions::exponentials);
        if (inner instanceof Expr.Entrywise exp
                && exp.function().equals(EntrywiseFunction.EXP)
                && exp.shape().isScalar()) {
            List<Monomial> terms = Monomial.of(Form.of(exp.argument()));
            if (!terms.isEmpty() && terms.get(0).coefficient().signum() < 0) {
                Expr opposite = Abstraction.simple(Exprs.negate(exp.argument()));
                return Exprs.power(Exprs.entrywise(EntrywiseFunction.EXP, opposite), Rational.MINUS_ONE);
            }
        }
        return inner;
    }
}
