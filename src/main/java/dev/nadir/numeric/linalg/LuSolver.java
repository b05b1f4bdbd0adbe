package dev.nadir.numeric.linalg;

import dev.nadir.base.PreconditionException;

/**
 * A square matrix as {@code P*A = L*U}, with buffers that are used again: one solver per thread. Gaussian elimination
 * with row pivots (GolubVanLoan2013, algorithm 3.4.1).
 */
public final class LuSolver {

    private final int size;
    private final double[] lu;
    private final int[] pivots;
    private final double[] row;
    private int sign;
    private boolean singular;

    /** A solver for matrices with the given number of rows. */
    public LuSolver(int size) {
        this.size = size;
        this.lu = new double[size * size];
        this.pivots = new int[size];
        this.row = new double[size];
    }

    /** Factors a matrix, row by row; it is read, not modified. */
    public void factor(double[] matrix) {
        if (matrix.length != lu.length) {
            throw new PreconditionException("a matrix of " + lu.length + " entries is needed, got " + matrix.length);
        }
        System.arraycopy(matrix, 0, lu, 0, lu.length);
        sign = 1;
        for (int k = 0; k < size; k++) {
            choosePivot(k);
            double pivot = lu[k * size + k];
            if (pivot != 0) {
                eliminateBelow(k, pivot);
            }
        }
        singular = isSingularToWorkingPrecision();
    }

    private void choosePivot(int k) {
        int best = k;
        for (int i = k + 1; i < size; i++) {
            if (Math.abs(lu[i * size + k]) > Math.abs(lu[best * size + k])) {
                best = i;
            }
        }
        pivots[k] = best;
        if (best != k) {
            sign = -sign;
            System.arraycopy(lu, k * size, row, 0, size);
            System.arraycopy(lu, best * size, lu, k * size, size);
            System.arraycopy(row, 0, lu, best * size, size);
        }
    }

    private void eliminateBelow(int k, double pivot) {
        for (int i = k + 1; i < size; i++) {
            double factor = lu[i * size + k] / pivot;
            lu[i * size + k] = factor;
            if (factor != 0) {
                for (int j = k + 1; j < size; j++) {
                    lu[i * size + j] -= factor * lu[k * size + j];
                }
            }
        }
    }

    private boolean isSingularToWorkingPrecision() {
        double largest = 0;
        double smallest = Double.POSITIVE_INFINITY;
        for (int k = 0; k < size; k++) {
            double pivot = Math.abs(lu[k * size + k]);
            if (!Double.isFinite(pivot)) {
                return true;
            }
            largest = Math.max(largest, pivot);
            smallest = Math.min(smallest, pivot);
        }
        return size > 0 && smallest <= size * Math.ulp(1.0) * largest;
    }

    /** Whether the smallest pivot is no more than rounding of the largest (size times 2^-52), or one is not finite. */
    public boolean isSingular() {
        return singular;
    }

    /** The sign of the determinant: -1, 0 where a pivot is exactly zero, or 1. */
    public int determinantSign() {
        int result = sign;
        for (int k = 0; k < size; k++) {
            result *= (int) Math.signum(lu[k * size + k]);
        }
        return result;
    }

    /** The logarithm of the absolute value of the determinant, negative infinity where a pivot is exactly zero. */
    public double logAbsDeterminant() {
        double sum = 0;
        for (int k = 0; k < size; k++) {
            sum += Math.log(Math.abs(lu[k * size + k]));
        }
        return sum;
    }

    /**
     * Solves in place for the factored matrix; without meaning where that is singular.
     *
     * @param right the right sides, size x columns, row by row; becomes the solution
     */
    public void solve(double[] right, int columns) {
        for (int k = 0; k < size; k++) {
            swapRows(right, columns, k, pivots[k]);
        }
        for (int k = 0; k < size; k++) {
            for (int i = k + 1; i < size; i++) {
                subtractRow(right, columns, i, k);
            }
        }
        for (int k = size - 1; k >= 0; k--) {
            double pivot = lu[k * size + k];
            for (int j = 0; j < columns; j++) {
                right[k * columns + j] /= pivot;
            }
            for (int i = 0; i < k; i++) {
                subtractRow(right, columns, i, k);
            }
        }
    }

    private void subtractRow(double[] right, int columns, int target, int source) {
        double factor = lu[target * size + source];
        if (factor != 0) {
            for (int j = 0; j < columns; j++) {
                right[target * columns + j] -= factor * right[source * columns + j];
            }
        }
    }

    private static void swapRows(double[] array, int columns, int first, int second) {
        if (first == second) {
            return;
        }
        for (int j = 0; j < columns; j++) {
            double kept = array[first * columns + j];
            array[first * columns + j] = array[second * columns + j];
            array[second * columns + j] = kept;
        }
    }
}
