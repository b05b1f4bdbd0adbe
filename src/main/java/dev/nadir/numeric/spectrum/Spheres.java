package dev.nadir.numeric.spectrum;

import dev.nadir.numeric.LocalSolver;
import dev.nadir.numeric.Objective;
import dev.nadir.numeric.Point;
import dev.nadir.numeric.Termination;
import dev.nadir.numeric.linalg.Vectors;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Looks for lower points on spheres around a point. One lower point proves little: it may lie behind a barrier. So from
 * the first one found the spheres shrink by halves, and there must be a lower point on each, until what can be expected
 * drowns in rounding.
 */
final class Spheres {

    /** Radii of the first spheres, as shares of the point's size. */
    private static final double[] FIRST_RADII = {0.3, 0.1, 0.03};

    /** A loss is lower if it is by this much more than rounding and the rest of the gradient explain. */
    private static final double MARGIN = 10;

    /** As many halvings at least, a factor of eight in the radius. */
    private static final int LEAST_HALVINGS = 3;

    private static final int MOST_HALVINGS = 40;

    private final LocalSolver solver;
    private final Objective objective;
    private final Point centre;
    private final double noise;
    private final Supplier<double[]> directions;
    private final int descents;

    Spheres(LocalSolver solver, Objective objective, Point centre, double noise, Directions directions) {
        this.solver = solver;
        this.objective = objective;
        this.centre = centre;
        this.noise = noise;
        this.directions = directions.source();
        this.descents = directions.count();
    }

    /**
     * Where to start on a sphere.
     *
     * @param source random unit vectors
     */
    record Directions(Supplier<double[]> source, int count) {}

    /** The scale of a point; 1 at zero, which has none. */
    static double sizeOf(double[] x) {
        double norm = Vectors.norm(x);
        return norm > 1e-6 ? norm : 1;
    }

    /** A lower point that is one of a sequence towards the centre; empty if there is no such sequence. */
    Optional<Point> lowerPoint() {
        for (double share : FIRST_RADII) {
            double radius = share * sizeOf(centre.coordinates());
            Found first = lowest(radius);
            if (first.gain() > threshold(radius) && leadsToCentre(first, radius)) {
                return Optional.of(first.point());
            }
        }
        return Optional.empty();
    }

    private record Found(double[] direction, double gain, Point point) {}

    private double threshold(double radius) {
        return MARGIN * (noise + centre.gradientNorm() * radius);
    }

    /** Follows the lower points inwards. */
    private boolean leadsToCentre(Found first, double firstRadius) {
        double radius = firstRadius;
        double gain = first.gain();
        double factor = 2;
        double[] direction = first.direction();
        for (int k = 0; k < MOST_HALVINGS; k++) {
            radius /= 2;
            Found next = descend(radius, direction);
            if (next.gain() <= threshold(radius)) {
                next = lowest(radius);
            }
            if (next.gain() <= threshold(radius)) {
                boolean isDrowned = gain / factor <= 2 * threshold(radius);
                return isDrowned && k >= LEAST_HALVINGS;
            }
            factor = Math.max(2, gain / next.gain());
            gain = next.gain();
            direction = next.direction();
        }
        return true;
    }

    private Found lowest(double radius) {
        Found best = descend(radius, directions.get());
        for (int k = 1; k < descents; k++) {
            Found other = descend(radius, directions.get());
            if (other.gain() > best.gain()) {
                best = other;
            }
        }
        return best;
    }

    /** To a minimum on the sphere. */
    private Found descend(double radius, double[] direction) {
        double[] x = centre.coordinates();
        Sphere sphere = new Sphere(objective, x, radius);
        double[] y = solver.solve(sphere, direction).coordinates();
        Vectors.scale(1 / Vectors.norm(y), y);
        double[] place = new double[x.length];
        sphere.place(y, place);
        double[] gradient = new double[x.length];
        double value = objective.valueAndGradient(place, gradient);
        Point point = new Point(place, value, Vectors.norm(gradient), Termination.ITERATION_LIMIT, 0);
        return new Found(y, Double.isFinite(value) ? centre.value() - value : Double.NEGATIVE_INFINITY, point);
    }
}
