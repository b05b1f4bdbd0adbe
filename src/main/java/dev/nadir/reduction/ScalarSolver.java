package dev.nadir.reduction;

/** Finds all stationary points of a loss of a few numbers, with their conditions. */
@FunctionalInterface
public interface ScalarSolver {

    /** Every stationary point for every value of the parameters, or the step that could not be taken. */
    ScalarAnswer solve(ScalarProblem problem);
}
