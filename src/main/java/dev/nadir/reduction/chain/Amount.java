package dev.nadir.reduction.chain;

import dev.nadir.base.exact.Rational;
import dev.nadir.expr.Expr;
import dev.nadir.expr.Exprs;
import dev.nadir.expr.graph.Form;
import dev.nadir.expr.graph.Monomial;
import dev.nadir.reduction.Draft;
import java.math.BigInteger;
import java.util.List;

/** A positive number as a fraction times the rest, so that conditions come out with whole coefficients. */
public record Amount(Rational factor, Expr rest) {

    /** The fraction in front of a positive monomial taken apart. */
    public static Amount of(Expr scalar) {
        List<Monomial> terms = Monomial.of(Form.of(scalar));
        if (terms.size() != 1 || terms.get(0).coefficient().signum() <= 0) {
            return new Amount(Rational.ONE, scalar);
        }
        Rational factor = terms.get(0).coefficient();
        Expr rest = Proportion.simple(Exprs.times(Exprs.literal(factor.inverse()), scalar));
        return new Amount(factor, rest);
    }

    /** The root; the fraction stays in front where its root is a fraction. */
    public Amount root(int degree) {
        Rational root = new Rational(root(factor.numerator(), degree), root(factor.denominator(), degree));
        Rational exponent = Rational.of(1, degree);
        return root.power(degree).equals(factor)
                ? new Amount(root, Exprs.power(rest, exponent))
                : new Amount(Rational.ONE, Exprs.power(Exprs.times(Exprs.literal(factor), rest), exponent));
    }

    private static BigInteger root(BigInteger value, int degree) {
        return BigInteger.valueOf(Math.round(Math.pow(value.doubleValue(), 1.0 / degree)));
    }

    /** All of it as a text. */
    public String text() {
        return with(Draft.text(rest));
    }

    /** The fraction times a name for the rest. */
    public String with(String name) {
        return factor.isOne() ? name : "(" + factor + "*" + name + ")";
    }
}
