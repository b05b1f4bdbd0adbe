package dev.nadir.numeric.symmetry;

import dev.nadir.base.exact.Rational;
import dev.nadir.expr.Expr;
import dev.nadir.numeric.DenseHessian;
import dev.nadir.numeric.Instance;
import dev.nadir.numeric.Objective;
import dev.nadir.numeric.Spectrum;
import dev.nadir.numeric.evaluate.ParameterLayout;
import dev.nadir.numeric.linalg.Matrix;
import dev.nadir.numeric.linalg.SingularValues;
import dev.nadir.numeric.linalg.SymmetricEigen;
import dev.nadir.numeric.linalg.Vectors;
import dev.nadir.symbolic.Symmetries;
import dev.nadir.symbolic.Symmetry;
import dev.nadir.symbolic.Symmetry.Action;
import dev.nadir.symbolic.Symmetry.Group;
import dev.nadir.symbolic.Symmetry.Side;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The directions in which the symmetries found from a loss move a point: its generators, each for a basis of its Lie
 * algebra, exactly.
 */
public final class FoundTangents {

    /** Points are right to about 1e-11 of their size: below this share of the largest a singular value is none. */
    private static final double RANK_TOLERANCE = 1e-7;

    private final Symmetries symmetries;
    private final ParameterLayout layout;
    private final Instance instance;

    /** For points of a layout on an instance. */
    public FoundTangents(Symmetries symmetries, ParameterLayout layout, Instance instance) {
        this.symmetries = symmetries;
        this.layout = layout;
        this.instance = instance;
    }

    /** The null space of the Hessian at a point that is nearly critical, set against what the symmetries explain. */
    public NullSpace at(Objective objective, double[] x, Spectrum spectrum) {
        List<double[]> tangents = independent(of(x), Vectors.norm(x));
        SymmetricEigen eigen = SymmetricEigen.of(DenseHessian.at(objective, x).matrix());
        List<double[]> rest = new ArrayList<>();
        for (int i = 0; i < eigen.count(); i++) {
            if (Math.abs(eigen.value(i)) <= spectrum.tolerance()) {
                double[] direction = eigen.vectors().columnAt(i).toArray();
                tangents.forEach(tangent -> Vectors.axpy(-Vectors.dot(tangent, direction), tangent, direction));
                rest.add(direction);
            }
        }
        // What is left of a unit vector inside the span of the tangents is rounding, far below this.
        List<double[]> others = leading(rest, Math.max(0, rest.size() - tangents.size()));
        return new NullSpace(spectrum.nullity(), tangents.size(), others);
    }

    /** The number of independent directions in which the symmetries move a point. */
    public int rank(double[] x) {
        return independent(of(x), Vectors.norm(x)).size();
    }

    /** The tangent vectors, one for each generator; not independent in general. */
    List<double[]> of(double[] x) {
        Map<String, Matrix> point = layout.unpack(x);
        List<double[]> tangents = new ArrayList<>();
        for (Symmetry symmetry : symmetries.groups()) {
            if (symmetry.group() == Group.SCALING) {
                tangents.add(scaling(symmetry, point));
            } else if (!symmetry.group().isFinite()) {
                tangents.addAll(ofMatrices(symmetry, point));
            }
        }
        return tangents;
    }

