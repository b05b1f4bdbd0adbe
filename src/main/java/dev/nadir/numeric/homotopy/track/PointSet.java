package dev.nadir.numeric.homotopy.track;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Points in the order in which they came, each once. Found by a linear function of their coordinates. */
public final class PointSet {

    /** Points this near, relative to their size, are the same; a corrected point errs by 1e-9 at most. */
    public static final double SAME = 1e-7;

    private final List<double[]> points = new ArrayList<>();
    private final TreeMap<Double, List<Integer>> byValue = new TreeMap<>();

    /** The index of a point that is the same, or -1. */
    public int find(double[] point) {
        double tolerance = SAME * (1 + Norms.two(point));
        double value = value(point);
        double width = tolerance * weightNorm(point.length);
        for (Map.Entry<Double, List<Integer>> entry :
                byValue.subMap(value - width, true, value + width, true).entrySet()) {
            for (int index : entry.getValue()) {
                if (Norms.distance(points.get(index), point) <= tolerance) {
                    return index;
                }
            }
        }
        return -1;
    }

    /** Adds a point; false if it is there already. */
    public boolean add(double[] point) {
        if (find(point) >= 0) {
            return false;
        }
        byValue.computeIfAbsent(value(point), key -> new ArrayList<>()).add(points.size());
        points.add(point);
        return true;
    }

    public List<double[]> points() {
        return points;
    }

    public int size() {
        return points.size();
    }

    private static double value(double[] point) {
        double sum = 0;
        for (int i = 0; i < point.length; i++) {
            sum += weight(i) * point[i];
        }
        return sum;
    }

    private static double weight(int i) {
        return Math.cos(1.7 * i + 0.3);
    }

    private static double weightNorm(int length) {
        return Math.sqrt(length);
    }
}
