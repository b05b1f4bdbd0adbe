package dev.nadir.reduction.agree;

import dev.nadir.base.exact.Rational;
import dev.nadir.expr.Expr;
import dev.nadir.expr.Exprs;
import dev.nadir.expr.Rebuild;
import dev.nadir.expr.Shape;
import dev.nadir.expr.graph.Form;
import dev.nadir.expr.graph.Monomial;
import dev.nadir.expr.graph.Readback;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Writes inverses of sums in one way: what all terms begin with is taken out, and what a term divides by at its beginning is
 * multiplied in, {@code inv(L*R) = inv(R)*inv(L)}. Both factors of an invertible square matrix that are square are
 * invertible. The inverse of a sum of diagonal matrices is diagonal.
 */
public final class Inverses {

    /** Each step takes a letter away; longer words are not compared. */
    private static final int MOST_STEPS = 8;

    private Inverses() {}

    /** The expression with its inverses written so. */
    public static Expr pushed(Expr e) {
        Expr inner = Rebuild.of(e, Inverses::pushed);
        return inner instanceof Expr.Inverse inverse ? pushed(inverse.argument(), MOST_STEPS) : inner;
    }

    private static Expr pushed(Expr argument, int steps) {
        List<Expr> terms = Monomial.of(Form.of(argument)).stream()
                .map(Monomial::expression)
                .toList();
        if (terms.size() < 2 || steps == 0) {
            return Exprs.inverse(argument);
        }
        List<Optional<Expr>> diagonals = terms.stream().map(Inverses::diagonal).toList();
        if (diagonals.stream().allMatch(Optional::isPresent)) {
            Expr sum = simple(
                    Exprs.sum(diagonals.stream().map(Optional::orElseThrow).toList()));
            return Exprs.diagonalMatrix(Exprs.power(sum, Rational.MINUS_ONE));
        }
        for (Expr term : terms) {
            if (first(term) instanceof Expr.Inverse divided) {
                Expr rest = simple(Exprs.times(divided.argument(), argument));
                return Exprs.times(pushed(rest, steps - 1), divided.argument());
            }
        }
        Expr letter = first(terms.get(0));
        boolean isCommon = letter instanceof Expr.Symbol
                && letter.shape().isSquare()
                && terms.stream().allMatch(term -> first(term).equals(letter));
        if (!isCommon) {
            return Exprs.inverse(argument);
        }
        List<Expr> rest = new ArrayList<>();
        terms.forEach(term -> rest.add(rest(term)));
        return Exprs.times(pushed(Exprs.sum(rest), steps - 1), Exprs.inverse(letter));
    }

    /** The entries of what is plainly a diagonal matrix, a vector. */
    private static Optional<Expr> diagonal(Expr term) {
        if (term instanceof Expr.Scaled scaled) {
            return diagonal(scaled.body()).map(body -> Exprs.scaled(scaled.scalar(), body));
        } else if (term instanceof Expr.Identity) {
            return Optional.of(Exprs.ones(Shape.vector(term.shape().rows())));
        }
        return term instanceof Expr.DiagonalMatrix matrix ? Optional.of(matrix.vector()) : Optional.empty();
    }

    private static Expr body(Expr term) {
        return term instanceof Expr.Scaled scaled ? body(scaled.body()) : term;
    }

    private static Expr first(Expr term) {
        Expr body = body(term);
        return body instanceof Expr.Product product ? product.factors().get(0) : body;
    }

    private static Expr rest(Expr term) {
        if (term instanceof Expr.Scaled scaled) {
            return Exprs.scaled(scaled.scalar(), rest(scaled.body()));
        } else if (term instanceof Expr.Product product) {
            return Exprs.product(product.factors().subList(1, product.factors().size()));
        }
        return Exprs.identity(term.shape().rows());
    }

    private static Expr simple(Expr e) {
        return Optional.of(Readback.expression(Form.of(e)))
                .filter(read -> read.shape().equals(e.shape()))
                .orElse(e);
    }
}
