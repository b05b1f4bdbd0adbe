package dev.nadir.numeric.evaluate;

import dev.nadir.base.PreconditionException;
import dev.nadir.model.Formula.Operator;
import dev.nadir.numeric.linalg.Matrix;
import dev.nadir.numeric.linalg.SymmetricEigen;
import java.util.List;
import java.util.function.DoubleBinaryOperator;

/** The binary operators on matrices; a scalar beside a matrix stands for one with that entry everywhere. */
final class Arithmetic {

    /** Eigenvalues that are negative by less than this much of the largest are zeros, rounded. */
    private static final double PSD_TOLERANCE = 1e-10;

    private Arithmetic() {}

    static Matrix apply(Operator operator, Matrix left, Matrix right) {
        return switch (operator) {
            case ADD -> entrywise(left, right, Double::sum);
            case SUBTRACT -> entrywise(left, right, (x, y) -> x - y);
            case MULTIPLY -> product(left, right);
            case DIVIDE -> quotient(left, right);
            case ENTRYWISE_MULTIPLY -> entrywise(left, right, (x, y) -> x * y);
            case ENTRYWISE_DIVIDE -> entrywise(left, right, (x, y) -> x / y);
            case POWER -> power(left, right);
            case ENTRYWISE_POWER -> entrywise(left, right, Math::pow);
            default -> throw new PreconditionException("a comparison has no number, got " + operator.symbol());
        };
    }

    /** The same on two numbers. */
    static double apply(Operator operator, double left, double right) {
        return switch (operator) {
            case ADD -> left + right;
            case SUBTRACT -> left - right;
            case MULTIPLY, ENTRYWISE_MULTIPLY -> left * right;
            case DIVIDE, ENTRYWISE_DIVIDE -> left / right;
            case POWER, ENTRYWISE_POWER -> Math.pow(left, right);
            default -> throw new PreconditionException("a comparison has no number, got " + operator.symbol());
        };
    }

    /** A function of every pair of entries; a scalar is repeated. */
    static Matrix entrywise(Matrix left, Matrix right, DoubleBinaryOperator function) {
        if (left.isScalar() && !right.isScalar()) {
            double x = left.get(0);
            return right.map(y -> function.applyAsDouble(x, y));
        } else if (right.isScalar()) {
            double y = right.get(0);
            return left.map(x -> function.applyAsDouble(x, y));
        } else if (left.rows() != right.rows() || left.columns() != right.columns()) {
            throw new PreconditionException(
                    "entry by entry needs one shape, got " + left.shape() + " and " + right.shape());
        }
        double[] image = left.toArray();
        for (int i = 0; i < image.length; i++) {
            image[i] = function.applyAsDouble(image[i], right.get(i));
        }
        return Matrix.of(left.rows(), left.columns(), image);
    }

    /** The matrix of a grid of blocks. */
    static Matrix blocks(List<List<Matrix>> grid) {
        int rows = grid.stream().mapToInt(row -> row.get(0).rows()).sum();
        int columns = grid.get(0).stream().mapToInt(Matrix::columns).sum();
        double[] values = new double[rows * columns];
        int top = 0;
        for (List<Matrix> row : grid) {
            int left = 0;
            for (Matrix block : row) {
                if (block.rows() != row.get(0).rows() || left + block.columns() > columns) {
                    throw new PreconditionException("blocks must fit together, got one that is " + block.shape());
                }
                for (int i = 0; i < block.rows(); i++) {
                    for (int j = 0; j < block.columns(); j++) {
                        values[(top + i) * columns + left + j] = block.get(i, j);
                    }
                }
                left += block.columns();
            }
            if (left != columns) {
                throw new PreconditionException("rows of blocks must have one length, got " + left + " and " + columns);
            }
            top += row.get(0).rows();
        }
        return Matrix.of(rows, columns, values);
    }

    private static Matrix product(Matrix left, Matrix right) {
        if (left.isScalar()) {
            return right.scaled(left.get(0));
        } else if (right.isScalar()) {
            return left.scaled(right.get(0));
        }
        return left.times(right);
    }

    private static Matrix quotient(Matrix left, Matrix right) {
        if (!right.isScalar()) {
            throw new PreconditionException("a divisor must be a scalar, got " + right.shape());
        }
        double divisor = right.get(0);
        return left.map(x -> x / divisor);
    }

    private static Matrix power(Matrix base, Matrix exponent) {
        double p = Value.of(exponent).number();
        if (base.isScalar()) {
            return Matrix.scalar(Math.pow(base.get(0), p));
        } else if (!base.isSquare()) {
            throw new PreconditionException("only a square matrix has powers, got " + base.shape());
        } else if (p == Math.rint(p) && Math.abs(p) <= Integer.MAX_VALUE) {
            return integerPower(base, (int) p);
        } else {
            return fractionalPower(base, p);
        }
    }

    private static Matrix integerPower(Matrix base, int exponent) {
        if (exponent < 0) {
            return integerPower(inverse(base), -exponent);
        }
        Matrix result = Matrix.identity(base.rows());
        Matrix square = base;
        for (int rest = exponent; rest > 0; rest >>= 1) {
            if ((rest & 1) == 1) {
                result = result.times(square);
            }
            if (rest > 1) {
                square = square.times(square);
            }
        }
        return result;
    }

    /** By eigenvalues, for a symmetric matrix without negative ones; NaN for any other. */
    private static Matrix fractionalPower(Matrix base, double exponent) {
        Matrix undefined = Matrix.constant(base.rows(), base.columns(), Double.NaN);
        if (!base.isFinite() || !base.isSymmetric(SymmetricEigen.SYMMETRY_TOLERANCE)) {
            return undefined;
        }
        SymmetricEigen eigen = SymmetricEigen.of(base);
        double largest = eigen.value(0);
        double smallest = eigen.value(eigen.count() - 1);
        if (largest < 0 || smallest < -PSD_TOLERANCE * largest) {
            return undefined;
        }
        return eigen.rebuilt(x -> Math.pow(Math.max(0, x), exponent));
    }

    /** The inverse; NaN in every entry where there is none. */
    static Matrix inverse(Matrix matrix) {
        if (matrix.isScalar()) {
            return Matrix.scalar(1 / matrix.get(0));
        }
        return matrix.inverse().orElseGet(() -> Matrix.constant(matrix.rows(), matrix.columns(), Double.NaN));
    }
}
