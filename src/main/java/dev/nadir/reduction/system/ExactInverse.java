package dev.nadir.reduction.system;

import dev.nadir.base.PreconditionException;
import dev.nadir.base.exact.Rational;

/** Gauss and Jordan in fractions. */
final class ExactInverse {

    private ExactInverse() {}

    /**
     * The inverse of a matrix of numbers.
     *
     * @throws PreconditionException if it is singular
     */
    static Block of(Block matrix) {
        int n = matrix.rows();
        Rational[][] rows = new Rational[n][2 * n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                rows[i][j] = matrix.get(i, j).constant().orElseThrow();
                rows[i][n + j] = i == j ? Rational.ONE : Rational.ZERO;
            }
        }
        for (int k = 0; k < n; k++) {
            pivot(rows, k);
            for (int i = 0; i < n; i++) {
                if (i != k && !rows[i][k].isZero()) {
                    subtract(rows[i], rows[i][k], rows[k]);
                }
            }
        }
        Terms[] entries = new Terms[n * n];
        for (int k = 0; k < n * n; k++) {
            entries[k] = Terms.constant(rows[k / n][n + k % n]);
        }
        return new Block(n, n, entries);
    }

    /** Brings a row with a non-zero entry to place k and its entry there to one. */
    private static void pivot(Rational[][] rows, int k) {
        int found = k;
        while (found < rows.length && rows[found][k].isZero()) {
            found++;
        }
        if (found == rows.length) {
            throw new PreconditionException(
                    "a matrix that is inverted must be invertible; its column " + (k + 1) + " depends on those before");
        }
        Rational[] row = rows[found];
        rows[found] = rows[k];
        rows[k] = row;
        Rational inverse = row[k].inverse();
        for (int j = 0; j < row.length; j++) {
            row[j] = row[j].times(inverse);
        }
    }

    private static void subtract(Rational[] row, Rational factor, Rational[] pivot) {
        for (int j = 0; j < row.length; j++) {
            if (!pivot[j].isZero()) {
                row[j] = row[j].minus(factor.times(pivot[j]));
            }
        }
    }
}
