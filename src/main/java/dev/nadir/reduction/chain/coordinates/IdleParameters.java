package dev.nadir.reduction.chain.coordinates;

import dev.nadir.expr.Expr;
import dev.nadir.expr.Shape;
import dev.nadir.expr.calculus.Dependence;
import dev.nadir.model.Formula;
import dev.nadir.model.FormulaPrinter;
import dev.nadir.model.read.FormulaText;
import dev.nadir.reduction.ClosedForm;
import dev.nadir.reduction.Reduction;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Parameters that a loss does not hold any more once another was taken out at its least value, such as the bias of a hidden
 * layer below one of the outputs: they may be anything, and are flat directions (proof note docs/theorems/idle-parameter.md).
 *
 * @param idle those that the loss does not hold
 * @param others those that it holds
 */
public record IdleParameters(List<Expr.Symbol> idle, List<Expr.Symbol> others) {

    /** Copies the lists. */
    public IdleParameters {
        idle = List.copyOf(idle);
        others = List.copyOf(others);
    }

    /** Those of a loss in its canonical form. */
    public static IdleParameters of(Expr loss, List<Expr.Symbol> parameters) {
        List<Expr.Symbol> idle = new ArrayList<>();
        List<Expr.Symbol> others = new ArrayList<>();
        for (Expr.Symbol parameter : parameters) {
            boolean isIdle = parameter.properties().isEmpty() && !new Dependence(Set.of(parameter)).dependsOn(loss);
            (isIdle ? idle : others).add(parameter);
        }
        return new IdleParameters(idle, others);
    }

    /** What was found for the others, with these at zero beside them. */
    public Reduction complete(Reduction found) {
        if (idle.isEmpty()) {
            return found;
        }
        String names = String.join(", ", idle.stream().map(Expr.Symbol::name).toList());
        List<ClosedForm> forms = new ArrayList<>();
        for (ClosedForm form : found.closedForms()) {
            Map<String, Formula> point = new LinkedHashMap<>(form.point());
            idle.forEach(each -> point.put(each.name(), zero(each.shape())));
            List<String> lemmas = new ArrayList<>(form.lemmas());
            lemmas.add("idle-parameter");
            forms.add(new ClosedForm(
                    form.conditions(),
                    form.lets(),
                    form.value(),
                    point,
                    form.over(),
                    form.curvature().map(this::flatter),
                    (form.upTo().isEmpty() ? "" : form.upTo() + "; ") + "any " + names
                            + ", with what was taken out at its least value for them",
                    form.kind(),
                    lemmas));
        }
        return new Reduction(
                found.lets(), found.steps(), forms, found.thresholds(), found.refusedAt(), found.completeness());
    }

    private static Formula zero(Shape shape) {
        return FormulaText.parse(
                shape.isScalar()
                        ? "0"
                        : shape.isColumn()
                                ? "zeros(" + shape.rows() + ")"
                                : "zeros(" + shape.rows() + ", " + shape.columns() + ")");
    }

    /** Every entry is one direction more that is flat. */
    private ClosedForm.Curvature flatter(ClosedForm.Curvature curvature) {
        StringBuilder more = new StringBuilder();
        idle.forEach(each -> more.append(" + ")
                .append(each.shape().rows())
                .append(each.shape().columns().isOne() ? "" : "*" + each.shape().columns()));
        return new ClosedForm.Curvature(
                curvature.index(),
                curvature.nullity().map(zeros -> FormulaText.parse(FormulaPrinter.print(zeros) + more)));
    }
}
