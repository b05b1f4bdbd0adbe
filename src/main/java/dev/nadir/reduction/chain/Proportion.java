package dev.nadir.reduction.chain;

import dev.nadir.base.exact.Rational;
import dev.nadir.expr.Expr;
import dev.nadir.expr.Exprs;
import dev.nadir.expr.Property;
import dev.nadir.expr.graph.Form;
import dev.nadir.expr.graph.Monomial;
import dev.nadir.reduction.Draft;
import dev.nadir.reduction.Refusal;
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
            return ofSums(matrix, other);
        }
        return Optional.of(simple(Exprs.times(scalar(matrix), Exprs.power(scalar(other), Rational.MINUS_ONE))));
    }

    /** The same where the number stands before each term, as in {@code g*w*S + g*T} of {@code w*S + T}. */
    private static Optional<Expr> ofSums(Expr matrix, Expr other) {
        Expr first = number(Monomial.of(Form.of(matrix)).get(0));
        for (Monomial term : Monomial.of(Form.of(other))) {
            Expr ratio = simple(Exprs.times(first, Exprs.power(number(term), Rational.MINUS_ONE)));
            if (Form.of(Exprs.scaled(ratio, other)).equals(Form.of(matrix))) {
                return Optional.of(ratio);
            }
        }
        return Optional.empty();
    }

    /** What a term has in front of its matrices. */
    private static Expr number(Monomial term) {
        Expr number = Exprs.literal(term.coefficient());
        for (Monomial.Site site : term.sites()) {
            if (site.legs().isEmpty()) {
                number = Exprs.times(number, Exprs.power(site.letter(), site.exponent()));
            }
        }
        return number;
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

    static Expr scalar(Expr matrix) {
        return matrix instanceof Expr.Scaled scaled ? scaled.scalar() : Exprs.literal(1);
    }

    static Expr body(Expr matrix) {
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

    private static boolean isKnownDefinite(Expr body) {
        return body instanceof Expr.Identity
                || body.shape().isScalar()
                || (body instanceof Expr.Symbol symbol && symbol.properties().contains(Property.POSITIVE_DEFINITE));
    }

    /** {@code X*X'}, which is positive semidefinite whatever X is. */
    public static boolean isGram(Expr body) {
        return body instanceof Expr.Product product
                && product.factors().size() == 2
                && Exprs.transpose(product.factors().get(0))
                        .equals(product.factors().get(1));
    }

    /** A positive number times an identity or a definite matrix, beside positive numbers times {@code X*X'}. */
    private static boolean isRidge(Expr matrix) {
        return !matrix.shape().isScalar()
                && matrix instanceof Expr.Sum sum
                && sum.terms().stream()
                        .allMatch(
                                term -> isPositive(scalar(term)) && (isKnownDefinite(body(term)) || isGram(body(term))))
                && sum.terms().stream().anyMatch(term -> isKnownDefinite(body(term)));
    }

    /** Whether a matrix is known to be positive definite. */
    public static boolean isDefinite(Expr matrix) {
        return isRidge(matrix) || (isPositive(scalar(matrix)) && isKnownDefinite(body(matrix)));
    }

    /** The matrix is positive definite, or positive semidefinite where it is not inverted; asked where it is not plain. */
    public static void requirePositive(Draft draft, Expr matrix, boolean isInverted) {
        if (isRidge(matrix)) {
            return;
        }
        Expr scalar = matrix instanceof Expr.Scaled scaled ? scaled.scalar() : Exprs.literal(1);
        Expr body = matrix instanceof Expr.Scaled scaled ? scaled.body() : matrix;
        boolean isPlain = isKnownDefinite(body) || (!isInverted && isGram(body));
        Expr number = body.shape().isScalar() ? matrix : scalar;
        if (isPlain) {
            requirePositive(draft, number);
        } else {
            Expr signed = isPositive(scalar) ? body : matrix;
            draft.require("min(eig(" + evenly(signed) + ")) " + (isInverted ? "> 0" : ">= 0"));
        }
    }

    /**
     * The number in front of a square is positive; asked where that is not plain.
     *
     * @throws Refusal if it is plainly negative: then the loss is not bounded below
     */
    public static void requirePositive(Draft draft, Expr number) {
        if (isPositive(Exprs.negate(number))) {
            throw new Refusal(
                    "positive curvature",
                    "the number " + Draft.text(number)
                            + " in front of a square is negative: the loss is not bounded below, or has no minimum there");
        } else if (!isPositive(number)) {
            draft.require(Draft.text(number) + " > 0");
        }
    }

    /** A difference of products is symmetric up to rounding only, which is all there is where it is zero. */
    private static String evenly(Expr matrix) {
        boolean isRounded =
                matrix instanceof Expr.Sum sum && sum.terms().stream().anyMatch(term -> hasInverse(term));
        String text = Draft.text(matrix);
        return isRounded ? text + " + " + text + "'" : text;
    }

    private static boolean hasInverse(Expr e) {
        return e instanceof Expr.Inverse
                || dev.nadir.expr.Children.of(e).stream().anyMatch(Proportion::hasInverse);
    }
}
