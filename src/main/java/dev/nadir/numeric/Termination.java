package dev.nadir.numeric;

/** Why a solver stopped. A limit is never convergence. */
public enum Termination {
    /** The gradient fell below its tolerance. */
    CONVERGED,
    /** No step improves the value by more than rounding, and the gradient is small enough to count. */
    STALLED_AT_ROUNDING,
    ITERATION_LIMIT,
    /** The caller ended the run: at its time limit, or because the user asked. */
    TIME_LIMIT,
    /** The step shrank to nothing while the gradient was still large. */
    STEP_FAILED,
    /** The value falls without bound, or a variable grows without bound. */
    DIVERGED,
    /** The function returned a value that is not finite. */
    NOT_FINITE;

    /** Whether what was reached may be called a critical point. */
    public boolean isConvergence() {
        return this == CONVERGED || this == STALLED_AT_ROUNDING;
    }
}
