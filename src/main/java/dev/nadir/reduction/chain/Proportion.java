package dev.nadir.reduction.chain;

import dev.nadir.base.exact.Rational;
import dev.nadir.expr.Expr;
import dev.nadir.expr.Exprs;
import dev.nadir.expr.Property;
import dev.nadir.expr.graph.Form;
import dev.nadir.expr.graph.Monomial;
import java.util.Optional;

/** Recognises a matrix that is a number times another. */
public final class Proportion {

    private Proportion() {}

    /** The number in front of an identity. */
    public static Optional<Expr> toIdentity(Expr matrix) {
        if (matrix.shape().isScalar()) {
            return Optional.of(matrix);
        }
        return body(matrix) instanceof Expr.Identity ? Optional.of(scalar(matrix)) : Optional.empty();
    }

    /** The number {@code a} with {@code matrix == a * other}. */
    public static Optional<Expr> of(Expr matrix, Expr other) {
        if (matrix.shape().isScalar()) {
            return Optional.of(Exprs.times(matrix, Exprs.power(other, Rational.MINUS_ONE)));
        }
        if (!Form.of(body(matrix)).equals(Form.of(body(other)))) {
            return Optional.empty();
        }
        return Optional.of(simple(Exprs.times(scalar(matrix), Exprs.power(scalar(other), Rational.MINUS_ONE))));
    }

    /** A scalar with its letters cancelled. */
    public static Expr simple(Expr scalar) {
        return dev.nadir.expr.graph.Readback.expression(Form.of(scalar));
    }

    /** A matrix with the letters of its scalars cancelled. */
    public static Expr simpleMatrix(Expr matrix) {
        Expr simple = simple(matrix);
        return simple.shape().equals(matrix.shape()) ? simple : Exprs.transpose(simple);
    }

    private static Expr scalar(Expr matrix) {
        return matrix instanceof Expr.Scaled scaled ? scaled.scalar() : Exprs.literal(1);
    }

    private static Expr body(Expr matrix) {
        return matrix instanceof Expr.Scaled scaled ? scaled.body() : matrix;
    }

    /** Whether every letter of a scalar is known to be positive, and the number in front too. */
    public static boolean isPositive(Expr scalar) {
        return Monomial.arePositive(Form.of(scalar), Proportion::isPositiveLetter);
    }

    private static boolean isPositiveLetter(Expr letter) {
        return letter instanceof Expr.SizeNumber
                || letter instanceof Expr.Pi
                || (letter instanceof Expr.Symbol symbol
                        && symbol.properties().contains(Property.POSITIVE)
                        && symbol.shape().isScalar());
    }
}
