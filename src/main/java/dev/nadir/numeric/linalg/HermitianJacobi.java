package dev.nadir.numeric.linalg;

import dev.nadir.base.PreconditionException;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * The eigenvalues and eigenvectors of a Hermitian matrix, given by its real and its imaginary part, by cyclic Jacobi
 * rotations (GolubVanLoan2013). Every rotation first turns the phase of the entry that it removes to a real one. Slower
 * than a reduction to tridiagonal form, but short, and accurate to the last digits: meant for the sizes of claims.
 *
 * @param values descending
 * @param realParts of orthonormal columns in the order of the values
 * @param imaginaryParts of the same columns
 */
public record HermitianJacobi(double[] values, Matrix realParts, Matrix imaginaryParts) {

    /** Asymmetry up to this much of the largest entry is taken for rounding. */
    private static final double TOLERANCE = SymmetricEigen.SYMMETRY_TOLERANCE;

    /** Convergence is quadratic: well below ten sweeps for any size that fits in memory. */
    private static final int MOST_SWEEPS = 60;

    /** Copies the values. */
    public HermitianJacobi {
        values = values.clone();
    }

    /** A copy, descending. */
    @Override
    public double[] values() {
        return values.clone();
    }

    /**
     * Decomposes {@code real + i*imaginary}.
     *
     * @throws PreconditionException if the parts are not finite and of one square shape, the real one symmetric and the
     *     imaginary one skew
     */
    public static HermitianJacobi of(Matrix real, Matrix imaginary) {
        require(real, imaginary);
        int n = real.rows();
        Columns matrix = new Columns(rows(real), rows(imaginary));
        Columns vectors = new Columns(rows(Matrix.identity(n)), new double[n][n]);
        double scale = Math.hypot(real.normF(), imaginary.normF());
        for (int sweep = 0; sweep < MOST_SWEEPS && matrix.offDiagonal() > Math.ulp(1.0) * scale; sweep++) {
            for (int p = 0; p < n; p++) {
                for (int q = p + 1; q < n; q++) {
                    rotate(matrix, vectors, p, q, scale);
                }
            }
        }
        double[] found = new double[n];
        for (int i = 0; i < n; i++) {
            found[i] = matrix.re[i][i];
        }
        int[] order = IntStream.range(0, n)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -found[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        int[] all = IntStream.range(0, n).toArray();
        return new HermitianJacobi(
                IntStream.of(order).mapToDouble(i -> found[i]).toArray(),
                matrix(vectors.re).select(all, order),
                matrix(vectors.im).select(all, order));
    }

    private static void require(Matrix real, Matrix imaginary) {
        boolean isOneShape = real.isSquare() && imaginary.isSquare() && real.rows() == imaginary.rows();
        if (!isOneShape || !real.isFinite() || !imaginary.isFinite()) {
            throw new PreconditionException("a Hermitian matrix needs two square parts of one size with finite entries,"
                    + " got " + real.shape() + " and " + imaginary.shape());
        }
        double scale = Math.max(real.maxAbs(), imaginary.maxAbs());
        double off = Math.max(
                real.minus(real.transpose()).maxAbs(),
                imaginary.plus(imaginary.transpose()).maxAbs());
        if (off > TOLERANCE * scale) {
            throw new PreconditionException("a Hermitian matrix has a symmetric real and a skew imaginary part, got one"
                    + " that differs from its adjoint by " + off);
        }
    }

    /** Removes the entry at (p, q). */
    private static void rotate(Columns matrix, Columns vectors, int p, int q, double scale) {
        double size = Math.hypot(matrix.re[p][q], matrix.im[p][q]);
        if (size <= Double.MIN_NORMAL || size <= 1e-20 * scale) {
            return;
        }
        double tau = (matrix.re[q][q] - matrix.re[p][p]) / (2 * size);
        double t = (tau < 0 ? -1 : 1) / (Math.abs(tau) + Math.hypot(1, tau));
        double c = 1 / Math.hypot(1, t);
        // The phase e^(-i phi) that makes the entry real.
        Turn turn = new Turn(c, t * c, matrix.re[p][q] / size, -matrix.im[p][q] / size);
        matrix.turnColumns(p, q, turn);
        matrix.turnRows(p, q, turn);
        vectors.turnColumns(p, q, turn);
    }

    /** Column p becomes {@code c*p - s*e*q}, column q becomes {@code s*p + c*e*q}, with the phase {@code e = u + iv}. */
    private record Turn(double c, double s, double u, double v) {}

    /** A complex matrix that is turned in place, row by row. */
    private static final class Columns {
        private final double[][] re;
        private final double[][] im;

        Columns(double[][] re, double[][] im) {
            this.re = re;
            this.im = im;
        }

        double offDiagonal() {
            double squares = 0;
            for (int i = 0; i < re.length; i++) {
                for (int j = 0; j < re.length; j++) {
                    squares += i == j ? 0 : re[i][j] * re[i][j] + im[i][j] * im[i][j];
                }
            }
            return Math.sqrt(squares);
        }

        void turnColumns(int p, int q, Turn turn) {
            for (int i = 0; i < re.length; i++) {
                double a = re[i][p];
                double b = im[i][p];
                double x = turn.u * re[i][q] - turn.v * im[i][q];
                double y = turn.u * im[i][q] + turn.v * re[i][q];
                re[i][p] = turn.c * a - turn.s * x;
                im[i][p] = turn.c * b - turn.s * y;
                re[i][q] = turn.s * a + turn.c * x;
                im[i][q] = turn.s * b + turn.c * y;
            }
        }

        void turnRows(int p, int q, Turn turn) {
            for (int j = 0; j < re.length; j++) {
                double a = re[p][j];
                double b = im[p][j];
                double x = turn.u * re[q][j] + turn.v * im[q][j];
                double y = turn.u * im[q][j] - turn.v * re[q][j];
                re[p][j] = turn.c * a - turn.s * x;
                im[p][j] = turn.c * b - turn.s * y;
                re[q][j] = turn.s * a + turn.c * x;
                im[q][j] = turn.s * b + turn.c * y;
            }
        }
    }

    private static double[][] rows(Matrix matrix) {
        double[][] rows = new double[matrix.rows()][matrix.columns()];
        for (int i = 0; i < rows.length; i++) {
            for (int j = 0; j < matrix.columns(); j++) {
                rows[i][j] = matrix.get(i, j);
            }
        }
        return rows;
    }

    private static Matrix matrix(double[][] rows) {
        double[] entries = new double[rows.length * rows.length];
        for (int i = 0; i < rows.length; i++) {
            System.arraycopy(rows[i], 0, entries, i * rows.length, rows.length);
        }
        return Matrix.wrap(rows.length, rows.length, entries);
    }
}
