package dev.nadir.numeric.linalg;

import dev.nadir.base.PreconditionException;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The largest eigenvalues, by sign, of a symmetric matrix.
 *
 * @param values descending
 * @param vectors orthonormal columns, with the signs of {@link SymmetricEigen}
 * @param residual the largest norm of {@code A v - value v}, measured: at most {@link #RESIDUAL_BOUND} times the
 *     largest eigenvalue in size
 * @param isPartial whether only these were computed, by Lanczos; otherwise all were
 */
public record LargestEigen(double[] values, Matrix vectors, double residual, boolean isPartial) {

    /** See {@link #residual}. */
    public static final double RESIDUAL_BOUND = 2 * Lanczos.RESIDUAL_TOLERANCE;

    /** Below five bases of Lanczos the full decomposition is as fast. */
    private static final int FULL_BELOW = 5;

    /** Copies the values. */
    public LargestEigen {
        values = values.clone();
    }

    /** A copy, descending. */
    @Override
    public double[] values() {
        return values.clone();
    }

    /**
     * The {@code count} largest: by Lanczos where they are few, by a full decomposition where not or where Lanczos does
     * not pass its own checks.
     *
     * @throws PreconditionException if the matrix is not square, finite and symmetric, or has not so many eigenvalues
     */
    public static LargestEigen of(Matrix matrix, int count) {
        requireCount(count, matrix.rows());
        SymmetricEigen.requireSymmetric(matrix);
        double scale = SymmetricEigen.scaleOf(matrix);
        if (scale != 0 && isFew(count, matrix.rows())) {
            double[] scaled = matrix.symmetrised().scaled(scale).toArray();
            Optional<Lanczos.Found> found = Lanczos.largest(new LanczosSpace.Symmetric(matrix.rows(), scaled), count);
            if (found.isPresent()) {
                return of(found.get(), scale);
            }
        }
        return full(matrix, count);
    }

    /** The {@code count} largest, by a full decomposition. */
    public static LargestEigen full(Matrix matrix, int count) {
        requireCount(count, matrix.rows());
        SymmetricEigen eigen = SymmetricEigen.of(matrix);
        int[] all = IntStream.range(0, matrix.rows()).toArray();
        Matrix vectors = eigen.vectors().select(all, Arrays.copyOf(all, count));
        double[] values = Arrays.copyOf(eigen.values(), count);
        Matrix residuals = matrix.symmetrised().times(vectors).minus(vectors.times(Matrix.diagonal(values)));
        return new LargestEigen(values, vectors, largestColumn(residuals), false);
    }

    static boolean isFew(int count, int rows) {
        return rows >= FULL_BELOW * Lanczos.basisSize(count);
    }

    static void requireCount(int count, int rows) {
        if (count < 1 || count > rows) {
            throw new PreconditionException(
                    "a matrix with " + rows + " rows has 1 to " + rows + " largest eigenvalues, got " + count);
        }
    }

    private static double largestColumn(Matrix matrix) {
        return IntStream.range(0, matrix.columns())
                .mapToDouble(column -> matrix.columnAt(column).normF())
                .max()
                .orElse(0);
    }

    private static LargestEigen of(Lanczos.Found found, double scale) {
        int count = found.values().length;
        int n = found.vectors()[0].length;
        double[] vectors = new double[n * count];
        for (int j = 0; j < count; j++) {
            double[] vector = found.vectors()[j];
            double sign = SymmetricEigen.signOf(vector);
            for (int i = 0; i < n; i++) {
                vectors[i * count + j] = sign * vector[i];
            }
        }
        double[] values = found.values().clone();
        Vectors.scale(1 / scale, values);
        return new LargestEigen(values, Matrix.wrap(n, count, vectors), found.residual() / scale, true);
    }
}
