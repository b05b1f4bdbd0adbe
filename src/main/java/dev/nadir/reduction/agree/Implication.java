package dev.nadir.reduction.agree;

import dev.nadir.base.PreconditionException;
import dev.nadir.expr.Expr;
import dev.nadir.expr.Exprs;
import dev.nadir.model.Claim;
import dev.nadir.model.Declaration;
import dev.nadir.model.Formula;
import dev.nadir.model.Formula.Operator;
import dev.nadir.model.FormulaPrinter;
import dev.nadir.model.Model;
import dev.nadir.model.read.FormulaText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What follows from the declarations, the assumptions and the needs of a claim; what is not seen to follow does not. */
final class Implication {

    private final List<Sign> facts = new ArrayList<>();
    private final List<Expr> invertible = new ArrayList<>();
    private final List<Expr> definite = new ArrayList<>();
    private final List<String> statements = new ArrayList<>();

    /** Reads what is given, in the scope of the claim. */
    Implication(Model model, Claim claim, Abstraction.Scope scope) {
        List<Formula> given = new ArrayList<>(claim.needs());
        model.assumptions().forEach(assumption -> given.add(assumption.condition()));
        given.forEach(each -> {
            statements.add(FormulaPrinter.print(each));
            add(each, scope);
        });
        for (Declaration size : model.sizes()) {
            if (size.index().isEmpty() && size.condition().isPresent()) {
                Declaration.Condition condition = size.condition().get();
                add(
                        new Formula.Binary(
                                size.span(), condition.operator(), FormulaText.parse(size.name()), condition.bound()),
                        scope);
            }
        }
    }

    /** {@code difference > 0}, or {@code >= 0} where it is not strict. */
    record Sign(Expr difference, boolean isStrict) {

        /** Whether it holds exactly where the other does. */
        boolean isSameAs(Sign other) {
            return isStrict == other.isStrict && Cases.haveOneSign(difference, other.difference);
        }

        /** Whether it holds exactly where the other does not. */
        boolean isOppositeOf(Sign other) {
            return isStrict != other.isStrict && Cases.haveOneSign(Exprs.negate(difference), other.difference);
        }
    }

    /** The assumptions and needs as they stand in the file. */
    List<String> statements() {
        return List.copyOf(statements);
    }

    private void add(Formula given, Abstraction.Scope scope) {
        try {
            if (given instanceof Formula.Call call && call.function().equals("invertible")) {
                invertible.add(scope.expression(call.arguments().get(0)));
            } else if (leastEigenvalue(given).isPresent()) {
                // A bound on the least eigenvalue from below is the same of every positive multiple.
                Formula.Binary bound = (Formula.Binary) given;
                if (bound.operator() == Operator.GREATER) {
                    definite.add(scope.expression(leastEigenvalue(given).get()));
                }
            } else {
                sign(given, scope).ifPresent(facts::add);
            }
        } catch (PreconditionException e) {
            // What the algebra does not cover implies nothing.
        }
    }

    /**
     * A comparison as a sign; empty for an equation.
     *
     * @throws PreconditionException if the algebra does not cover it
     */
    static Optional<Sign> sign(Formula comparison, Abstraction.Scope scope) {
        if (!(comparison instanceof Formula.Binary binary) || !binary.operator().isComparison()) {
            return Optional.empty();
        }
        Operator operator = binary.operator();
        if (operator == Operator.EQUAL) {
            return Optional.empty();
        }
        boolean isAbove = operator == Operator.GREATER || operator == Operator.GREATER_OR_EQUAL;
        Expr left = scope.signed(binary.left());
        Expr right = scope.signed(binary.right());
        boolean isStrict = operator == Operator.GREATER || operator == Operator.LESS;
        return Optional.of(new Sign(isAbove ? Exprs.subtract(left, right) : Exprs.subtract(right, left), isStrict));
    }

    /** Whether the comparison follows. */
    boolean implies(Formula comparison, Abstraction.Scope scope) {
        try {
            Optional<Boolean> definite = definite(comparison, scope);
            if (definite.isPresent()) {
                return definite.get();
            }
            Optional<Sign> sign = sign(comparison, scope);
            return sign.isPresent() && implies(sign.get());
        } catch (PreconditionException e) {
            return false;
        }
    }

    private boolean implies(Sign wanted) {
        return Ratio.isPositive(wanted.difference())
                || facts.stream()
                        .anyMatch(fact -> (fact.isStrict() || !wanted.isStrict())
                                && Cases.haveOneSign(wanted.difference(), fact.difference()));
    }

    /** {@code min(eig(M)) > 0}: declared, or a Gram matrix that is assumed to be invertible. */
    private Optional<Boolean> definite(Formula comparison, Abstraction.Scope scope) {
        Optional<Formula> argument = leastEigenvalue(comparison);
        if (argument.isEmpty()) {
            return Optional.empty();
        }
        Formula.Binary binary = (Formula.Binary) comparison;
        Expr matrix = scope.expression(argument.get());
        if (binary.operator() == Operator.GREATER_OR_EQUAL) {
            return Optional.of(Definite.isSemidefinite(matrix));
        }
        boolean isInvertible =
                invertible.stream().anyMatch(each -> Ratio.of(matrix, each).isPresent());
        return Optional.of(binary.operator() == Operator.GREATER
                && (Definite.isDefinite(matrix)
                        || (isInvertible && Definite.isSemidefinite(matrix))
                        || definite.stream()
                                .anyMatch(each -> Ratio.of(matrix, each).isPresent())));
    }

    /** The matrix M of {@code min(eig(M)) > 0} or {@code >= 0}. */
    private static Optional<Formula> leastEigenvalue(Formula comparison) {
        boolean isOfEigenvalues = comparison instanceof Formula.Binary binary
                && binary.left() instanceof Formula.Call min
                && min.function().equals("min")
                && min.arguments().size() == 1
                && min.arguments().get(0) instanceof Formula.Call eig
                && eig.function().equals("eig")
                && binary.right() instanceof Formula.NumberLiteral zero
                && zero.value().isZero();
        if (!isOfEigenvalues) {
            return Optional.empty();
        }
        Formula.Call eig = (Formula.Call) ((Formula.Call) ((Formula.Binary) comparison).left())
                .arguments()
                .get(0);
        return Optional.of(eig.arguments().get(0));
    }
}
