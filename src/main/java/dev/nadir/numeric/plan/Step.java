package dev.nadir.numeric.plan;

import dev.nadir.base.PreconditionException;
import dev.nadir.expr.Operation;
import dev.nadir.numeric.evaluate.MatrixFunctions;
import dev.nadir.numeric.linalg.LuSolver;
import dev.nadir.numeric.linalg.Matrix;
import dev.nadir.numeric.linalg.MatrixProduct;
import dev.nadir.numeric.linalg.Vectors;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import java.util.function.UnaryOperator;

/** One instruction of a program: reads arrays, writes an array, allocates nothing. */
interface Step {

    /** The functions of one number. */
    Map<String, DoubleUnaryOperator> FUNCTIONS = Map.of(
            "exp", Math::exp,
            "log", Math::log,
            "tanh", Math::tanh,
            "sin", Math::sin,
            "cos", Math::cos,
            "abs", Math::abs,
            "sign", Math::signum,
            "relu", x -> x > 0 || Double.isNaN(x) ? x : 0,
            "step", x -> Double.isNaN(x) ? x : Math.max(Math.signum(x), 0));

    void run();

    /** {@code c = op(a)*op(b)}. */
    record Multiply(MatrixProduct product, double[] a, double[] b, double[] c) implements Step {
        @Override
        public void run() {
            product.multiply(a, b, c);
        }
    }

    /** {@code c = factor*a}. */
    record Copy(double factor, double[] a, double[] c) implements Step {
        @Override
        public void run() {
            for (int i = 0; i < c.length; i++) {
                c[i] = factor * a[i];
            }
        }
    }

    /** {@code c = factor*a + other*b}. */
    record AddTwo(double factor, double[] a, double other, double[] b, double[] c) implements Step {
        @Override
        public void run() {
            for (int i = 0; i < c.length; i++) {
                c[i] = factor * a[i] + other * b[i];
            }
        }
    }

    /** Adds {@code factor*a} to {@code c}. */
    record Add(double factor, double[] a, double[] c) implements Step {
        @Override
        public void run() {
            Vectors.axpy(factor, a, c);
        }
    }

    /** {@code c = factor*a'}, with {@code a} of the given shape. */
    record Transpose(double factor, double[] a, int rows, int columns, double[] c) implements Step {
        @Override
        public void run() {
            for (int i = 0; i < rows; i++) {
                for (int j = 0; j < columns; j++) {
                    c[j * rows + i] = factor * a[i * columns + j];
                }
            }
        }
    }

    /** {@code c = s*a} with a scalar that is computed. */
    record Scale(double[] s, double[] a, double[] c) implements Step {
        @Override
        public void run() {
            double factor = s[0];
            for (int i = 0; i < c.length; i++) {
                c[i] = factor * a[i];
            }
        }
    }

    /** {@code c = a.*b}. */
    record Hadamard(double[] a, double[] b, double[] c) implements Step {
        @Override
        public void run() {
            for (int i = 0; i < c.length; i++) {
                c[i] = a[i] * b[i];
            }
        }
    }

    /** {@code c = f(factor*a)}, entry by entry. */
    record Apply(DoubleUnaryOperator function, double factor, double[] a, double[] c) implements Step {
        @Override
        public void run() {
            for (int i = 0; i < c.length; i++) {
                c[i] = function.applyAsDouble(factor * a[i]);
            }
        }
    }

    /** The inverse; NaN in every entry where there is none. */
    record Invert(LuSolver solver, int size, double[] a, double[] c) implements Step {
        @Override
        public void run() {
            solver.factor(a);
            if (solver.isSingular()) {
                Arrays.fill(c, Double.NaN);
                return;
            }
            Arrays.fill(c, 0);
            for (int i = 0; i < size; i++) {
                c[i * size + i] = 1;
            }
            solver.solve(c, size);
        }
    }

    /** The logarithm of the absolute value of the determinant of {@code factor*a}. */
    record LogDet(LuSolver solver, double shift, double[] a, double[] c) implements Step {
        @Override
        public void run() {
            solver.factor(a);
            c[0] = solver.logAbsDeterminant() + shift;
        }
    }

    record Trace(double[] a, int size, double[] c) implements Step {
        @Override
        public void run() {
            double sum = 0;
            for (int i = 0; i < size; i++) {
                sum += a[i * size + i];
            }
            c[0] = sum;
        }
    }

    record Inner(double[] a, double[] b, double[] c) implements Step {
        @Override
        public void run() {
            c[0] = Vectors.dot(a, b);
        }
    }

