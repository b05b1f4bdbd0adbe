package dev.nadir.reduction.agree.claim;

import dev.nadir.base.PreconditionException;
import dev.nadir.expr.Expr;
import dev.nadir.expr.graph.Form;
import dev.nadir.model.Claim;
import dev.nadir.model.Formula;
import dev.nadir.model.FormulaParts;
import dev.nadir.reduction.ClosedForm;
import dev.nadir.reduction.FormulaWriter;
import dev.nadir.reduction.Reduction;
import dev.nadir.reduction.ScalarAnswer.Change;
import dev.nadir.reduction.ScalarAnswer.Kind;
import dev.nadir.reduction.agree.Abstraction;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Claims about one critical point: it is a derived one, or a member of a derived family, and what is claimed of its
 * value, type and Hessian is what was derived, under the condition that is claimed or always.
 */
final class Points {

    /** Families of more indices are not searched. */
    private static final int MOST_INDICES = 1;

    private final Comparison comparison;
    private final Reduction reduction;

    Points(Comparison comparison, Reduction reduction) {
        this.comparison = comparison;
        this.reduction = reduction;
    }

    /** A closed form that is the claimed point, with the one condition that does not follow, if there is one. */
    private record Branch(ClosedForm form, Abstraction.Scope scope, Optional<Implication.Sign> left) {}

    Optional<Agreement> point(Claim.Statement.CriticalPoint statement) {
        Map<Expr, Expr> sides = comparison.equations(statement.at());
        if (!sides.keySet().equals(Set.copyOf(comparison.landscape().parameters()))) {
            return Optional.empty();
        }
        List<Branch> branches = new ArrayList<>();
        for (ClosedForm form : reduction.closedForms()) {
            for (ClosedForm member : members(form, statement)) {
                at(member, statement, sides).ifPresent(branches::add);
            }
        }
        boolean isOrigin =
                sides.values().stream().allMatch(side -> Form.of(side).isZero());
        return decided(statement, branches, isOrigin);
    }

    /** The form itself, or the members of a family that the claim may mean. */
    private List<ClosedForm> members(ClosedForm form, Claim.Statement.CriticalPoint statement) {
        if (form.over().isEmpty()) {
            return List.of(form);
        } else if (form.over().size() > MOST_INDICES) {
            return List.of();
        }
        List<ClosedForm> members = new ArrayList<>();
        Formula range = form.over().get(0).range();
        for (Member.Places places : places(statement)) {
            try {
                if (isMember(places, range, form)) {
                    members.add(Member.of(form, List.of(places)).of(form, comparison::zero));
                }
            } catch (PreconditionException e) {
                // What the algebra does not cover is no member.
            }
        }
        return members;
    }

    /** No places, and those that the claim takes of anything. */
    private List<Member.Places> places(Claim.Statement.CriticalPoint statement) {
        List<Member.Places> named = new ArrayList<>();
        comparison.claim().lets().forEach(let -> Member.places(let.value(), named));
        statement.at().forEach(equation -> Member.places(equation.right(), named));
        statement.value().ifPresent(value -> Member.places(value, named));
        List<Member.Places> all = new ArrayList<>(List.of(Member.Places.NONE));
        for (Member.Places places : named) {
            try {
                all.add(new Member.Places(
                        comparison.claimed().plain(places.from()),
                        comparison.claimed().plain(places.to())));
            } catch (PreconditionException e) {
                // A place that is no number is none of these.
            }
        }
        return all;
    }

    private boolean isMember(Member.Places places, Formula range, ClosedForm form) {
        Abstraction.Scope scope = comparison.derived(form.lets());
        if (Member.isSet(range)) {
            return new Subsets(comparison.given(), scope, (Formula.Call) range).contains(places);
        }
        return range instanceof Formula.Range between
                && comparison.given().isAtMost(withoutSteps(between.from(), scope), places.to(), scope)
                && comparison.given().isAtMost(places.to(), withoutSteps(between.to(), scope), scope);
    }

    /** The step of what is known to be positive is one. */
    private Formula withoutSteps(Formula formula, Abstraction.Scope scope) {
        if (formula instanceof Formula.Call step && step.function().equals("step")) {
            Formula isPositive = new Formula.Binary(
                    step.span(), Formula.Operator.GREATER, step.arguments().get(0), FormulaWriter.number(0));
            return comparison.given().implies(isPositive, scope) ? FormulaWriter.number(1) : step;
        }
        return FormulaParts.mapped(formula, each -> withoutSteps(each, scope));
    }

    /** The closed form where it is the claimed point with the claimed value. */
    private Optional<Branch> at(ClosedForm form, Claim.Statement.CriticalPoint statement, Map<Expr, Expr> sides) {
        try {
            Abstraction.Scope derived = comparison.derived(form.lets());
            boolean isThere = comparison.isStated(sides, form.point(), derived)
                    && (statement.value().isEmpty() || isSame(statement.value().get(), form.value(), derived));
            return isThere ? branch(form, derived) : Optional.empty();
        } catch (PreconditionException e) {
            return Optional.empty();
        }
    }

