package dev.nadir.reduction.chain.coordinates;

import dev.nadir.base.exact.Rational;
import dev.nadir.expr.Expr;
import dev.nadir.expr.Exprs;
import dev.nadir.expr.Rebuild;
import dev.nadir.expr.graph.Form;
import dev.nadir.model.Formula;
import dev.nadir.model.FormulaPrinter;
import dev.nadir.model.read.FormulaText;
import dev.nadir.reduction.ClosedForm;
import dev.nadir.reduction.Reduction;
import dev.nadir.reduction.Step;
import dev.nadir.reduction.Substitution;
import dev.nadir.reduction.chain.Proportion;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Two parameters u and v of one shape that the loss holds by their squares, as {@code u.*u - v.*v}: with {@code u + v} and
 * {@code u - v} in their place, the difference of squares is a product, entry by entry (proof note
 * docs/theorems/square-difference.md).
 *
 * @param first u, which the sum is called by on the way
 * @param second v, which the difference is called by
 */
public record SquareDifference(Expr.Symbol first, Expr.Symbol second) {

    private static final String LEMMA = "square-difference";

    /** The two parameters of a loss that no sign of either changes. */
    public static Optional<SquareDifference> of(Expr loss, List<Expr.Symbol> parameters) {
        if (parameters.size() != 2) {
            return Optional.empty();
        }
        Expr.Symbol first = parameters.get(0);
        Expr.Symbol second = parameters.get(1);
        boolean isPair = first.shape().equals(second.shape())
                && first.properties().isEmpty()
                && second.properties().isEmpty()
                && isEven(loss, first)
                && isEven(loss, second);
        return isPair ? Optional.of(new SquareDifference(first, second)) : Optional.empty();
    }

    private static boolean isEven(Expr loss, Expr.Symbol parameter) {
        Expr turned = replaced(loss, Map.of(parameter, Exprs.scaled(Exprs.literal(-1), parameter)));
        return Form.of(turned).equals(Form.of(loss));
    }

    private static Expr replaced(Expr e, Map<Expr.Symbol, Expr> by) {
        Expr other = e instanceof Expr.Symbol symbol ? by.get(symbol) : null;
        return other != null ? other : Rebuild.of(e, part -> replaced(part, by));
    }

    /** The loss with the sum called by the name of the first and the difference by that of the second. */
    public Expr moved(Expr loss) {
        Expr half = Exprs.literal(Rational.of(1, 2));
        return Proportion.simple(replaced(
                loss,
                Map.of(
                        first, Exprs.scaled(half, Exprs.add(first, second)),
                        second, Exprs.scaled(half, Exprs.subtract(first, second)))));
    }

    /** What was found of the sum and the difference, as results for the parameters. */
    public Reduction complete(Expr moved, Reduction others) {
        String u = first.name();
        String v = second.name();
        String sum = u + " + " + v;
        String difference = u + " - " + v;
        Substitution back = new Substitution(
                Map.of(u, FormulaText.parse("(" + sum + ")"), v, FormulaText.parse("(" + difference + ")")));
        List<ClosedForm> forms = new ArrayList<>();
        for (ClosedForm form : others.closedForms()) {
            Map<String, Formula> point = new LinkedHashMap<>(form.point());
            if (form.point().containsKey(u) && form.point().containsKey(v)) {
                point.put(u, half(form, " + "));
                point.put(v, half(form, " - "));
            }
            List<String> lemmas = new ArrayList<>(form.lemmas());
            lemmas.add(LEMMA);
            forms.add(new ClosedForm(
                    form.conditions(),
                    form.lets(),
                    form.value(),
                    point,
                    form.over(),
                    form.curvature(),
                    form.upTo().isEmpty() ? "" : form.upTo() + "; the factors are " + sum + ", " + difference,
                    form.kind(),
                    lemmas));
        }
        Step change = Step.coordinates(
                LEMMA,
                "The squares are those of a sum and a difference, in which the loss holds a product of two parameters.",
                moved,
                back::of);
        List<Step> steps = change.before(
                others.steps().stream().map(step -> step.mapped(back::of)).toList());
        return new Reduction(
                others.lets(), steps, forms, others.thresholds(), others.refusedAt(), others.completeness());
    }

    private Formula half(ClosedForm form, String sign) {
        return FormulaText.parse("1/2*((" + text(form, first) + ")" + sign + "(" + text(form, second) + "))");
    }

    private static String text(ClosedForm form, Expr.Symbol parameter) {
        return FormulaPrinter.print(Objects.requireNonNull(form.point().get(parameter.name())));
    }
}
