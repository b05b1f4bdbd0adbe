package dev.nadir.reduction.agree.claim;

import dev.nadir.base.PreconditionException;
import dev.nadir.base.exact.Rational;
import dev.nadir.expr.Expr;
import dev.nadir.model.Claim;
import dev.nadir.model.Formula;
import dev.nadir.model.Model;
import dev.nadir.reduction.ClosedForm;
import dev.nadir.reduction.FormulaWriter;
import dev.nadir.reduction.Reduction;
import dev.nadir.reduction.Reduction.Completeness;
import dev.nadir.reduction.ScalarAnswer.Kind;
import dev.nadir.reduction.agree.Abstraction;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Claims about all critical points: proved only where the derived list is known to be complete. */
final class Lists {

    /** What is no local minimum, or a global one. */
    private static final Set<Kind> NO_TRAPS = Set.of(Kind.GLOBAL_MINIMUM, Kind.STRICT_SADDLE, Kind.NON_STRICT_SADDLE);

    private final Comparison comparison;
    private final Optional<Completeness.Within> complete;

    /** All stationary points under what is given, if they are known. */
    private final List<ClosedForm> forms;

    Lists(Comparison comparison, Reduction reduction) {
        this.comparison = comparison;
        this.complete = complete(comparison, reduction);
        this.forms = reduction.closedForms().stream()
                .filter(form -> complete.stream()
                        .allMatch(within ->
                                reduction.completeness() instanceof Completeness.Within ? isUnder(form, within) : true))
                .toList();
    }

    /** Whether a closed form needs what the list needs; where it needs something else, it is of another list. */
    private static boolean isUnder(ClosedForm form, Completeness.Within within) {
        return within.conditions().stream().anyMatch(each -> Reduction.holds(form, each));
    }

    /** Every local minimum is global: nothing in the list is another kind of minimum. */
    Optional<Agreement> withoutTraps() {
        boolean isFree = forms.stream().allMatch(form -> NO_TRAPS.contains(form.kind()));
        return isFree && complete.isPresent() ? Optional.of(found()) : Optional.empty();
    }

    private Agreement found() {
        return comparison.found(forms.stream()
                .flatMap(form -> form.lemmas().stream())
                .distinct()
                .toList());
    }

    /** The list, where it is complete under what is given: so must be what every closed form of it needs. */
    private static Optional<Completeness.Within> complete(Comparison comparison, Reduction reduction) {
        return reduction
                .within(Optional.empty())
                .filter(within -> !reduction.closedForms().isEmpty()
                        && within.conditions().stream()
                                .allMatch(each ->
                                        comparison.given().implies(each, comparison.derived(reduction.lets()))));
    }

    /** Every critical value, with its index if that is claimed, is one of the claimed ones. */
    Optional<Agreement> values(Claim.Statement.CriticalValues values) {
        if (!Member.isSet(values.range()) || complete.isEmpty()) {
            return Optional.empty();
        }
        boolean isIndexKnown = complete.get().isIndexOfAll();
        boolean isEach =
                (values.negative().isEmpty() || isIndexKnown) && forms.stream().allMatch(form -> isAmong(form, values));
        return isEach ? Optional.of(found()) : Optional.empty();
    }

    private boolean isAmong(ClosedForm form, Claim.Statement.CriticalValues values) {
        try {
            if (form.over().isEmpty()) {
                return isOne(form, values);
            } else if (form.over().size() > 1) {
                return false;
            }
            ClosedForm.Over over = form.over().get(0);
            if (over.range() instanceof Formula.Call subsets && Member.isSet(subsets)) {
                return areSome(form, over.index(), subsets, values);
            }
            return over.range() instanceof Formula.Range range && areLeading(form, range, values);
        } catch (PreconditionException e) {
            // What the algebra does not cover is not seen to be among them.
            return false;
        }
    }

