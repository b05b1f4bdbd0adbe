package dev.nadir.reduction.agree.claim;

import dev.nadir.base.PreconditionException;
import dev.nadir.expr.Expr;
import dev.nadir.expr.Exprs;
import dev.nadir.expr.Size;
import dev.nadir.model.Claim;
import dev.nadir.model.Declaration;
import dev.nadir.model.Formula;
import dev.nadir.model.Formula.Operator;
import dev.nadir.model.FormulaPrinter;
import dev.nadir.model.Model;
import dev.nadir.model.read.FormulaText;
import dev.nadir.reduction.FormulaWriter;
import dev.nadir.reduction.agree.Abstraction;
import dev.nadir.reduction.agree.Cases;
import dev.nadir.reduction.agree.Definite;
import dev.nadir.reduction.agree.Fractions;
import dev.nadir.reduction.agree.Ratio;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What follows from the declarations, the assumptions and the needs of a claim; what is not seen to follow does not. */
final class Implication {

    private final List<Sign> facts = new ArrayList<>();
    private final List<Expr> invertible = new ArrayList<>();
    private final List<Expr> definite = new ArrayList<>();
    private final List<Spread> spreads = new ArrayList<>();
    private final List<String> statements = new ArrayList<>();
    private final Abstraction abstraction;

