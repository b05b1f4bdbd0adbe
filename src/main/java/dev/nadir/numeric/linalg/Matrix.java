package dev.nadir.numeric.linalg;

import dev.nadir.base.InternalErrorException;
import dev.nadir.base.PreconditionException;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;

/**
 * An immutable dense real matrix, row by row. Vectors are matrices of one column, scalars of one row and one column;
 * no rows or no columns is fine: a sum over nothing is zero, a determinant of nothing one.
 */
public final class Matrix {

    /** Half a gigabyte; beyond, nothing here would finish. */
    private static final long MOST_ENTRIES = 1L << 26;

    private final int rows;
    private final int columns;
    private final double[] values;

    private Matrix(int rows, int columns, double[] values) {
        if (rows < 0 || columns < 0 || values.length != rows * columns) {
            throw new InternalErrorException(
                    "a " + rows + " x " + columns + " matrix has " + values.length + " values");
        }
        this.rows = rows;
        this.columns = columns;
        this.values = values;
    }

    /** A matrix with a copy of the given values, row by row. */
    public static Matrix of(int rows, int columns, double... values) {
        return new Matrix(rows, columns, values.clone());
    }

    /** A matrix around the given array, which must not change afterwards. */
    static Matrix wrap(int rows, int columns, double[] values) {
        return new Matrix(rows, columns, values);
    }

    /** The 1 x 1 matrix. */
    public static Matrix scalar(double value) {
        return new Matrix(1, 1, new double[] {value});
    }

    /** The column of the given values. */
    public static Matrix column(double... values) {
        return of(values.length, 1, values);
    }

    /**
     * Every entry zero.
     *
     * @throws PreconditionException if a side is negative, or there are more than 2^26 entries
     */
    public static Matrix zeros(int rows, int columns) {
        return new Matrix(rows, columns, new double[requireCount(rows, columns)]);
    }

    /** Every entry the same. */
    public static Matrix constant(int rows, int columns, double value) {
        double[] values = new double[requireCount(rows, columns)];
        Arrays.fill(values, value);
        return new Matrix(rows, columns, values);
    }

    /** Ones on the diagonal. */
    public static Matrix identity(int size) {
        Matrix identity = zeros(size, size);
        for (int i = 0; i < size; i++) {
            identity.values[i * size + i] = 1;
        }
        return identity;
    }

    /** The square matrix with the given diagonal. */
    public static Matrix diagonal(double... diagonal) {
        Matrix matrix = zeros(diagonal.length, diagonal.length);
        for (int i = 0; i < diagonal.length; i++) {
            matrix.values[i * diagonal.length + i] = diagonal[i];
        }
        return matrix;
    }

    /** The number of entries, if it is one that fits into memory. */
    public static int requireCount(int rows, int columns) {
        if (rows < 0 || columns < 0 || (long) rows * columns > MOST_ENTRIES) {
            throw new PreconditionException("a matrix must have at most 2^26 entries, got " + rows + " x " + columns);
        }
        return rows * columns;
    }

    public int rows() {
        return rows;
    }

    public int columns() {
        return columns;
    }

    /** The number of entries. */
    public int count() {
        return values.length;
    }

    /** The entry in a row and a column, both from 0. */
    public double get(int row, int column) {
        return values[row * columns + column];
    }

    /** The entry at a place of {@link #toArray()}, from 0: of a vector, its entry. */
    public double get(int index) {
        return values[index];
    }

    /** A copy of the values, row by row. */
    public double[] toArray() {
        return values.clone();
    }

    /** Copies the values, row by row, into a part of an array. */
    public void copyTo(double[] target, int start) {
        System.arraycopy(values, 0, target, start, values.length);
    }

    public boolean isScalar() {
        return rows == 1 && columns == 1;
    }

    public boolean isSquare() {
        return rows == columns;
    }

    public boolean isFinite() {
        for (double value : values) {
            if (!Double.isFinite(value)) {
                return false;
            }
        }
        return true;
    }

