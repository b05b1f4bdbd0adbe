package dev.nadir.symbolic.entrywise;

import java.util.Arrays;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;

/** A matrix of polynomials. */
final class EntryMatrix {

    private final EntryPolynomial[] entries;
    private final int rows;
    private final int columns;

    private EntryMatrix(int rows, int columns, EntryPolynomial[] entries) {
        this.rows = rows;
        this.columns = columns;
        this.entries = entries;
    }

    /** What an entry is. */
    interface Entry {
        EntryPolynomial at(int i, int j);
    }

    static EntryMatrix of(int rows, int columns, Entry entry) {
        EntryPolynomial[] entries = new EntryPolynomial[rows * columns];
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                entries[i * columns + j] = entry.at(i, j);
            }
        }
        return new EntryMatrix(rows, columns, entries);
    }

    static EntryMatrix scalar(EntryPolynomial value) {
        return of(1, 1, (i, j) -> value);
    }

    int rows() {
        return rows;
    }

    int columns() {
        return columns;
    }

    boolean isScalar() {
        return entries.length == 1;
    }

    EntryPolynomial at(int i, int j) {
        return entries[i * columns + j];
    }

    EntryMatrix map(UnaryOperator<EntryPolynomial> change) {
        return new EntryMatrix(rows, columns, Arrays.stream(entries).map(change).toArray(EntryPolynomial[]::new));
    }

    EntryMatrix with(EntryMatrix other, BinaryOperator<EntryPolynomial> operation) {
        return of(rows, columns, (i, j) -> operation.apply(at(i, j), other.at(i, j)));
    }

    EntryMatrix times(EntryMatrix other) {
        return of(
                rows,
                other.columns,
                (i, j) -> EntryPolynomial.sumOfProducts(columns, k -> at(i, k), k -> other.at(k, j)));
    }

    EntryMatrix transpose() {
        return of(columns, rows, (i, j) -> at(j, i));
    }

    EntryPolynomial total() {
        return Arrays.stream(entries).reduce(EntryPolynomial.ZERO, EntryPolynomial::plus);
    }
}
