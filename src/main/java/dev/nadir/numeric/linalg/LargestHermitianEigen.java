package dev.nadir.numeric.linalg;

import java.util.Arrays;
import java.util.Optional;

/**
 * The largest eigenvalues, by sign, of a complex Hermitian matrix.
 *
 * @param values descending, real
 * @param vectors orthonormal complex columns; each is determined up to a phase
 * @param residual the largest norm of {@code A v - value v}, measured: at most {@link LargestEigen#RESIDUAL_BOUND} times
 *     the largest eigenvalue in size where it was found by Lanczos
 * @param isPartial whether only these were computed, by Lanczos; otherwise all were
 */
public record LargestHermitianEigen(double[] values, ComplexColumns vectors, double residual, boolean isPartial) {

    /** Copies the values. */
    public LargestHermitianEigen {
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
     * @throws dev.nadir.base.PreconditionException if there are not so many eigenvalues
     */
    public static LargestHermitianEigen of(HermitianMatrix matrix, int count) {
        LargestEigen.requireCount(count, matrix.size());
        double scale = scaleOf(matrix);
        if (scale != 0 && LargestEigen.isFew(count, matrix.size())) {
            Optional<Lanczos.Found> found = Lanczos.largest(space(matrix, scale), count);
            if (found.isPresent()) {
                return of(found.get(), scale, matrix.size());
            }
        }
        return full(matrix, count);
    }

    /** The {@code count} largest, by a full decomposition. */
    public static LargestHermitianEigen full(HermitianMatrix matrix, int count) {
        int n = matrix.size();
        LargestEigen.requireCount(count, n);
        double scale = scaleOf(matrix) == 0 ? 1 : scaleOf(matrix);
        HermitianTridiagonal reduced = new HermitianTridiagonal(new HermitianMatrix(
                matrix.real().scaled(scale), matrix.imaginary().scaled(scale)));
        SymmetricEigen eigen = SymmetricEigen.of(reduced.reduce());
        double[][] columns = new double[count][];
        for (int j = 0; j < count; j++) {
            columns[j] = eigen.vectors().columnAt(j).toArray();
        }
        ComplexColumns vectors = reduced.times(columns);
        double[] values = Arrays.copyOf(eigen.values(), count);
        double residual = residual(space(matrix, scale), values, vectors);
        Vectors.scale(1 / scale, values);
        return new LargestHermitianEigen(values, vectors, residual / scale, false);
    }

    private static double scaleOf(HermitianMatrix matrix) {
        double real = SymmetricEigen.scaleOf(matrix.real());
        double imaginary = SymmetricEigen.scaleOf(matrix.imaginary());
        // Zero stands for a part that is zero; otherwise the larger part has the smaller factor.
        return real == 0 || imaginary == 0 ? Math.max(real, imaginary) : Math.min(real, imaginary);
    }

    private static LanczosSpace space(HermitianMatrix matrix, double scale) {
        return new LanczosSpace.Hermitian(
                matrix.size(),
                matrix.real().scaled(scale).toArray(),
                matrix.imaginary().scaled(scale).toArray());
    }

    private static double residual(LanczosSpace space, double[] values, ComplexColumns vectors) {
        int n = space.dimension();
        double residual = 0;
        for (int j = 0; j < values.length; j++) {
            double[] vector = new double[2 * n];
            vectors.real().columnAt(j).copyTo(vector, 0);
            vectors.imaginary().columnAt(j).copyTo(vector, n);
            double[] image = new double[2 * n];
            space.apply(vector, image);
            Vectors.axpy(-values[j], vector, image);
            residual = Math.max(residual, Vectors.norm(image));
        }
        return residual;
    }

    private static LargestHermitianEigen of(Lanczos.Found found, double scale, int n) {
        int count = found.values().length;
        double[] real = new double[n * count];
        double[] imaginary = new double[n * count];
        for (int j = 0; j < count; j++) {
            for (int i = 0; i < n; i++) {
                real[i * count + j] = found.vectors()[j][i];
                imaginary[i * count + j] = found.vectors()[j][n + i];
            }
        }
        double[] values = found.values().clone();
        Vectors.scale(1 / scale, values);
        return new LargestHermitianEigen(
                values,
                new ComplexColumns(Matrix.wrap(n, count, real), Matrix.wrap(n, count, imaginary)),
                found.residual() / scale,
                true);
    }
}
