package dev.nadir.evidence.verify.judge;

import dev.nadir.evidence.verify.Bench;
import dev.nadir.evidence.verify.Numbers;
import dev.nadir.numeric.linalg.Matrix;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The loss at claimed points, set against the claimed value. Equations may leave parts of a point open, as when only one
 * of several parameters is given; then a solution that attains the value is enough, and others say nothing.
 *
 * @param attaining the points where the loss is the claimed value
 * @param others the points where it is something else
 * @param allowed what counts as equal
 * @param worstGap the largest difference where the value is attained
 * @param spread how far the losses at the others are apart
 * @param distance how near to the claimed value the losses at the others come
 */
record ClaimedLosses(
        ClaimedPoints points,
        List<Map<String, Matrix>> attaining,
        List<Map<String, Matrix>> others,
        double allowed,
        double worstGap,
        double spread,
        double distance) {

    /** Losses this much closer together than to the claimed value are one loss: the equations fix it. */
    private static final double SAME = 1e-6;

    static ClaimedLosses of(ClaimedPoints points, Bench bench, double value, double tolerance) {
        List<Map<String, Matrix>> attaining = new ArrayList<>();
        List<Map<String, Matrix>> others = new ArrayList<>();
        double allowed = tolerance;
        double worstGap = 0;
        double lowest = Double.POSITIVE_INFINITY;
        double highest = Double.NEGATIVE_INFINITY;
        double distance = Double.POSITIVE_INFINITY;
        for (Map<String, Matrix> point : points.found()) {
            double loss = bench.loss(point);
            if (!Double.isFinite(loss)) {
                continue;
            }
            double here = tolerance + bench.lossNoise(point);
            double gap = Math.abs(loss - value);
            allowed = Math.max(allowed, here);
            if (gap <= here) {
                attaining.add(point);
                worstGap = Math.max(worstGap, gap);
            } else {
                others.add(point);
                lowest = Math.min(lowest, loss);
                highest = Math.max(highest, loss);
                distance = Math.min(distance, gap);
            }
        }
        double spread = others.isEmpty() ? 0 : highest - lowest;
        return new ClaimedLosses(points, attaining, others, allowed, worstGap, spread, distance);
    }

    /** Whether the equations fix the loss, and it is not the claimed value. */
    boolean contradicts() {
        boolean isFixed = points.isDirect() || (others.size() > 1 && spread <= SAME * distance);
        return attaining.isEmpty() && !others.isEmpty() && isFixed;
    }

    /** Whether there are points, and none was seen to attain the value. */
    boolean isOpen() {
        return attaining.isEmpty() && !points.found().isEmpty();
    }

    /** A point to show: one that attains the value, if there is one. */
    Map<String, Matrix> first() {
        return attaining.isEmpty() ? others.get(0) : attaining.get(0);
    }

    /** What was seen, if there are points. */
    Optional<String> note(Bench bench) {
        if (points.found().isEmpty()) {
            return Optional.empty();
        }
        if (attaining.isEmpty()) {
            return Optional.of("not the claimed value at " + others.size() + " solutions of the equations");
        }
        String some = others.isEmpty() ? "" : ", and other losses at " + others.size() + " more, which they leave open";
        return Optional.of(
                Numbers.number(bench.loss(first())) + "    gap " + Numbers.small(worstGap) + points.how() + some);
    }
}
