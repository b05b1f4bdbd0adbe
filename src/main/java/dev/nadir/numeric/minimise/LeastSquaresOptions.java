package dev.nadir.numeric.minimise;

import dev.nadir.base.PreconditionException;

/**
 * How hard a system of equations is tried.
 *
 * @param tolerance a root has a residual of at most this times {@code norm(J)*max(1, norm(x))}, the size of what cancels
 *     in it. Price: smaller costs one or two iterations, as convergence is quadratic
 * @param iterationLimit Price: an iteration costs {@code 2*n} residuals and the factors of an n x n matrix
 */
public record LeastSquaresOptions(double tolerance, int iterationLimit) {

    /** Roots to rounding. */
    public static final LeastSquaresOptions DEFAULTS = new LeastSquaresOptions(1e-14, 200);

    /** Checks the ranges. */
    public LeastSquaresOptions {
        if (!(tolerance > 0 && tolerance < 1)) {
            throw new PreconditionException("the tolerance must be in (0, 1), got " + tolerance);
        }
        if (iterationLimit < 1) {
            throw new PreconditionException("the iteration limit must be >= 1, got " + iterationLimit);
        }
    }
}
