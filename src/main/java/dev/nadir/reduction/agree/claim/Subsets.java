package dev.nadir.reduction.agree.claim;

import dev.nadir.base.exact.Rational;
import dev.nadir.model.Formula;
import dev.nadir.reduction.agree.Abstraction;
import java.util.Optional;

/** The sets of places of {@code subsets(1..n, at-most r)}, in the scope of its formulas. */
final class Subsets {

    private final Implication given;
    private final Abstraction.Scope scope;
    private final Formula.Call call;

    Subsets(Implication given, Abstraction.Scope scope, Formula.Call call) {
        this.given = given;
        this.scope = scope;
        this.call = call;
    }

    /** The first and the last place, if they are written so. */
    Optional<Formula.Range> range() {
        return call.arguments().size() == 1 && call.arguments().get(0) instanceof Formula.Range range
                ? Optional.of(range)
                : Optional.empty();
    }

    /** The most places of a set, if that is limited. */
    Optional<Formula> most() {
        return Optional.ofNullable(call.options().get("at-most"));
    }

    /** Whether the places from one to another are seen to be such a set. */
    boolean contains(Member.Places places) {
        if (range().isEmpty()) {
            return false;
        }
        return places.isEmpty()
                || (given.isAtMost(range().get().from(), places.from(), scope)
                        && given.isAtMost(places.from(), places.to(), scope)
                        && given.isAtMost(places.to(), range().get().to(), scope)
                        && (most().isEmpty() || given.isAtMost(places.count(), most().get(), scope)));
    }

    /** Whether each of these sets is seen to be one of the others. */
    boolean areWithin(Subsets others) {
        if (range().isEmpty() || others.range().isEmpty() || !begins(1) || !others.begins(1)) {
            return false;
        }
        boolean isLimited = others.most().isEmpty()
                || (most().isPresent()
                        && given.isAtMost(
                                most().get(), others.scope.plain(others.most().get()), scope));
        return isLimited
                && given.isAtMost(
                        range().get().to(),
                        others.scope.plain(others.range().get().to()),
                        scope);
    }

    private boolean begins(long place) {
        return range().filter(each -> Member.isNumber(each.from(), Rational.of(place)))
                .isPresent();
    }

    /** Whether {@code 1..k} is seen to be such a set for every k up to a number of another scope. */
    boolean holdsLeading(Formula most, Abstraction.Scope other) {
        if (!begins(1)) {
            return false;
        }
        return given.isAtMost(most, scope.plain(range().orElseThrow().to()), other)
                && (most().isEmpty() || given.isAtMost(most, scope.plain(most().get()), other));
    }
}