    private boolean isSame(Formula claimed, Formula derived, Abstraction.Scope scope) {
        return comparison.isZero(comparison.claimed().expression(claimed), scope.expression(derived));
    }

    private Optional<Branch> branch(ClosedForm form, Abstraction.Scope derived) {
        List<Formula> open = form.conditions().stream()
                .filter(each -> !comparison.given().implies(each, derived))
                .toList();
        if (open.isEmpty()) {
            return Optional.of(new Branch(form, derived, Optional.empty()));
        }
        return open.size() == 1
                ? Implication.sign(open.get(0), derived).map(sign -> new Branch(form, derived, Optional.of(sign)))
                : Optional.empty();
    }

    private Optional<Agreement> decided(
            Claim.Statement.CriticalPoint statement, List<Branch> branches, boolean isOrigin) {
        List<Branch> yes = branches.stream()
                .filter(branch -> isOfType(statement, branch) && isCurvedAs(statement, branch))
                .toList();
        if (statement.condition().isEmpty()) {
            boolean isAlways = yes.stream().anyMatch(branch -> branch.left().isEmpty())
                    || yes.stream().anyMatch(a -> yes.stream().anyMatch(b -> areOpposite(a, b)));
            return isAlways
                    ? Optional.of(comparison.found(yes.stream()
                            .flatMap(branch -> branch.form().lemmas().stream())
                            .distinct()
                            .toList()))
                    : Optional.empty();
        }
        return exactly(statement, branches, yes, isOrigin);
    }

    /** Of the claimed type where the condition holds, and of another where it does not. */
    private Optional<Agreement> exactly(
            Claim.Statement.CriticalPoint statement, List<Branch> branches, List<Branch> yes, boolean isOrigin) {
        boolean isMoreThanType = statement.type().isEmpty()
                || statement.nullity().isPresent()
                || statement.index().filter(index -> !isZero(index)).isPresent();
        Optional<Implication.Sign> condition =
                statement.condition().flatMap(each -> Implication.sign(each, comparison.claimed()));
        if (isMoreThanType || condition.isEmpty()) {
            return Optional.empty();
        }
        Implication.Sign sign = condition.get();
        boolean isThere =
                yes.stream().anyMatch(a -> a.left().filter(sign::isSameAs).isPresent());
        boolean isNotElsewhere = branches.stream()
                .filter(branch -> !isOfType(statement, branch))
                .anyMatch(b -> b.left().filter(sign::isOppositeOf).isPresent());
        boolean isGlobal = statement.type().equals(Optional.of(Kind.GLOBAL_MINIMUM.word()));
        return isThere && (isNotElsewhere || (isOrigin && isGlobal && isThreshold(sign)))
                ? Optional.of(comparison.found(yes.get(0).form().lemmas()))
                : Optional.empty();
    }

    /** A global minimum is a local one. */
    private static boolean isOfType(Claim.Statement.CriticalPoint statement, Branch branch) {
        Kind derived = branch.form().kind();
        return statement.type().isEmpty()
                || statement.type().get().equals(derived.word())
                || (statement.type().get().equals(Kind.LOCAL_MINIMUM.word()) && derived == Kind.GLOBAL_MINIMUM);
    }

    /** Whether index and nullity are the derived ones; a minimum has no direction down. */
    private boolean isCurvedAs(Claim.Statement.CriticalPoint statement, Branch branch) {
        Kind kind = branch.form().kind();
        boolean isMinimum = kind == Kind.LOCAL_MINIMUM || kind == Kind.GLOBAL_MINIMUM;
        Optional<ClosedForm.Curvature> curvature = branch.form().curvature();
        boolean isIndex = statement.index().isEmpty()
                || (isMinimum && isZero(statement.index().get()))
                || curvature
                        .filter(each -> isSame(
                                statement.index().get(), withoutSteps(each.index(), branch.scope()), branch.scope()))
                        .isPresent();
        return isIndex
                && (statement.nullity().isEmpty()
                        || curvature
                                .flatMap(ClosedForm.Curvature::nullity)
                                .filter(each -> isSame(
                                        statement.nullity().get(), withoutSteps(each, branch.scope()), branch.scope()))
                                .isPresent());
    }

    private static boolean isZero(Formula index) {
        return index instanceof Formula.NumberLiteral number && number.value().isZero();
    }

    /** Whether a point other than zero is the global minimum exactly where the condition fails. */
    private boolean isThreshold(Implication.Sign condition) {
        Abstraction.Scope derived = comparison.derived(List.of());
        return reduction.thresholds().stream()
                .filter(threshold -> threshold.change() == Change.NON_ZERO_GLOBAL_MINIMUM
                        && threshold.condition().size() == 1)
                .anyMatch(threshold -> Implication.sign(threshold.condition().get(0), derived)
                        .filter(condition::isOppositeOf)
                        .isPresent());
    }

    private static boolean areOpposite(Branch a, Branch b) {
        return a.left().isPresent()
                && b.left().filter(a.left().get()::isOppositeOf).isPresent();
    }
}
