package dev.nadir.model.print;

import dev.nadir.base.exact.Rational;
import dev.nadir.expr.print.Layout;
import dev.nadir.expr.print.Layout.Bracket;
import dev.nadir.expr.print.Layout.OperatorKind;
import dev.nadir.expr.print.Notation;
import dev.nadir.expr.print.Term;
import dev.nadir.model.Formula;
import dev.nadir.model.Formula.Operator;
import dev.nadir.model.FormulaPrinter;
import java.util.Optional;
import java.util.function.Function;

/** Sums of the entries of matrices that have a sign of their own: inner products and Schatten norms. */
final class MatrixSums {

    private final Function<Formula, Term> build;

    MatrixSums(Function<Formula, Term> build) {
        this.build = build;
    }

    /** What the sum of the argument's entries is; empty where it has no sign of its own. */
    Optional<Term> of(Formula argument) {
        return schatten(argument).or(() -> inner(argument));
    }

    /** {@code sum(T.^0)} is the number of its entries. */
    Optional<Term> count(Formula argument) {
        return argument instanceof Formula.Binary power
                        && power.operator() == Operator.ENTRYWISE_POWER
                        && power.right() instanceof Formula.NumberLiteral zero
                        && zero.value().isZero()
                ? Optional.of(Notation.fenced(
                        Bracket.ABSOLUTE, build.apply(power.left()).layout()))
                : Optional.empty();
    }

    /** {@code sum(A .* B)} is an inner product. */
    private Optional<Term> inner(Formula argument) {
        return argument instanceof Formula.Binary product && product.operator() == Operator.ENTRYWISE_MULTIPLY
                ? Optional.of(Notation.fenced(
                        Bracket.ANGLE,
                        Layout.row(
                                build.apply(product.left()).layout(),
                                Notation.operator(",", OperatorKind.PUNCTUATION),
                                build.apply(product.right()).layout())))
                : Optional.empty();
    }

    /** {@code sum(svd(X).^p)} is the p-th power of the Schatten norm of X, and so is {@code sum(max(eig(X*X'), 0).^(p/2))}. */
    private Optional<Term> schatten(Formula argument) {
        boolean isPower = argument instanceof Formula.Binary power && power.operator() == Operator.ENTRYWISE_POWER;
        if (!isPower) {
            return singular(argument).map(x -> norm(x, Rational.ONE));
        }
        Formula.Binary power = (Formula.Binary) argument;
        Optional<Rational> exponent = fraction(power.right());
        return exponent.flatMap(p -> singular(power.left()).map(x -> norm(x, p)))
                .or(() -> exponent.flatMap(half -> gram(power.left()).map(x -> norm(x, half.times(Rational.of(2))))));
    }

    /** The X of {@code svd(X)}. */
    private static Optional<Formula> singular(Formula formula) {
        return formula instanceof Formula.Call svd
                        && svd.function().equals("svd")
                        && svd.arguments().size() == 1
                ? Optional.of(svd.arguments().get(0))
                : Optional.empty();
    }

    private Term norm(Formula x, Rational p) {
        if (p.isOne()) {
            return Notation.norm(build.apply(x), "*");
        }
        Layout exponent = Notation.number(p).layout();
        Layout body = new Layout.Fence(Bracket.NORM, build.apply(x).layout());
        Layout name = new Layout.Script(
                new Layout.Identifier("S", Layout.Style.ITALIC), Optional.of(exponent), Optional.empty());
        return new Term(new Layout.Script(body, Optional.of(name), Optional.of(exponent)), Term.Level.POWER);
    }

    private static Optional<Rational> fraction(Formula formula) {
        if (formula instanceof Formula.NumberLiteral number) {
            return Optional.of(number.value());
        }
        return formula instanceof Formula.Binary quotient
                        && quotient.operator() == Operator.DIVIDE
                        && quotient.left() instanceof Formula.NumberLiteral top
                        && quotient.right() instanceof Formula.NumberLiteral bottom
                ? Optional.of(top.value().times(bottom.value().inverse()))
                : Optional.empty();
    }

    /** The x of {@code max(x, 0)}; any other formula is itself. */
    private static Formula positivePart(Formula formula) {
        return formula instanceof Formula.Call max
                        && max.function().equals("max")
                        && max.arguments().size() == 2
                        && max.arguments().get(1) instanceof Formula.NumberLiteral zero
                        && zero.value().isZero()
                ? max.arguments().get(0)
                : formula;
    }

    /** The X of {@code max(eig(X*X'), 0)}. */
    private static Optional<Formula> gram(Formula formula) {
        Formula spectrum = positivePart(formula);
        return spectrum instanceof Formula.Call eig
                        && eig.function().equals("eig")
                        && eig.arguments().size() == 1
                        && eig.arguments().get(0) instanceof Formula.Binary product
                        && product.operator() == Operator.MULTIPLY
                        && product.right() instanceof Formula.Transposition turned
                        && FormulaPrinter.print(turned.argument()).equals(FormulaPrinter.print(product.left()))
                ? Optional.of(product.left())
                : Optional.empty();
    }
}
