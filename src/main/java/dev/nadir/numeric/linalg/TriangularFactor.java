package dev.nadir.numeric.linalg;

import dev.nadir.base.InternalErrorException;
import dev.nadir.base.PreconditionException;
import java.util.Arrays;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.QRDecomposition;

/**
 * The triangular factor of a long matrix, block of rows by block of rows, so that the memory does not grow with its
 * length (the sequential form of DemmelGrigoriHoemmenLangou2012).
 */
public final class TriangularFactor {

    /** Rows of a block: large against the columns, small against a cache. */
    private static final int BLOCK = 512;

    private static final double ROUNDING = 16 * Math.ulp(1.0);

    private TriangularFactor() {}

    /**
     * The lower triangular {@code F}, of as many columns as there are rows, with {@code A = F*Q'} for some Q with
     * orthonormal columns, A being the matrices on top of each other. Everything that products over A's columns say is
     * said by F: {@code A*A' = F*F'}, and {@code normF(M*A) = normF(M*F)} for every M, to rounding.
     *
     * @param parts matrices with the same number of columns, more than they have rows together
     * @throws PreconditionException if an entry is not finite or the numbers of columns differ
     */
    public static Matrix ofStacked(List<Matrix> parts) {
        int n = parts.get(0).columns();
        int rows = 0;
        for (Matrix part : parts) {
            if (!part.isFinite() || part.columns() != n) {
                throw new PreconditionException("a triangular factor needs finite parts of one width, got " + part);
            }
            rows += part.rows();
        }
        double[] triangle = new double[rows * rows];
        int block = Math.max(BLOCK, 4 * rows);
        for (int from = 0; from < n; from += block) {
            int to = Math.min(n, from + block);
            double[] stacked = Arrays.copyOf(triangle, (rows + to - from) * rows);
            int column = 0;
            for (Matrix part : parts) {
                for (int i = 0; i < part.rows(); i++, column++) {
                    for (int j = from; j < to; j++) {
                        stacked[(rows + j - from) * rows + column] = part.get(i, j);
                    }
                }
            }
            triangle = triangular(stacked, rows);
        }
        return Matrix.of(rows, rows, triangle).transpose();
    }

    private static double[] triangular(double[] stacked, int columns) {
        int rows = stacked.length / columns;
        double size = Vectors.norm(stacked);
        QRDecomposition<DMatrixRMaj> solver = DecompositionFactory_DDRM.qr(rows, columns);
        // It reports a column of zeros as a failure, and gives the right factor: lengths are what Q keeps.
        solver.decompose(new DMatrixRMaj(rows, columns, true, stacked));
        double[] triangle = Arrays.copyOf(solver.getR(null, true).getData(), columns * columns);
        double kept = Vectors.norm(triangle);
        if (!(Math.abs(kept - size) <= ROUNDING * rows * size)) {
            throw new InternalErrorException(
                    "a triangular factor of " + rows + " x " + columns + " must have length " + size + ", got " + kept);
        }
        return triangle;
    }
}
