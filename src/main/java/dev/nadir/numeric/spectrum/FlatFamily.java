package dev.nadir.numeric.spectrum;

import dev.nadir.numeric.Objective;
import dev.nadir.numeric.Point;
import dev.nadir.numeric.linalg.Vectors;
import java.util.random.RandomGenerator;

/**
 * Whether the null directions of a Hessian are those of a family of critical points. From steps along random null
 * directions, Newton steps in the other directions lead back to where the gradient vanishes, if it does: then, up to
 * rounding, the critical points near this one are a manifold with as many dimensions as the Hessian has zeros, and with
 * no negative eigenvalue all of them are minima (Bott1954).
 *
 * <p>What is not seen: a loss that grows more slowly than about the fifth power of the distance looks flat. Whether it
 * falls, {@link Spheres} looks first.
 */
final class FlatFamily {

    /** Steps along a null direction, as shares of the point's size; the largest from which Newton's method returns counts. */
    private static final double[] STEPS = {0.05, 0.01, 0.002, 0.0004};

    private static final int CORRECTIONS = 40;

    /** The gradient must fall to this share of largest curvature times size. */
    private static final double GRADIENT_TOLERANCE = 1e-12;

    private final Objective objective;
    private final Point point;
    private final LocalSpectrum spectrum;
    private final double noise;
    private final double size;

    FlatFamily(Objective objective, Point point, LocalSpectrum spectrum, double noise) {
        this.objective = objective;
        this.point = point;
        this.spectrum = spectrum;
        this.noise = noise;
        this.size = Spheres.sizeOf(point.coordinates());
    }

    /** Whether every one of so many random curves stays flat. */
    boolean isFlat(int curves, RandomGenerator random) {
        if (spectrum.largest() == 0) {
            return false;
        }
        for (int k = 0; k < curves; k++) {
            if (!isFlatAlong(spectrum.randomNullDirection(random))) {
                return false;
            }
        }
        return true;
    }

    private boolean isFlatAlong(double[] direction) {
        for (double step : STEPS) {
            if (returns(direction, step * size)) {
                return true;
            }
        }
        return false;
    }

    private boolean returns(double[] direction, double step) {
        double[] y = point.coordinates();
        Vectors.axpy(step, direction, y);
        double[] gradient = new double[y.length];
        double allowed = GRADIENT_TOLERANCE * spectrum.largest() * size;
        double before = Double.POSITIVE_INFINITY;
        for (int k = 0; k < CORRECTIONS; k++) {
            double value = objective.valueAndGradient(y, gradient);
            double norm = Vectors.norm(gradient);
            if (norm <= allowed) {
                // The value at the critical point that is near differs by at most the gradient times the way to it.
                return Math.abs(value - point.value()) <= noise + allowed * size;
            }
            if (!(norm < 2 * before)) {
                return false;
            }
            before = norm;
            spectrum.addNewtonStep(gradient, y);
        }
        return false;
    }
}
