package dev.nadir.report.terminal;

import dev.nadir.model.FormulaPrinter;
import dev.nadir.model.Model;
import dev.nadir.numeric.replay.Replay;
import dev.nadir.reduction.Reduction;
import dev.nadir.reduction.Step;
import dev.nadir.reduction.assume.LemmaAssumptions;
import dev.nadir.reduction.assume.LemmaStatement;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A derivation step by step, with what was seen when each step was tried, for a terminal. */
public final class StepsView {

    private final StringBuilder text = new StringBuilder("\nSteps\n");
    private int number = 1;

    private StepsView() {}

    /** The steps of each way down, and then what each other lemma says of the points. */
    public static String of(Reduction reduction, Replay.Checks checks) {
        if (reduction.steps().isEmpty()) {
            return "\nSteps: none\n";
        }
        StepsView view = new StepsView();
        view.way(reduction.lets(), reduction.steps(), checks.steps());
        for (int i = 0; i < reduction.branches().size(); i++) {
            Reduction.Branch branch = reduction.branches().get(i);
            view.text
                    .append("\n  Where ")
                    .append(ReductionView.all(branch.conditions()))
                    .append('\n');
            view.way(
                    branch.lets(),
                    branch.steps(),
                    i < checks.branches().size() ? checks.branches().get(i) : List.of());
        }
        checks.points().forEach(view::points);
        return view.text.toString();
    }

    private void way(List<Model.Let> lets, List<Step> steps, List<Replay.StepCheck> checks) {
        lets.forEach(
                let -> text.append("  with ").append(ReductionView.let(let)).append('\n'));
        for (int i = 0; i < steps.size(); i++) {
            Step step = steps.get(i);
            head(step.says().replace("`", ""), step.lemma());
            text.append("     loss ")
                    .append(step.isIdentity() ? "== " : ">= ")
                    .append(FormulaPrinter.print(step.bound()))
                    .append(letters(step))
                    .append("\n     equal   ")
                    .append(step.equality().replace("`", ""))
                    .append('\n');
            tail(step.lemma(), i < checks.size() ? tried(step, checks.get(i)) : "not");
        }
    }

    private void points(Replay.PointCheck check) {
        String says = LemmaStatement.find(check.lemma())
                .map(statement -> statement.says().replace("`", ""))
                .orElse("Of the points that are listed with it.");
        head(says, check.lemma());
        tail(check.lemma(), tried(check));
    }

    private void head(String says, String lemma) {
        text.append("\n  ")
                .append(number++)
                .append(". ")
                .append(says)
                .append("  [")
                .append(lemma)
                .append("]\n");
    }

    private void tail(String lemma, String tried) {
        LemmaAssumptions assumptions = LemmaAssumptions.of(lemma);
        text.append("     checked ")
                .append(assumptions.checked())
                .append("\n     trusted ")
                .append(assumptions.trusted())
                .append("\n     tried   ")
                .append(tried)
                .append('\n');
    }

    /** What the letters of the lemma stand for. */
    private static String letters(Step step) {
        return step.where().isEmpty()
                ? ""
                : "\n     with    "
                        + step.where().stream().map(ReductionView::let).collect(Collectors.joining(", "));
    }

    private static String tried(Step step, Replay.StepCheck check) {
        if (check.points() == 0) {
            return "not: no random instance satisfies what the model declares";
        }
        String where = check.points() + " random points of " + check.instances() + " random instances: ";
        String excess = step.isIdentity()
                ? "equal to what stands before it but for " + small(Math.abs(check.excess()))
                : check.excess() > 0
                        ? "above what stands before it by " + small(check.excess()) + " at most"
                        : "never above what stands before it";
        String minimisers = check.minimisers() == 0
                ? "; no minimiser to try"
                : "; at " + check.minimisers() + " minimisers equal but for " + small(check.gap());
        return (check.holds(step.isIdentity()) ? "" : "REFUTED, a defect of Nadir: ") + where + excess + minimisers;
    }

    private static String tried(Replay.PointCheck check) {
        if (check.points() == 0) {
            return "not: no random instance has such a point";
        }
        String counted = check.counted() == 0
                ? ""
                : check.miscounted() == 0
                        ? "; the signs of the Hessian as stated at " + check.counted()
                        : "; the signs of the Hessian not as stated at " + check.miscounted() + " of "
                                + check.counted();
        return (check.holds() ? "" : "REFUTED, a defect of Nadir: ") + check.points() + " points of "
                + check.instances() + " random instances: the loss is as stated but for " + small(check.gap())
                + ", its gradient zero but for " + small(check.slope()) + counted;
    }

    private static String small(double value) {
        return String.format(Locale.ROOT, "%.1e", value);
    }
}
