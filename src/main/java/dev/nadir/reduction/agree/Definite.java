package dev.nadir.reduction.agree;

import dev.nadir.expr.Expr;
import dev.nadir.expr.Exprs;
import dev.nadir.expr.Property;
import dev.nadir.expr.graph.Form;
import dev.nadir.expr.graph.Monomial;
import java.util.List;
import java.util.Optional;

/** Sees that a symmetric matrix is positive: a sum of terms {@code c*G*P*G'} with positive c and definite P. */
public final class Definite {

    private Definite() {}

    /** Whether the matrix is seen to be positive semidefinite. */
    public static boolean isSemidefinite(Expr matrix) {
        List<Monomial> terms = Monomial.of(Form.of(matrix));
        return matrix.shape().isSquare()
                && !terms.isEmpty()
                && terms.stream().allMatch(term -> isTerm(term.expression(), false));
    }

    /** Whether it is seen to be positive definite. */
    public static boolean isDefinite(Expr matrix) {
        return isSemidefinite(matrix)
                && Monomial.of(Form.of(matrix)).stream().anyMatch(term -> isTerm(term.expression(), true));
    }

    /** The G of a matrix {@code c*G*P*G'} with positive c and definite P, which has the rank of the matrix. */
    public static Optional<Expr> ofItsRank(Expr matrix) {
        List<Monomial> terms = Monomial.of(Form.of(matrix));
        if (!matrix.shape().isSquare() || terms.size() != 1) {
            return Optional.empty();
        }
        Expr term = terms.get(0).expression();
        if (term instanceof Expr.Scaled scaled) {
            if (!Ratio.isPositive(scaled.scalar())) {
                return Optional.empty();
            }
            term = scaled.body();
        }
        return term instanceof Expr.Product product && isPalindrome(product.factors(), false)
                ? Optional.of(Exprs.product(
                        product.factors().subList(0, product.factors().size() / 2)))
                : Optional.empty();
    }

    private static boolean isTerm(Expr term, boolean isStrict) {
        if (term instanceof Expr.Scaled scaled) {
            boolean isScalarFine = Ratio.isPositive(scaled.scalar()) || (!isStrict && isScalar(scaled.scalar()));
            return isScalarFine && isTerm(scaled.body(), isStrict);
        } else if (term instanceof Expr.Product product) {
            return isPalindrome(product.factors(), isStrict);
        }
        return term.shape().isScalar()
                ? (isStrict ? Ratio.isPositive(term) : Ratio.isNonnegative(term))
                : isLetter(term);
    }

    /** A product of positive numbers and of traces of two semidefinite matrices. */
    private static boolean isScalar(Expr scalar) {
        if (scalar instanceof Expr.Product product) {
            return product.factors().stream().allMatch(Definite::isScalar);
        } else if (scalar instanceof Expr.Scaled scaled) {
            return isScalar(scaled.scalar()) && isScalar(scaled.body());
        } else if (scalar instanceof Expr.Trace trace) {
            return isTrace(trace.argument());
        } else if (scalar instanceof Expr.Inner inner) {
            return inner.left().equals(inner.right())
                    || (isSemidefinite(inner.left()) && isSemidefinite(inner.right()));
        }
        return Ratio.isNonnegative(scalar);
    }

    private static boolean isTrace(Expr argument) {
        if (!(argument instanceof Expr.Product product)) {
            return isSemidefinite(argument);
        }
        List<Expr> factors = product.factors();
        for (int cut = 1; cut <= factors.size(); cut++) {
            boolean isSplit = isPalindrome(factors.subList(0, cut), false)
                    && (cut == factors.size() || isPalindrome(factors.subList(cut, factors.size()), false));
            if (isSplit) {
                return true;
            }
        }
        return false;
    }

    private static boolean isPalindrome(List<Expr> factors, boolean isStrict) {
        int last = factors.size() - 1;
        for (int i = 0; 2 * i < last; i++) {
            boolean isMirrored = Form.of(Exprs.transpose(factors.get(i))).equals(Form.of(factors.get(last - i)));
            if (!isMirrored || (isStrict && !isLetter(factors.get(i)))) {
                return false;
            }
        }
        return factors.size() % 2 == 0 || isLetter(factors.get(last / 2));
    }

    /** A letter that is itself positive definite; an inverse that exists is, where its argument is semidefinite. */
    private static boolean isLetter(Expr letter) {
        if (letter instanceof Expr.Inverse inverse) {
            return isSemidefinite(inverse.argument());
        }
        if (letter instanceof Expr.DiagonalMatrix diagonal) {
            return Ratio.isPositive(diagonal.vector());
        }
        return letter instanceof Expr.Identity
                || (letter instanceof Expr.Symbol symbol && symbol.properties().contains(Property.POSITIVE_DEFINITE));
    }
}
