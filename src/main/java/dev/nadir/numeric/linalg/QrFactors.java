package dev.nadir.numeric.linalg;

import dev.nadir.base.InternalErrorException;
import dev.nadir.base.PreconditionException;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.QRDecomposition;

/**
 * A matrix as {@code q*r}, thin.
 *
 * @param q orthonormal columns
 * @param r upper triangular, no negative entry on its diagonal
 */
public record QrFactors(Matrix q, Matrix r) {

    /**
     * Decomposes a matrix.
     *
     * @throws PreconditionException if an entry is not finite
     */
    public static QrFactors of(Matrix matrix) {
        if (!matrix.isFinite()) {
            throw new PreconditionException("QR factors need finite entries, got others in a " + matrix.shape());
        }
        int m = matrix.rows();
        int n = matrix.columns();
        int count = Math.min(m, n);
        if (count == 0) {
            return new QrFactors(Matrix.zeros(m, 0), Matrix.zeros(0, n));
        }
        QRDecomposition<DMatrixRMaj> solver = DecompositionFactory_DDRM.qr(m, n);
        if (!solver.decompose(new DMatrixRMaj(m, n, true, matrix.toArray()))) {
            throw new InternalErrorException("no QR factors were found of the matrix " + matrix);
        }
        Matrix q = Matrix.of(m, count, solver.getQ(null, true).getData());
        Matrix r = Matrix.of(count, n, solver.getR(null, true).getData());
        double[] signs = new double[count];
        for (int i = 0; i < count; i++) {
            signs[i] = r.get(i, i) < 0 ? -1 : 1;
        }
        return new QrFactors(
                q.times(Matrix.diagonal(signs)), Matrix.diagonal(signs).times(r));
    }
}
