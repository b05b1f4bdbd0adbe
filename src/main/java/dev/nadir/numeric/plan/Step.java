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

    /** {@code kron(a, b)}. */
    record Kronecker(Emission.Slot a, Emission.Slot b, double[] c) implements Step {
        @Override
        public void run() {
            int width = a.columns() * b.columns();
            for (int i = 0; i < a.rows(); i++) {
                for (int j = 0; j < a.columns(); j++) {
                    double factor = a.values()[i * a.columns() + j];
                    for (int k = 0; k < b.rows(); k++) {
                        int to = (i * b.rows() + k) * width + j * b.columns();
                        for (int l = 0; l < b.columns(); l++) {
                            c[to + l] = factor * b.values()[k * b.columns() + l];
                        }
                    }
                }
            }
        }
    }

    /** {@code vec(a)}, the columns below each other, which is the transpose row by row; and back. */
    record Columns(double[] a, int rows, int columns, boolean isBack, double[] c) implements Step {
        @Override
        public void run() {
            for (int i = 0; i < rows; i++) {
                for (int j = 0; j < columns; j++) {
                    int inRows = i * columns + j;
                    int inColumns = j * rows + i;
                    c[isBack ? inRows : inColumns] = a[isBack ? inColumns : inRows];
                }
            }
        }
    }

    /** The traces of the blocks of a, or the sum of the blocks on its diagonal, into {@code c} of so many columns. */
    record Blocks(Emission.Slot a, int size, boolean isTrace, int columns, double[] c) implements Step {
        @Override
        public void run() {
            int rows = c.length / Math.max(1, columns);
            int width = a.columns();
            for (int i = 0; i < rows; i++) {
                for (int j = 0; j < columns; j++) {
                    double sum = 0;
                    for (int k = 0; k < size; k++) {
                        sum += isTrace
                                ? a.values()[(i * size + k) * width + j * size + k]
                                : a.values()[(k * rows + i) * width + k * columns + j];
                    }
                    c[i * columns + j] = sum;
                }
            }
        }
    }

    /** One of the rarer operations; unlike the other steps it allocates. */
    record Applied(String operation, List<Emission.Slot> sources, Emission.Slot target) implements Step {

        /** The operation by a step that allocates nothing where there is one. */
        static Step of(String operation, List<Emission.Slot> sources, Emission.Slot target) {
            Emission.Slot first = sources.isEmpty() ? target : sources.get(0);
            double[] to = target.values();
            return switch (Operation.valueOf(operation)) {
                case KRONECKER -> new Kronecker(first, sources.get(1), to);
                case VEC -> new Columns(first.values(), first.rows(), first.columns(), false, to);
                case RESHAPE -> new Columns(first.values(), target.rows(), target.columns(), true, to);
                case BLOCK_TRACE, BLOCK_SUM -> {
                    boolean isTrace = operation.equals(Operation.BLOCK_TRACE.name());
                    int size = (int) sources.get(1).values()[0];
                    yield new Blocks(first, size, isTrace, target.columns(), to);
                }
                default -> new Applied(operation, sources, target);
            };
        }

        private static final Map<Operation, UnaryOperator<Matrix>> OF_ONE = Map.of(
                Operation.DETERMINANT,
                matrix -> Matrix.scalar(matrix.determinant()),
                Operation.ROOT,
                MatrixFunctions::root,
                Operation.NUCLEAR_NORM,
                matrix -> Matrix.scalar(MatrixFunctions.nuclearNorm(matrix)),
                Operation.POLAR,
                MatrixFunctions::polar,
                Operation.SPECTRAL_NORM,
                matrix -> Matrix.scalar(matrix.norm2()),
                Operation.LEADING,
                MatrixFunctions::leading);

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
