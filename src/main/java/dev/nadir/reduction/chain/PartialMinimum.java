package dev.nadir.reduction.chain;

import dev.nadir.base.exact.Rational;
import dev.nadir.expr.Expr;
import dev.nadir.expr.Exprs;
import dev.nadir.expr.Rebuild;
import dev.nadir.expr.Shape;
import dev.nadir.expr.calculus.Dependence;
import dev.nadir.expr.calculus.Gradient;
import dev.nadir.expr.graph.Form;
import dev.nadir.expr.graph.Monomial;
import dev.nadir.model.Formula;
import dev.nadir.model.read.FormulaText;
import dev.nadir.reduction.ClosedForm;
import dev.nadir.reduction.Draft;
import dev.nadir.reduction.Reduction;
import dev.nadir.reduction.Refusal;
import dev.nadir.reduction.Substitution;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A parameter in which the loss is quadratic with a curvature that the others do not change, such as a bias or a linear layer
 * beside others: taken out at its least value.
 *
 * @param parameter that is taken out
 * @param least its least value, a formula of the other parameters
 * @param curvatures what has to be positive: the second derivative where it is one number in every direction, or the metrics
 *     of both sides
 * @param rest the loss at the least value
 */
public record PartialMinimum(Expr.Symbol parameter, Expr least, List<Expr> curvatures, Expr rest) {

    /** Copies the list. */
    public PartialMinimum {
        curvatures = List.copyOf(curvatures);
    }

    /** That of a parameter, if the loss is of this kind in it. */
    public static Optional<PartialMinimum> of(Expr loss, Expr.Symbol parameter, Set<Expr.Symbol> parameters) {
        Optional<PartialMinimum> even = even(loss, parameter, parameters);
        return even.isPresent() ? even : between(loss, parameter, parameters);
    }

    /** Between two metrics: {@code tr(K*F*A*F') - 2*tr(B'*F) + c}, B and c formulas of the other parameters. */
    public static Optional<PartialMinimum> between(Expr loss, Expr.Symbol parameter, Set<Expr.Symbol> parameters) {
        if (!parameter.properties().isEmpty() || parameter.shape().isScalar()) {
            return Optional.empty();
        }
        OneFactor.Loss read;
        try {
            read = OneFactor.read(loss, parameter);
        } catch (Refusal refusal) {
            return Optional.empty();
        }
        Dependence dependence = new Dependence(parameters);
        boolean isHeld = read.square()
                .filter(square -> !dependence.dependsOn(square.left()) && !dependence.dependsOn(square.right()))
                .isPresent();
        if (!isHeld) {
            return Optional.empty();
        }
        OneFactor.Square square = read.square().orElseThrow();
        if (isCentred(square.left()) || isCentred(square.right())) {
            return Optional.empty();
        }
        Expr fit = Proportion.simpleMatrix(
                Exprs.product(List.of(inverse(square.left()), read.cross(), inverse(square.right()))));
        Expr rest = Proportion.simple(Exprs.subtract(read.constant(), Exprs.inner(fit, read.cross())));
        return Optional.of(new PartialMinimum(parameter, fit, List.of(square.left(), square.right()), rest));
    }

    /** A metric that takes no notice of a shift of all entries has no inverse. */
    private static boolean isCentred(Expr metric) {
        return !metric.shape().isScalar()
                && Form.of(Exprs.times(
                                metric, Exprs.ones(Shape.vector(metric.shape().rows()))))
                        .isZero();
    }

    private static Expr inverse(Expr metric) {
        return metric.shape().isScalar() ? Exprs.power(metric, Rational.MINUS_ONE) : Exprs.inverse(metric);
    }

