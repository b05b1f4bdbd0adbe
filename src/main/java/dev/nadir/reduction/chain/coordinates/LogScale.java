package dev.nadir.reduction.chain.coordinates;

import dev.nadir.base.exact.Rational;
import dev.nadir.expr.Children;
import dev.nadir.expr.EntrywiseFunction;
import dev.nadir.expr.Expr;
import dev.nadir.expr.Exprs;
import dev.nadir.expr.Property;
import dev.nadir.expr.Rebuild;
import dev.nadir.expr.calculus.Dependence;
import dev.nadir.expr.graph.Form;
import dev.nadir.expr.graph.Monomial;
import dev.nadir.model.Formula;
import dev.nadir.model.FormulaPrinter;
import dev.nadir.model.Model;
import dev.nadir.model.read.FormulaText;
import dev.nadir.reduction.ClosedForm;
import dev.nadir.reduction.Reduction;
import dev.nadir.reduction.Refusal;
import dev.nadir.reduction.Step;
import dev.nadir.reduction.Substitution;
import dev.nadir.reduction.chain.Proportion;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A parameter that is the logarithm of what the loss holds: {@code x = exp(c*l)}, entry by entry, is any positive number, and
 * the map is smooth both ways (proof note docs/theorems/log-scale.md).
 *
 * @param parameter l
 * @param positive x
 * @param rate c
 * @param inner the loss in x
 */
public record LogScale(Expr.Symbol parameter, Expr.Symbol positive, Rational rate, Expr inner) {

    private static final String LEMMA = "log-scale";

    /** The first parameter of this kind, if there is one; the names are those that x must not take. */
    public static Optional<LogScale> of(Expr loss, List<Expr.Symbol> parameters, Set<String> taken) {
        return parameters.stream()
                .filter(parameter -> parameter.properties().isEmpty())
                .flatMap(parameter -> of(loss, parameter, taken).stream())
                .findFirst();
    }

    private static Optional<LogScale> of(Expr loss, Expr.Symbol parameter, Set<String> taken) {
        Set<Expr> arguments = new LinkedHashSet<>();
        gather(loss, new Dependence(Set.of(parameter)), arguments);
        List<Rational> rates = new ArrayList<>();
        for (Expr argument : arguments) {
            Optional<Rational> rate = multiple(argument, parameter);
            if (rate.isEmpty()) {
                return Optional.empty();
            }
            rates.add(rate.get());
        }
        if (rates.isEmpty()) {
            return Optional.empty();
        }
        Rational common = common(rates, !parameter.shape().isScalar());
        String word = (common.isOne() ? "exp_" : "e_") + parameter.name().replaceAll("[^A-Za-z0-9]+", "_");
        String name = word;
        for (int i = 1; taken.contains(name); i++) {
            name = word + i;
        }
        Expr.Symbol positive = new Expr.Symbol(name, parameter.shape(), parameter.role(), Set.of(Property.POSITIVE));
        Expr logarithm =
                Exprs.scaled(Exprs.literal(common.inverse()), Exprs.entrywise(EntrywiseFunction.LOG, positive));
        Expr inner = replaced(loss, new Change(parameter, positive, common, logarithm));
        return Optional.of(new LogScale(parameter, positive, common, Proportion.simple(inner)));
    }

    /** What is replaced by what. */
    private record Change(Expr.Symbol parameter, Expr.Symbol positive, Rational rate, Expr logarithm) {}

    private static Expr replaced(Expr e, Change change) {
        if (e.equals(change.parameter())) {
            return change.logarithm();
        }
        Optional<Rational> power =
                e instanceof Expr.Entrywise entrywise && entrywise.function().equals(EntrywiseFunction.EXP)
                        ? multiple(entrywise.argument(), change.parameter())
                        : Optional.empty();
        return power.isPresent()
                ? Exprs.power(change.positive(), power.get().dividedBy(change.rate()))
                : Rebuild.of(e, part -> replaced(part, change));
    }

    /** The arguments of exponentials that hold the parameter. */
    private static void gather(Expr e, Dependence dependence, Set<Expr> arguments) {
        if (!dependence.dependsOn(e)) {
            return;
        }
        if (e instanceof Expr.Entrywise entrywise && entrywise.function().equals(EntrywiseFunction.EXP)) {
            arguments.add(entrywise.argument());
        }
        Children.of(e).forEach(child -> gather(child, dependence, arguments));
    }

