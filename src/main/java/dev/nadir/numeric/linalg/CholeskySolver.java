package dev.nadir.numeric.linalg;

import dev.nadir.base.PreconditionException;

/** A symmetric positive definite matrix as {@code L*L'}, with buffers that are used again: one solver per thread. */
public final class CholeskySolver {

    private final int size;
    private final double[] lower;

    /** A solver for matrices with the given number of rows. */
    public CholeskySolver(int size) {
        this.size = size;
        this.lower = new double[size * size];
    }

    /**
     * Factors a matrix of which only the lower triangle is read.
     *
     * @return whether every pivot is positive; if not, the matrix is not positive definite, and there is nothing to
     *     solve with
     */
    public boolean factor(double[] matrix) {
        if (matrix.length != lower.length) {
            throw new PreconditionException("a matrix of " + lower.length + " entries is needed, got " + matrix.length);
        }
        for (int i = 0; i < size; i++) {
            for (int j = 0; j <= i; j++) {
                double sum = matrix[i * size + j];
                for (int k = 0; k < j; k++) {
                    sum -= lower[i * size + k] * lower[j * size + k];
                }
                if (i > j) {
                    lower[i * size + j] = sum / lower[j * size + j];
                } else if (sum > 0 && Double.isFinite(sum)) {
                    lower[i * size + i] = Math.sqrt(sum);
                } else {
                    return false;
                }
            }
        }
        return true;
    }

    /** Solves in place: the right side becomes the solution. */
    public void solve(double[] right) {
        for (int i = 0; i < size; i++) {
            double sum = right[i];
            for (int k = 0; k < i; k++) {
                sum -= lower[i * size + k] * right[k];
            }
            right[i] = sum / lower[i * size + i];
        }
        for (int i = size - 1; i >= 0; i--) {
            double sum = right[i];
            for (int k = i + 1; k < size; k++) {
                sum -= lower[k * size + i] * right[k];
            }
            right[i] = sum / lower[i * size + i];
        }
    }

    /** The lower factor of the last matrix that was factored. */
    public Matrix lower() {
        double[] copy = new double[size * size];
        for (int i = 0; i < size; i++) {
            System.arraycopy(lower, i * size, copy, i * size, i + 1);
        }
        return Matrix.wrap(size, size, copy);
    }

    /** The logarithm of the determinant of the last matrix that was factored. */
    public double logDeterminant() {
        double sum = 0;
        for (int i = 0; i < size; i++) {
            sum += 2 * Math.log(lower[i * size + i]);
        }
        return sum;
    }
}
