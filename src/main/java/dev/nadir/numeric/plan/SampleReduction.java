package dev.nadir.numeric.plan;

import dev.nadir.expr.Children;
import dev.nadir.expr.Expr;
import dev.nadir.expr.Exprs;
import dev.nadir.expr.Rebuild;
import dev.nadir.expr.Role;
import dev.nadir.expr.Shape;
import dev.nadir.expr.Size;
import dev.nadir.numeric.linalg.Matrix;
import dev.nadir.numeric.linalg.TriangularFactor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Replaces data with many samples by data with few, exactly: where the samples are only ever summed over, by matrix
 * products, inner products and traces, turning them by an orthogonal matrix changes nothing, and one such turn makes
 * all but as many of them zero as the data have rows. The cost of an evaluation then does not depend on their number.
 *
 * <p>Residuals stay residuals, as in {@code P*X - Y}: no square is expanded, and no digit of a small one is lost, as it
 * would be with {@code tr(P*Sxx*P') - 2*tr(P*Sxy) + Syy}. Entrywise operations, diagonals, inverses and sums of entries
 * along the samples do not allow the turn, and then nothing is replaced; a row of ones, as beside a bias, is data.
 */
final class SampleReduction {

    /**
     * Expressions with what they need.
     *
     * @param sizes every size by name
     * @param constants every symbol that has a value
     */
    record Task(List<Expr> expressions, Map<String, Integer> sizes, Map<String, Matrix> constants) {}

    private static final String ONES = "1";

    /** What turns its value when its parts are turned. */
    private static final Set<Class<? extends Expr>> COVARIANT = Set.of(
            Expr.Named.class,
            Expr.Sum.class,
            Expr.Scaled.class,
            Expr.Product.class,
            Expr.Transpose.class,
            Expr.Trace.class,
            Expr.Inner.class);

    private final Task task;
    private final Size axis;
    private final Size shorter;
    private final String suffix;
    private final IdentityHashMap<Expr, Optional<Expr>> known = new IdentityHashMap<>();
    private final IdentityHashMap<Expr, Boolean> constantParts = new IdentityHashMap<>();
    private final Map<String, Matrix> rows = new LinkedHashMap<>();
    private final Set<String> columns = new LinkedHashSet<>();

    private SampleReduction(Task task, Size axis) {
        this.task = task;
        this.axis = axis;
        this.suffix = "~" + axis;
        this.shorter = Size.of(suffix);
    }

    /** The same expressions on fewer samples, along every size that allows it; the task itself where none does. */
    static Task reduced(Task task) {
        Task result = task;
        for (Size axis : axes(task)) {
            result = new SampleReduction(result, axis).run();
        }
        return result;
    }

    /** The sizes along which there is data with values. */
    private static Set<Size> axes(Task task) {
        Set<Size> axes = new LinkedHashSet<>();
        IdentityHashMap<Expr, Boolean> seen = new IdentityHashMap<>();
        task.expressions().forEach(e -> collect(e, task, axes, seen));
        return axes;
    }

    private static void collect(Expr e, Task task, Set<Size> axes, IdentityHashMap<Expr, Boolean> seen) {
        if (seen.put(e, true) != null) {
            return;
        }
        if (e instanceof Expr.Symbol symbol && task.constants().containsKey(symbol.name())) {
            for (Size size : List.of(symbol.shape().rows(), symbol.shape().columns())) {
                if (task.sizes().containsKey(size.toString())) {
                    axes.add(size);
                }
            }
        }
        Children.of(e).forEach(child -> collect(child, task, axes, seen));
    }

    private Task run() {
        List<Expr> replaced = new ArrayList<>();
        for (Expr e : task.expressions()) {
            Optional<Expr> turned = turned(e);
            if (turned.isEmpty()) {
                return task;
            }
            replaced.add(turned.get());
        }
        int count = task.sizes().getOrDefault(axis.toString(), 0);
        int needed = rows.values().stream().mapToInt(Matrix::rows).sum();
        boolean isFinite = rows.values().stream().allMatch(Matrix::isFinite);
        if (needed == 0 || needed >= count || !isFinite) {
            return task;
        }
        Matrix factor = TriangularFactor.ofStacked(List.copyOf(rows.values()));
        Map<String, Matrix> constants = new HashMap<>(task.constants());
        int[] all = java.util.stream.IntStream.range(0, needed).toArray();
        int from = 0;
        for (Map.Entry<String, Matrix> entry : rows.entrySet()) {
            int to = from + entry.getValue().rows();
            Matrix part =
                    factor.select(java.util.stream.IntStream.range(from, to).toArray(), all);
            constants.put(entry.getKey() + suffix, columns.contains(entry.getKey()) ? part.transpose() : part);
            from = to;
        }
        Map<String, Integer> sizes = new HashMap<>(task.sizes());
        sizes.put(suffix, needed);
        return new Task(replaced, sizes, constants);
    }

    private boolean has(Shape shape) {
        return shape.rows().equals(axis) || shape.columns().equals(axis);
    }

    /** Whether the axis is hidden in a size such as {@code n*d}. */
    private boolean hides(Size size) {
        return !size.equals(axis)
                && size.terms().keySet().stream().anyMatch(monomial -> monomial.stream()
                        .anyMatch(name -> name.toString().equals(axis.toString())));
    }

    private Shape shortened(Shape shape) {
        return new Shape(
                shape.rows().equals(axis) ? shorter : shape.rows(),
                shape.columns().equals(axis) ? shorter : shape.columns());
    }

    private boolean isConstant(Expr e) {
        Boolean answer = constantParts.get(e);
        if (answer == null) {
            answer = e instanceof Expr.Symbol symbol
                    ? task.constants().containsKey(symbol.name())
                    : Children.of(e).stream().allMatch(this::isConstant);
            constantParts.put(e, answer);
        }
        return answer;
    }

    /** The expression on turned samples; nothing where they cannot be turned. */
    private Optional<Expr> turned(Expr e) {
        Optional<Expr> answer = known.get(e);
        if (answer == null) {
            answer = hides(e.shape().rows()) || hides(e.shape().columns()) ? Optional.empty() : turn(e);
            known.put(e, answer);
        }
        return answer;
    }

    private Optional<Expr> turn(Expr e) {
        if (!has(e.shape()) && isConstant(e)) {
            // Computed once, from the data as they are.
            return Optional.of(e);
        } else if (!has(e.shape()) && Children.of(e).stream().noneMatch(child -> has(child.shape()))) {
            return children(e);
        } else if (e instanceof Expr.Symbol symbol) {
            return symbol(symbol);
        } else if (e instanceof Expr.Zero) {
            return Optional.of(Exprs.zero(shortened(e.shape())));
        } else if (e instanceof Expr.Ones) {
            return ones(e.shape());
        }
        return COVARIANT.contains(e.getClass()) ? children(e) : Optional.empty();
    }

    private Optional<Expr> children(Expr e) {
        for (Expr child : Children.of(e)) {
            if (turned(child).isEmpty()) {
                return Optional.empty();
            }
        }
        return Optional.of(
                Children.of(e).isEmpty()
                        ? e
                        : e.match(new Rebuild(c -> turned(c).orElseThrow())));
    }

    private Optional<Expr> symbol(Expr.Symbol symbol) {
        Matrix value = task.constants().get(symbol.name());
        boolean isSquare =
                symbol.shape().rows().equals(axis) && symbol.shape().columns().equals(axis);
        if (value == null || isSquare) {
            return Optional.empty();
        }
        boolean isColumn = symbol.shape().rows().equals(axis);
        if (isColumn) {
            columns.add(symbol.name());
        }
        rows.put(symbol.name(), isColumn ? value.transpose() : value);
        return Optional.of(new Expr.Symbol(symbol.name() + suffix, shortened(symbol.shape()), Role.DATA, Set.of()));
    }

    private Optional<Expr> ones(Shape shape) {
        if (shape.isSquare()) {
            return Optional.empty();
        }
        int count = task.sizes().getOrDefault(axis.toString(), 0);
        rows.put(ONES, Matrix.constant(1, count, 1));
        Expr row = new Expr.Symbol(ONES + suffix, new Shape(Size.ONE, shorter), Role.DATA, Set.of());
        return Optional.of(
                shape.columns().equals(axis)
                        ? Exprs.times(Exprs.ones(Shape.vector(shape.rows())), row)
                        : Exprs.times(Exprs.transpose(row), Exprs.ones(new Shape(Size.ONE, shape.columns()))));
    }
}
