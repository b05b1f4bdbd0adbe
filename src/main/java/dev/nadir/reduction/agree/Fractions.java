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

    /** The same with sums of which it is asked. */
    public static Expr clearedOf(Expr e, Predicate<Expr> isPositive) {
        return cleared(e, isPositive);
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
                            && site.exponent().signum() < 0)
                    .flatMap(site -> multiplier(site, isFine).stream())
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

    /** What a letter divides by, or the negative of its base, if that is the sum that is asked for. */
    private static Optional<Expr> multiplier(Monomial.Site site, Predicate<Expr> isFine) {
        Expr power = Exprs.power(site.letter(), site.exponent().negate());
        if (isFine.test(site.letter())) {
            return Optional.of(power);
        }
        boolean isOdd = site.exponent().numerator().testBit(0);
        return isFine.test(Exprs.negate(site.letter()))
                ? Optional.of(isOdd ? Exprs.negate(power) : power)
                : Optional.empty();
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