    /** The number c with {@code argument == c*parameter}. */
    private static Optional<Rational> multiple(Expr argument, Expr.Symbol parameter) {
        Expr simple = Proportion.simpleMatrix(argument);
        if (simple.equals(parameter)) {
            return Optional.of(Rational.ONE);
        }
        List<Monomial> terms = Monomial.of(Form.of(simple));
        if (terms.size() != 1) {
            return Optional.empty();
        }
        Rational number = terms.get(0).coefficient();
        return Form.of(Exprs.scaled(Exprs.literal(number), parameter)).equals(Form.of(simple))
                ? Optional.of(number)
                : Optional.empty();
    }

    /** The largest number that all are whole multiples of; where it may be, negative if all are: logarithms of weights. */
    private static Rational common(List<Rational> rates, boolean mayBeNegative) {
        BigInteger numerator = BigInteger.ZERO;
        BigInteger denominator = BigInteger.ONE;
        for (Rational rate : rates) {
            BigInteger left = numerator.multiply(rate.denominator());
            BigInteger right = rate.numerator().multiply(denominator);
            denominator = denominator.multiply(rate.denominator());
            numerator = left.gcd(right);
        }
        Rational common = new Rational(numerator, denominator);
        return mayBeNegative && rates.stream().allMatch(rate -> rate.signum() < 0) ? common.negate() : common;
    }

    /** The parameters with x in the place of l. */
    public List<Expr.Symbol> parameters(List<Expr.Symbol> given) {
        return given.stream()
                .map(each -> each.equals(parameter) ? positive : each)
                .toList();
    }

    /** A refusal that says what x is. */
    public Refusal explained(Refusal refusal) {
        String reason = String.valueOf(refusal.getMessage());
        return reason.contains(positive.name())
                ? new Refusal(
                        refusal.step(),
                        reason + ", where " + positive.name() + " stands for " + FormulaPrinter.print(exponential()))
                : refusal;
    }

    private Formula exponential() {
        return FormulaText.parse("exp(" + (rate.isOne() ? "" : "(" + rate + ")*") + parameter.name() + ")");
    }

    /** What was found in x, as results in l. */
    public Reduction complete(Reduction others) {
        Substitution back = new Substitution(Map.of(positive.name(), exponential()), Set.of());
        List<ClosedForm> forms = new ArrayList<>();
        for (ClosedForm form : others.closedForms()) {
            Map<String, Formula> point = new LinkedHashMap<>();
            form.point().forEach((name, formula) -> {
                if (name.equals(positive.name())) {
                    point.put(parameter.name(), logarithm(formula));
                } else {
                    point.put(name, formula);
                }
            });
            List<String> lemmas = new ArrayList<>(form.lemmas());
            if (!lemmas.contains(LEMMA)) {
                lemmas.add(LEMMA);
            }
            forms.add(new ClosedForm(
                    form.conditions(),
                    lets(form.lets(), back),
                    back.of(form.value()),
                    point,
                    form.over(),
                    form.curvature(),
                    form.upTo(),
                    form.kind(),
                    lemmas));
        }
        Step change = Step.coordinates(
                LEMMA,
                "The loss holds " + parameter.name() + " in an exponential alone, which may be any positive number.",
                inner,
                back::of);
        List<Step> steps = change.before(others.steps().stream()
                .map(step -> step.mapped(back::of).said(this::inWords))
                .toList());
        return new Reduction(
                lets(others.lets(), back),
                steps,
                forms,
                others.thresholds(),
                others.refusedAt(),
                others.completeness().mapped(back::of));
    }

    private String inWords(String sentence) {
        return sentence.replaceAll(
                "(?<![A-Za-z_0-9])" + positive.name() + "(?![A-Za-z_0-9])", FormulaPrinter.print(exponential()));
    }

    private static List<Model.Let> lets(List<Model.Let> given, Substitution back) {
        return given.stream()
                .map(let -> new Model.Let(let.span(), let.names(), back.of(let.value()), let.description()))
                .toList();
    }

    private Formula logarithm(Formula formula) {
        String log = "log(" + FormulaPrinter.print(formula) + ")";
        return FormulaText.parse(rate.isOne() ? log : "(" + rate.inverse() + ")*" + log);
    }
}
