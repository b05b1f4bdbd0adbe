package dev.nadir.reduction.system;

import java.util.Arrays;
import java.util.function.UnaryOperator;

/** A matrix of polynomials, row by row. */
final class Block {

    private final int rows;
    private final int columns;
    private final Terms[] entries;

    Block(int rows, int columns, Terms[] entries) {
        this.rows = rows;
        this.columns = columns;
        this.entries = entries;
    }

    static Block filled(int rows, int columns, Terms entry) {
        Terms[] entries = new Terms[rows * columns];
        Arrays.fill(entries, entry);
        return new Block(rows, columns, entries);
    }

    static Block scalar(Terms entry) {
        return new Block(1, 1, new Terms[] {entry});
    }

    int rows() {
        return rows;
    }

    int columns() {
        return columns;
    }

    Terms get(int row, int column) {
        return entries[row * columns + column];
    }

    Terms only() {
        return entries[0];
    }

    Block map(UnaryOperator<Terms> function) {
        return new Block(rows, columns, Arrays.stream(entries).map(function).toArray(Terms[]::new));
    }

    Block transpose() {
        Terms[] turned = new Terms[entries.length];
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                turned[j * rows + i] = get(i, j);
            }
        }
        return new Block(columns, rows, turned);
    }

    Block plus(Block other) {
        Terms[] sums = new Terms[entries.length];
        for (int k = 0; k < sums.length; k++) {
            sums[k] = entries[k].plus(other.entries[k]);
        }
        return new Block(rows, columns, sums);
    }

    /** The matrix product. */
    Block times(Block right) {
        Terms[] products = new Terms[rows * right.columns];
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < right.columns; j++) {
                Terms.Sum sum = new Terms.Sum();
                for (int k = 0; k < columns; k++) {
                    sum.add(get(i, k), right.get(k, j));
                }
                products[i * right.columns + j] = sum.terms();
            }
        }
        return new Block(rows, right.columns, products);
    }
}
