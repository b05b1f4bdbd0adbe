package dev.nadir.evidence.verify.judge;

import dev.nadir.evidence.verify.Bench;
import dev.nadir.evidence.verify.Differences;
import dev.nadir.evidence.verify.Numbers;
import dev.nadir.numeric.Objective;
import dev.nadir.numeric.Point;
import dev.nadir.numeric.linalg.Matrix;
import dev.nadir.numeric.linalg.Vectors;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** What is seen near a claimed point. */
final class Probes {

    /** Walks downhill from points near the first claimed point; a saddle lets some of them go. */
    private static final int WALKS = 3;

    /** From each further one: they satisfy the same equations. */
    private static final int FURTHER_WALKS = 1;

    /** How far away the walks begin, relative to the size of the point. */
    private static final double DISTANCE = 1e-3;

    /** How many directions are looked along. */
    private static final int DIRECTIONS = 16;

    /** How far: beyond where a search begins, and not so far that rounding is all that is left of a loss. */
    private static final List<Double> SCALES = List.of(5.0, 30.0, 200.0);

    private Probes() {}

    /**
     * Where walks downhill from near the points end. A walk that finds its way lower gets far below; so values to ten
     * digits are enough, and runs that are polished are left to the search.
     */
    static List<Point> descents(Bench bench, List<Map<String, Matrix>> points) {
        List<Point> ends = new ArrayList<>();
        for (Map<String, Matrix> point : points) {
            ends.addAll(descents(bench, point, ends.isEmpty() ? WALKS : FURTHER_WALKS));
        }
        return ends;
    }

    private static List<Point> descents(Bench bench, Map<String, Matrix> point, int walks) {
        double[] x = bench.layout().pack(point);
        List<Point> ends = new ArrayList<>();
        if (!Vectors.isFinite(x)) {
            return ends;
        }
        for (int k = 0; k < walks; k++) {
            RandomGenerator random = bench.seed().child("near").child(k).generator();
            double[] start = x.clone();
            for (int i = 0; i < start.length; i++) {
                start[i] += DISTANCE * Math.max(1, Math.abs(x[i])) * random.nextGaussian();
            }
            ends.add(bench.searches().descend(bench.searches().objective(), start));
        }
        return ends;
    }

    /**
     * Points far away where the loss is below a number: a search that begins near zero and only walks downhill does not
     * see what lies behind a hill, and a loss that is not bounded below has such points in many directions.
     */
    static List<Map<String, Matrix>> far(Bench bench, double limit) {
        Objective objective = bench.searches().objective();
        List<Map<String, Matrix>> lower = new ArrayList<>();
        for (int k = 0; k < DIRECTIONS; k++) {
            RandomGenerator random = bench.seed().child("far").child(k).generator();
            double[] direction = new double[objective.dimension()];
            for (int i = 0; i < direction.length; i++) {
                direction[i] = random.nextGaussian();
            }
            for (double scale : SCALES) {
                double[] x = direction.clone();
                for (int i = 0; i < x.length; i++) {
                    x[i] *= scale;
                }
                double value = objective.value(x);
                if (Double.isFinite(value) && value < limit) {
                    lower.add(bench.layout().unpack(x));
                }
            }
        }
        return lower;
    }

    /** The gradient at the first claimed point, by differences of the loss as written. */
    static Optional<String> gradient(Bench bench, List<Map<String, Matrix>> points) {
        if (points.isEmpty()) {
            return Optional.empty();
        }
        double[] x = bench.layout().pack(points.get(0));
        if (!Vectors.isFinite(x)) {
            return Optional.empty();
        }
        Differences.Estimate gradient = Differences.gradient(bench::loss, x, bench.lossNoise(points.get(0)));
        return Optional.of("at most " + Numbers.small(gradient.size()) + " by differences of " + bench.lossSource()
                + ", which" + " are good to " + Numbers.small(gradient.worstError()));
    }
}