    /** With one curvature in every direction. */
    public static Optional<PartialMinimum> even(Expr loss, Expr.Symbol parameter, Set<Expr.Symbol> parameters) {
        if (!parameter.properties().isEmpty()) {
            return Optional.empty();
        }
        Expr gradient = Gradient.of(loss, List.of(parameter)).get(parameter);
        if (gradient == null) {
            return Optional.empty();
        }
        Expr zero = Exprs.zero(parameter.shape());
        Expr constant = replace(gradient, parameter, zero);
        Form linear = Form.of(Exprs.subtract(gradient, constant));
        Optional<Expr> curvature = curvature(linear, parameter, parameters);
        return curvature.map(number -> {
            Expr inverse = Exprs.power(number, Rational.MINUS_ONE);
            Expr square = Exprs.inner(constant, constant);
            Expr least = Proportion.simpleMatrix(Exprs.scaled(Exprs.negate(inverse), constant));
            Expr gain = Exprs.times(Exprs.times(Exprs.literal(Rational.of(-1, 2)), inverse), square);
            Expr rest = Proportion.simple(Exprs.add(replace(loss, parameter, zero), gain));
            return new PartialMinimum(parameter, least, List.of(number), rest);
        });
    }

    /** The number in front of the parameter, if the part of the gradient that holds it is nothing else. */
    private static Optional<Expr> curvature(Form linear, Expr.Symbol parameter, Set<Expr.Symbol> parameters) {
        Dependence dependence = new Dependence(parameters);
        Expr sum = Exprs.literal(0);
        for (Monomial term : Monomial.of(linear)) {
            List<Monomial.Site> scalars = new ArrayList<>();
            int own = 0;
            for (Monomial.Site site : term.sites()) {
                if (site.letter().equals(parameter) && site.exponent().isOne()) {
                    own++;
                } else if (dependence.dependsOn(site.letter()) || !site.legs().isEmpty()) {
                    return Optional.empty();
                } else {
                    scalars.add(site);
                }
            }
            if (own != 1) {
                return Optional.empty();
            }
            Form number = Form.of(Exprs.literal(term.coefficient())).times(term.part(scalars, List.of(), Shape.SCALAR));
            sum = Exprs.add(sum, dev.nadir.expr.graph.Readback.expression(number));
        }
        Expr number = Proportion.simple(sum);
        boolean isAll = !Exprs.isZero(number)
                && Form.of(Exprs.scaled(number, parameter)).equals(linear);
        return isAll ? Optional.of(number) : Optional.empty();
    }

    private static Expr replace(Expr e, Expr.Symbol symbol, Expr value) {
        return e.equals(symbol) ? value : Rebuild.of(e, part -> replace(part, symbol, value));
    }

    /** The same with its least value where some other parameters are zero. */
    public PartialMinimum without(List<Expr.Symbol> others) {
        Expr value = least;
        for (Expr.Symbol other : others) {
            value = replace(value, other, Exprs.zero(other.shape()));
        }
        return new PartialMinimum(parameter, Proportion.simpleMatrix(value), curvatures, rest);
    }

    /** The step, as the first of a derivation. */
    public void write(Draft draft) {
        curvatures.forEach(curvature -> Proportion.requirePositive(draft, curvature, true));
        draft.step(
                "partial-minimisation",
                "The loss is a quadratic of `" + parameter.name() + "`"
                        + (curvatures.size() == 1
                                ? " with one curvature in every direction"
                                : " with a curvature that the other parameters do not change")
                        + "; it is taken out at its least value, whatever the other parameters are.",
                Draft.text(rest),
                false,
                "at `" + parameter.name() + " == " + dev.nadir.expr.print.TextPrinter.print(least) + "`");
    }

    /** The results for the others with this parameter beside them. */
    public Reduction complete(Reduction others) {
        Formula formula = FormulaText.parse(dev.nadir.expr.print.TextPrinter.print(least));
        List<ClosedForm> forms = new ArrayList<>();
        for (ClosedForm form : others.closedForms()) {
            Map<String, Formula> point = new LinkedHashMap<>(form.point());
            if (!point.isEmpty()) {
                point.put(parameter.name(), new Substitution(form.point()).of(formula));
            }
            forms.add(new ClosedForm(
                    form.conditions(),
                    form.lets(),
                    form.value(),
                    point,
                    form.over(),
                    form.curvature(),
                    form.upTo(),
                    form.kind(),
                    form.lemmas()));
        }
        return new Reduction(
                others.lets(), others.steps(), forms, others.thresholds(), others.refusedAt(), others.completeness());
    }
}
