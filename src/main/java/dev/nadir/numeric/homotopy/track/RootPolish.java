package dev.nadir.numeric.homotopy.track;

/** Newton's method at the end of a segment, for single points: their last digits, and how well they are conditioned. */
public final class RootPolish {

    private final Segment segment;
    private final PathTracker tracker;

    /** For solutions of the system at the end of a segment. */
    public RootPolish(Segment segment) {
        this.segment = segment;
        this.tracker = new PathTracker(segment.shape(), TrackerSettings.DEFAULTS);
    }

    /** Improves a homogeneous point; false if Newton's method does not converge from there. */
    public boolean polish(double[] point) {
        return tracker.polish(segment, point, 1);
    }

    /** The improved point. */
    public double[] point() {
        return tracker.point();
    }

    /** The last correction, relative to the point. */
    public double residual() {
        return tracker.lastCorrection();
    }

    /** An estimate of the condition number of the Jacobian at the last point, with rows scaled to one. */
    public double condition() {
        return tracker.condition();
    }

    /** How much the terms of a derivative cancel at the last point: 1 not at all. */
    public double cancellation() {
        return tracker.cancellation();
    }
}
