package dev.nadir.reduction.chain.coordinates;

import dev.nadir.base.exact.Rational;
import dev.nadir.expr.Expr;
import dev.nadir.expr.Exprs;
import dev.nadir.expr.Property;
import dev.nadir.expr.calculus.Dependence;
import dev.nadir.expr.graph.Form;
import dev.nadir.expr.graph.Monomial;
import dev.nadir.model.Formula;
import dev.nadir.model.FormulaPrinter;
import dev.nadir.model.read.FormulaText;
import dev.nadir.reduction.ClosedForm;
import dev.nadir.reduction.FormulaWriter;
import dev.nadir.reduction.Reduction;
import dev.nadir.reduction.Step;
import dev.nadir.reduction.Substitution;
import dev.nadir.reduction.chain.Proportion;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A number that other parameters can take into themselves: with {@code P*x^k} in the place of each other parameter P the loss
 * does not hold x any more, so that x may be anything that is not zero (proof note docs/theorems/redundant-scale.md).
 *
 * @param x the number
 * @param powers k for each other parameter that takes part
 * @param inner the loss at {@code x = 1}
 */
public record RedundantScale(Expr.Symbol x, Map<Expr.Symbol, Rational> powers, Expr inner) {

    /** The first parameter of this kind, if there is one. */
    public static Optional<RedundantScale> of(Expr loss, List<Expr.Symbol> parameters) {
        return parameters.stream()
                .filter(parameter -> parameter.shape().isScalar() && parameters.size() > 1)
                .flatMap(parameter -> of(loss, parameter, parameters).stream())
                .findFirst();
    }

    private static Optional<RedundantScale> of(Expr loss, Expr.Symbol x, List<Expr.Symbol> parameters) {
        List<Expr.Symbol> others =
                parameters.stream().filter(each -> !each.equals(x)).toList();
        Optional<Map<Expr.Symbol, Rational>> powers = powers(loss, x, others);
        boolean isPositive = x.properties().contains(Property.POSITIVE);
        if (powers.isEmpty()
                || powers.get().isEmpty()
                || (!isPositive && powers.get().values().stream().anyMatch(power -> !power.isInteger()))) {
            return Optional.empty();
        }
        Expr inner = CommonScale.replace(loss, x, Exprs.literal(1));
        Expr again = inner;
        for (Map.Entry<Expr.Symbol, Rational> power : powers.get().entrySet()) {
            Expr scaled = Exprs.scaled(Exprs.power(x, power.getValue()), power.getKey());
            again = CommonScale.replace(again, power.getKey(), scaled);
        }
        return Form.of(again).equals(Form.of(loss))
                ? Optional.of(new RedundantScale(x, powers.get(), Proportion.simple(inner)))
                : Optional.empty();
    }

    /** Powers k for which every term that is a product of powers has as much of x as its other parameters bring. */
    private static Optional<Map<Expr.Symbol, Rational>> powers(Expr loss, Expr.Symbol x, List<Expr.Symbol> others) {
        Set<Expr.Symbol> all = new HashSet<>(others);
        all.add(x);
        List<List<Rational>> rows = new ArrayList<>();
        for (Monomial term : Monomial.of(Form.of(loss))) {
            List<Rational> row = new ArrayList<>();
            others.forEach(other -> row.add(degree(term, other)));
            row.add(degree(term, x));
            boolean isPower = term.sites().stream()
                    .allMatch(site -> all.contains(site.letter()) || !new Dependence(all).dependsOn(site.letter()));
            if (isPower && row.stream().anyMatch(each -> !each.isZero())) {
                rows.add(row);
            }
        }
        return solved(rows, others.size()).map(values -> {
            Map<Expr.Symbol, Rational> powers = new LinkedHashMap<>();
            for (int i = 0; i < others.size(); i++) {
                if (!values.get(i).isZero()) {
                    powers.put(others.get(i), values.get(i));
                }
            }
            return powers;
        });
    }

    private static Rational degree(Monomial term, Expr.Symbol symbol) {
        return term.sites().stream()
                .filter(site -> site.letter().equals(symbol))
                .map(Monomial.Site::exponent)
                .reduce(Rational.ZERO, Rational::plus);
    }

