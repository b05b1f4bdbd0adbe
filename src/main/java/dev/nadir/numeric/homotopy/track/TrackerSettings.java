package dev.nadir.numeric.homotopy.track;

/**
 * How carefully a path is followed. Sizes are relative: points have norm about one.
 *
 * @param predictorTolerance the largest accepted error of a predicted point, an estimate
 * @param localTolerance the same, relative to how far the point moves within the radius of convergence; other
 *     solutions are not nearer than about that where sheets meet
 * @param trust the largest step, relative to the radius of convergence
 * @param contraction each Newton correction must be smaller than the one before by this factor
 * @param stepLimit a segment that takes more steps is given up
 */
public record TrackerSettings(
        double predictorTolerance, double localTolerance, double trust, double contraction, int stepLimit) {

    /** Fast, and careful enough for all but a few paths in a thousand. */
    public static final TrackerSettings DEFAULTS = new TrackerSettings(1e-4, 1e-2, 0.5, 0.05, 3_000);

    /** For paths that failed or ended where another one ended: about twice as many steps. */
    public static final TrackerSettings CAREFUL = new TrackerSettings(1e-6, 1e-4, 0.25, 0.01, 20_000);

    /** For what {@link #CAREFUL} does not settle. */
    public static final TrackerSettings PEDANTIC = new TrackerSettings(1e-8, 1e-6, 0.1, 0.002, 100_000);
}
