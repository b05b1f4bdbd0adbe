package dev.nadir.reduction.scalar;

import dev.nadir.reduction.ScalarAnswer;

/** A limit of the method, on its way to the answer that states it. */
final class StepRefused extends RuntimeException {

    private final String step;
    private final String reason;

    StepRefused(String step, String reason) {
        super(step + ": " + reason, null, false, false);
        this.step = step;
        this.reason = reason;
    }

    ScalarAnswer.Refused answer() {
        return new ScalarAnswer.Refused(step, reason);
    }
}
