package dev.nadir.numeric.evaluate;

import dev.nadir.numeric.linalg.CholeskySolver;
import dev.nadir.numeric.linalg.Matrix;
import java.util.Arrays;

/**
 * The symmetric positive definite matrices of a size: {@code S = L*L'} with the entries of the lower triangle of L as
 * coordinates, row by row, those on the diagonal as logarithms. One to one, and onto.
 */
record CholeskyChart(int size) implements Chart {

    private static final double ROOT_HALF = Math.sqrt(0.5);

    @Override
    public int count() {
        return size * (size + 1) / 2;
    }

    @Override
    public double[] point(double[] x) {
        Matrix lower = lower(x);
        return flat(lower.times(lower.transpose()));
    }

    @Override
    public double[] coordinates(double[] z) {
        CholeskySolver solver = new CholeskySolver(size);
        double[] x = new double[count()];
        if (!solver.factor(symmetric(z).toArray())) {
            Arrays.fill(x, Double.NaN);
            return x;
        }
        Matrix lower = solver.lower();
        for (int i = 0; i < size; i++) {
            for (int j = 0; j <= i; j++) {
                x[place(i, j)] = i == j ? Math.log(lower.get(i, i)) : lower.get(i, j);
            }
        }
        return x;
    }

    @Override
    public double[] push(double[] x, double[] direction) {
        Matrix lower = lower(x);
        Matrix moved = tangent(lower, direction).times(lower.transpose());
        return flat(moved.plus(moved.transpose()));
    }

    @Override
    public double[] pull(double[] x, double[] gradient) {
        Matrix lower = lower(x);
        return onTriangle(symmetric(gradient).times(lower).scaled(2), lower);
    }

    @Override
    public double[] bend(double[] x, double[] direction, double[] gradient) {
        Matrix lower = lower(x);
        Matrix g = symmetric(gradient).scaled(2);
        double[] bent = onTriangle(g.times(tangent(lower, direction)), lower);
        Matrix slope = g.times(lower);
        for (int i = 0; i < size; i++) {
            // The diagonal of L is an exponential: its second derivative is itself.
            bent[place(i, i)] += slope.get(i, i) * lower.get(i, i) * direction[place(i, i)];
        }
        return bent;
    }

    @Override
    public double[] lift(double[] x, double[] tangent) {
        Matrix lower = lower(x);
        Matrix half = lower.solve(symmetric(tangent))
                .flatMap(left -> lower.solve(left.transpose()))
                .orElse(Matrix.constant(size, size, Double.NaN));
        double[] factor = new double[size * size];
        for (int i = 0; i < size; i++) {
            for (int j = 0; j <= i; j++) {
                factor[i * size + j] = i == j ? half.get(i, i) / 2 : half.get(i, j);
            }
        }
        Matrix moved = lower.times(Matrix.of(size, size, factor));
        double[] direction = new double[count()];
        for (int i = 0; i < size; i++) {
            for (int j = 0; j <= i; j++) {
                direction[place(i, j)] = i == j ? moved.get(i, i) / lower.get(i, i) : moved.get(i, j);
            }
        }
        return direction;
    }

    @Override
    public double excess(double[] x) {
        return 0;
    }

    @Override
    public int excessCount() {
        return 0;
    }

    @Override
    public double[] excessGradient(double[] x) {
        return new double[x.length];
    }

    @Override
    public double[] excessTimes(double[] x, double[] direction) {
        return new double[x.length];
    }

    private static int place(int i, int j) {
        return i * (i + 1) / 2 + j;
    }

    private Matrix lower(double[] x) {
        double[] entries = new double[size * size];
        for (int i = 0; i < size; i++) {
            for (int j = 0; j <= i; j++) {
                entries[i * size + j] = i == j ? Math.exp(x[place(i, i)]) : x[place(i, j)];
            }
        }
        return Matrix.of(size, size, entries);
    }

    private Matrix tangent(Matrix lower, double[] direction) {
        double[] entries = new double[size * size];
        for (int i = 0; i < size; i++) {
            for (int j = 0; j <= i; j++) {
                entries[i * size + j] = direction[place(i, j)] * (i == j ? lower.get(i, i) : 1);
            }
        }
        return Matrix.of(size, size, entries);
    }

    /** A gradient with respect to L as one with respect to the coordinates. */
    private double[] onTriangle(Matrix gradient, Matrix lower) {
        double[] result = new double[count()];
        for (int i = 0; i < size; i++) {
            for (int j = 0; j <= i; j++) {
                result[place(i, j)] = gradient.get(i, j) * (i == j ? lower.get(i, i) : 1);
            }
        }
        return result;
    }

    /** The matrix of a symmetric block's coordinates: above the diagonal they are the entries times the root of two. */
    private Matrix symmetric(double[] z) {
        double[] entries = new double[size * size];
        int c = 0;
        for (int i = 0; i < size; i++) {
            for (int j = i; j < size; j++, c++) {
                entries[i * size + j] = i == j ? z[c] : ROOT_HALF * z[c];
                entries[j * size + i] = entries[i * size + j];
            }
        }
        return Matrix.of(size, size, entries);
    }

    private double[] flat(Matrix symmetric) {
        double[] z = new double[count()];
        int c = 0;
        for (int i = 0; i < size; i++) {
            for (int j = i; j < size; j++, c++) {
                z[c] = i == j ? symmetric.get(i, i) : symmetric.get(i, j) / ROOT_HALF;
            }
        }
        return z;
    }
}
