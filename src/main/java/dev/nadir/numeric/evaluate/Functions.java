package dev.nadir.numeric.evaluate;

import dev.nadir.base.LimitException;
import dev.nadir.base.PreconditionException;
import dev.nadir.numeric.linalg.HermitianJacobi;
import dev.nadir.numeric.linalg.Matrix;
import dev.nadir.numeric.linalg.SingularValues;
import dev.nadir.numeric.linalg.SymmetricEigen;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.hipparchus.distribution.continuous.NormalDistribution;

/** The functions of the language on values. What is not defined at the given numbers is NaN. */
final class Functions {

    /** Singular values up to this much of the largest count as zero in {@code rank}. */
    static final double RANK_TOLERANCE = 1e-8;

    /** Beyond, listing them takes longer than a reader waits and more memory than there is. */
    private static final int MOST_SUBSETS = 1_000_000;

    private static final int MOST_GROUPINGS = 2_000;

    /** Of a hypergeometric series; enough for {@code x <= 1 - 1e-6}, about {@code 36/(1 - x)} terms. */
    private static final int MOST_TERMS = 40_000_000;

    private static final NormalDistribution NORMAL = new NormalDistribution();

    private static final Map<String, DoubleUnaryOperator> ENTRYWISE = Map.ofEntries(
            Map.entry("log", Math::log),
            Map.entry("exp", Math::exp),
            Map.entry("sqrt", Math::sqrt),
            Map.entry("abs", Math::abs),
            Map.entry("tanh", Math::tanh),
            Map.entry("sin", Math::sin),
            Map.entry("cos", Math::cos),
            Map.entry("sign", Math::signum),
            Map.entry("relu", x -> Math.max(x, 0)),
            Map.entry("step", x -> x > 0 ? 1 : Double.isNaN(x) ? x : 0),
            Map.entry("normcdf", NORMAL::cumulativeProbability));

    private static final Map<String, ToDoubleFunction<Matrix>> TO_NUMBER = Map.ofEntries(
            Map.entry("tr", Matrix::trace),
            Map.entry("det", Matrix::determinant),
            Map.entry("logdet", Matrix::logAbsDeterminant),
            Map.entry("normF", Matrix::normF),
            Map.entry("norm", Functions::norm),
            Map.entry("norm1", matrix -> matrix.map(Math::abs).sum()),
            Map.entry("nuclear", MatrixFunctions::nuclearNorm),
            Map.entry("rank", Functions::rank),
            Map.entry("sum", Matrix::sum),
            Map.entry("mean", matrix -> matrix.sum() / matrix.count()),
            Map.entry("min", matrix -> fold(matrix, Math::min)),
            Map.entry("max", matrix -> fold(matrix, Math::max)));

    private static final Map<String, Function<Matrix, Value>> TO_VALUE = Map.of(
            "inv", matrix -> Value.of(Arithmetic.inverse(matrix)),
            "diag", matrix -> Value.of(Matrix.diagonal(matrix.toArray())),
            "diagonal", matrix -> Value.of(matrix.diagonalVector()),
            "vec", matrix -> Value.of(MatrixFunctions.vec(matrix)),
            "polar", matrix -> Value.of(MatrixFunctions.polar(matrix)),
            "leading", matrix -> Value.of(MatrixFunctions.leading(matrix)),
            "equalise", matrix -> Value.of(MatrixFunctions.equalise(matrix)),
            "ascending", matrix -> Value.of(ascending(matrix)),
            "eig", Functions::eigen,
            "svd", Functions::singular);

    private static final Map<String, BinaryOperator<Matrix>> OF_TWO = Map.of(
            "min",
            (left, right) -> Arithmetic.entrywise(left, right, Math::min),
            "max",
            (left, right) -> Arithmetic.entrywise(left, right, Math::max),
            "kron",
            MatrixFunctions::kronecker,
            "sylvester",
            MatrixFunctions::sylvester,
            "frame",
            MatrixFunctions::frame,
            "greater",
            MatrixFunctions::greater,
            "tied",
            MatrixFunctions::tied);