    /** Whether no entry differs from its mirror image by more than a tolerance times the largest entry. */
    public boolean isSymmetric(double relativeTolerance) {
        return isSquare() && minus(transpose()).maxAbs() <= relativeTolerance * maxAbs();
    }

    /** The given rows and columns, counted from 0, in the given order. */
    public Matrix select(int[] chosenRows, int[] chosenColumns) {
        double[] selected = new double[chosenRows.length * chosenColumns.length];
        int place = 0;
        for (int row : chosenRows) {
            for (int column : chosenColumns) {
                if (row < 0 || row >= rows || column < 0 || column >= columns) {
                    throw new PreconditionException("an index must lie in a " + shape() + " matrix, got row "
                            + (row + 1) + ", column " + (column + 1));
                }
                selected[place++] = values[row * columns + column];
            }
        }
        return new Matrix(chosenRows.length, chosenColumns.length, selected);
    }

    /** A column, from 0. */
    public Matrix columnAt(int column) {
        double[] selected = new double[rows];
        for (int i = 0; i < rows; i++) {
            selected[i] = values[i * columns + column];
        }
        return new Matrix(rows, 1, selected);
    }

    /** The sum with a matrix of the same shape. */
    public Matrix plus(Matrix other) {
        requireSameShape(other, "a sum");
        double[] sum = values.clone();
        Vectors.axpy(1, other.values, sum);
        return new Matrix(rows, columns, sum);
    }

    /** The difference to a matrix of the same shape. */
    public Matrix minus(Matrix other) {
        requireSameShape(other, "a difference");
        double[] difference = values.clone();
        Vectors.axpy(-1, other.values, difference);
        return new Matrix(rows, columns, difference);
    }

    /** Every entry times a number. */
    public Matrix scaled(double factor) {
        return map(value -> factor * value);
    }

    /** The matrix product. */
    public Matrix times(Matrix other) {
        if (columns != other.rows) {
            throw new PreconditionException("in a product the columns on the left must be the rows on the right, got "
                    + shape() + " times " + other.shape());
        }
        double[] product = new double[requireCount(rows, other.columns)];
        new MatrixProduct(rows, columns, other.columns, false, false).multiply(values, other.values, product);
        return new Matrix(rows, other.columns, product);
    }

    /** The product entry by entry. */
    public Matrix hadamard(Matrix other) {
        requireSameShape(other, "an entrywise product");
        double[] product = values.clone();
        for (int i = 0; i < product.length; i++) {
            product[i] *= other.values[i];
        }
        return new Matrix(rows, columns, product);
    }

    /** A function of every entry. */
    public Matrix map(DoubleUnaryOperator function) {
        double[] image = new double[values.length];
        for (int i = 0; i < image.length; i++) {
            image[i] = function.applyAsDouble(values[i]);
        }
        return new Matrix(rows, columns, image);
    }

