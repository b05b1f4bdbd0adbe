package dev.nadir.model;

import dev.nadir.base.InternalErrorException;
import dev.nadir.base.exact.Rational;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Map;

/**
 * The numbers of a data file.
 *
 * @param header the names of the columns, empty if the file has none
 * @param path as in the model file
 * @param sha256 of the bytes read, in hexadecimal
 * @param written the numbers that their doubles do not tell, being written with more than {@link #SHORT} significant digits
 *     or too small for a double, by their place row by row
 */
public record Table(
        String path,
        List<String> header,
        int rows,
        int columns,
        double[] values,
        String sha256,
        Map<Integer, Rational> written) {

    /** A decimal of so many digits is the only one that short which rounds to its double. */
    public static final int SHORT = 15;

    /** Copies the values, row by row. */
    public Table {
        header = List.copyOf(header);
        values = values.clone();
        written = Map.copyOf(written);
        if (values.length != rows * columns) {
            throw new InternalErrorException(
                    "a table of " + rows + " x " + columns + " has " + values.length + " values");
        }
    }

    /** The number in a row and a column, both from 0. */
    public double get(int row, int column) {
        return values[row * columns + column];
    }

    /** The number as the file writes it, as a fraction. */
    public Rational exact(int row, int column) {
        Rational exact = written.get(row * columns + column);
        return exact != null
                ? exact
                : Rational.parse(new BigDecimal(get(row, column))
                        .round(new MathContext(SHORT))
                        .toString());
    }

    /** A copy, row by row. */
    @Override
    public double[] values() {
        return values.clone();
    }
}