    private List<double[]> ofMatrices(Symmetry symmetry, Map<String, Matrix> point) {
        Group group = symmetry.group();
        boolean isDiagonal = group == Group.UNIT_SCALING;
        boolean hasSymmetric = isDiagonal || group == Group.INVERTIBLE || group == Group.SYMMETRIC_GENERATED;
        boolean hasSkew = group == Group.INVERTIBLE || group == Group.ORTHOGONAL || group == Group.ROTATION;
        int size = size(symmetry, point);
        List<double[]> tangents = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            for (int j = i; j < (isDiagonal ? i + 1 : size); j++) {
                if (hasSymmetric) {
                    tangents.add(tangent(symmetry, unit(size, i, j, 1), true, point));
                }
                if (hasSkew && i != j) {
                    tangents.add(tangent(symmetry, unit(size, i, j, -1), false, point));
                }
            }
        }
        return tangents;
    }

    private static int size(Symmetry symmetry, Map<String, Matrix> point) {
        Action first = symmetry.actions().get(0);
        Matrix value = value(point, first.parameter());
        return first.side() == Side.RIGHT ? value.columns() : value.rows();
    }

    private static Matrix value(Map<String, Matrix> point, Expr.Symbol symbol) {
        return Optional.ofNullable(point.get(symbol.name())).orElseThrow();
    }

    private static Matrix unit(int size, int i, int j, double mirror) {
        double[] entries = new double[size * size];
        entries[j * size + i] = mirror;
        entries[i * size + j] = 1;
        return Matrix.of(size, size, entries);
    }

    private double[] tangent(Symmetry symmetry, Matrix element, boolean isSymmetric, Map<String, Matrix> point) {
        Map<String, Matrix> velocity = new HashMap<>();
        for (Action action : symmetry.actions()) {
            Rational weight = isSymmetric ? action.symmetric() : action.skew();
            Matrix value = value(point, action.parameter());
            Matrix z = withMetric(action, element.scaled(weight.round()));
            Matrix moved =
                    switch (action.side()) {
                        case LEFT -> z.times(value);
                        case RIGHT -> value.times(z);
                        case BOTH -> z.times(value).plus(value.times(z.transpose()));
                    };
            velocity.merge(action.parameter().name(), moved, Matrix::plus);
        }
        return packed(velocity, point);
    }

    private Matrix withMetric(Action action, Matrix z) {
        if (action.metric().isEmpty()) {
            return z;
        }
        Matrix inverse = metric(action.metric().get()).pseudoInverse(RANK_TOLERANCE);
        return action.side() == Side.LEFT ? inverse.times(z) : z.times(inverse);
    }

    /** A metric is a data matrix or one times its transpose. */
    private Matrix metric(Expr metric) {
        if (metric instanceof Expr.Product product) {
            return metric(product.factors().get(0))
                    .times(metric(product.factors().get(1)));
        }
        return metric instanceof Expr.Transpose transpose
                ? metric(transpose.argument()).transpose()
                : value(instance.data(), (Expr.Symbol) metric);
    }

    private double[] scaling(Symmetry symmetry, Map<String, Matrix> point) {
        Map<String, Matrix> velocity = new HashMap<>();
        symmetry.actions()
                .forEach(action -> velocity.put(
                        action.parameter().name(),
                        value(point, action.parameter())
                                .scaled(action.symmetric().round())));
        return packed(velocity, point);
    }

    /** Velocities of entries as velocities of coordinates. */
    private double[] packed(Map<String, Matrix> velocity, Map<String, Matrix> point) {
        return layout.velocity(layout.pack(point), velocity);
    }

    /** An orthonormal basis of the span; vectors that are rounding beside a point of the given size count as zero. */
    private static List<double[]> independent(List<double[]> vectors, double scale) {
        List<double[]> kept = vectors.stream()
                .filter(vector -> Vectors.isFinite(vector) && Vectors.norm(vector) > RANK_TOLERANCE * scale)
                .toList();
        return kept.isEmpty() ? List.of() : leading(kept, -1);
    }

    /** The right singular vectors of the vectors as rows: so many, or as many as their rank if negative. */
    private static List<double[]> leading(List<double[]> vectors, int count) {
        if (vectors.isEmpty() || count == 0) {
            return List.of();
        }
        int n = vectors.get(0).length;
        double[] rows = new double[vectors.size() * n];
        for (int k = 0; k < vectors.size(); k++) {
            System.arraycopy(vectors.get(k), 0, rows, k * n, n);
        }
        SingularValues values = SingularValues.of(Matrix.of(vectors.size(), n, rows));
        int wanted = count < 0 ? values.rank(RANK_TOLERANCE) : Math.min(count, values.count());
        List<double[]> basis = new ArrayList<>();
        for (int k = 0; k < wanted; k++) {
            basis.add(values.right().columnAt(k).toArray());
        }
        return basis;
    }
}
