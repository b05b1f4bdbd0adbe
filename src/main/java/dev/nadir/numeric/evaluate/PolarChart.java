package dev.nadir.numeric.evaluate;

import dev.nadir.numeric.linalg.Matrix;
import dev.nadir.numeric.linalg.SymmetricEigen;
import java.util.Arrays;

/**
 * The matrices with orthonormal columns: the orthogonal factor W of the polar decomposition {@code A = W*P} of any matrix
 * A of full rank, whose entries are the coordinates (AbsilMahonySepulchre2008, example 4.1.3, for the retraction). A loss
 * of W alone does not feel P, so the excess {@code normF(A'*A - eye(k))^2/4} is added to it: it holds P at the identity,
 * where W is A. There every critical point of the sum lies, with the value, the index and the nullity that the loss has on
 * the set, because the projection onto it is a retraction of second order.
 */
record PolarChart(int rows, int columns) implements Chart {

    /** Entries of data and claims carry some ten digits; what is further off is another matrix. */
    private static final double TOLERANCE = 1e-8;

    @Override
    public int count() {
        return rows * columns;
    }

    /** {@code W}, {@code P}, its inverse, and the eigenvectors and eigenvalues of P. */
    private record Polar(Matrix w, Matrix p, Matrix inverse, SymmetricEigen gram) {

        static Polar of(Matrix a) {
            Matrix gram = a.transpose().times(a).symmetrised();
            SymmetricEigen eigen = SymmetricEigen.of(gram);
            Matrix inverse = eigen.rebuilt(value -> 1 / Math.sqrt(value));
            return new Polar(tightened(a.times(inverse)), eigen.rebuilt(Math::sqrt), inverse, eigen);
        }

        /** Two Newton steps towards orthonormal columns: the eigenvalues of {@code A'*A} square the condition of A. */
        private static Matrix tightened(Matrix w) {
            Matrix better = w;
            for (int k = 0; k < 2; k++) {
                Matrix gram = better.transpose().times(better);
                better = better.times(Matrix.identity(w.columns()).scaled(1.5).minus(gram.scaled(0.5)));
            }
            return better;
        }

        /** The solution X of {@code X*P + P*X = right}. */
        Matrix sylvester(Matrix right) {
            Matrix q = gram.vectors();
            double[] inside = q.transpose().times(right).times(q).toArray();
            int n = right.columns();
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    inside[i * n + j] /= Math.sqrt(gram.value(i)) + Math.sqrt(gram.value(j));
                }
            }
            return q.times(Matrix.of(n, n, inside)).times(q.transpose());
        }

        /** How W changes with A. */
        Matrix push(Matrix v) {
            Matrix inside = w.transpose().times(v);
            Matrix turn = sylvester(inside.minus(inside.transpose()));
            return w.times(turn).plus(v.minus(w.times(inside)).times(inverse));
        }
    }

    @Override
    public double[] point(double[] x) {
        Matrix a = matrix(x);
        return a.isFinite() ? Polar.of(a).w().toArray() : nowhere();
    }

    @Override
    public double[] coordinates(double[] z) {
        Matrix w = matrix(z);
        boolean isInSet = w.isFinite()
                && w.transpose().times(w).minus(Matrix.identity(columns)).maxAbs() <= TOLERANCE;
        return isInSet ? z.clone() : nowhere();
    }

    private double[] nowhere() {
        double[] x = new double[count()];
        Arrays.fill(x, Double.NaN);
        return x;
    }

    @Override
    public double[] push(double[] x, double[] direction) {
        return Polar.of(matrix(x)).push(matrix(direction)).toArray();
    }

    @Override
    public double[] pull(double[] x, double[] gradient) {
        Polar polar = Polar.of(matrix(x));
        Matrix g = matrix(gradient);
        Matrix inside = polar.w().transpose().times(g);
        Matrix turn = polar.sylvester(inside.minus(inside.transpose()));
        Matrix across = g.minus(polar.w().times(inside)).times(polar.inverse());
        return polar.w().times(turn).plus(across).toArray();
    }

    @Override
    public double[] bend(double[] x, double[] direction, double[] gradient) {
        Matrix a = matrix(x);
        Matrix v = matrix(direction);
        Matrix g = matrix(gradient);
        Polar polar = Polar.of(a);
        Matrix w = polar.w();
        Matrix moved = polar.push(v);
        Matrix cross = v.transpose().times(a);
        Matrix stretch = polar.sylvester(cross.plus(cross.transpose()));
        Matrix inverseMoved =
                polar.inverse().times(stretch).times(polar.inverse()).scaled(-1);
        Matrix inside = w.transpose().times(g);
        Matrix insideMoved = moved.transpose().times(g);
        Matrix turn = polar.sylvester(inside.minus(inside.transpose()));
        Matrix turnMoved = polar.sylvester(insideMoved
                .minus(insideMoved.transpose())
                .minus(turn.times(stretch))
                .minus(stretch.times(turn)));
        Matrix normal = moved.times(inside).plus(w.times(insideMoved));
        return moved.times(turn)
                .plus(w.times(turnMoved))
                .minus(normal.times(polar.inverse()))
                .plus(g.minus(w.times(inside)).times(inverseMoved))
                .toArray();
    }

    /** On the set itself a tangent direction is its own coordinates. */
    @Override
    public double[] lift(double[] x, double[] tangent) {
        return tangent.clone();
    }

    @Override
    public double excess(double[] x) {
        double norm = gap(matrix(x)).normF();
        return norm * norm / 4;
    }

    @Override
    public int excessCount() {
        return columns * (columns + 1) / 2;
    }

    @Override
    public double[] excessGradient(double[] x) {
        Matrix a = matrix(x);
        return a.times(gap(a)).toArray();
    }

    @Override
    public double[] excessTimes(double[] x, double[] direction) {
        Matrix a = matrix(x);
        Matrix v = matrix(direction);
        Matrix cross = v.transpose().times(a);
        return v.times(gap(a)).plus(a.times(cross.plus(cross.transpose()))).toArray();
    }

    private Matrix gap(Matrix a) {
        return a.transpose().times(a).minus(Matrix.identity(columns));
    }

    private Matrix matrix(double[] x) {
        return Matrix.of(rows, columns, x);
    }
}