    /** {@code tr(a*b)}, with {@code a} of the given shape. */
    record InnerTransposed(double[] a, double[] b, int rows, int columns, double[] c) implements Step {
        @Override
        public void run() {
            double sum = 0;
            for (int i = 0; i < rows; i++) {
                for (int j = 0; j < columns; j++) {
                    sum += a[i * columns + j] * b[j * rows + i];
                }
            }
            c[0] = sum;
        }
    }

    record Total(double[] a, double[] c) implements Step {
        @Override
        public void run() {
            double sum = 0;
            for (double value : a) {
                sum += value;
            }
            c[0] = sum;
        }
    }

    /** Writes {@code a} to the diagonal of a matrix whose other entries stay zero. */
    record ToDiagonal(double[] a, double[] c) implements Step {
        @Override
        public void run() {
            for (int i = 0; i < a.length; i++) {
                c[i * a.length + i] = a[i];
            }
        }
    }

    record FromDiagonal(double[] a, double[] c) implements Step {
        @Override
        public void run() {
            for (int i = 0; i < c.length; i++) {
                c[i] = a[i * c.length + i];
            }
        }
    }

    /** One of the rarer operations; unlike the other steps it allocates. */
    record Applied(String operation, List<Emission.Slot> sources, Emission.Slot target) implements Step {

        private static final Map<Operation, UnaryOperator<Matrix>> OF_ONE = Map.of(
                Operation.DETERMINANT, matrix -> Matrix.scalar(matrix.determinant()),
                Operation.VEC, MatrixFunctions::vec,
                Operation.ROOT, MatrixFunctions::root,
                Operation.NUCLEAR_NORM, matrix -> Matrix.scalar(MatrixFunctions.nuclearNorm(matrix)),
                Operation.POLAR, MatrixFunctions::polar,
                Operation.SPECTRAL_NORM, matrix -> Matrix.scalar(matrix.norm2()),
                Operation.LEADING, MatrixFunctions::leading);

        @Override
        public void run() {
            double[] value = value().toArray();
            if (value.length != target.values().length) {
                throw new PreconditionException(
                        operation + " must have " + target.values().length + " entries, got " + value.length);
            }
            System.arraycopy(value, 0, target.values(), 0, value.length);
        }

        private Matrix matrix(int position) {
            Emission.Slot slot = sources.get(position);
            return Matrix.of(slot.rows(), slot.columns(), slot.values().clone());
        }

        private int size(int position) {
            return (int) sources.get(position).values()[0];
        }

        private Matrix value() {
            Operation wanted = Operation.valueOf(operation);
            UnaryOperator<Matrix> ofOne = OF_ONE.get(wanted);
            if (ofOne != null) {
                return ofOne.apply(matrix(0));
            }
            return switch (wanted) {
                case SELECTION -> MatrixFunctions.selection(size(0), size(1), size(2));
                case KRONECKER -> MatrixFunctions.kronecker(matrix(0), matrix(1));
                case BLOCK_TRACE -> MatrixFunctions.blockTrace(matrix(0), size(1));
                case BLOCK_SUM -> MatrixFunctions.blockSum(matrix(0), size(1));
                case RESHAPE -> MatrixFunctions.reshape(matrix(0), target.rows(), target.columns());
                case COMMUTATION -> MatrixFunctions.commutation(size(0), size(1));
                case SYLVESTER -> MatrixFunctions.sylvester(matrix(0), matrix(1));
                default -> throw new PreconditionException("a program does not know the operation " + operation);
            };
        }
    }

    /** {@code x -> x^exponent}; NaN for a negative base and an exponent that is not whole. */
    static DoubleUnaryOperator power(double exponent) {
        if (exponent == -1) {
            return x -> 1 / x;
        } else if (exponent == 2) {
            return x -> x * x;
        } else if (exponent == 3) {
            return x -> x * x * x;
        } else if (exponent == 4) {
            return x -> (x * x) * (x * x);
        } else if (exponent == -2) {
            return x -> 1 / (x * x);
        } else if (exponent == 0.5) {
            return Math::sqrt;
        } else if (exponent == -0.5) {
            return x -> 1 / Math.sqrt(x);
        } else {
            return x -> Math.pow(x, exponent);
        }
    }

    /** The function with the given name; NaN where it is not defined. */
    static DoubleUnaryOperator function(String name) {
        DoubleUnaryOperator function = FUNCTIONS.get(name);
        if (function == null) {
            throw new PreconditionException(
                    "a program needs a function with numbers, got " + name + ", which is only a name");
        }
        return function;
    }
}
