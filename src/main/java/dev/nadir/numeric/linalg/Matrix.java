package dev.nadir.numeric.linalg;

import dev.nadir.base.InternalErrorException;

/** An immutable dense real matrix, row by row. */
public final class Matrix {

    private final int rows;
    private final int columns;
    private final double[] values;

    private Matrix(int rows, int columns, double[] values) {
        if (rows < 0 || columns < 0 || values.length != rows * columns) {
            throw new InternalErrorException(
                    "a " + rows + " x " + columns + " matrix has " + values.length + " values");
        }
        this.rows = rows;
        this.columns = columns;
        this.values = values;
    }

    /** A matrix with a copy of the given values, row by row. */
    public static Matrix of(int rows, int columns, double... values) {
        return new Matrix(rows, columns, values.clone());
    }

    public int rows() {
        return rows;
    }

    public int columns() {
        return columns;
    }

    /** The entry in a row and a column, both from 0. */
    public double get(int row, int column) {
        return values[row * columns + column];
    }

    /** A copy of the values, row by row. */
    public double[] toArray() {
        return values.clone();
    }
}
