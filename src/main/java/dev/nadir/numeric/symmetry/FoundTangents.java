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
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
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
        return new NullSpace(spectrum.nullity(), tangents.size(), others, velocities(x, others));
    }

    /** Directions of coordinates as velocities of entries, in reduced echelon form: few entries are easier to read. */
    private List<Map<String, Matrix>> velocities(double[] x, List<double[]> directions) {
        Map<String, Matrix> point = layout.unpack(x);
        List<double[]> rows = directions.stream()
                .map(direction -> entries(layout.push(x, direction), point))
                .toList();
        reduce(rows);
        rows = rows.stream()
                .sorted(Comparator.comparingInt(FoundTangents::firstEntry))
                .toList();
        List<Map<String, Matrix>> velocities = new ArrayList<>();
        for (double[] row : rows) {
            Map<String, Matrix> velocity = new LinkedHashMap<>();
            int start = 0;
            for (Map.Entry<String, Matrix> parameter : point.entrySet()) {
                Matrix value = parameter.getValue();
                int count = value.rows() * value.columns();
                double[] own = Arrays.copyOfRange(row, start, start + count);
                velocity.put(parameter.getKey(), Matrix.of(value.rows(), value.columns(), own));
                start += count;
            }
            velocities.add(velocity);
        }
        return velocities;
    }

    private double[] entries(double[] flat, Map<String, Matrix> point) {
        double[] all = new double[0];
        for (ParameterLayout.Block block : layout.blocks()) {
            double[] own = new double[block.rows() * block.columns()];
            block.push(
                    flat,
                    Optional.ofNullable(point.get(block.name())).orElseThrow().toArray(),
                    own);
            int start = all.length;
            all = Arrays.copyOf(all, start + own.length);
            System.arraycopy(own, 0, all, start, own.length);
        }
        return all;
    }

    private static int firstEntry(double[] row) {
        int first = 0;
        while (first < row.length && row[first] == 0) {
            first++;
        }
        return first;
    }

    /** Gauss and Jordan, in place; the pivot of a row is its largest entry. What is rounding beside it becomes zero. */
    private static void reduce(List<double[]> rows) {
        for (double[] row : rows) {
            int pivot = 0;
            for (int i = 1; i < row.length; i++) {
                // The first of nearly equal ones, not the one that rounding made larger.
                pivot = Math.abs(row[i]) > Math.abs(row[pivot]) * (1 + RANK_TOLERANCE) ? i : pivot;
            }
            double largest = row[pivot];
            for (int i = 0; i < row.length; i++) {
                row[i] = Math.abs(row[i]) <= RANK_TOLERANCE * Math.abs(largest) ? 0 : row[i] / largest;
            }
            for (double[] other : rows) {
                if (other != row) {
                    Vectors.axpy(-other[pivot], row, other);
                }
            }
        }
        for (double[] row : rows) {
            for (int i = 0; i < row.length; i++) {
                row[i] = Math.abs(row[i]) <= RANK_TOLERANCE ? 0 : row[i];
            }
        }
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
        Matrix inside = inRange(symmetry, element);
        for (Action action : symmetry.actions()) {
            Rational weight = isSymmetric ? action.symmetric() : action.skew();
            Matrix value = value(point, action.parameter());
            Matrix z = withMetric(action, inside.scaled(weight.round()));
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

    /** Where a metric is singular, only what moves its range leaves the loss alone. */
    private Matrix inRange(Symmetry symmetry, Matrix element) {
        Matrix inside = element;
        for (Expr inverted : symmetry.inverted()) {
            Matrix metric = metric(inverted);
            Matrix projector = metric.times(metric.pseudoInverse(RANK_TOLERANCE));
            inside = projector.times(inside).times(projector.transpose());
        }
        return inside;
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
