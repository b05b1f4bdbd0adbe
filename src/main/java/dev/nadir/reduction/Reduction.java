package dev.nadir.reduction;

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
 */
public record Reduction(
        List<Model.Let> lets,
        List<Step> steps,
        List<ClosedForm> closedForms,
        List<ScalarAnswer.Threshold> thresholds,
        Optional<String> refusedAt) {

    /** Copies the lists. */
    public Reduction {
        lets = List.copyOf(lets);
        steps = List.copyOf(steps);
        closedForms = List.copyOf(closedForms);
        thresholds = List.copyOf(thresholds);
    }

    /** Nothing was found. */
    public static Reduction refused(Refusal refusal) {
        return new Reduction(List.of(), List.of(), List.of(), List.of(), Optional.of(refusal.line()));
    }
}
