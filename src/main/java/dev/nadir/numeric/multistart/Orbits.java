package dev.nadir.numeric.multistart;

import dev.nadir.base.Seed;
import dev.nadir.numeric.OrbitMatcher;
import dev.nadir.numeric.OrbitMatcher.Match;
import dev.nadir.numeric.Point;
import dev.nadir.numeric.Spectrum;
import dev.nadir.numeric.SymmetryAction;
import dev.nadir.numeric.linalg.Vectors;
import java.util.ArrayList;
import java.util.List;

/**
 * How many points of a level there are up to symmetry.
 *
 * @param count of the orbits
 * @param unmatched points that could not be told, or were not compared
 */
record Orbits(int count, int unmatched) {

    /** Points are never told apart below this share of their size. */
    private static final double CLOSEST = 1e-8;

    /** Counts. */
    static Orbits of(List<Point> points, Spectrum spectrum, Question question) {
        List<double[]> found = new ArrayList<>();
        boolean isCheap = question.symmetry().factors().isEmpty();
        int unmatched = 0;
        int compared = 0;
        int limit = Math.max(Math.min(1, question.limit()), question.limit() / priceOf(question.symmetry()));
        for (Point point : points) {
            if (!isCheap && compared >= limit) {
                unmatched++;
                continue;
            }
            compared++;
            double[] x = point.coordinates();
            switch (matchAny(found, x, error(point, spectrum), question)) {
                case SAME -> {
                    // one more on a known orbit
                }
                case DIFFERENT -> found.add(x);
                case UNDECIDED -> unmatched++;
            }
        }
        return new Orbits(found.size(), unmatched);
    }

    /** A search costs about as much as the square of the group's dimension: for every forty, one comparison more. */
    private static int priceOf(SymmetryAction symmetry) {
        int entries = 0;
        for (SymmetryAction.Factor factor : symmetry.factors()) {
            entries += factor.group().isFinite() ? 0 : factor.size() * factor.size();
        }
        return Math.max(1, entries / 40);
    }

    private static Match matchAny(List<double[]> orbits, double[] x, double tolerance, Question question) {
        Match result = Match.DIFFERENT;
        for (int k = 0; k < orbits.size(); k++) {
            Match match = question.matcher()
                    .match(
                            question.symmetry(),
                            orbits.get(k),
                            x,
                            tolerance,
                            question.seed().child(k));
            if (match == Match.SAME) {
                return match;
            }
            result = match == Match.UNDECIDED ? match : result;
        }
        return result;
    }

    /** How far a point may be from the critical point: ten times the gradient over the smallest curvature. */
    private static double error(Point point, Spectrum spectrum) {
        double smallest = Double.POSITIVE_INFINITY;
        for (double value : spectrum.eigenvalues()) {
            if (Math.abs(value) > spectrum.tolerance()) {
                smallest = Math.min(smallest, Math.abs(value));
            }
        }
        return Math.max(CLOSEST * Vectors.norm(point.coordinates()), 10 * point.gradientNorm() / smallest);
    }

    /** Who decides, about which symmetry, how often. */
    record Question(OrbitMatcher matcher, SymmetryAction symmetry, int limit, Seed seed) {}
}
