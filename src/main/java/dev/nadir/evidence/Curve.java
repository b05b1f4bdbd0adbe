package dev.nadir.evidence;

import java.util.List;

/**
 * What was seen of a relation that is swept over a number: a figure in numbers.
 *
 * @param name what is swept over
 * @param left the left side in the model language
 * @param right the right side in the model language
 * @param rows one for each number, in the order of the file
 */
public record Curve(String name, String left, String right, List<Row> rows) {

    /** Copies the rows. */
    public Curve {
        rows = List.copyOf(rows);
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
}
