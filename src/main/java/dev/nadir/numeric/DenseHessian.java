package dev.nadir.numeric;

import dev.nadir.numeric.linalg.Matrix;

/**
 * The Hessian at a point, entry by entry.
 *
 * @param matrix symmetric: the mean of what was computed and its transpose
 * @param asymmetry the largest difference of two entries that should be equal: rounding, if the products are right
 */
public record DenseHessian(Matrix matrix, double asymmetry) {

    /**
     * At a point.
     *
     * @param x read, not modified
     */
    public static DenseHessian at(Objective objective, double[] x) {
        int n = x.length;
        double[] entries = new double[n * n];
        objective.hessian(x, entries);
        double asymmetry = 0;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < i; j++) {
                asymmetry = Math.max(asymmetry, Math.abs(entries[i * n + j] - entries[j * n + i]));
            }
        }
        return new DenseHessian(Matrix.of(n, n, entries).symmetrised(), asymmetry);
    }
}