    /** One closed form: no places, or places that it takes itself. */
    private boolean isOne(ClosedForm form, Claim.Statement.CriticalValues values) {
        Abstraction.Scope derived = comparison.derived(form.lets());
        List<Member.Places> named = new ArrayList<>(List.of(Member.Places.NONE));
        Member.places(form.value(), named);
        for (Member.Places places : named) {
            try {
                Member.Places plain = new Member.Places(derived.plain(places.from()), derived.plain(places.to()));
                boolean isThese = (isMember(plain, values) && isValue(form, derived, plain, values))
                        || isLeading(form, plain, derived, values);
                if (isThese) {
                    return true;
                }
            } catch (PreconditionException e) {
                // These places are none that a claim can take.
            }
        }
        return false;
    }

    /** The global minimum where the claim takes no more places than a rank. */
    private boolean isLeading(
            ClosedForm form, Member.Places places, Abstraction.Scope derived, Claim.Statement.CriticalValues values) {
        return form.kind() == Kind.GLOBAL_MINIMUM
                && values.negative().isPresent()
                && Member.isNumber(places.from(), Rational.ONE)
                && new Leading(comparison, values).isMinimum(form, places.to(), derived);
    }

    private boolean isMember(Member.Places places, Claim.Statement.CriticalValues values) {
        return new Subsets(comparison.given(), comparison.claimed(), (Formula.Call) values.range()).contains(places);
    }

    /** Whether the claim says of these places what was derived. */
    private boolean isValue(
            ClosedForm form, Abstraction.Scope derived, Member.Places places, Claim.Statement.CriticalValues values) {
        Member member = new Member(Map.of(values.index(), places), Map.of());
        return isSame(member, values.value(), form.value(), derived)
                && (values.negative().isEmpty()
                        || index(form)
                                .filter(index ->
                                        isSame(member, values.negative().get(), index, derived))
                                .isPresent());
    }

    private boolean isSame(Member member, Formula claimed, Formula derived, Abstraction.Scope scope) {
        List<Model.Let> lets = comparison.claim().lets();
        Expr left = comparison.derived(member.of(lets)).expression(member.of(claimed));
        return comparison.isZero(left, scope.expression(derived));
    }

    /** A minimum has no direction down. */
    private static Optional<Formula> index(ClosedForm form) {
        return form.kind() == Kind.GLOBAL_MINIMUM
                ? Optional.of(FormulaWriter.number(0))
                : form.curvature().map(ClosedForm.Curvature::index);
    }

    /** A family over sets: the same set is claimed. */
    private boolean areSome(
            ClosedForm form, String index, Formula.Call subsets, Claim.Statement.CriticalValues values) {
        Abstraction.Scope derived = comparison.derived(form.lets(), index);
        Abstraction.Scope claimed = comparison.claimed(values.index());
        boolean isWithin = new Subsets(comparison.given(), derived, subsets)
                .areWithin(new Subsets(comparison.given(), claimed, (Formula.Call) values.range()));
        return isWithin
                && comparison.isZero(claimed.expression(values.value()), derived.expression(form.value()))
                && (values.negative().isEmpty()
                        || index(form)
                                .filter(each -> comparison.isZero(
                                        claimed.expression(values.negative().get()), derived.expression(each)))
                                .isPresent());
    }

    /** A family over a number k: the places 1..k are claimed. */
    private boolean areLeading(ClosedForm form, Formula.Range range, Claim.Statement.CriticalValues values) {
        Subsets claimed = new Subsets(comparison.given(), comparison.claimed(), (Formula.Call) values.range());
        Abstraction.Scope scope = comparison.derived(form.lets());
        boolean isWithin = comparison.given().isAtMost(Member.Places.NONE.to(), range.from(), scope)
                && claimed.holdsLeading(range.to(), scope);
        if (!isWithin) {
            return false;
        }
        Formula count = comparison.size("leading_places");
        ClosedForm member =
                Member.of(form, List.of(new Member.Places(count, count))).of(form, comparison::zero);
        return isValue(
                member, comparison.derived(member.lets()), new Member.Places(Member.Places.NONE.from(), count), values);
    }
}
