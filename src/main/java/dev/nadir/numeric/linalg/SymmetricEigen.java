package dev.nadir.numeric.linalg;

import dev.nadir.base.InternalErrorException;
import dev.nadir.base.PreconditionException;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;

/**
 * A symmetric matrix as {@code V*diag(values)*V'}.
 *
 * @param values descending
 * @param vectors orthonormal columns in the order of the values, each with its largest entry positive (the first of
 *     several that are as large to within a billionth), so that the same matrix always gives the same signs
 */
public record SymmetricEigen(double[] values, Matrix vectors) {

    /** Asymmetry up to this much of the largest entry is taken for rounding. */
    public static final double SYMMETRY_TOLERANCE = 1e-10;

    /** Entries of an eigenvector within this factor of the largest compete for the sign. */
    private static final double SIGN_TIE = 1 - 1e-9;

    /** Residuals of a good decomposition are a few ulps times the side; this leaves a factor of a thousand. */
    private static final double RESIDUAL_TOLERANCE = 1e-12;

    /** Copies the values. */
    public SymmetricEigen {
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

    /**
     * Decomposes; of an asymmetry within {@link #SYMMETRY_TOLERANCE} the mean is taken.
     *
     * @throws PreconditionException if the matrix is not square, finite and symmetric
     */
    public static SymmetricEigen of(Matrix matrix) {
        requireSymmetric(matrix);
        int n = matrix.rows();
        double scale = scaleOf(matrix);
        if (scale == 0) {
            return new SymmetricEigen(new double[n], Matrix.identity(n));
        }
        Matrix scaled = matrix.symmetrised().scaled(scale);
        EigenDecomposition_F64<DMatrixRMaj> solver = DecompositionFactory_DDRM.eig(n, true, true);
        if (!solver.decompose(new DMatrixRMaj(n, n, true, scaled.toArray()))) {
            throw new InternalErrorException("no eigenvalues were found of the symmetric matrix " + matrix);
        }
        double[] unsorted = new double[n];
        for (int i = 0; i < n; i++) {
            unsorted[i] = solver.getEigenvalue(i).getReal();
        }
        int[] order = IntStream.range(0, n)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -unsorted[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        double[] values = new double[n];
        double[] vectors = new double[n * n];
        for (int j = 0; j < n; j++) {
            values[j] = unsorted[order[j]];
            double[] vector = solver.getEigenVector(order[j]).getData();
            double sign = signOf(vector);
            for (int i = 0; i < n; i++) {
                vectors[i * n + j] = sign * vector[i];
            }
        }
        Matrix columns = Matrix.wrap(n, n, vectors);
        requireSmallResidual(scaled, values, columns);
        Vectors.scale(1 / scale, values);
        return new SymmetricEigen(values, columns);
    }

    /** The matrix with the same vectors and a function of each value. */
    public Matrix rebuilt(java.util.function.DoubleUnaryOperator function) {
        double[] images = new double[values.length];
        for (int i = 0; i < images.length; i++) {
            images[i] = function.applyAsDouble(values[i]);
        }
        return vectors.times(Matrix.diagonal(images)).times(vectors.transpose()).symmetrised();
    }

    /** The sign that makes the largest entry positive. */
    static double signOf(double[] vector) {
        double threshold = SIGN_TIE * Vectors.maxAbs(vector);
        for (double entry : vector) {
            if (Math.abs(entry) >= threshold) {
                return entry < 0 ? -1 : 1;
            }
        }
        return 1;
    }

    /** A power of two that brings the largest entry near one: squares of tiny entries must not vanish. */
    static double scaleOf(Matrix matrix) {
        double max = matrix.maxAbs();
        if (max == 0) {
            return 0;
        }
        return Math.scalb(1.0, -Math.max(-1000, Math.min(1000, Math.getExponent(max))));
    }

    static void requireSymmetric(Matrix matrix) {
        if (!matrix.isSquare() || !matrix.isFinite()) {
            throw new PreconditionException("eigenvalues need a square matrix of finite entries, got "
                    + (matrix.isFinite() ? "" : "entries that are not finite in a ") + matrix.shape());
        }
        if (!matrix.isSymmetric(SYMMETRY_TOLERANCE)) {
            throw new PreconditionException("eigenvalues need a symmetric matrix, got one that differs from its"
                    + " transpose by " + matrix.minus(matrix.transpose()).maxAbs());
        }
    }

    private static void requireSmallResidual(Matrix matrix, double[] values, Matrix vectors) {
        int n = matrix.rows();
        double[] products = vectors.toArray();
        for (int i = 0; i < products.length; i++) {
            products[i] *= values[i % n];
        }
        Matrix difference = matrix.times(vectors).minus(Matrix.wrap(n, n, products));
        Matrix gram = vectors.transpose().times(vectors).minus(Matrix.identity(n));
        double tolerance = RESIDUAL_TOLERANCE * n;
        if (!(difference.normF() <= tolerance * matrix.normF()) || !(gram.normF() <= tolerance)) {
            throw new InternalErrorException("the eigenvalues of a symmetric matrix were found with a residual of "
                    + difference.normF() / matrix.normF());
        }
    }
}