    /** Reads what is given, in the scope of the claim. */
    Implication(Model model, Claim claim, Abstraction abstraction, Abstraction.Scope scope) {
        this.abstraction = abstraction;
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

    /**
     * The first entries of a vector of letters, which are distinct.
     *
     * @param to how many, then how many of these; none for all
     */
    private record Spread(String letter, List<Formula> to) {

        /** What is said of a vector, of its positive multiples and of its roots. */
        static Optional<Spread> of(Formula vector, Abstraction.Scope scope) {
            if (vector instanceof Formula.Name name) {
                return Optional.of(new Spread(name.name(), List.of()));
            } else if (vector instanceof Formula.Negation negation) {
                return of(negation.argument(), scope);
            } else if (vector instanceof Formula.Binary scaled && scaled.operator() == Operator.MULTIPLY) {
                return Ratio.isPositive(scope.expression(scaled.left())) ? of(scaled.right(), scope) : Optional.empty();
            } else if (vector instanceof Formula.Call root
                    && root.function().equals("sqrt")
                    && root.arguments().size() == 1) {
                return of(root.arguments().get(0), scope);
            }
            return vector instanceof Formula.Indexed slice ? slice(slice, scope) : Optional.empty();
        }

        private static Optional<Spread> slice(Formula.Indexed slice, Abstraction.Scope scope) {
            boolean isFromTheFirst = slice.subscripts().size() == 1
                    && slice.subscripts().get(0) instanceof Formula.Subscript.Between between
                    && between.from() instanceof Formula.NumberLiteral one
                    && one.value().isOne();
            if (!isFromTheFirst) {
                return Optional.empty();
            }
            Formula to = ((Formula.Subscript.Between) slice.subscripts().get(0)).to();
            return of(slice.base(), scope).map(whole -> {
                List<Formula> all = new ArrayList<>(whole.to());
                all.add(to);
                return new Spread(whole.letter(), all);
            });
        }
    }

    /** {@code distinct(v)}: of all entries, or of as many. */
    private boolean isDistinct(Formula.Call wanted, Abstraction.Scope scope) {
        Optional<Spread> spread = Spread.of(scope.plain(wanted.arguments().get(0)), scope);
        return spread.isPresent() && spreads.stream().anyMatch(each -> isPartOf(spread.get(), each, scope));
    }

    /** A part of a part has no more entries than either. */
    private boolean isPartOf(Spread part, Spread whole, Abstraction.Scope scope) {
        if (!part.letter().equals(whole.letter())) {
            return false;
        } else if (whole.to().isEmpty()) {
            return true;
        }
        Formula known = whole.to().get(whole.to().size() - 1);
        return part.to().stream().anyMatch(each -> isAtMost(each, known, scope));
    }

    /** Whether one whole number is seen to be at most another, which may be the least of several. */
    boolean isAtMost(Formula small, Formula large, Abstraction.Scope scope) {
        if (large instanceof Formula.Binary less && less.operator() == Operator.SUBTRACT) {
            Optional<List<Formula>> least = leastOf(less.left());
            if (least.isPresent()) {
                Formula more = FormulaWriter.plus(small, less.right());
                return least.get().stream().allMatch(each -> isAtMost(more, each, scope));
            }
        }
        Optional<List<Formula>> least = leastOf(large);
        if (least.isPresent()) {
            return least.get().stream().allMatch(each -> isAtMost(small, each, scope));
        }
        // The least of several is at most what one of them is at most.
        Optional<List<Formula>> smaller = leastOf(small);
        boolean isOneSmaller =
                smaller.isPresent() && smaller.get().stream().anyMatch(each -> isAtMost(each, large, scope));
        return isOneSmaller || isSeenAtMost(small, large, scope);
    }

    /** What {@code min([a, b])} is the least of. */
    private static Optional<List<Formula>> leastOf(Formula formula) {
        return formula instanceof Formula.Call min
                        && min.function().equals("min")
                        && min.arguments().size() == 1
                        && min.arguments().get(0) instanceof Formula.ArrayLiteral array
                ? Optional.of(array.elements())
                : Optional.empty();
    }

    private boolean isSeenAtMost(Formula small, Formula large, Abstraction.Scope scope) {
        if (small instanceof Formula.Binary less
                && less.operator() == Operator.SUBTRACT
                && leastOf(less.left()).isPresent()) {
            return isAtMost(less.left(), FormulaWriter.plus(large, less.right()), scope);
        }
        try {
            return isNotBelow(small, large, scope);
        } catch (PreconditionException e) {
            return false;
        }
    }

    private boolean isNotBelow(Formula small, Formula large, Abstraction.Scope scope) {
        return implies(new Sign(Exprs.subtract(scope.expression(large), scope.expression(small)), false));
    }

    /** The assumptions and needs as they stand in the file. */
    List<String> statements() {
        return List.copyOf(statements);
    }

    private void add(Formula given, Abstraction.Scope scope) {
        try {
            if (given instanceof Formula.Call call && call.function().equals("invertible")) {
                invertible.add(scope.expression(call.arguments().get(0)));
            } else if (given instanceof Formula.Call call && call.function().equals("distinct")) {
                Spread.of(scope.plain(call.arguments().get(0)), scope).ifPresent(spreads::add);
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
            if (comparison instanceof Formula.Call call && call.function().equals("distinct")) {
                return isDistinct(call, scope);
            }
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

    /** Whether a number is seen to be positive. */
    boolean isPositive(Expr number) {
        return implies(new Sign(number, true));
    }

    private Whole whole() {
        return new Whole(abstraction.landscape().model(), abstraction.known(), abstraction.leasts());
    }

    /** A number as a polynomial of sizes and ranks; empty if it holds anything else. */
    Optional<Size> whole(Expr number) {
        return whole().of(number);
    }

    private boolean implies(Sign wanted) {
        Whole whole = whole();
        Optional<Size> size = whole.of(wanted.difference());
        if (size.isPresent()) {
            // Sizes and ranks alone: some of them may be zero.
            facts.forEach(fact ->
                    whole.of(fact.difference()).ifPresent(difference -> whole.add(difference, fact.isStrict())));
            return whole.isAtLeastZero(size.get(), wanted.isStrict());
        }
        boolean isPlain =
                wanted.isStrict() ? Ratio.isPositive(wanted.difference()) : Ratio.isNonnegative(wanted.difference());
        isPlain |= Ratio.isPositiveSum(Fractions.clearedOfPositive(wanted.difference()), letter -> false);
        return isPlain
                || facts.stream()
                        .anyMatch(fact -> (fact.isStrict() || !wanted.isStrict()) && haveOneSign(wanted, fact));
    }

    /** Both as they are, or times the sizes by which they are divided. */
    private boolean haveOneSign(Sign wanted, Sign fact) {
        return Cases.haveOneSign(wanted.difference(), fact.difference())
                || Cases.haveOneSign(cleared(wanted.difference()), cleared(fact.difference()));
    }

    private Expr cleared(Expr number) {
        return Fractions.clearedOf(number, sum -> whole().of(sum).isPresent() && implies(new Sign(sum, true)));
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
