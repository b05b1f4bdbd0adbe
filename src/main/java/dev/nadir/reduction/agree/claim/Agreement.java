package dev.nadir.reduction.agree.claim;

import dev.nadir.base.PreconditionException;
import dev.nadir.expr.Expr;
import dev.nadir.model.Claim;
import dev.nadir.model.Formula;
import dev.nadir.model.Model;
import dev.nadir.reduction.ClosedForm;
import dev.nadir.reduction.Reduction;
import dev.nadir.reduction.ScalarAnswer.Kind;
import dev.nadir.reduction.Step;
import dev.nadir.reduction.agree.Abstraction;
import dev.nadir.reduction.agree.Declared;
import dev.nadir.symbolic.Landscape;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * A claim that says what lemmas prove: its formulas have the canonical form of what was derived, and what the derivation
 * needs follows from what the model declares, assumes and the claim needs. That none is found says nothing.
 *
 * @param lemmas the notes in {@code docs/theorems} that it rests on
 * @param assumptions of the file that were used or stand beside it
 * @param trusted what is taken on trust beside them
 */
public record Agreement(List<String> lemmas, List<String> assumptions, List<String> trusted) {

    /** Copies the lists. */
    public Agreement {
        lemmas = List.copyOf(lemmas);
        assumptions = List.copyOf(assumptions);
        trusted = List.copyOf(trusted);
    }

    /**
     * What proves a claim.
     *
     * @param isThrough whether the loss depends on the parameters through the value of an expression alone
     */
    public static Optional<Agreement> of(
            Landscape landscape, Claim claim, Reduction reduction, Predicate<Expr> isThrough) {
        if (!claim.fixed().isEmpty()
                || claim.upTo().isPresent()
                || !claim.over().isEmpty()
                || reduction.closedForms().isEmpty()
                || Declared.isMistakable(landscape.model(), claim)) {
            return Optional.empty();
        }
        try {
            Comparison comparison = new Comparison(landscape, claim);
            if (claim.statement() instanceof Claim.Statement.GlobalMinimum minimum) {
                return new Minima(comparison, reduction, isThrough).minimum(minimum);
            } else if (claim.statement() instanceof Claim.Statement.CriticalPoint point) {
                return new Points(comparison, reduction).point(point);
            } else if (claim.statement() instanceof Claim.Statement.NoSpuriousMinima) {
                return new Lists(comparison, reduction).withoutTraps();
            } else if (claim.statement() instanceof Claim.Statement.CriticalValues values) {
                return new Lists(comparison, reduction).values(values);
            }
            return Optional.empty();
        } catch (PreconditionException e) {
            // What the algebra does not cover cannot be compared.
            return Optional.empty();
        }
    }

    /** A claim about the least value, against all that was derived. */
    private static final class Minima {

        private static final Set<String> CASES = Set.of("relu", "step");

        /** Of two numbers; of one vector they tell no cases apart. */
        private static final Set<String> EXTREMES = Set.of("max", "min");

        private final Comparison comparison;
        private final Reduction reduction;
        private final Predicate<Expr> isThrough;

        Minima(Comparison comparison, Reduction reduction, Predicate<Expr> isThrough) {
            this.comparison = comparison;
            this.reduction = reduction;
            this.isThrough = isThrough;
        }

        private Optional<Agreement> minimum(Claim.Statement.GlobalMinimum minimum) {
            Expr value = comparison.claimed().expression(minimum.value());
            for (Least least : minima()) {
                Abstraction.Scope derived = comparison.derived(least.lets());
                if (isProved(minimum, least, derived, value)) {
                    return Optional.of(comparison.found(least.lemmas()));
                }
            }
            return Optional.empty();
        }

        /** What the algebra does not cover in one closed form says nothing of another. */
        private boolean isProved(
                Claim.Statement.GlobalMinimum minimum, Least least, Abstraction.Scope derived, Expr value) {
            try {
                return least.conditions().stream()
                                .allMatch(each -> comparison.given().implies(each, derived))
                        && comparison.isZero(value, derived.expression(least.value()))
                        && (minimum.at().isEmpty() || isMinimiser(minimum, least, derived, value));
            } catch (PreconditionException e) {
                return false;
            }
        }

        /** A least value, and a point where it is known. */
        private record Least(
                List<Formula> conditions,
                List<Model.Let> lets,
                Formula value,
                Map<String, Formula> point,
                List<String> lemmas) {}

        /** The closed forms of the least value, and the last bound where it holds no parameter: it is attained always. */
        private List<Least> minima() {
            List<ClosedForm> minima = reduction.closedForms().stream()
                    .filter(form ->
                            form.kind() == Kind.GLOBAL_MINIMUM && form.over().isEmpty())
                    .toList();
            List<Least> all = new ArrayList<>();
            minima.forEach(form ->
                    all.add(new Least(form.conditions(), form.lets(), form.value(), form.point(), form.lemmas())));
            List<String> taken =
                    reduction.steps().stream().map(Step::lemma).distinct().toList();
            // What was derived in other coordinates, where data are singular, is no case of the same steps.
            boolean isOneBound = minima.stream()
                    .allMatch(form -> form.lemmas().size() >= taken.size()
                            && form.lemmas().subList(0, taken.size()).equals(taken));
            if (isOneBound && minima.size() > 1 && !taken.isEmpty()) {
                Step last = reduction.steps().get(reduction.steps().size() - 1);
                List<Formula> common = minima.get(0).conditions().stream()
                        .filter(each -> minima.stream()
                                .allMatch(form -> form.conditions().contains(each)))
                        .toList();
                if (isOfAll(last.bound(), minima)) {
                    all.add(new Least(common, reduction.lets(), last.bound(), Map.of(), taken));
                }
            }
            return all;
        }

        /** A bound that all of these attain says what each does, or tells cases apart: it is the formula of no single one. */
        private boolean isOfAll(Formula bound, List<ClosedForm> minima) {
            try {
                Abstraction.Scope scope = comparison.derived(reduction.lets());
                return isByCases(scope.plain(bound))
                        || minima.stream()
                                .allMatch(form -> comparison.isZero(
                                        scope.expression(bound),
                                        comparison.derived(form.lets()).expression(form.value())));
            } catch (PreconditionException e) {
                return false;
            }
        }

        private static boolean isByCases(Formula plain) {
            boolean isCase = plain instanceof Formula.Call call
                    && (CASES.contains(call.function())
                            || (EXTREMES.contains(call.function())
                                    && call.arguments().size() == 2));
            return isCase || plain.children().stream().anyMatch(Minima::isByCases);
        }

        private boolean isMinimiser(
                Claim.Statement.GlobalMinimum minimum, Least least, Abstraction.Scope derived, Expr value) {
            Map<Expr, Expr> sides = comparison.equations(minimum.at());
            if (sides.keySet().equals(Set.copyOf(comparison.landscape().parameters()))) {
                return isAttained(sides, value) || comparison.isStated(sides, least.point(), derived);
            }
            if (sides.size() != 1 || !comparison.isWhole(least.point())) {
                return false;
            }
            Map.Entry<Expr, Expr> side = sides.entrySet().iterator().next();
            return isThrough.test(side.getKey())
                    && comparison.isZero(
                            side.getValue(),
                            Comparison.replaced(side.getKey(), comparison.point(least.point(), derived)));
        }

        /** The loss at the claimed point has the canonical form of the value. */
        private boolean isAttained(Map<Expr, Expr> sides, Expr value) {
            try {
                return comparison.isZero(
                        Comparison.replaced(comparison.landscape().expectedLoss(), sides), value);
            } catch (PreconditionException e) {
                return false;
            }
        }
    }
}
