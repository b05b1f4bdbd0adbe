package dev.nadir.reduction.chain.coordinates;

import dev.nadir.expr.Children;
import dev.nadir.expr.Expr;
import dev.nadir.expr.Exprs;
import dev.nadir.expr.Rebuild;
import dev.nadir.expr.calculus.Dependence;
import dev.nadir.expr.print.TextPrinter;
import dev.nadir.model.Formula;
import dev.nadir.model.FormulaPrinter;
import dev.nadir.model.read.FormulaText;
import dev.nadir.reduction.ClosedForm;
import dev.nadir.reduction.Draft;
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
 * Parameters that stand in the loss beside a fixed matrix, as the layers {@code W + eye(d)} of a residual network do: the sum is
 * any matrix, and is taken for the parameter (proof note docs/theorems/shifted-factor.md).
 *
 * @param shifts what is added to each such parameter
 */
public record ShiftedFactors(Map<Expr.Symbol, Expr> shifts) {

    private static final String LEMMA = "shifted-factor";

    /** Those of a loss as it is written. */
    public static ShiftedFactors of(Expr written, List<Expr.Symbol> parameters) {
        Map<Expr.Symbol, Expr> shifts = new LinkedHashMap<>();
        Set<Expr.Symbol> disputed = new HashSet<>();
        gather(written, new Dependence(Set.copyOf(parameters)), shifts, disputed);
        disputed.forEach(shifts::remove);
        return new ShiftedFactors(shifts);
    }

    private static void gather(
            Expr e, Dependence dependence, Map<Expr.Symbol, Expr> shifts, Set<Expr.Symbol> disputed) {
        if (!dependence.dependsOn(e)) {
            return;
        }
        if (e instanceof Expr.Sum sum && !e.shape().isScalar()) {
            List<Expr> own = sum.terms().stream().filter(dependence::dependsOn).toList();
            if (own.size() == 1) {
                List<Expr> rest = new ArrayList<>(sum.terms());
                rest.remove(own.get(0));
                shift(own.get(0), Exprs.sum(rest)).ifPresent(found -> {
                    Expr before = shifts.putIfAbsent(found.parameter(), found.by());
                    if (before != null && !before.equals(found.by())) {
                        disputed.add(found.parameter());
                    }
                });
            }
        }
        Children.of(e).forEach(child -> gather(child, dependence, shifts, disputed));
    }

    private record Shift(Expr.Symbol parameter, Expr by) {}

    /** Of a number times a parameter or its transpose, and what is added to it. */
    private static Optional<Shift> shift(Expr term, Expr rest) {
        if (term instanceof Expr.Scaled scaled && scaled.scalar() instanceof Expr.Literal number) {
            return shift(
                    scaled.body(), Exprs.scaled(Exprs.literal(number.value().inverse()), rest));
        } else if (term instanceof Expr.Transpose transpose) {
            return shift(transpose.argument(), Exprs.transpose(rest));
        } else if (term instanceof Expr.Symbol symbol && symbol.properties().isEmpty()) {
            return Optional.of(new Shift(symbol, Proportion.simpleMatrix(rest)));
        }
        return Optional.empty();
    }

    public boolean isEmpty() {
        return shifts.isEmpty();
    }

    /** The loss with each sum called by the name of its parameter. */
    public Expr moved(Expr loss) {
        return Proportion.simple(replaced(loss));
    }

    private Expr replaced(Expr e) {
        Expr by = e instanceof Expr.Symbol symbol ? shifts.get(symbol) : null;
        return by != null ? Exprs.subtract(e, by) : Rebuild.of(e, this::replaced);
    }

    /** What was found of the sums, as results for the parameters. */
    public Reduction complete(Expr moved, Reduction others) {
        Map<String, Formula> sums = new LinkedHashMap<>();
        List<String> words = new ArrayList<>();
        shifts.forEach((parameter, by) -> {
            String sum = TextPrinter.print(Exprs.add(parameter, by));
            sums.put(parameter.name(), FormulaText.parse("(" + sum + ")"));
            words.add(sum);
        });
        String family = "the factors are " + String.join(", ", words);
        Substitution back = new Substitution(sums);
        List<ClosedForm> forms = new ArrayList<>();
        for (ClosedForm form : others.closedForms()) {
            Map<String, Formula> point = new LinkedHashMap<>(form.point());
            shifts.forEach((parameter, by) -> point.computeIfPresent(
                    parameter.name(),
                    (name, sum) -> FormulaText.parse("(" + FormulaPrinter.print(sum) + ") - " + Draft.text(by))));
            List<String> lemmas = new ArrayList<>(form.lemmas());
            lemmas.add(LEMMA);
            forms.add(new ClosedForm(
                    form.conditions(),
                    form.lets(),
                    form.value(),
                    point,
                    form.over(),
                    form.curvature(),
                    form.upTo().isEmpty() ? "" : form.upTo() + "; " + family,
                    form.kind(),
                    lemmas));
        }
        Step change = Step.coordinates(
                LEMMA, "What is added to a parameter is taken into it: " + family + ".", moved, back::of);
        List<Step> steps = change.before(
                others.steps().stream().map(step -> step.mapped(back::of)).toList());
        return new Reduction(
                others.lets(), steps, forms, others.thresholds(), others.refusedAt(), others.completeness());
    }
}