    private Functions() {}

    /**
     * The function of the given arguments.
     *
     * @param options named arguments
     * @throws PreconditionException if there is no such function, or an argument has no meaning for it
     */
    static Value call(String function, List<Value> arguments, Map<String, Value> options) {
        if (function.equals("subsets")) {
            return subsets(arguments, options);
        }
        if (arguments.size() == 1 && arguments.get(0) instanceof Value.Places set) {
            return Value.of(ofPlaces(function, set.places()));
        }
        if (arguments.size() == 1) {
            Matrix only = arguments.get(0).matrix();
            return function.equals("root") ? roots(only, 1) : ofOne(function, only);
        }
        List<Matrix> matrices = arguments.stream().map(Value::matrix).toList();
        return function.equals("root") && matrices.size() == 2
                ? roots(matrices.get(0), arguments.get(1).integer())
                : ofTwo(function, matrices);
    }

    private static Matrix ascending(Matrix vector) {
        return Matrix.column(Arrays.stream(vector.toArray()).sorted().toArray());
    }

    /** Of the polynomial whose coefficients a vector holds, or of that of each row. */
    private static Value roots(Matrix coefficients, int place) {
        if (coefficients.columns() == 1) {
            return Value.of(PolynomialRoots.descending(coefficients.toArray(), place));
        }
        double[] roots = new double[coefficients.rows()];
        for (int i = 0; i < roots.length; i++) {
            double[] row = new double[coefficients.columns()];
            for (int j = 0; j < row.length; j++) {
                row[j] = coefficients.get(i, j);
            }
            roots[i] = PolynomialRoots.descending(row, place);
        }
        return Value.of(Matrix.column(roots));
    }

    /** How many places there are, or their sum. */
    private static double ofPlaces(String function, List<Integer> places) {
        return switch (function) {
            case "card" -> places.size();
            case "sum" -> places.stream().mapToInt(Integer::intValue).sum();
            default -> throw new PreconditionException(function + " is not defined for a set of places");
        };
    }

    private static Value ofOne(String function, Matrix matrix) {
        DoubleUnaryOperator entrywise = ENTRYWISE.get(function);
        if (entrywise != null && matrix.isScalar()) {
            return Value.of(entrywise.applyAsDouble(matrix.get(0)));
        } else if (entrywise != null) {
            return Value.of(matrix.map(entrywise));
        }
        ToDoubleFunction<Matrix> toNumber = TO_NUMBER.get(function);
        if (toNumber != null) {
            return Value.of(toNumber.applyAsDouble(matrix));
        }
        Function<Matrix, Value> toValue = TO_VALUE.get(function);
        if (toValue != null) {
            return toValue.apply(matrix);
        }
        if (function.equals("placement")) {
            return Value.of(MatrixFunctions.placement(size(matrix)));
        }
        return filled(function, size(matrix), function.equals("eye") ? size(matrix) : 1, 1);
    }

    private static Value ofTwo(String function, List<Matrix> arguments) {
        if (arguments.size() != 2) {
            return ofMore(function, arguments);
        }
        Matrix left = arguments.get(0);
        Matrix right = arguments.get(1);
        BinaryOperator<Matrix> ofTwo = OF_TWO.get(function);
        if (ofTwo != null) {
            return Value.of(ofTwo.apply(left, right));
        }
        return switch (function) {
            case "eig" -> hermitian(left, right);
            case "groupings" -> family(MatrixFunctions.groupings(size(left), size(right), MOST_GROUPINGS));
            case "matchings" -> family(MatrixFunctions.matchings(size(left), size(right), MOST_GROUPINGS));
            case "commutation" -> Value.of(MatrixFunctions.commutation(size(left), size(right)));
            case "basis" -> Value.of(MatrixFunctions.selection(size(left), size(right), 1));
            case "blocktrace" -> Value.of(MatrixFunctions.blockTrace(left, size(right)));
            case "blocksum" -> Value.of(MatrixFunctions.blockSum(left, size(right)));
            case "eye" -> throw unknown(function, 2);
            default -> filled(function, size(left), size(right), 2);
        };
    }

