package dev.nadir.numeric.linalg;

import dev.nadir.base.InternalErrorException;
import dev.nadir.base.PreconditionException;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.SingularValueDecomposition_F64;

/**
 * A matrix as {@code left*diag(values)*right'}, thin: as many values as its smaller side.
 *
 * @param left orthonormal columns, the largest entry of each positive
 * @param values descending, none negative
 * @param right orthonormal columns
 */
public record SingularValues(Matrix left, double[] values, Matrix right) {

    /** As for eigenvalues. */
    private static final double RESIDUAL_TOLERANCE = 1e-12;

    /** Copies the values. */
    public SingularValues {
        values = values.clone();
    }

    /** A copy, descending. */
    @Override
    public double[] values() {
        return values.clone();
    }

    /** The value at a place, the largest at 0. */
    public double value(int index) {
        return values[index];
    }

    /** The number of values. */
    public int count() {
        return values.length;
    }

    /** The number of values above a tolerance times the largest. */
    public int rank(double relativeTolerance) {
        int rank = 0;
        for (double value : values) {
            if (value > relativeTolerance * values[0]) {
                rank++;
            }
        }
        return rank;
    }

    /**
     * Decomposes any matrix, empty ones included.
     *
     * @throws PreconditionException if an entry is not finite
     */
    public static SingularValues of(Matrix matrix) {
        if (!matrix.isFinite()) {
            throw new PreconditionException("singular values need finite entries, got others in a " + matrix.shape());
        }
        int m = matrix.rows();
        int n = matrix.columns();
        int count = Math.min(m, n);
        double scale = SymmetricEigen.scaleOf(matrix);
        if (scale == 0) {
            return new SingularValues(leading(m, count), new double[count], leading(n, count));
        }
        Matrix scaled = matrix.scaled(scale);
        SingularValueDecomposition_F64<DMatrixRMaj> solver = DecompositionFactory_DDRM.svd(m, n, true, true, true);
        if (!solver.decompose(new DMatrixRMaj(m, n, true, scaled.toArray()))) {
            throw new InternalErrorException("no singular values were found of the matrix " + matrix);
        }
        double[] unsorted = solver.getSingularValues();
        DMatrixRMaj u = solver.getU(null, false);
        DMatrixRMaj v = solver.getV(null, false);
        int[] order = IntStream.range(0, count)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -unsorted[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        Matrix left = chosen(u, order);
        Matrix right = chosen(v, order);
        double[] signs = new double[count];
        double[] values = new double[count];
        for (int j = 0; j < count; j++) {
            signs[j] = SymmetricEigen.signOf(left.columnAt(j).toArray());
            values[j] = unsorted[order[j]];
        }
        left = left.times(Matrix.diagonal(signs));
        right = right.times(Matrix.diagonal(signs));
        requireSmallResidual(scaled, left.times(Matrix.diagonal(values)).times(right.transpose()));
        Vectors.scale(1 / scale, values);
        return new SingularValues(left, values, right);
    }

    private static Matrix leading(int rows, int columns) {
        return Matrix.identity(rows)
                .select(
                        IntStream.range(0, rows).toArray(),
                        IntStream.range(0, columns).toArray());
    }

    private static Matrix chosen(DMatrixRMaj source, int[] columns) {
        double[] values = new double[source.numRows * columns.length];
        for (int i = 0; i < source.numRows; i++) {
            for (int j = 0; j < columns.length; j++) {
                values[i * columns.length + j] = source.get(i, columns[j]);
            }
        }
        return Matrix.wrap(source.numRows, columns.length, values);
    }

    private static void requireSmallResidual(Matrix matrix, Matrix product) {
        double residual = matrix.minus(product).normF() / matrix.normF();
        if (!(residual <= RESIDUAL_TOLERANCE * (matrix.rows() + matrix.columns()))) {
            throw new InternalErrorException("singular values were found with a residual of " + residual);
        }
    }
}
