package dev.nadir.numeric.spectrum;

import dev.nadir.base.PreconditionException;

/**
 * How hard a point with a singular Hessian is looked at.
 *
 * @param curves null directions in which a flat family is followed. Price: up to 40 gradients each
 * @param descents starts on the largest sphere around the point. Price: a minimisation on the sphere each
 * @param dimensionLimit of more variables no spectrum is computed, and points stay undecided. Price: two Hessians of
 *     {@code n} products each, and about {@code 10*n^3} multiplications: a second at 1,000
 */
public record SpectralClassifierOptions(int curves, int descents, int dimensionLimit) {

    /** Some tens of minimisations. */
    public static final SpectralClassifierOptions DEFAULTS = new SpectralClassifierOptions(12, 12, 1_500);

    /** A third of the defaults. */
    public static final SpectralClassifierOptions FAST = new SpectralClassifierOptions(6, 4, 1_000);

    /** Five times the defaults. */
    public static final SpectralClassifierOptions CAREFUL = new SpectralClassifierOptions(40, 60, 3_000);

    /** Checks the ranges. */
    public SpectralClassifierOptions {
        if (curves < 2 || descents < 1) {
            throw new PreconditionException(
                    "at least 2 curves and 1 descent are needed, got " + curves + " and " + descents);
        }
    }
}