    /** Whether there may be too many members of what a function gives to list them, though not to begin with them. */
    static boolean isLong(String function) {
        return function.equals("groupings") || function.equals("matchings");
    }

    /** The first members of what such a function gives. */
    static List<Value> first(String function, Matrix left, Matrix right, int most) {
        return MatrixFunctions.first(function.equals("groupings"), size(left), size(right), most).stream()
                .map(Value::of)
                .toList();
    }

    private static Value family(List<Matrix> members) {
        return new Value.Family(1, members.stream().map(Value::of).toList());
    }

    private static Value ofMore(String function, List<Matrix> arguments) {
        if (function.equals("reshape") && arguments.size() == 3) {
            return Value.of(MatrixFunctions.reshape(arguments.get(0), size(arguments.get(1)), size(arguments.get(2))));
        } else if (function.equals("hypergeometric") && arguments.size() == 4) {
            double[] x = arguments.stream().mapToDouble(each -> each.get(0, 0)).toArray();
            return Value.of(hypergeometric(x[0], x[1], x[2], x[3]));
        }
        throw unknown(function, arguments.size());
    }

    private static Value filled(String function, int rows, int columns, int arguments) {
        return switch (function) {
            case "eye" -> Value.of(Matrix.identity(rows));
            case "ones" -> Value.of(Matrix.constant(rows, columns, 1));
            case "zeros" -> Value.of(Matrix.zeros(rows, columns));
            default -> throw unknown(function, arguments);
        };
    }

    private static PreconditionException unknown(String function, int arguments) {
        return new PreconditionException(
                "a function of the language is needed, got " + function + " of " + arguments + " arguments");
    }

    private static int size(Matrix matrix) {
        int size = Value.of(matrix).integer();
        if (size < 0) {
            throw new PreconditionException("a size must not be negative, got " + size);
        }
        return size;
    }

    private static double norm(Matrix matrix) {
        if (!matrix.isFinite()) {
            return Double.NaN;
        }
        return matrix.columns() == 1 || matrix.rows() == 1 ? matrix.normF() : matrix.norm2();
    }

    private static double rank(Matrix matrix) {
        return matrix.isFinite() ? matrix.rank(RANK_TOLERANCE) : Double.NaN;
    }

    private static double fold(Matrix matrix, DoubleBinaryOperator function) {
        if (matrix.count() == 0) {
            return Double.NaN;
        }
        double result = matrix.get(0);
        for (int i = 1; i < matrix.count(); i++) {
            result = function.applyAsDouble(result, matrix.get(i));
        }
        return result;
    }

    /** Eigenvalues, descending, and eigenvectors as columns. */
    private static Value eigen(Matrix matrix) {
        if (!matrix.isFinite()) {
            Matrix values = Matrix.constant(matrix.rows(), 1, Double.NaN);
            return new Value.Several(List.of(Value.of(values), Value.of(matrix.map(x -> Double.NaN))), 0);
        }
        SymmetricEigen eigen = SymmetricEigen.of(matrix);
        Value values = Value.of(Matrix.column(eigen.values()));
        return new Value.Several(List.of(values, Value.of(eigen.vectors())), 0);
    }

    /** Eigenvalues of X + iY, descending, and the real and imaginary parts of its eigenvectors as columns. */
    private static Value hermitian(Matrix real, Matrix imaginary) {
        if (!real.isFinite() || !imaginary.isFinite()) {
            Matrix values = Matrix.constant(real.rows(), 1, Double.NaN);
            Value parts = Value.of(real.map(x -> Double.NaN));
            return new Value.Several(List.of(Value.of(values), parts, parts), 0);
        }
        HermitianJacobi eigen = HermitianJacobi.of(real, imaginary);
        return new Value.Several(
                List.of(
                        Value.of(Matrix.column(eigen.values())),
                        Value.of(eigen.realParts()),
                        Value.of(eigen.imaginaryParts())),
                0);
    }

