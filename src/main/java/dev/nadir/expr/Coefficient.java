package dev.nadir.expr;

import dev.nadir.base.exact.Rational;
import java.util.List;

/** An expression as a number times a body without a number in front. */
public record Coefficient(Rational value, Expr body) {

    /** Splits the number off; a plain number has the body 1. */
    public static Coefficient of(Expr e) {
        if (e instanceof Expr.Literal literal) {
            return new Coefficient(literal.value(), Exprs.literal(1));
        } else if (e instanceof Expr.Scaled scaled) {
            Coefficient inner = of(scaled.scalar());
            return inner.value.isOne()
                    ? new Coefficient(Rational.ONE, e)
                    : new Coefficient(inner.value, Exprs.scaled(inner.body, scaled.body()));
        } else if (e instanceof Expr.Product product && product.factors().get(0) instanceof Expr.Literal literal) {
            List<Expr> rest = product.factors().subList(1, product.factors().size());
            return new Coefficient(literal.value(), rest.size() == 1 ? rest.get(0) : new Expr.Product(rest));
        } else {
            return new Coefficient(Rational.ONE, e);
        }
    }
}
