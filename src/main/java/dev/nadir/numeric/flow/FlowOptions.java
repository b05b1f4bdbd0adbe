package dev.nadir.numeric.flow;

import dev.nadir.base.PreconditionException;

/**
 * How far and how exactly a gradient flow is followed.
 *
 * @param tolerance of the integrator, relative to the size of the point. Price: ten times smaller costs a third more
 *     evaluations
 * @param gradientTolerance converged when the gradient has fallen to this share of the largest on the way, within a factor of
 *     two
 * @param timeLimit in the flow's own time; near a critical point the loss falls like {@code exp(-2*mu*t)}, with mu the
 *     smallest positive curvature
 * @param evaluationLimit of the gradient. A stiff flow, of curvatures h and mu, needs about {@code 10*h/mu} of them for
 *     each factor e that the gradient falls
 * @param samples at most so many values of the loss are kept, evenly over the steps
 */
public record FlowOptions(
        double tolerance, double gradientTolerance, double timeLimit, int evaluationLimit, int samples) {

    /** Conserved quantities to about 1e-10. */
    public static final FlowOptions DEFAULTS = new FlowOptions(1e-11, 1e-9, 1e6, 500_000, 200);

    /** Conserved quantities to about 1e-7, a fifth of the price. */
    public static final FlowOptions FAST = new FlowOptions(1e-8, 1e-6, 1e5, 50_000, 100);

    /** Conserved quantities to about 1e-12, ten times the price. */
    public static final FlowOptions CAREFUL = new FlowOptions(1e-13, 1e-11, 1e8, 5_000_000, 1_000);

    /** Checks the ranges. */
    public FlowOptions {
        if (!(tolerance > 0 && tolerance < 1 && gradientTolerance > 0 && gradientTolerance < 1)) {
            throw new PreconditionException(
                    "tolerances must be in (0, 1), got " + tolerance + " and " + gradientTolerance);
        }
        if (!(timeLimit > 0) || evaluationLimit < 100 || samples < 2) {
            throw new PreconditionException("a flow needs a time > 0, 100 evaluations and 2 samples at least, got "
                    + timeLimit + ", " + evaluationLimit + " and " + samples);
        }
    }
}
