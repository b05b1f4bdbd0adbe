package dev.nadir.reduction;

import dev.nadir.base.PreconditionException;
import dev.nadir.base.exact.Rational;
import java.util.List;

/**
 * A matrix of fractions.
 *
 * @param entries row by row
 */
public record ExactMatrix(int rows, int columns, List<Rational> entries) {

    /**
     * Checks the length.
     *
     * @throws PreconditionException if there are not {@code rows * columns} entries
     */
    public ExactMatrix {
        entries = List.copyOf(entries);
        if (entries.size() != rows * columns) {
            throw new PreconditionException(
                    "a " + rows + " x " + columns + " matrix has no " + entries.size() + " entries");
        }
    }

    /** The entry, counted from 0. */
    public Rational get(int row, int column) {
        return entries.get(row * columns + column);
    }
}
