package dev.nadir.expr.exact;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.LongUnaryOperator;

/** A matrix of residues. */
record Grid(int rows, int columns, long[] values) {

    /** An entry by its place. */
    interface Entry {
        long at(int row, int column);
    }

    static Grid of(int rows, int columns, Entry entry) {
        long[] values = new long[rows * columns];
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                values[i * columns + j] = entry.at(i, j);
            }
        }
        return new Grid(rows, columns, values);
    }

    static Grid scalar(long value) {
        return new Grid(1, 1, new long[] {value});
    }

    long at(int row, int column) {
        return values[row * columns + column];
    }

    boolean isScalar() {
        return rows == 1 && columns == 1;
    }

    boolean isZero() {
        return Arrays.stream(values).allMatch(value -> value == 0);
    }

    Grid map(LongUnaryOperator function) {
        return new Grid(rows, columns, Arrays.stream(values).map(function).toArray());
    }

    Grid scaled(long factor) {
        return map(value -> Residue.times(value, factor));
    }

    Grid plus(Grid other) {
        return of(rows, columns, (i, j) -> Residue.plus(at(i, j), other.at(i, j)));
    }

    Grid hadamard(Grid other) {
        return of(rows, columns, (i, j) -> Residue.times(at(i, j), other.at(i, j)));
    }

    /** The matrix product; a scalar on either side scales. */
    Grid times(Grid other) {
        if (isScalar()) {
            return other.scaled(values[0]);
        } else if (other.isScalar()) {
            return scaled(other.values[0]);
        }
        return of(rows, other.columns, (i, j) -> {
            long sum = 0;
            for (int k = 0; k < columns; k++) {
                sum = Residue.plus(sum, Residue.times(at(i, k), other.at(k, j)));
            }
            return sum;
        });
    }

    Grid transpose() {
        return of(columns, rows, (i, j) -> at(j, i));
    }

    long trace() {
        long sum = 0;
        for (int i = 0; i < rows; i++) {
            sum = Residue.plus(sum, at(i, i));
        }
        return sum;
    }

    long total() {
        return Arrays.stream(values).reduce(0, Residue::plus);
    }

    /** An inverse with the determinant. */
    record Solved(Grid inverse, long determinant) {}

    /** By elimination; nothing where the determinant is 0. */
    Optional<Solved> solve() {
        int n = rows;
        long[][] work = new long[n][2 * n];
        for (int i = 0; i < n; i++) {
            System.arraycopy(values, i * n, work[i], 0, n);
            work[i][n + i] = 1;
        }
        long determinant = 1;
        for (int column = 0; column < n; column++) {
            int pivot = column;
            while (pivot < n && work[pivot][column] == 0) {
                pivot++;
            }
            if (pivot == n) {
                return Optional.empty();
            }
            if (pivot != column) {
                long[] row = work[pivot];
                work[pivot] = work[column];
                work[column] = row;
                determinant = Residue.negate(determinant);
            }
            determinant = Residue.times(determinant, work[column][column]);
            eliminate(work, column);
        }
        return Optional.of(new Solved(of(n, n, (i, j) -> work[i][n + j]), determinant));
    }

    private static void eliminate(long[][] work, int column) {
        long factor = Residue.inverse(work[column][column]);
        work[column] =
                Arrays.stream(work[column]).map(x -> Residue.times(x, factor)).toArray();
        for (int i = 0; i < work.length; i++) {
            long minus = Residue.negate(work[i][column]);
            if (i != column && minus != 0) {
                for (int j = 0; j < work[i].length; j++) {
                    work[i][j] = Residue.plus(work[i][j], Residue.times(minus, work[column][j]));
                }
            }
        }
    }
}
