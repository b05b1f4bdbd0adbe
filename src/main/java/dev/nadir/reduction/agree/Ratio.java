package dev.nadir.reduction.agree;

import dev.nadir.base.exact.Rational;
import dev.nadir.expr.EntrywiseFunction;
import dev.nadir.expr.Expr;
import dev.nadir.expr.Exprs;
import dev.nadir.expr.Operation;
import dev.nadir.expr.Property;
import dev.nadir.expr.graph.Form;
import dev.nadir.expr.graph.Monomial;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Finds the positive scalar between two expressions that are multiples of one another. */
public final class Ratio {

    private Ratio() {}

    /** A positive scalar {@code c} with {@code left == c*right}, by canonical form; empty if none is seen. */
    public static Optional<Expr> of(Expr left, Expr right) {
        Form target = Form.of(left);
        if (target.equals(Form.of(right))) {
            return Optional.of(Exprs.literal(1));
        }
        List<Monomial> rights = Monomial.of(Form.of(right));
        if (rights.isEmpty() || !left.shape().equals(right.shape())) {
            return Optional.empty();
        }
        Expr below = scalars(rights.get(0));
        for (Monomial term : Monomial.of(target)) {
            Expr candidate = Exprs.times(scalars(term), Exprs.power(below, Rational.MINUS_ONE));
            if (isPositive(candidate) && Form.of(Exprs.scaled(candidate, right)).equals(target)) {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }

    /**
     * The same for multiples by sums, such as {@code (1 + a)*M} and {@code (1 + b)*M}.
     *
     * @param isDeclared whether a letter is declared not to be negative
     */
    static Optional<Expr> ofSums(Expr left, Expr right, Predicate<Expr> isDeclared) {
        Expr above = sum(left);
        Expr below = sum(right);
        boolean isRatio = left.shape().equals(right.shape())
                && !left.shape().isScalar()
                && isPositiveSum(above, isDeclared)
                && isPositiveSum(below, isDeclared)
                && Form.of(Exprs.scaled(below, left)).equals(Form.of(Exprs.scaled(above, right)));
        return isRatio ? Optional.of(Exprs.times(above, Exprs.power(below, Rational.MINUS_ONE))) : Optional.empty();
    }

    /** Whether no term is negative and one is positive; what divides may be such a sum, too. */
    public static boolean isPositiveSum(Expr e, Predicate<Expr> isDeclared) {
        Form form = Form.of(e);
        Predicate<Expr> isSum = letter -> letter instanceof Expr.Sum && isPositiveSum(letter, isDeclared);
        Predicate<Expr> isNonnegative =
                letter -> isNonnegativeLetter(letter) || isDeclared.test(letter) || isSum.test(letter);
        Predicate<Expr> isPositive =
                letter -> (isNonnegativeLetter(letter) && !mayBeZero(letter)) || isSum.test(letter);
        return Monomial.arePositive(form, isNonnegative)
                && Monomial.of(form).stream()
                        .anyMatch(term ->
                                term.sites().stream().map(Monomial.Site::letter).allMatch(isPositive));
    }

    /** The scalars of all terms, which is a factor where the terms have one matrix. */
    private static Expr sum(Expr e) {
        return Exprs.sum(Monomial.of(Form.of(e)).stream().map(Ratio::scalars).toList());
    }

    /** The number and the scalar letters of a term. */
    static Expr scalars(Monomial term) {
        Expr product = Exprs.literal(term.coefficient());
        for (Monomial.Site site : term.sites()) {
            if (site.legs().isEmpty()) {
                product = Exprs.times(product, Exprs.power(site.letter(), site.exponent()));
            }
        }
        return product;
    }

    /** Whether every entry is seen to be positive: no term has a minus, and every letter is positive. */
    public static boolean isPositive(Expr e) {
        return Monomial.arePositive(Form.of(e), letter -> isNonnegativeLetter(letter) && !mayBeZero(letter));
    }

    /** Whether no entry is seen to be negative. */
    public static boolean isNonnegative(Expr e) {
        return Monomial.arePositive(Form.of(e), Ratio::isNonnegativeLetter);
    }

    private static boolean isNonnegativeLetter(Expr letter) {
        return letter instanceof Expr.SizeNumber
                || letter instanceof Expr.Pi
                || (letter instanceof Expr.Entrywise exp && exp.function().equals(EntrywiseFunction.EXP))
                || (letter instanceof Expr.Literal number && number.value().signum() > 0)
                || isSelection(letter)
                || (letter instanceof Expr.Symbol symbol && symbol.properties().contains(Property.POSITIVE));
    }

    /** The eigenvalues of a matrix that may be singular, a root that is sought from zero on, the places beside chosen ones. */
    private static boolean mayBeZero(Expr letter) {
        return isSelection(letter) || (letter instanceof Expr.Symbol symbol && Declared.mayBeZero(symbol.name()));
    }

    private static boolean isSelection(Expr letter) {
        return letter instanceof Expr.Applied applied && applied.operation() == Operation.SELECTION;
    }
}
