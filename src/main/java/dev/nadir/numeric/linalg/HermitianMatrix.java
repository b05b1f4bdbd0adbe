package dev.nadir.numeric.linalg;

import dev.nadir.base.PreconditionException;

/**
 * An immutable Hermitian matrix: a symmetric real part and an antisymmetric imaginary part.
 *
 * @param real symmetric
 * @param imaginary antisymmetric, of the same size
 */
public record HermitianMatrix(Matrix real, Matrix imaginary) {

    /**
     * Checks the symmetries, which must hold to the last bit.
     *
     * @throws PreconditionException if one does not
     */
    public HermitianMatrix {
        int n = real.rows();
        if (!real.isSquare() || imaginary.rows() != n || imaginary.columns() != n) {
            throw new PreconditionException("a Hermitian matrix needs two square parts of one size, got " + real.shape()
                    + " and " + imaginary.shape());
        }
        if (!real.isFinite() || !imaginary.isFinite()) {
            throw new PreconditionException("a Hermitian matrix needs finite entries");
        }
        for (int i = 0; i < n; i++) {
            for (int j = i; j < n; j++) {
                if (real.get(i, j) != real.get(j, i) || imaginary.get(i, j) != -imaginary.get(j, i)) {
                    throw new PreconditionException(
                            "a Hermitian matrix equals its conjugate transpose, got another entry at row " + (i + 1)
                                    + ", column " + (j + 1));
                }
            }
        }
    }

    /** The number of rows. */
    public int size() {
        return real.rows();
    }
}