    /** Left vectors as columns, singular values, descending, and right vectors as columns; thin. */
    private static Value singular(Matrix matrix) {
        int count = Math.min(matrix.rows(), matrix.columns());
        if (!matrix.isFinite()) {
            return new Value.Several(
                    List.of(
                            Value.of(Matrix.constant(matrix.rows(), count, Double.NaN)),
                            Value.of(Matrix.constant(count, 1, Double.NaN)),
                            Value.of(Matrix.constant(matrix.columns(), count, Double.NaN))),
                    1);
        }
        SingularValues svd = SingularValues.of(matrix);
        return new Value.Several(
                List.of(Value.of(svd.left()), Value.of(Matrix.column(svd.values())), Value.of(svd.right())), 1);
    }

    /** {@code subsets(1..n, at-most r)}: every set of at most r of the places, the empty one first, small sets first. */
    private static Value subsets(List<Value> arguments, Map<String, Value> options) {
        if (arguments.size() != 1 || !(arguments.get(0) instanceof Value.Places places)) {
            throw new PreconditionException("subsets takes a range and at-most, got other arguments");
        }
        int most = places.places().size();
        Value atMost = options.get("at-most");
        if (atMost != null) {
            most = Math.min(most, atMost.integer());
        }
        requireFewSubsets(places.places().size(), most);
        List<Value> sets = new ArrayList<>();
        for (int size = 0; size <= most; size++) {
            extend(places.places(), size, 0, new ArrayList<>(), sets);
        }
        return new Value.Family(1, sets);
    }

    private static void requireFewSubsets(int places, int most) {
        double total = 0;
        double ofSize = 1;
        for (int size = 0; size <= most; size++) {
            total += ofSize;
            ofSize *= (double) (places - size) / (size + 1);
        }
        if (total > MOST_SUBSETS) {
            throw new LimitException("there must be at most " + MOST_SUBSETS + " subsets, got about " + (long) total);
        }
    }

    private static void extend(List<Integer> places, int missing, int from, List<Integer> chosen, List<Value> sets) {
        if (missing == 0) {
            sets.add(new Value.Places(chosen));
            return;
        }
        for (int i = from; i <= places.size() - missing; i++) {
            chosen.add(places.get(i));
            extend(places, missing - 1, i + 1, chosen, sets);
            chosen.remove(chosen.size() - 1);
        }
    }

    /**
     * Gauss's function {@code 2F1(a, b; c; x)}, by its series; below zero Pfaff's transformation brings x into {@code [0, 1)}.
     * NaN where it is not defined.
     *
     * @throws PreconditionException if x is so near 1 that the series does not end in time
     */
    private static double hypergeometric(double a, double b, double c, double x) {
        boolean isPole = c <= 0 && c == Math.rint(c);
        if (isPole || !(x < 1)) {
            return Double.NaN;
        }
        return x < 0 ? Math.pow(1 - x, -a) * series(a, c - b, c, x / (x - 1)) : series(a, b, c, x);
    }

    private static double series(double a, double b, double c, double x) {
        double sum = 1;
        double term = 1;
        double lost = 0;
        for (int n = 0; n < MOST_TERMS; n++) {
            term *= (a + n) * (b + n) / ((c + n) * (n + 1.0)) * x;
            // Kahan's compensated sum: the terms are many and small.
            double next = term - lost;
            double total = sum + next;
            lost = total - sum - next;
            sum = total;
            // What is left is at most a geometric series with ratio near x.
            if (Math.abs(term) <= 1e-17 * Math.abs(sum) * (1 - x)) {
                return sum;
            }
        }
        throw new PreconditionException("the last argument of hypergeometric must be at most 1 - 1e-6, got " + x);
    }
}
