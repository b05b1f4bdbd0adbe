package dev.nadir.numeric.constrained;

import dev.nadir.expr.Expr;
import dev.nadir.expr.Exprs;
import dev.nadir.expr.Role;
import dev.nadir.numeric.Objective;
import dev.nadir.numeric.evaluate.ParameterLayout;
import dev.nadir.numeric.linalg.Matrix;
import dev.nadir.symbolic.Landscape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The loss plus each constraint's multiplier times its residual, as one function of parameters and multipliers: its
 * gradient in the multipliers is the residual, its Hessian the matrix of Newton's method on the conditions of Lagrange.
 */
public final class Lagrangian {

    /** No file can declare such a name. */
    private static final String MULTIPLIER = "@multiplier[";

    private final Objective objective;
    private final ParameterLayout all;
    private final int parameters;
    private final int multipliers;

    /**
     * That of a compiled landscape.
     *
     * @param objective the loss of {@link #landscape}, in the coordinates of the layout
     */
    public Lagrangian(Objective objective, ParameterLayout all) {
        this.objective = objective;
        this.all = all;
        this.parameters = all.blocks().stream()
                .filter(block -> !block.name().startsWith(MULTIPLIER))
                .mapToInt(ParameterLayout.Block::count)
                .sum();
        this.multipliers = all.dimension() - parameters;
    }

    /** The landscape of parameters and multipliers together, without constraints. */
    public static Landscape landscape(Landscape landscape) {
        List<Expr.Symbol> all = new ArrayList<>(landscape.parameters());
        Expr loss = landscape.expectedLoss();
        int number = 0;
        for (Landscape.Constraint constraint : landscape.constraints()) {
            number++;
            Expr.Symbol multiplier =
                    new Expr.Symbol(MULTIPLIER + number + "]", constraint.left().shape(), Role.PARAMETER, Set.of());
            all.add(multiplier);
            Expr residual = Exprs.subtract(constraint.left(), constraint.right());
            loss = Exprs.add(loss, Exprs.inner(multiplier, residual));
        }
        return new Landscape(
                landscape.model(),
                landscape.structure(),
                landscape.data(),
                landscape.random(),
                all,
                landscape.lets(),
                loss,
                loss,
                List.of());
    }

    /** How the parameters lie in the coordinates. */
    public ParameterLayout layout() {
        int count = (int) all.blocks().stream()
                .filter(block -> !block.name().startsWith(MULTIPLIER))
                .count();
        return new ParameterLayout(all.blocks().subList(0, count), all.charts().subList(0, count), parameters);
    }

    /** The number of coordinates of the parameters. */
    public int parameters() {
        return parameters;
    }

    /** The number of equations. */
    public int multipliers() {
        return multipliers;
    }

    /** Parameters by name, families unrolled, from their coordinates. */
    public Map<String, Matrix> unpack(double[] x) {
        Map<String, Matrix> values = all.unpack(Arrays.copyOf(x, parameters + multipliers));
        Map<String, Matrix> own = new LinkedHashMap<>();
        values.forEach((name, value) -> {
            if (!name.startsWith(MULTIPLIER)) {
                own.put(name, value);
            }
        });
        return own;
    }

    private double[] joined(double[] x, double[] lambda) {
        double[] all = Arrays.copyOf(x, parameters + multipliers);
        System.arraycopy(lambda, 0, all, parameters, multipliers);
        return all;
    }

    /** The Lagrangian, its gradient in parameters and then multipliers written into {@code gradient}. */
    double value(double[] x, double[] lambda, double[] gradient) {
        return objective.valueAndGradient(joined(x, lambda), gradient);
    }

    /** Its Hessian in parameters and multipliers. */
    Matrix hessian(double[] x, double[] lambda) {
        int n = parameters + multipliers;
        double[] entries = new double[n * n];
        objective.hessian(joined(x, lambda), entries);
        return Matrix.of(n, n, entries);
    }
}
