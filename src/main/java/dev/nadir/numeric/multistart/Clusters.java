package dev.nadir.numeric.multistart;

import dev.nadir.numeric.Objective;
import dev.nadir.numeric.Point;
import dev.nadir.numeric.evaluate.RoundingNoise;
import dev.nadir.numeric.linalg.Vectors;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Converged points by their values. Two neighbours are on one level if their values differ by no more than their errors
 * together: the gap that a gradient leaves, at most {@code norm(gradient)*norm(x)} where the loss is convex between the
 * point and the critical point and that is no farther than 0, and the rounding of the value, as measured. With gradients
 * of 1e-12 of their scale levels a billionth apart stay apart.
 */
final class Clusters {

    private Clusters() {}

    /** The points of one level, in the order of the starts. */
    record Cluster(List<Point> points) {

        /** The one with the smallest gradient. */
        Point representative() {
            return points.stream()
                    .min(Comparator.comparingDouble(Point::gradientNorm))
                    .orElseThrow();
        }

        double spread() {
            double lowest = Double.POSITIVE_INFINITY;
            double highest = Double.NEGATIVE_INFINITY;
            for (Point point : points) {
                lowest = Math.min(lowest, point.value());
                highest = Math.max(highest, point.value());
            }
            return highest - lowest;
        }
    }

    /** Splits, lowest value first. */
    static List<Cluster> of(Objective objective, List<Point> points) {
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < points.size(); i++) {
            order.add(i);
        }
        order.sort(Comparator.comparingDouble(i -> points.get(i).value()));
        List<Cluster> clusters = new ArrayList<>();
        List<Integer> members = new ArrayList<>();
        for (int i : order) {
            boolean isNew = !members.isEmpty()
                    && areApart(objective, points.get(members.get(members.size() - 1)), points.get(i));
            if (isNew) {
                clusters.add(cluster(points, members));
                members.clear();
            }
            members.add(i);
        }
        if (!members.isEmpty()) {
            clusters.add(cluster(points, members));
        }
        return clusters;
    }

    private static Cluster cluster(List<Point> points, List<Integer> members) {
        return new Cluster(members.stream().sorted().map(points::get).toList());
    }

    private static boolean areApart(Objective objective, Point lower, Point upper) {
        double gap = upper.value() - lower.value() - gapOf(lower) - gapOf(upper);
        // Measuring costs nine evaluations: only where it can matter.
        return gap > 0
                && gap
                        > RoundingNoise.at(objective, lower.coordinates())
                                + RoundingNoise.at(objective, upper.coordinates());
    }

    private static double gapOf(Point point) {
        return point.gradientNorm() * Vectors.norm(point.coordinates());
    }
}