    public Matrix transpose() {
        double[] transposed = new double[values.length];
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                transposed[j * rows + i] = values[i * columns + j];
            }
        }
        return new Matrix(columns, rows, transposed);
    }

    /** The mean of a square matrix and its transpose. */
    public Matrix symmetrised() {
        return plus(transpose()).scaled(0.5);
    }

    /** The diagonal as a column. */
    public Matrix diagonalVector() {
        int length = Math.min(rows, columns);
        double[] diagonal = new double[length];
        for (int i = 0; i < length; i++) {
            diagonal[i] = values[i * columns + i];
        }
        return new Matrix(length, 1, diagonal);
    }

    public double trace() {
        requireSquare("a trace");
        return diagonalVector().sum();
    }

    /** The sum of all entries. */
    public double sum() {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum;
    }

    /** The largest absolute value of an entry; zero if there is none, NaN if one is. */
    public double maxAbs() {
        double max = 0;
        for (double value : values) {
            max = Math.max(max, Math.abs(value));
        }
        return max;
    }

    /** The Frobenius norm; no overflow or underflow on the way. */
    public double normF() {
        return Vectors.norm(values);
    }

    /** The largest singular value. */
    public double norm2() {
        return count() == 0 ? 0 : SingularValues.of(this).value(0);
    }

    /**
     * The X with {@code this * X = right}, by LU with row pivots.
     *
     * @return empty where this is singular to working precision: {@link LuSolver#isSingular()}
     */
    public Optional<Matrix> solve(Matrix right) {
        requireSquare("a linear system");
        if (right.rows != rows) {
            throw new PreconditionException("a right side needs " + rows + " rows, got " + right.rows);
        }
        LuSolver solver = new LuSolver(rows);
        solver.factor(values);
        if (solver.isSingular()) {
            return Optional.empty();
        }
        double[] solution = right.values.clone();
        solver.solve(solution, right.columns);
        return Optional.of(new Matrix(rows, right.columns, solution));
    }

    /**
     * The inverse.
     *
     * @return empty where this is singular to working precision
     */
    public Optional<Matrix> inverse() {
        return solve(identity(rows));
    }

    public double determinant() {
        LuSolver solver = factored();
        return solver.determinantSign() * Math.exp(solver.logAbsDeterminant());
    }

    /** The logarithm of the absolute value of the determinant; negative infinity for a singular matrix. */
    public double logAbsDeterminant() {
        return factored().logAbsDeterminant();
    }

    private LuSolver factored() {
        requireSquare("a determinant");
        LuSolver solver = new LuSolver(rows);
        solver.factor(values);
        return solver;
    }

    /** Whether this is symmetric to the tolerance and its smallest eigenvalue exceeds tolerance times the largest. */
    public boolean isPositiveDefinite(double relativeTolerance) {
        if (!isFinite() || !isSymmetric(relativeTolerance)) {
            return false;
        }
        if (rows == 0) {
            return true;
        }
        SymmetricEigen eigen = SymmetricEigen.of(symmetrised());
        return eigen.value(0) > 0 && eigen.value(rows - 1) > relativeTolerance * eigen.value(0);
    }

    /** The number of singular values above a tolerance times the largest. */
    public int rank(double relativeTolerance) {
        return count() == 0 ? 0 : SingularValues.of(this).rank(relativeTolerance);
    }

    /** The Moore-Penrose inverse; singular values of at most the tolerance times the largest count as zero. */
    public Matrix pseudoInverse(double relativeTolerance) {
        if (count() == 0) {
            return zeros(columns, rows);
        }
        SingularValues svd = SingularValues.of(this);
        double[] inverted = new double[svd.count()];
        for (int i = 0; i < svd.rank(relativeTolerance); i++) {
            inverted[i] = 1 / svd.value(i);
        }
        return svd.right().times(diagonal(inverted)).times(svd.left().transpose());
    }

    /** As in {@code 3 x 4}. */
    public String shape() {
        return rows + " x " + columns;
    }

    private void requireSameShape(Matrix other, String what) {
        if (rows != other.rows || columns != other.columns) {
            throw new PreconditionException(
                    what + " needs two matrices of one shape, got " + shape() + " and " + other.shape());
        }
    }

    private void requireSquare(String what) {
        if (!isSquare()) {
            throw new PreconditionException(what + " needs a square matrix, got " + shape());
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Matrix matrix
                && rows == matrix.rows
                && columns == matrix.columns
                && Arrays.equals(values, matrix.values);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * rows + columns) + Arrays.hashCode(values);
    }

    /** Rows between brackets, separated by semicolons, every digit that matters. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("[");
        for (int i = 0; i < rows; i++) {
            text.append(i == 0 ? "" : "; ");
            for (int j = 0; j < columns; j++) {
                text.append(j == 0 ? "" : ", ").append(get(i, j));
            }
        }
        return text.append(']').toString();
    }
}
