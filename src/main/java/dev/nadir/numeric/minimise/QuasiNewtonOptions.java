package dev.nadir.numeric.minimise;

import dev.nadir.base.PreconditionException;

/**
 * How hard a quasi-Newton run tries.
 *
 * @param memory how many past steps the model of the curvature keeps. Price: {@code 4*memory*n} multiplications an
 *     iteration; less than 5 costs iterations, more than 20 rarely saves any
 * @param gradientTolerance converged when the gradient's norm is at most this times {@code normH*norm(x)}, where
 *     {@code normH} is the largest curvature met in the last steps: the gradient's own rounding is about 1e-16 of that.
 *     The gap to the minimum is then about {@code tolerance^2 * normH/mu * normH*norm(x)^2 / 2}, with {@code mu} the
 *     smallest positive curvature. Price: ten times smaller costs about 15 iterations at {@code normH/mu = 100}
 * @param iterationLimit of the quasi-Newton phase
 * @param newtonLimit of the trust-region Newton phase, which takes over where the first phase ends without convergence;
 *     0 is without it. Price: an iteration costs up to {@code n} Hessian-vector products
 * @param isPolished whether Newton steps follow convergence too, until the gradient is down to rounding. Price: a few
 *     tens of Hessian-vector products for each of two or three steps
 */
public record QuasiNewtonOptions(
        int memory, double gradientTolerance, int iterationLimit, int newtonLimit, boolean isPolished) {

    /** Values to about 1e-14 relative at condition numbers up to 1e10. */
    public static final QuasiNewtonOptions DEFAULTS = new QuasiNewtonOptions(10, 1e-12, 10_000, 200, false);

    /** Values to about 1e-10: half the price of the defaults. Levels that differ by 1e-6 still stay apart. */
    public static final QuasiNewtonOptions FAST = new QuasiNewtonOptions(8, 1e-8, 2_000, 0, false);

    /** Points as good as double precision lets them be: two or three times the price of the defaults. */
    public static final QuasiNewtonOptions CAREFUL = new QuasiNewtonOptions(20, 1e-13, 50_000, 1_000, true);

    /** Checks the ranges. */
    public QuasiNewtonOptions {
        if (memory < 1) {
            throw new PreconditionException("the memory must be >= 1, got " + memory);
        }
        if (!(gradientTolerance > 0 && gradientTolerance < 1)) {
            throw new PreconditionException("the gradient tolerance must be in (0, 1), got " + gradientTolerance);
        }
        if (iterationLimit < 0 || newtonLimit < 0) {
            throw new PreconditionException(
                    "iteration limits must be >= 0, got " + iterationLimit + " and " + newtonLimit);
        }
    }
}
