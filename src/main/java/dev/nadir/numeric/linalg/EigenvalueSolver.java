package dev.nadir.numeric.linalg;

import dev.nadir.base.InternalErrorException;
import dev.nadir.base.PreconditionException;
import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;

/** Eigenvalues, without vectors, of symmetric matrices of one size, with buffers used again: one per thread. */
public final class EigenvalueSolver {

    private final int size;
    private final DMatrixRMaj buffer;
    private final EigenDecomposition_F64<DMatrixRMaj> solver;

    /** A solver for matrices with the given number of rows. */
    public EigenvalueSolver(int size) {
        this.size = size;
        this.buffer = new DMatrixRMaj(size, size);
        this.solver = DecompositionFactory_DDRM.eig(Math.max(1, size), false, true);
    }

    /**
     * Writes the eigenvalues, ascending. Of an asymmetric matrix the symmetric part counts.
     *
     * @param matrix row by row; read, not modified
     * @param values modified, one per row
     * @throws PreconditionException if an entry is not finite
     */
    public void ascending(double[] matrix, double[] values) {
        if (!Vectors.isFinite(matrix)) {
            throw new PreconditionException("eigenvalues need finite entries");
        }
        double max = Vectors.maxAbs(matrix);
        if (max == 0) {
            Arrays.fill(values, 0, size, 0);
            return;
        }
        // Near one, so that squares of tiny entries do not vanish.
        double scale = Math.scalb(1.0, -Math.max(-1000, Math.min(1000, Math.getExponent(max))));
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                buffer.data[i * size + j] = 0.5 * scale * matrix[i * size + j] + 0.5 * scale * matrix[j * size + i];
            }
        }
        if (!solver.decompose(buffer)) {
            throw new InternalErrorException("no eigenvalues were found of a symmetric matrix of side " + size);
        }
        for (int i = 0; i < size; i++) {
            values[i] = solver.getEigenvalue(i).getReal() / scale;
        }
        Arrays.sort(values, 0, size);
    }
}
