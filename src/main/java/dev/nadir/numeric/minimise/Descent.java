package dev.nadir.numeric.minimise;

import dev.nadir.numeric.Objective;
import dev.nadir.numeric.Point;
import dev.nadir.numeric.Termination;
import dev.nadir.numeric.linalg.Vectors;
import java.util.function.BooleanSupplier;

/** Where a run stands: the point, and what is known there. The phases of a run hand it on. */
final class Descent {

    /** A norm that grows, or a value that falls, by this much is taken to do so for ever. */
    private static final double UNBOUNDED = 1e14;

    /** Where value and minimiser are both 0, there is no scale: this share of the first gradient ends the run. */
    private static final double UNDERFLOW = 1e-60;

    final Objective objective;
    final double[] start;
    double[] x;
    double[] gradient;
    double value;
    int iterations;

    private final BooleanSupplier isCancelled;
    private final double tolerance;
    private final double lowestValue;
    private final double largestNorm;
    private final double smallestGradient;

    Descent(Objective objective, double[] start, double tolerance, BooleanSupplier isCancelled) {
        this.objective = objective;
        this.start = start;
        this.isCancelled = isCancelled;
        this.tolerance = tolerance;
        this.x = start.clone();
        this.gradient = new double[start.length];
        this.value = objective.valueAndGradient(x, gradient);
        this.lowestValue = -UNBOUNDED * (1 + Math.abs(value));
        this.largestNorm = UNBOUNDED * (1 + Vectors.norm(x));
        this.smallestGradient = UNDERFLOW * Vectors.norm(gradient);
    }

    boolean isFinite() {
        return Double.isFinite(value) && Vectors.isFinite(gradient);
    }

    boolean isCancelled() {
        return isCancelled.getAsBoolean();
    }

    boolean isDiverging() {
        return value < lowestValue || Vectors.norm(x) > largestNorm;
    }

    /**
     * Whether the gradient is small against its own scale, the largest curvature times the size of the point; at a
     * minimiser 0, which has no such scale, whether the loss that the gradient promises is nothing beside the loss.
     */
    boolean isConverged(double largestCurvature) {
        double norm = Vectors.norm(gradient);
        double size = Vectors.norm(x);
        boolean isSmallInScale = norm <= tolerance * largestCurvature * size;
        boolean isNothingBesideLoss = norm * size <= tolerance * tolerance * Math.abs(value)
                && norm <= tolerance * Math.max(largestCurvature * size, Math.abs(value));
        return isSmallInScale || isNothingBesideLoss || norm <= smallestGradient;
    }

    /** The rounding error of the value by its own size; where terms cancel it is larger. */
    double valueRounding() {
        return 8 * Math.ulp(1.0) * Math.abs(value);
    }

    Point point(Termination termination) {
        return new Point(x, value, Vectors.norm(gradient), termination, iterations);
    }
}
