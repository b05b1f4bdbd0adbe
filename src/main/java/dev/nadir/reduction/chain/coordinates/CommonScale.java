package dev.nadir.reduction.chain.coordinates;

import dev.nadir.base.exact.Rational;
import dev.nadir.expr.Expr;
import dev.nadir.expr.Exprs;
import dev.nadir.expr.Property;
import dev.nadir.expr.Rebuild;
import dev.nadir.expr.calculus.Dependence;
import dev.nadir.expr.calculus.Gradient;
import dev.nadir.expr.graph.Form;
import dev.nadir.expr.graph.Monomial;
import dev.nadir.model.Formula;
import dev.nadir.model.FormulaPrinter;
import dev.nadir.model.Model;
import dev.nadir.model.read.FormulaText;
import dev.nadir.reduction.ClosedForm;
import dev.nadir.reduction.Draft;
import dev.nadir.reduction.Reduction;
import dev.nadir.reduction.ScalarAnswer.Kind;
import dev.nadir.reduction.Step;
import dev.nadir.reduction.chain.Proportion;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A positive number x to one power in front of everything that holds other parameters, and a cost of its own:
 * {@code x^p*Q + rest(x)} with {@code x*rest'(x) = n*x^e}. The other parameters are stationary for the loss where they are for
 * Q, and x follows from the value of Q there (proof note docs/theorems/common-scale.md).
 *
 * @param x the number
 * @param power p
 * @param inner Q
 * @param rest what holds x and data alone
 * @param weight n
 * @param exponent e
 */
public record CommonScale(Expr.Symbol x, Rational power, Expr inner, Expr rest, Expr weight, Rational exponent) {

    private static final String LEMMA = "common-scale";

    /** The first parameter of this kind, if there is one. */
    public static Optional<CommonScale> of(Expr loss, List<Expr.Symbol> parameters) {
        return parameters.stream()
                .filter(parameter -> parameter.shape().isScalar()
                        && parameter.properties().contains(Property.POSITIVE)
                        && parameters.size() > 1)
                .flatMap(parameter -> of(loss, parameter, parameters).stream())
                .findFirst();
    }

    private static Optional<CommonScale> of(Expr loss, Expr.Symbol x, List<Expr.Symbol> parameters) {
        Set<Expr.Symbol> others = new HashSet<>(parameters);
        others.remove(x);
        Dependence onOthers = new Dependence(others);
        List<Monomial> terms = Monomial.of(Form.of(loss));
        Optional<Rational> power = Optional.empty();
        for (Monomial term : terms) {
            if (term.sites().stream().anyMatch(site -> onOthers.dependsOn(site.letter()))) {
                Optional<Rational> here = power(term, x);
                if (here.isEmpty() || (power.isPresent() && !power.equals(here))) {
                    return Optional.empty();
                }
                power = here;
            }
        }
        return power.filter(p -> !p.isZero()).flatMap(p -> split(terms, x, p));
    }

    /** The power of x in a term; empty where x stands inside a function. */
    private static Optional<Rational> power(Monomial term, Expr.Symbol x) {
        Rational power = Rational.ZERO;
        for (Monomial.Site site : term.sites()) {
            if (site.letter().equals(x)) {
                power = power.plus(site.exponent());
            } else if (new Dependence(Set.of(x)).dependsOn(site.letter())) {
                return Optional.empty();
            }
        }
        return Optional.of(power);
    }

    private static Optional<CommonScale> split(List<Monomial> terms, Expr.Symbol x, Rational power) {
        Expr inner = Exprs.literal(0);
        Expr rest = Exprs.literal(0);
        for (Monomial term : terms) {
            if (power(term, x).equals(Optional.of(power))) {
                inner = Exprs.add(inner, Exprs.times(term.expression(), Exprs.power(x, power.negate())));
            } else {
                rest = Exprs.add(rest, term.expression());
            }
        }
        Expr slope = Gradient.of(rest, List.of(x)).get(x);
        if (slope == null) {
            return Optional.empty();
        }
        Optional<Rational> exponent = Optional.empty();
        for (Monomial term : Monomial.of(Form.of(Exprs.times(x, slope)))) {
            Optional<Rational> here = power(term, x);
            if (here.isEmpty() || (exponent.isPresent() && !exponent.equals(here))) {
                return Optional.empty();
            }
            exponent = here;
        }
        Expr alone = Proportion.simple(rest);
        Expr held = Proportion.simple(inner);
        return exponent.filter(e -> e.isZero() || e.signum() != power.signum()).map(e -> {
            Expr weight = Proportion.simple(Exprs.product(List.of(x, slope, Exprs.power(x, e.negate()))));
            return new CommonScale(x, power, held, alone, weight, e);
        });
    }

    /** Of the sign that makes the whole convex in the logarithm of x, as a comparison. */
    private String condition() {
        return Draft.text(weight) + (power.signum() < 0 ? " > 0" : " < 0");
    }

    /** The least x where Q has a value: {@code (-p*v/n)^(1/(e - p))}. */
    private String least(String value) {
        Expr factor =
                Proportion.simple(Exprs.times(Exprs.literal(power.negate()), Exprs.power(weight, Rational.MINUS_ONE)));
        Rational root = exponent.minus(power).inverse();
        String base = Draft.text(factor) + "*(" + value + ")";
        return root.isOne() ? base : "(" + base + ")^(" + root + ")";
    }

    /** The loss where Q has a value. */
    private String whole(String value, String at) {
        return Draft.at(x.name() + "^(" + power + ")*(" + value + ") + " + Draft.text(rest), x.name(), at);
    }

    /** The same at the least x, where the power costs {@code -n/p} beside a logarithm. */
    private String attained(String value, String at) {
        Expr share = Proportion.simple(Exprs.times(Exprs.literal(power.negate().inverse()), weight));
        return exponent.isZero()
                ? Draft.at(Draft.text(share) + " + " + Draft.text(rest), x.name(), at)
                : whole(value, at);
    }

    /** What was found for Q, as results for the loss; the names are those that a let must not take. */
    public Reduction complete(Reduction others, Set<String> taken) {
        Set<String> names = new HashSet<>(taken);
        others.lets().forEach(let -> names.addAll(let.names()));
        Draft draft = new Draft(names);
        String best = draft.fresh(x.name() + "_best");
        List<ClosedForm> forms = new ArrayList<>();
        others.closedForms().forEach(form -> forms.add(complete(form, best)));
        return new Reduction(
                others.lets(), steps(others), forms, others.thresholds(), others.refusedAt(), others.completeness());
    }

    private List<Step> steps(Reduction others) {
        List<Step> steps = new ArrayList<>();
        for (Step step : others.steps()) {
            String bound = whole(FormulaPrinter.print(step.bound()), x.name());
            steps.add(step.withBound(FormulaText.parse(bound)));
        }
        if (!steps.isEmpty()) {
            String last =
                    FormulaPrinter.print(others.steps().get(steps.size() - 1).bound());
            steps.add(new Step(
                    LEMMA,
                    "In the logarithm of " + x.name()
                            + " the loss is convex, whatever the other parameters are; it is minimised "
                            + "there exactly.",
                    FormulaText.parse(attained(last, "(" + least(last) + ")")),
                    false,
                    "at the least " + x.name()));
        }
        return steps;
    }

    private ClosedForm complete(ClosedForm form, String best) {
        String value = FormulaPrinter.print(form.value());
        List<Formula> conditions = new ArrayList<>(form.conditions());
        if (!Proportion.isPositive(power.signum() < 0 ? weight : Exprs.negate(weight))) {
            conditions.add(FormulaText.parse(condition()));
        }
        conditions.add(FormulaText.parse(value + " > 0"));
        Map<String, Formula> point = new LinkedHashMap<>(form.point());
        String at = "(" + least(value) + ")";
        List<Model.Let> lets = new ArrayList<>(form.lets());
        if (form.over().isEmpty()) {
            Draft draft = new Draft(Set.of());
            draft.define(best, least(value));
            lets.addAll(draft.finish().lets());
            at = best;
        }
        if (!point.isEmpty()) {
            point.put(x.name(), FormulaText.parse(at));
        }
        List<String> lemmas = new ArrayList<>(form.lemmas());
        lemmas.add(LEMMA);
        return new ClosedForm(
                conditions,
                lets,
                FormulaText.parse(attained(value, at)),
                point,
                form.over(),
                form.curvature(),
                form.upTo(),
                form.kind() == Kind.MAXIMUM ? Kind.STRICT_SADDLE : form.kind(),
                lemmas);
    }

    /** A symbol replaced. */
    static Expr replace(Expr e, Expr.Symbol symbol, Expr value) {
        return e.equals(symbol) ? value : Rebuild.of(e, part -> replace(part, symbol, value));
    }
}
