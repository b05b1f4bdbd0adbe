package dev.nadir.reduction;

import dev.nadir.model.Formula;
import dev.nadir.model.FormulaPrinter;
import dev.nadir.model.Model;
import java.util.List;
import java.util.Optional;

/**
 * What became of a loss on the way down to scalars.
 *
 * @param lets names that the steps use beside the model's, in order
 * @param steps in order, each a bound on the loss
 * @param closedForms best first
 * @param thresholds where the answer changes its kind
 * @param refusedAt the step that could not be taken, and why
 * @param unlisted which stationary points are not among the closed forms, or need not be, such as {@code points at
 *     which ...}; empty where the closed forms and what they are up to are all of them
 */
public record Reduction(
        List<Model.Let> lets,
        List<Step> steps,
        List<ClosedForm> closedForms,
        List<ScalarAnswer.Threshold> thresholds,
        Optional<String> refusedAt,
        Optional<String> unlisted) {

    /** What is said where nothing was proved of others. */
    public static final String NOT_LOOKED_FOR = "any others: none were looked for";

    /** The conditions that every closed form has: where one of them fails, none of them speaks. */
    public List<Formula> needed() {
        if (closedForms.isEmpty()) {
            return List.of();
        }
        return closedForms.get(0).conditions().stream()
                .filter(condition -> closedForms.stream().allMatch(form -> holds(form, condition)))
                .toList();
    }

    private static boolean holds(ClosedForm form, Formula condition) {
        String text = FormulaPrinter.print(condition);
        return form.conditions().stream()
                .anyMatch(each -> FormulaPrinter.print(each).equals(text));
    }

    /** The same with another account of what is not listed. */
    public Reduction leaving(Optional<String> others) {
        return new Reduction(lets, steps, closedForms, thresholds, refusedAt, others);
    }

    /** Copies the lists. */
    public Reduction {
        lets = List.copyOf(lets);
        steps = List.copyOf(steps);
        closedForms = List.copyOf(closedForms);
        thresholds = List.copyOf(thresholds);
    }

    /** Nothing was found. */
    public static Reduction refused(Refusal refusal) {
        return new Reduction(
                List.of(), List.of(), List.of(), List.of(), Optional.of(refusal.line()), Optional.of(NOT_LOOKED_FOR));
    }
}
