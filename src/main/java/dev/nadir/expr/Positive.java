package dev.nadir.expr;

import dev.nadir.base.exact.Rational;

/** Sees positive entries from declarations and from how an expression is written; a "no" only means "not seen". */
public final class Positive {

    private Positive() {}

    /** Whether every entry is positive wherever the expression is defined. */
    public static boolean isPositive(Expr e) {
        if (e instanceof Expr.Symbol symbol) {
            return symbol.properties().contains(Property.POSITIVE);
        } else if (e instanceof Expr.Literal literal) {
            return literal.value().signum() > 0;
        } else if (e instanceof Expr.Entrywise f) {
            return f.function().equals(EntrywiseFunction.EXP);
        }
        return isConstant(e) || isComposed(e);
    }

    private static boolean isConstant(Expr e) {
        return e instanceof Expr.SizeNumber || e instanceof Expr.Pi || e instanceof Expr.Ones;
    }

    private static boolean isComposed(Expr e) {
        if (e instanceof Expr.Named named) {
            return isPositive(named.definition());
        } else if (e instanceof Expr.Sum sum) {
            return sum.terms().stream().allMatch(term -> isPositive(term) || isSquare(term))
                    && sum.terms().stream().anyMatch(Positive::isPositive);
        } else if (e instanceof Expr.Scaled scaled) {
            return isPositive(scaled.scalar()) && isPositive(scaled.body());
        }
        return e instanceof Expr.Power power && isPositive(power.base());
    }

    /** Whether an expression is written as the square of something real. */
    private static boolean isSquare(Expr e) {
        if (e instanceof Expr.Power power) {
            return power.exponent().equals(Rational.of(2));
        } else if (e instanceof Expr.Inner inner) {
            return inner.left().equals(inner.right());
        }
        // x'*x of a vector.
        return e instanceof Expr.Product product
                && e.shape().isScalar()
                && product.factors().size() == 2
                && Exprs.transpose(product.factors().get(0))
                        .equals(product.factors().get(1));
    }
}
