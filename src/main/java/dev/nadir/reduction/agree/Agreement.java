package dev.nadir.reduction.agree;

import dev.nadir.base.PreconditionException;
import dev.nadir.expr.Expr;
import dev.nadir.expr.Exprs;
import dev.nadir.expr.graph.Form;
import dev.nadir.model.Claim;
import dev.nadir.model.Declaration;
import dev.nadir.model.Formula;
import dev.nadir.model.Model;
import dev.nadir.reduction.ClosedForm;
import dev.nadir.reduction.Reduction;
import dev.nadir.reduction.ScalarAnswer.Change;
import dev.nadir.reduction.ScalarAnswer.Kind;
import dev.nadir.reduction.Step;
import dev.nadir.symbolic.Landscape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

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
                || reduction.closedForms().isEmpty()) {
            return Optional.empty();
        }
        try {
            return new Search(landscape, claim, reduction, isThrough).run();
        } catch (PreconditionException e) {
            // What the algebra does not cover cannot be compared.
            return Optional.empty();
        }
    }

    /** One claim against all that was derived. */
    private static final class Search {
        private final Landscape landscape;
        private final Claim claim;
        private final Reduction reduction;
        private final Predicate<Expr> isThrough;
        private final Abstraction abstraction;
        private final Abstraction.Scope claimed;
        private final Implication given;

        Search(Landscape landscape, Claim claim, Reduction reduction, Predicate<Expr> isThrough) {
            this.landscape = landscape;
            this.claim = claim;
            this.reduction = reduction;
            this.isThrough = isThrough;
            this.abstraction = new Abstraction(landscape);
            this.claimed = abstraction.new Scope(claim.lets(), Map.of());
            this.given = new Implication(landscape.model(), claim, abstraction, claimed);
        }

        Optional<Agreement> run() {
            if (claim.statement() instanceof Claim.Statement.GlobalMinimum minimum) {
                return minimum(minimum);
            } else if (claim.statement() instanceof Claim.Statement.CriticalPoint point) {
                return point(point);
            }
            return Optional.empty();
        }

        private Agreement found(List<String> lemmas) {
            return new Agreement(lemmas, given.statements(), abstraction.trusted());
        }

        private Optional<Agreement> minimum(Claim.Statement.GlobalMinimum minimum) {
            Expr value = claimed.expression(minimum.value());
            for (Least least : minima()) {
                Abstraction.Scope derived = abstraction.new Scope(least.lets(), Map.of());
                boolean isProved = least.conditions().stream().allMatch(each -> given.implies(each, derived))
                        && isZero(value, derived.expression(least.value()))
                        && (minimum.at().isEmpty() || isMinimiser(minimum, least, derived, value));
                if (isProved) {
                    return Optional.of(found(least.lemmas()));
                }
            }
            return Optional.empty();
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
            if (minima.size() > 1 && !reduction.steps().isEmpty()) {
                Step last = reduction.steps().get(reduction.steps().size() - 1);
                List<Formula> common = minima.get(0).conditions().stream()
                        .filter(each -> minima.stream()
                                .allMatch(form -> form.conditions().contains(each)))
                        .toList();
                List<String> lemmas =
                        reduction.steps().stream().map(Step::lemma).distinct().toList();
                all.add(new Least(common, reduction.lets(), last.bound(), Map.of(), lemmas));
            }
            return all;
        }

        private boolean isZero(Expr left, Expr right) {
            Expr difference = Exprs.subtract(left, right);
            return !hasParameters(difference)
                    && (isZero(difference, e -> e)
                            || isZero(difference, Inverses::pushed)
                            || isZero(difference, abstraction::diagonalised)
                            || isZero(difference, new Cases()::of));
        }

        /** Whether the form is zero once written another way; where that grows beyond all bounds it is not known. */
        private static boolean isZero(Expr difference, UnaryOperator<Expr> written) {
            try {
                return Form.of(written.apply(difference)).isZero();
            } catch (PreconditionException e) {
                return false;
            }
        }

        private boolean hasParameters(Expr e) {
            return new dev.nadir.expr.calculus.Dependence(Set.copyOf(landscape.parameters())).dependsOn(e);
        }

        /** The equations of a claim, each index written out. */
        private Map<Expr, Expr> equations(List<Claim.Equation> at) {
            Map<Expr, Expr> sides = new LinkedHashMap<>();
            for (Claim.Equation equation : at) {
                for (Map<String, Integer> index : indices(equation.range())) {
                    Abstraction.Scope scope = abstraction.new Scope(claim.lets(), index);
                    sides.put(scope.expression(equation.left()), scope.expression(equation.right()));
                }
            }
            return sides;
        }

        private List<Map<String, Integer>> indices(Optional<Declaration.IndexRange> range) {
            if (range.isEmpty()) {
                return List.of(Map.of());
            }
            int from = integer(range.get().from());
            int to = integer(range.get().to());
            List<Map<String, Integer>> indices = new ArrayList<>();
            for (int i = from; i <= to; i++) {
                indices.add(Map.of(range.get().index(), i));
            }
            return indices;
        }

        private int integer(Formula formula) {
            if (claimed.expression(formula) instanceof Expr.Literal literal
                    && literal.value().isInteger()) {
                return literal.value().intValueExact();
            }
            throw new PreconditionException("an index runs over whole numbers");
        }

        private boolean isMinimiser(
                Claim.Statement.GlobalMinimum minimum, Least least, Abstraction.Scope derived, Expr value) {
            Map<Expr, Expr> sides = equations(minimum.at());
            if (sides.keySet().containsAll(landscape.parameters())
                    && sides.keySet().size() == landscape.parameters().size()) {
                return isAttained(sides, value) || isStated(sides, least.point(), derived);
            }
            if (sides.size() != 1 || !isWhole(least.point())) {
                return false;
            }
            Map.Entry<Expr, Expr> side = sides.entrySet().iterator().next();
            return isThrough.test(side.getKey())
                    && isZero(side.getValue(), replaced(side.getKey(), point(least.point(), derived)));
        }

        private boolean isWhole(Map<String, Formula> stated) {
            Set<String> names = new TreeSet<>();
            landscape.parameters().forEach(parameter -> names.add(parameter.name()));
            return stated.keySet().equals(names);
        }

        private Map<Expr, Expr> point(Map<String, Formula> formulas, Abstraction.Scope derived) {
            Map<Expr, Expr> point = new HashMap<>();
            for (Expr.Symbol parameter : landscape.parameters()) {
                Formula stated = formulas.get(parameter.name());
                if (stated != null) {
                    point.put(parameter, derived.expression(stated));
                }
            }
            return point;
        }

        /** The loss at the claimed point has the canonical form of the value. */
        private boolean isAttained(Map<Expr, Expr> sides, Expr value) {
            try {
                return isZero(replaced(landscape.expectedLoss(), sides), value);
            } catch (PreconditionException e) {
                return false;
            }
        }

        /** The claimed point is the derived one. */
        private boolean isStated(Map<Expr, Expr> sides, Map<String, Formula> formulas, Abstraction.Scope derived) {
            if (!isWhole(formulas)) {
                return false;
            }
            Map<Expr, Expr> stated;
            try {
                stated = point(formulas, derived);
            } catch (PreconditionException e) {
                return false;
            }
            return sides.entrySet().stream().allMatch(side -> {
                Expr other = stated.get(side.getKey());
                return other != null && other.shape().equals(side.getValue().shape()) && isZero(side.getValue(), other);
            });
        }

        private static Expr replaced(Expr e, Map<Expr, Expr> replacements) {
            Expr replacement = replacements.get(e);
            return replacement != null
                    ? replacement
                    : dev.nadir.expr.Rebuild.of(e, part -> replaced(part, replacements));
        }

        /** A point whose kind was derived, under the condition that is claimed or always. */
        private Optional<Agreement> point(Claim.Statement.CriticalPoint statement) {
            Optional<Kind> kind = statement.type().flatMap(Search::kind);
            boolean isCovered = kind.isPresent()
                    && statement.nullity().isEmpty()
                    && statement
                            .index()
                            .map(index -> isZeroIndex(index, kind.get()))
                            .orElse(true);
            if (!isCovered) {
                return Optional.empty();
            }
            Map<Expr, Expr> sides = equations(statement.at());
            if (!sides.keySet().equals(Set.copyOf(landscape.parameters()))) {
                return Optional.empty();
            }
            List<Branch> branches = new ArrayList<>();
            for (ClosedForm form : reduction.closedForms()) {
                Abstraction.Scope derived = abstraction.new Scope(form.lets(), Map.of());
                boolean isThere = form.over().isEmpty()
                        && isStated(sides, form.point(), derived)
                        && (statement.value().isEmpty()
                                || isZero(
                                        claimed.expression(statement.value().get()), derived.expression(form.value())));
                if (isThere) {
                    branch(form, derived).ifPresent(branches::add);
                }
            }
            boolean isOrigin =
                    sides.values().stream().allMatch(side -> Form.of(side).isZero());
            return decided(statement, kind.get(), branches, isOrigin);
        }

        /** A closed form with the one condition that does not follow from what is given, if there is one. */
        private record Branch(ClosedForm form, Optional<Implication.Sign> left) {}

        private Optional<Branch> branch(ClosedForm form, Abstraction.Scope derived) {
            List<Formula> open = form.conditions().stream()
                    .filter(each -> !given.implies(each, derived))
                    .toList();
            if (open.isEmpty()) {
                return Optional.of(new Branch(form, Optional.empty()));
            }
            return open.size() == 1
                    ? Implication.sign(open.get(0), derived).map(sign -> new Branch(form, Optional.of(sign)))
                    : Optional.empty();
        }

        private Optional<Agreement> decided(
                Claim.Statement.CriticalPoint statement, Kind kind, List<Branch> branches, boolean isOrigin) {
            List<Branch> yes = branches.stream()
                    .filter(branch -> is(branch.form().kind(), kind))
                    .toList();
            List<Branch> no =
                    branches.stream().filter(branch -> !yes.contains(branch)).toList();
            if (statement.condition().isEmpty()) {
                boolean isAlways = yes.stream().anyMatch(branch -> branch.left().isEmpty())
                        || yes.stream().anyMatch(a -> yes.stream().anyMatch(b -> areOpposite(a, b)));
                return isAlways
                        ? Optional.of(found(yes.stream()
                                .flatMap(b -> b.form().lemmas().stream())
                                .distinct()
                                .toList()))
                        : Optional.empty();
            }
            Optional<Implication.Sign> condition =
                    Implication.sign(statement.condition().get(), claimed);
            boolean isDecided = condition.isPresent()
                    && yes.stream()
                            .anyMatch(a ->
                                    a.left().filter(condition.get()::isSameAs).isPresent())
                    && (no.stream().anyMatch(b -> b.left()
                                    .filter(condition.get()::isOppositeOf)
                                    .isPresent())
                            || (isOrigin && kind == Kind.GLOBAL_MINIMUM && isThreshold(condition.get())));
            return isDecided ? Optional.of(found(yes.get(0).form().lemmas())) : Optional.empty();
        }

        /** Whether a point other than zero is the global minimum exactly where the condition fails. */
        private boolean isThreshold(Implication.Sign condition) {
            Abstraction.Scope derived = abstraction.new Scope(List.of(), Map.of());
            return reduction.thresholds().stream()
                    .filter(threshold -> threshold.change() == Change.NON_ZERO_GLOBAL_MINIMUM
                            && threshold.condition().size() == 1)
                    .anyMatch(
                            threshold -> Implication.sign(threshold.condition().get(0), derived)
                                    .filter(condition::isOppositeOf)
                                    .isPresent());
        }

        private static boolean areOpposite(Branch a, Branch b) {
            return a.left().isPresent()
                    && b.left().filter(a.left().get()::isOppositeOf).isPresent();
        }

        /** A global minimum is a local one. */
        private static boolean is(Kind derived, Kind wanted) {
            return derived == wanted || (wanted == Kind.LOCAL_MINIMUM && derived == Kind.GLOBAL_MINIMUM);
        }

        private static Optional<Kind> kind(String word) {
            for (Kind kind : Kind.values()) {
                if (kind.word().equals(word)) {
                    return Optional.of(kind);
                }
            }
            return Optional.empty();
        }

        /** A minimum has no direction down. */
        private static boolean isZeroIndex(Formula index, Kind kind) {
            return index instanceof Formula.NumberLiteral number
                    && number.value().isZero()
                    && (kind == Kind.LOCAL_MINIMUM || kind == Kind.GLOBAL_MINIMUM);
        }
    }
}