    /** One solution of linear equations, the right side last in each; empty if there is none. */
    private static Optional<List<Rational>> solved(List<List<Rational>> equations, int unknowns) {
        List<List<Rational>> left = new ArrayList<>(equations);
        Map<Integer, List<Rational>> pivots = new LinkedHashMap<>();
        for (int column = 0; column < unknowns; column++) {
            int place = column;
            Optional<List<Rational>> found =
                    left.stream().filter(row -> !row.get(place).isZero()).findFirst();
            if (found.isEmpty()) {
                continue;
            }
            Rational inverse = found.get().get(column).inverse();
            List<Rational> pivot =
                    found.get().stream().map(each -> each.times(inverse)).toList();
            left.remove(found.get());
            left.replaceAll(row -> minus(row, pivot, place));
            pivots.replaceAll((other, row) -> minus(row, pivot, place));
            pivots.put(column, pivot);
        }
        if (left.stream().anyMatch(row -> !row.get(unknowns).isZero())) {
            return Optional.empty();
        }
        List<Rational> values = new ArrayList<>();
        for (int column = 0; column < unknowns; column++) {
            List<Rational> pivot = pivots.get(column);
            values.add(pivot == null ? Rational.ZERO : pivot.get(unknowns));
        }
        return Optional.of(values);
    }

    private static List<Rational> minus(List<Rational> row, List<Rational> pivot, int column) {
        Rational factor = row.get(column).negate();
        List<Rational> result = new ArrayList<>();
        for (int i = 0; i < row.size(); i++) {
            result.add(row.get(i).plus(pivot.get(i).times(factor)));
        }
        return result;
    }

    /** What was found at {@code x = 1}, as results for the loss. */
    public Reduction complete(Reduction others) {
        List<String> moved = new ArrayList<>();
        powers.forEach((symbol, power) -> moved.add(symbol.name() + "*"
                + FormulaPrinter.print(FormulaText.parse(
                        power.negate().isOne() ? x.name() : x.name() + "^(" + power.negate() + ")"))));
        String family = "any " + x.name() + (x.properties().contains(Property.POSITIVE) ? "" : " other than 0")
                + ", with "
                + String.join(", ", moved) + " in the place of "
                + String.join(
                        ", ", powers.keySet().stream().map(Expr.Symbol::name).toList());
        List<ClosedForm> forms = new ArrayList<>();
        for (ClosedForm form : others.closedForms()) {
            Map<String, Formula> point = new LinkedHashMap<>(form.point());
            if (!point.isEmpty()) {
                point.put(x.name(), FormulaWriter.number(1));
            }
            List<String> lemmas = new ArrayList<>(form.lemmas());
            lemmas.add("redundant-scale");
            forms.add(new ClosedForm(
                    form.conditions(),
                    form.lets(),
                    form.value(),
                    point,
                    form.over(),
                    form.curvature().map(RedundantScale::flatter),
                    form.upTo().isEmpty() ? family : form.upTo() + "; " + family,
                    form.kind(),
                    lemmas));
        }
        Step change = Step.coordinates(
                "redundant-scale",
                "Other parameters can take " + x.name() + " into themselves; the loss does not see it apart from them.",
                inner,
                this::moved);
        List<Step> steps = change.before(
                others.steps().stream().map(step -> step.mapped(this::moved)).toList());
        Reduction.Completeness completeness = x.properties().contains(Property.POSITIVE)
                ? others.completeness()
                : new Reduction.Completeness.Partial(
                        others.unlisted().map(each -> each + "; ").orElse("") + "points at which " + x.name()
                                + " is zero");
        return new Reduction(others.lets(), steps, forms, others.thresholds(), others.refusedAt(), completeness);
    }

    /** A bound at {@code x = 1} as one at every x. */
    private Formula moved(Formula bound) {
        Map<String, Formula> scaled = new LinkedHashMap<>();
        powers.forEach((symbol, power) ->
                scaled.put(symbol.name(), FormulaText.parse(x.name() + "^(" + power + ")*" + symbol.name())));
        return new Substitution(scaled, Set.of(x.name())).of(bound);
    }

    /** Along x one direction more is flat. */
    private static ClosedForm.Curvature flatter(ClosedForm.Curvature curvature) {
        return new ClosedForm.Curvature(
                curvature.index(),
                curvature.nullity().map(zeros -> FormulaText.parse(FormulaPrinter.print(zeros) + " + 1")));
    }
}
