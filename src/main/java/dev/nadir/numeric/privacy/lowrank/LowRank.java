package dev.nadir.numeric.privacy.lowrank;

import dev.nadir.numeric.linalg.Matrix;

/**
 * A symmetric matrix of low rank, {@code vectors * diag(values) * vectors'}.
 *
 * @param values descending; of noisy matrices they may be negative
 * @param vectors orthonormal columns
 */
public record LowRank(double[] values, Matrix vectors) {

    /** Copies the values. */
    public LowRank {
        values = values.clone();
    }

    /** A copy, descending. */
    @Override
    public double[] values() {
        return values.clone();
    }

    /** The number of columns: at least the rank. */
    public int rank() {
        return values.length;
    }

    /** The matrix itself. */
    public Matrix matrix() {
        return vectors.times(Matrix.diagonal(values)).times(vectors.transpose()).symmetrised();
    }

    /** The nearest positive semidefinite one of this form: negative values become zero. */
    public LowRank clipped() {
        return new LowRank(
                java.util.Arrays.stream(values).map(value -> Math.max(0, value)).toArray(), vectors);
    }
}
