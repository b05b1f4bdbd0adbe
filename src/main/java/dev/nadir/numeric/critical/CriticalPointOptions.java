package dev.nadir.numeric.critical;

import dev.nadir.base.PreconditionException;

/**
 * How hard a zero of the gradient is looked for.
 *
 * @param gradientTolerance converged when the gradient's norm is at most this times largest curvature times size of the
 *     point. Price: one or two iterations, as convergence is quadratic at most critical points
 * @param iterationLimit Price: an iteration costs the dense Hessian and its eigenvalues, {@code n} products and about
 *     {@code 10*n^3} multiplications
 */
public record CriticalPointOptions(double gradientTolerance, int iterationLimit) {

    /** Zeros to rounding. */
    public static final CriticalPointOptions DEFAULTS = new CriticalPointOptions(1e-13, 300);

    /** Half the price of the defaults: starts that take long are given up. */
    public static final CriticalPointOptions FAST = new CriticalPointOptions(1e-11, 60);

    /** Slow ways are followed to the end. */
    public static final CriticalPointOptions CAREFUL = new CriticalPointOptions(1e-14, 2_000);

    /** Checks the ranges. */
    public CriticalPointOptions {
        if (!(gradientTolerance > 0 && gradientTolerance < 1)) {
            throw new PreconditionException("the gradient tolerance must be in (0, 1), got " + gradientTolerance);
        }
        if (iterationLimit < 1) {
            throw new PreconditionException("the iteration limit must be >= 1, got " + iterationLimit);
        }
    }
}
