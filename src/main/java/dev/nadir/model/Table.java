package dev.nadir.model;

import dev.nadir.base.InternalErrorException;
import java.util.List;

/**
 * The numbers of a data file.
 *
 * @param header the names of the columns, empty if the file has none
 * @param path as in the model file
 * @param sha256 of the bytes read, in hexadecimal
 */
public record Table(String path, List<String> header, int rows, int columns, double[] values, String sha256) {

    /** Copies the values, row by row. */
    public Table {
        header = List.copyOf(header);
        values = values.clone();
        if (values.length != rows * columns) {
            throw new InternalErrorException(
                    "a table of " + rows + " x " + columns + " has " + values.length + " values");
        }
    }

    /** The number in a row and a column, both from 0. */
    public double get(int row, int column) {
        return values[row * columns + column];
    }

    /** A copy, row by row. */
    @Override
    public double[] values() {
        return values.clone();
    }
}
