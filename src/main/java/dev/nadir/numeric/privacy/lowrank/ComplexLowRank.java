package dev.nadir.numeric.privacy.lowrank;

import dev.nadir.numeric.linalg.ComplexColumns;
import dev.nadir.numeric.linalg.Matrix;
import dev.nadir.numeric.linalg.QrFactors;
import dev.nadir.numeric.linalg.SymmetricEigen;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * What the complex mechanism keeps of its Hermitian matrix, {@code vectors * diag(values) * vectors^H}.
 *
 * @param values descending
 * @param vectors orthonormal complex columns
 */
public record ComplexLowRank(double[] values, ComplexColumns vectors) {

    /** Copies the values. */
    public ComplexLowRank {
        values = values.clone();
    }

    /** A copy, descending. */
    @Override
    public double[] values() {
        return values.clone();
    }

    /**
     * The real part, which is the output as printed in MangoubiVishnoi2023. Its rank is up to twice the number of values,
     * not that number as its proof says.
     */
    public Matrix printed() {
        return vectors.realPartOf(values);
    }

    /**
     * The best approximation of {@link #printed} whose rank is the number of values. It is at most twice as far from any
     * matrix of that rank.
     */
    public LowRank repaired() {
        int rank = values.length;
        int dimension = vectors.real().rows();
        if (2 * rank > dimension) {
            SymmetricEigen eigen = SymmetricEigen.of(printed());
            return largestInSize(eigen, Matrix.identity(dimension), rank);
        }
        // The real part is F*diag(values, values)*F' for F = [real, imaginary]: a matrix of side twice the rank
        // decides.
        QrFactors factors = QrFactors.of(sideBySide());
        double[] doubled = new double[2 * rank];
        Arrays.setAll(doubled, i -> values[i % rank]);
        Matrix small = factors.r()
                .times(Matrix.diagonal(doubled))
                .times(factors.r().transpose())
                .symmetrised();
        return largestInSize(SymmetricEigen.of(small), factors.q(), rank);
    }

    private Matrix sideBySide() {
        int rows = vectors.real().rows();
        int rank = values.length;
        double[] joined = new double[rows * 2 * rank];
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < rank; j++) {
                joined[i * 2 * rank + j] = vectors.real().get(i, j);
                joined[i * 2 * rank + rank + j] = vectors.imaginary().get(i, j);
            }
        }
        return Matrix.of(rows, 2 * rank, joined);
    }

    private static LowRank largestInSize(SymmetricEigen eigen, Matrix basis, int rank) {
        int[] chosen = IntStream.range(0, eigen.count())
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -Math.abs(eigen.value(i))))
                .limit(rank)
                .sorted()
                .mapToInt(Integer::intValue)
                .toArray();
        double[] values = Arrays.stream(chosen).mapToDouble(eigen::value).toArray();
        int[] all = IntStream.range(0, eigen.count()).toArray();
        return new LowRank(values, basis.times(eigen.vectors().select(all, chosen)));
    }
}
