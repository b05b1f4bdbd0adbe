package dev.nadir.expr;

import java.util.Objects;

/**
 * Rows and columns. A vector is a matrix of one column, a scalar a matrix of one row and one column, and both are so
 * only when the size is literally 1: a width that merely may be 1 stays a matrix.
 */
public record Shape(Size rows, Size columns) {

    public static final Shape SCALAR = new Shape(Size.ONE, Size.ONE);

    /** Checks that nothing is missing. */
    public Shape {
        Objects.requireNonNull(rows);
        Objects.requireNonNull(columns);
    }

    /** The shape of a column vector. */
    public static Shape vector(Size rows) {
        return new Shape(rows, Size.ONE);
    }

    /** The shape of a matrix. */
    public static Shape matrix(Size rows, Size columns) {
        return new Shape(rows, columns);
    }

    public boolean isScalar() {
        return rows.isOne() && columns.isOne();
    }

    /** A column vector or a scalar. */
    public boolean isColumn() {
        return columns.isOne();
    }

    public boolean isSquare() {
        return rows.equals(columns);
    }

    public Shape transpose() {
        return new Shape(columns, rows);
    }

    /** {@code scalar}, or rows x columns. */
    @Override
    public String toString() {
        return isScalar() ? "scalar" : rows + " x " + columns;
    }
}
