package dev.nadir.numeric.evaluate;

import dev.nadir.base.LimitException;
import dev.nadir.base.PreconditionException;
import dev.nadir.numeric.linalg.Matrix;
import dev.nadir.numeric.linalg.SingularValues;
import dev.nadir.numeric.linalg.SymmetricEigen;
import dev.nadir.numeric.linalg.Vectors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** The rarer functions of matrices. What is not defined at the given numbers is NaN. */
public final class MatrixFunctions {

    /** Eigenvalues that are negative by less than this much of the largest are zeros, rounded. */
    private static final double PSD_TOLERANCE = 1e-10;

    private MatrixFunctions() {}

    /** Columns {@code from..from+count-1}, counted from 1, of the identity. */
    public static Matrix selection(int rows, int from, int count) {
        if (from < 1 || count < 0 || from + count - 1 > rows) {
            throw new PreconditionException(
                    "places must lie in 1.." + rows + ", got " + from + ".." + (from + count - 1));
        }
        int[] columns = IntStream.range(from - 1, from - 1 + count).toArray();
        return Matrix.identity(rows).select(IntStream.range(0, rows).toArray(), columns);
    }

    /** All products of an entry of the first and one of the second, in blocks by the first. */
    public static Matrix kronecker(Matrix left, Matrix right) {
        int rows = left.rows() * right.rows();
        int columns = left.columns() * right.columns();
        Matrix.requireCount(rows, columns);
        double[] values = new double[rows * columns];
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                values[i * columns + j] = left.get(i / right.rows(), j / right.columns())
                        * right.get(i % right.rows(), j % right.columns());
            }
        }
        return Matrix.of(rows, columns, values);
    }

    /** The matrix of the traces of the blocks of {@code block} rows and columns. */
    public static Matrix blockTrace(Matrix matrix, int block) {
        requireMultiple(matrix, block);
        int rows = matrix.rows() / block;
        int columns = matrix.columns() / block;
        double[] values = new double[rows * columns];
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                for (int k = 0; k < block; k++) {
                    values[i * columns + j] += matrix.get(i * block + k, j * block + k);
                }
            }
        }
        return Matrix.of(rows, columns, values);
    }

    /** The sum of the {@code count} blocks on the diagonal. */
    public static Matrix blockSum(Matrix matrix, int count) {
        requireMultiple(matrix, count);
        int rows = matrix.rows() / count;
        int columns = matrix.columns() / count;
        double[] values = new double[rows * columns];
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                for (int k = 0; k < count; k++) {
                    values[i * columns + j] += matrix.get(k * rows + i, k * columns + j);
                }
            }
        }
        return Matrix.of(rows, columns, values);
    }

    private static void requireMultiple(Matrix matrix, int divisor) {
        if (divisor < 1 || matrix.rows() % divisor != 0 || matrix.columns() % divisor != 0) {
            throw new PreconditionException(
                    "rows and columns must be multiples of " + divisor + ", got " + matrix.shape());
        }
    }

    /** The columns below each other. */
    public static Matrix vec(Matrix matrix) {
        return Matrix.column(matrix.transpose().toArray());
    }

    /** The matrix whose columns stand below each other in a vector. */
    public static Matrix reshape(Matrix vector, int rows, int columns) {
        if (vector.count() != rows * columns || !(vector.columns() == 1 || vector.rows() == 1)) {
            throw new PreconditionException(
                    "a vector of " + rows * columns + " entries is needed, got " + vector.shape());
        }
        return Matrix.of(/* rows= */ columns, /* columns= */ rows, vector.toArray())
                .transpose();
    }

    /** The matrix T with {@code T*v = vec(diag(v))} for every v of so many entries. */
    public static Matrix placement(int count) {
        int rows = Matrix.requireCount(count, count);
        Matrix.requireCount(rows, count);
        double[] values = new double[rows * count];
        for (int i = 0; i < count; i++) {
            values[(i * count + i) * count + i] = 1;
        }
        return Matrix.of(rows, count, values);
    }

    /** The permutation K with {@code K*vec(A) = vec(A')} for every A of so many rows and columns. */
    public static Matrix commutation(int rows, int columns) {
        int count = Matrix.requireCount(rows, columns);
        Matrix.requireCount(count, count);
        double[] values = new double[count * count];
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                values[(i * columns + j) * count + j * rows + i] = 1;
            }
        }
        return Matrix.of(count, count, values);
    }

    /** The symmetric root of a symmetric matrix without negative eigenvalues; NaN for any other. */
    public static Matrix root(Matrix matrix) {
        Matrix undefined = matrix.map(x -> Double.NaN);
        if (!matrix.isFinite() || !matrix.isSymmetric(SymmetricEigen.SYMMETRY_TOLERANCE)) {
            return undefined;
        }
        SymmetricEigen eigen = SymmetricEigen.of(matrix);
        if (eigen.count() > 0 && eigen.value(eigen.count() - 1) < -PSD_TOLERANCE * Math.abs(eigen.value(0))) {
            return undefined;
        }
        return eigen.rebuilt(x -> Math.sqrt(Math.max(0, x)));
    }

    /** The X with {@code S*X + X*S = C} for a symmetric positive definite S; NaN for any other. */
    public static Matrix sylvester(Matrix s, Matrix c) {
        if (s.rows() != c.rows() || s.columns() != c.columns()) {
            throw new PreconditionException(
                    "both sides of a Sylvester equation have one shape, got " + s.shape() + " and " + c.shape());
        }
        if (!s.isFinite() || !s.isSymmetric(SymmetricEigen.SYMMETRY_TOLERANCE)) {
            return c.map(x -> Double.NaN);
        }
        SymmetricEigen eigen = SymmetricEigen.of(s);
        if (eigen.count() > 0 && eigen.value(eigen.count() - 1) <= 0) {
            return c.map(x -> Double.NaN);
        }
        Matrix u = eigen.vectors();
        Matrix inner = u.transpose().times(c).times(u);
        double[] values = inner.toArray();
        int n = s.rows();
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                values[i * n + j] /= eigen.value(i) + eigen.value(j);
            }
        }
        return u.times(Matrix.of(n, n, values)).times(u.transpose());
    }

    /** The sum of the singular values. */
    public static double nuclearNorm(Matrix matrix) {
        return matrix.isFinite()
                ? Arrays.stream(SingularValues.of(matrix).values()).sum()
                : Double.NaN;
    }

    /** {@code U*V'} of the thin singular value decomposition; NaN where a singular value is zero. */
    public static Matrix polar(Matrix matrix) {
        if (!matrix.isFinite() || matrix.rank(1e-13) < Math.min(matrix.rows(), matrix.columns())) {
            return matrix.map(x -> Double.NaN);
        }
        SingularValues parts = SingularValues.of(matrix);
        return parts.left().times(parts.right().transpose());
    }

    /** {@code u*v'} of the largest singular value; NaN where there is none. */
    public static Matrix leading(Matrix matrix) {
        if (!matrix.isFinite() || matrix.maxAbs() == 0) {
            return matrix.map(x -> Double.NaN);
        }
        SingularValues parts = SingularValues.of(matrix);
        return parts.left().columnAt(0).times(parts.right().columnAt(0).transpose());
    }

    /**
     * An orthogonal Q with which all columns of {@code matrix*Q} have the same norm (HornJohnson2013, section 4.3): each
     * plane rotation of the shortest column with the longest gives one of them the mean of the squares.
     *
     * @return square, as many rows as the matrix has columns
     */
    public static Matrix equalise(Matrix matrix) {
        int n = matrix.columns();
        if (!matrix.isFinite()) {
            return Matrix.constant(n, n, Double.NaN);
        }
        double[][] columns = new double[n][];
        double[][] turned = new double[n][n];
        double mean = 0;
        for (int j = 0; j < n; j++) {
            columns[j] = matrix.columnAt(j).toArray();
            turned[j][j] = 1;
            mean += Vectors.dot(columns[j], columns[j]) / n;
        }
        boolean[] isDone = new boolean[n];
        for (int step = 1; step < n; step++) {
            int shortest = extreme(columns, isDone, -1);
            int longest = extreme(columns, isDone, 1);
            double below = Vectors.dot(columns[shortest], columns[shortest]) - mean;
            double above = Vectors.dot(columns[longest], columns[longest]) - mean;
            isDone[shortest] = true;
            // Columns that are equal but for rounding stay as they are.
            if (shortest == longest || !(below < 0 && above > 0)) {
                continue;
            }
            double inner = Vectors.dot(columns[shortest], columns[longest]);
            double root = Math.sqrt(inner * inner - below * above);
            double tangent = inner >= 0 ? below / (inner + root) : below / (inner - root);
            double cosine = 1 / Math.hypot(1, tangent);
            rotate(columns[shortest], columns[longest], cosine, tangent * cosine);
            rotate(turned[shortest], turned[longest], cosine, tangent * cosine);
        }
        double[] entries = new double[n * n];
        for (int i = 0; i < n * n; i++) {
            entries[i] = turned[i % n][i / n];
        }
        return Matrix.of(n, n, entries);
    }

    /** Numbers that differ by less than this much of the larger one are taken for equal: rounding parts what is equal. */
    private static final double TIE = 1e-8;

    /** What rounding of the largest number may add to a small one. */
    private static final double ROUNDING = 1e-12;

    /**
     * How far two numbers of a vector, or of two, may be apart and still count as equal.
     *
     * @param largest absolute value of all numbers there
     */
    static double tie(double x, double y, double largest) {
        return TIE * Math.max(Math.abs(x), Math.abs(y)) + ROUNDING * largest;
    }

    /** Ones where an entry of the first column is greater than one of the second, by more than rounding: p x q. */
    public static Matrix greater(Matrix left, Matrix right) {
        return pairs(left, right, (x, y, tie) -> x - y > tie);
    }

    /** Ones where an entry of the first column equals one of the second, up to rounding: p x q. */
    public static Matrix tied(Matrix left, Matrix right) {
        return pairs(left, right, (x, y, tie) -> Math.abs(x - y) <= tie);
    }

    private interface Relation {
        boolean holds(double x, double y, double tie);
    }

    private static Matrix pairs(Matrix left, Matrix right, Relation relation) {
        double largest = Math.max(left.maxAbs(), right.maxAbs());
        double[] entries = new double[left.count() * right.count()];
        for (int i = 0; i < left.count(); i++) {
            for (int j = 0; j < right.count(); j++) {
                double x = left.get(i);
                double y = right.get(j);
                double tie = tie(x, y, largest);
                entries[i * right.count() + j] = relation.holds(x, y, tie) ? 1 : 0;
            }
        }
        return Matrix.of(left.count(), right.count(), entries);
    }

    /**
     * A matrix F with {@code F*F' == diag(p)} that is zero where the pattern is, and whose columns with the same places are
     * equally long.
     *
     * @param p a column, not negative
     * @param pattern of zeros and ones; its columns have equal or disjoint places, at least as many columns as places
     */
    public static Matrix frame(Matrix p, Matrix pattern) {
        double[][] entries = new double[pattern.rows()][pattern.columns()];
        boolean[] isDone = new boolean[pattern.columns()];
        for (int first = 0; first < isDone.length; first++) {
            double[] places = pattern.columnAt(first).toArray();
            int[] rows = IntStream.range(0, places.length)
                    .filter(i -> places[i] != 0)
                    .toArray();
            int[] columns = IntStream.range(first, isDone.length)
                    .filter(j -> Arrays.equals(pattern.columnAt(j).toArray(), places))
                    .toArray();
            if (isDone[first] || rows.length == 0) {
                continue;
            }
            if (columns.length < rows.length) {
                throw new PreconditionException("a frame needs as many columns as places, got " + columns.length
                        + " columns for " + rows.length);
            }
            double[] block = new double[rows.length * columns.length];
            for (int i = 0; i < rows.length; i++) {
                block[i * columns.length + i] = Math.sqrt(p.get(rows[i]));
            }
            Matrix corner = Matrix.of(rows.length, columns.length, block);
            Matrix equal = corner.times(equalise(corner));
            for (int j = 0; j < columns.length; j++) {
                isDone[columns[j]] = true;
                for (int i = 0; i < rows.length; i++) {
                    entries[rows[i]][columns[j]] = equal.get(i, j);
                }
            }
        }
        return Matrix.of(
                pattern.rows(),
                pattern.columns(),
                Arrays.stream(entries).flatMapToDouble(java.util.Arrays::stream).toArray());
    }

    /**
     * Every way to form groups of some of the modes, each with units of its own, at least as many as modes: a matrix
     * with a row for each mode and a column for each unit that is 1 where both are of one group. Units are taken from the
     * first on, group after group in the order of their first modes; that with no group is left out.
     */
    static List<Matrix> groupings(int modes, int units, int most) {
        List<Matrix> found = new ArrayList<>();
        group(new int[modes], 0, 0, units, new Found(found, most));
        return found;
    }

    /** The first of the groupings or matchings, in the order in which all of them come, if there are too many to list. */
    static List<Matrix> first(boolean isGroupings, int modes, int units, int most) {
        List<Matrix> found = new ArrayList<>();
        try {
            if (isGroupings) {
                group(new int[modes], 0, 0, units, new Found(found, most));
            } else if (modes > 0) {
                match(new int[modes], new boolean[units], 0, new Found(found, most));
            }
        } catch (LimitException e) {
            // As many as were asked for are there.
            return found;
        }
        return found;
    }

    /** What is found, and how much may be. */
    private record Found(List<Matrix> matrices, int most) {}

    /** Gives the modes from one on their groups, 0 for none. */
    private static void group(int[] groups, int mode, int largest, int units, Found found) {
        if (mode == groups.length) {
            if (largest > 0) {
                man(groups, new int[largest + 1], 1, units, found);
            }
            return;
        }
        for (int group = 0; group <= largest + 1; group++) {
            groups[mode] = group;
            group(groups, mode + 1, Math.max(largest, group), units, found);
        }
    }

    /** Gives the groups from one on their units. */
    private static void man(int[] groups, int[] counts, int group, int left, Found found) {
        if (group == counts.length) {
            if (found.matrices().size() == found.most()) {
                throw new LimitException("there must be at most " + found.most() + " groupings, got more");
            }
            found.matrices().add(grouping(groups, counts, left));
            return;
        }
        int members = (int) Arrays.stream(groups).filter(each -> each == group).count();
        for (int count = members; count <= left; count++) {
            counts[group] = count;
            man(groups, counts, group + 1, left - count, found);
        }
    }

    private static Matrix grouping(int[] groups, int[] counts, int idle) {
        int units = Arrays.stream(counts).skip(1).sum() + idle;
        double[] entries = new double[groups.length * units];
        int unit = 0;
        for (int group = 1; group < counts.length; group++) {
            for (int i = 0; i < counts[group]; i++, unit++) {
                for (int mode = 0; mode < groups.length; mode++) {
                    entries[mode * units + unit] = groups[mode] == group ? 1 : 0;
                }
            }
        }
        return Matrix.of(groups.length, units, entries);
    }

    /**
     * Every way to give some of the modes a unit of their own: a matrix with a row for each mode and a column for each
     * unit, at most one 1 in each; that with none first. No modes have none.
     */
    static List<Matrix> matchings(int modes, int units, int most) {
        List<Matrix> found = new ArrayList<>();
        if (modes > 0) {
            match(new int[modes], new boolean[units], 0, new Found(found, most));
        }
        return found;
    }

    /** Gives the modes from one on their units, counted from 1, or 0 for none. */
    private static void match(int[] matched, boolean[] isTaken, int mode, Found found) {
        if (mode == matched.length) {
            if (found.matrices().size() == found.most()) {
                throw new LimitException("there must be at most " + found.most() + " matchings, got more");
            }
            double[] entries = new double[matched.length * isTaken.length];
            for (int i = 0; i < matched.length; i++) {
                if (matched[i] > 0) {
                    entries[i * isTaken.length + matched[i] - 1] = 1;
                }
            }
            found.matrices().add(Matrix.of(matched.length, isTaken.length, entries));
            return;
        }
        match(matched, isTaken, mode + 1, found);
        for (int unit = 1; unit <= isTaken.length; unit++) {
            if (!isTaken[unit - 1]) {
                isTaken[unit - 1] = true;
                matched[mode] = unit;
                match(matched, isTaken, mode + 1, found);
                isTaken[unit - 1] = false;
                matched[mode] = 0;
            }
        }
    }

    /** The shortest (sign -1) or the longest (sign 1) of the columns that are not done. */
    private static int extreme(double[][] columns, boolean[] isDone, int sign) {
        int best = -1;
        for (int j = 0; j < columns.length; j++) {
            boolean isFurther = best < 0
                    || sign * Vectors.dot(columns[j], columns[j]) > sign * Vectors.dot(columns[best], columns[best]);
            best = !isDone[j] && isFurther ? j : best;
        }
        return best;
    }

    /** {@code (c*a - s*b, s*a + c*b)} in the place of {@code (a, b)}. */
    private static void rotate(double[] a, double[] b, double c, double s) {
        for (int i = 0; i < a.length; i++) {
            double first = c * a[i] - s * b[i];
            b[i] = s * a[i] + c * b[i];
            a[i] = first;
        }
    }
}
