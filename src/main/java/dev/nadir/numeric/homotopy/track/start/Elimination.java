package dev.nadir.numeric.homotopy.track.start;

import dev.nadir.base.Kernel;
import org.jspecify.annotations.Nullable;

/** Gaussian elimination with complete pivoting, which tells the rank of a complex matrix, and solves if it can. */
final class Elimination {

    /** A pivot this small, relative to the first, is zero: the entries are computed from a random point of size one. */
    private static final double ZERO = 1e-9;

    private final double[][] rows;
    private final int columns;
    private final int[] pivotColumn;
    private final int rank;

    private Elimination(double[][] rows, int columns, int[] pivotColumn, int rank) {
        this.rows = rows;
        this.columns = columns;
        this.pivotColumn = pivotColumn;
        this.rank = rank;
    }

    /** Eliminates in the first {@code columns} columns of rows that may be longer; the rows are copied. */
    @Kernel("GolubVanLoan2013")
    static Elimination of(double[][] matrix, int columns) {
        double[][] rows = new double[matrix.length][];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = matrix[i].clone();
        }
        int[] pivotColumn = new int[rows.length];
        boolean[] isUsed = new boolean[columns];
        double first = 0;
        int rank = 0;
        for (; rank < Math.min(rows.length, columns); rank++) {
            int row = -1;
            int column = -1;
            double best = 0;
            for (int i = rank; i < rows.length; i++) {
                for (int j = 0; j < columns; j++) {
                    double size = isUsed[j] ? 0 : Math.hypot(rows[i][2 * j], rows[i][2 * j + 1]);
                    if (size > best) {
                        best = size;
                        row = i;
                        column = j;
                    }
                }
            }
            first = rank == 0 ? best : first;
            if (row < 0 || best <= ZERO * first) {
                break;
            }
            double[] swap = rows[rank];
            rows[rank] = rows[row];
            rows[row] = swap;
            isUsed[column] = true;
            pivotColumn[rank] = column;
            clear(rows, rank, column);
        }
        return new Elimination(rows, columns, pivotColumn, rank);
    }

    /** Makes the column zero in all rows but its own, in which it becomes one. */
    private static void clear(double[][] rows, int pivot, int column) {
        double[] row = rows[pivot];
        double re = row[2 * column];
        double im = row[2 * column + 1];
        double square = re * re + im * im;
        scale(row, re / square, -im / square);
        for (int i = 0; i < rows.length; i++) {
            if (i != pivot) {
                double factorRe = rows[i][2 * column];
                double factorIm = rows[i][2 * column + 1];
                for (int j = 0; j < row.length; j += 2) {
                    rows[i][j] -= factorRe * row[j] - factorIm * row[j + 1];
                    rows[i][j + 1] -= factorRe * row[j + 1] + factorIm * row[j];
                }
            }
        }
    }

    private static void scale(double[] row, double re, double im) {
        for (int j = 0; j < row.length; j += 2) {
            double next = row[j] * re - row[j + 1] * im;
            row[j + 1] = row[j] * im + row[j + 1] * re;
            row[j] = next;
        }
    }

    /** The number of pivots. */
    int rank() {
        return rank;
    }

    /**
     * A solution for the right-hand side that stands behind the columns, zero in the columns without pivot; null if there
     * is none.
     */
    double @Nullable [] solution() {
        for (int i = rank; i < rows.length; i++) {
            if (Math.hypot(rows[i][2 * columns], rows[i][2 * columns + 1]) > ZERO * 10) {
                return null;
            }
        }
        double[] out = new double[2 * columns];
        for (int i = 0; i < rank; i++) {
            out[2 * pivotColumn[i]] = rows[i][2 * columns];
            out[2 * pivotColumn[i] + 1] = rows[i][2 * columns + 1];
        }
        return out;
    }
}
