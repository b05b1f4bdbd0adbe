package dev.nadir.evidence;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.DoubleUnaryOperator;

/**
 * What was seen of a relation that is swept over a number: a figure in numbers.
 *
 * @param name what is swept over
 * @param left the left side in the model language
 * @param right the right side in the model language
 * @param rows one for each number, in the order of the file
 * @param line the right side at these numbers and at some between them, ascending; empty where it cannot be computed
 */
public record Curve(String name, String left, String right, List<Row> rows, List<Place> line) {

    /** Enough for a smooth line in print. */
    private static final int STEPS = 60;

    /** Copies the rows. */
    public Curve {
        rows = List.copyOf(rows);
        line = List.copyOf(line);
    }

    /** Without a line. */
    public Curve(String name, String left, String right, List<Row> rows) {
        this(name, left, right, rows, List.of());
    }

    /**
     * One number and both sides there.
     *
     * @param left what was computed of the left side, or estimated
     * @param low the end of the interval for the left side; the value itself where nothing was sampled
     * @param high the other end
     * @param right what was computed of the right side
     */
    public record Row(double at, double left, double low, double high, double right) {}

    /** A number and a side there. */
    public record Place(double at, double value) {}

    /** The same with a line; where the side is not a finite number everywhere, it stays without. */
    public Curve with(DoubleUnaryOperator side) {
        List<Place> places = new ArrayList<>();
        for (double at : grid()) {
            double value = side.applyAsDouble(at);
            if (!Double.isFinite(value)) {
                return this;
            }
            places.add(new Place(at, value));
        }
        return new Curve(name, left, right, rows, places);
    }

    /** Whether the numbers are spread more evenly by their logarithms. */
    public boolean isGeometric() {
        double[] at = rows.stream().mapToDouble(Row::at).sorted().distinct().toArray();
        if (at.length < 3 || !(at[0] > 0)) {
            return false;
        }
        double[] logarithms = java.util.Arrays.stream(at).map(Math::log).toArray();
        return unevenness(logarithms) < unevenness(at);
    }

    private static double unevenness(double[] sorted) {
        double least = Double.POSITIVE_INFINITY;
        double most = 0;
        for (int i = 1; i < sorted.length; i++) {
            least = Math.min(least, sorted[i] - sorted[i - 1]);
            most = Math.max(most, sorted[i] - sorted[i - 1]);
        }
        return most / least;
    }

    private TreeSet<Double> grid() {
        TreeSet<Double> grid = new TreeSet<>();
        rows.forEach(row -> grid.add(row.at()));
        if (grid.size() > 1) {
            double low = grid.first();
            double high = grid.last();
            for (int i = 1; i < STEPS; i++) {
                double share = (double) i / STEPS;
                grid.add(isGeometric() ? low * Math.pow(high / low, share) : low + share * (high - low));
            }
        }
        return grid;
    }
}
