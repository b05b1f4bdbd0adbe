package dev.nadir.reduction;

/**
 * A proved upper bound on the number of complex solutions of a system.
 *
 * @param count at most so many isolated solutions, each counted with its multiplicity
 * @param isFinite whether it is shown that there are no curves or surfaces of solutions
 * @param basis what proves it, in words
 */
public record CountBound(long count, boolean isFinite, String basis) {}
