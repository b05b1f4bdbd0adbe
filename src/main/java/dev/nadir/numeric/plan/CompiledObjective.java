package dev.nadir.numeric.plan;

import dev.nadir.base.ModelException;
import dev.nadir.base.PreconditionException;
import dev.nadir.expr.Expr;
import dev.nadir.expr.Exprs;
import dev.nadir.numeric.Instance;
import dev.nadir.numeric.Objective;
import dev.nadir.numeric.evaluate.ParameterLayout;
import dev.nadir.numeric.evaluate.ParameterLayout.Block;
import dev.nadir.numeric.evaluate.ParameterLayout.Sets;
import dev.nadir.numeric.linalg.Matrix;
import dev.nadir.numeric.linalg.Vectors;
import dev.nadir.symbolic.Derivation;
import dev.nadir.symbolic.Landscape;
import dev.nadir.symbolic.Landscape.Constraint;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * The loss of a derivation on an instance, with its gradient and Hessian, as functions of the coordinates of
 * {@link #layout()}, from one plan: what loss, gradient and Hessian have in common is computed once at each point.
 * Samples that are only summed over are replaced by few (see {@code SampleReduction}). Evaluating allocates nothing; one
 * objective per thread.
 */
public final class CompiledObjective implements Objective {

    /** The parts of the plan, in the order of running; the last is that of the directions. */
    private static final int LOSS = 0;

    private static final int GRADIENT = 1;
    private static final int FACTORS = 2;
    private static final int CURVATURE = 3;
    private static final int ALONG = 4;

    private final ParameterLayout layout;
    private final Plan plan;
    private final double[][] entries;
    private final double[][] directions;
    private final double[][] gradients;
    private final double[][] products;
    private final DenseProgram dense;
    private final BiConsumer<double[], double[]> alongDirection = this::along;
    private final boolean hasHessian;
    private final double[] lastPoint;
    private final double[] flatGradient;
    private int reached = -1;

    /** What the excess of the charts is multiplied by, so that it counts as much as the loss does. */
    private double weight;

    private CompiledObjective(
            ParameterLayout layout, Plan plan, List<String> directionNames, HessianBlockRows rows, boolean hasHessian) {
        this.layout = layout;
        this.flatGradient = new double[layout.dimension()];
        this.hasHessian = hasHessian;
        this.plan = plan;
        int count = layout.blocks().size();
        this.entries =
                arrays(layout, plan, layout.blocks().stream().map(Block::name).toList());
        this.directions = arrays(layout, plan, directionNames);
        this.gradients = outputs(plan, 1, count);
        int factors = rows.outputs().size();
        this.products = outputs(plan, 1 + count + factors, count);
        this.dense = new DenseProgram(layout, rows.bind(plan, 1 + count), entries, gradients);
        this.lastPoint = new double[layout.dimension()];
    }

    private static double[][] arrays(ParameterLayout layout, Plan plan, List<String> names) {
        double[][] arrays = new double[names.size()][];
        for (int i = 0; i < arrays.length; i++) {
            Block block = layout.blocks().get(i);
            arrays[i] = plan.input(names.get(i), block.rows() * block.columns());
        }
        return arrays;
    }

    private static double[][] outputs(Plan plan, int first, int count) {
        double[][] arrays = new double[count][];
        for (int i = 0; i < count; i++) {
            arrays[i] = plan.output(first + i);
        }
        return arrays;
    }

    /** The objective of all parameters. */
    public static CompiledObjective of(Derivation derivation, Instance instance) {
        return of(derivation, instance, Map.of());
    }

    /**
     * The objective of the parameters that are not fixed.
     *
     * @param fixed parameters with their values
     * @throws PreconditionException if a fixed name is no parameter, a shape does not fit, or an expectation is left
     * @throws ModelException if a parameter that is not fixed has a bound that no coordinates keep, or is subject to an
     *     equation other than that its columns are orthonormal
     */
    public static CompiledObjective of(Derivation derivation, Instance instance, Map<String, Matrix> fixed) {
        List<Expr.Symbol> all = derivation.landscape().parameters();
        Set<String> unknown = new HashSet<>(fixed.keySet());
        all.forEach(symbol -> unknown.remove(symbol.name()));
        if (!unknown.isEmpty()) {
            throw new PreconditionException("only parameters can be fixed, got " + unknown);
        }
        Landscape landscape = derivation.landscape();
        List<Constraint> kept = Orthonormal.kept(landscape);
        landscape.requireOnly(kept, "a numerical search");
        landscape.requireFormulas("a numerical search");
        Orthonormal.requireMet(kept, fixed);
        ParameterLayout.requireKnown(derivation.landscape().model(), fixed.keySet());
        List<Expr.Symbol> free =
                all.stream().filter(symbol -> !fixed.containsKey(symbol.name())).toList();
        ParameterLayout layout = ParameterLayout.of(
                free, instance.sizes(), new Sets(landscape.model().parameters(), kept));
        List<String> names = free.stream()
                .map(symbol -> direction(derivation, symbol).name())
                .toList();
        HessianBlockRows rows = HessianBlockRows.of(derivation, free);
        Plan plan = plan(derivation, instance, fixed, rows);
        Set<String> known = new HashSet<>(names);
        free.forEach(symbol -> known.add(symbol.name()));
        plan.requireInputsAmong(known);
        CompiledObjective objective = new CompiledObjective(
                layout, plan, names, rows, derivation.hessianRefusal().isEmpty());
        objective.weight = kept.isEmpty() ? 0 : Orthonormal.weight(objective);
        return objective;
    }

    private static Plan plan(
            Derivation derivation, Instance instance, Map<String, Matrix> fixed, HessianBlockRows rows) {
        Map<String, Matrix> constants = new HashMap<>(instance.data());
        constants.putAll(fixed);
        List<Expr> gradients = new ArrayList<>();
        List<Expr> hessian = new ArrayList<>();
        Set<String> directions = new HashSet<>();
        for (Expr.Symbol symbol : derivation.landscape().parameters()) {
            String direction = direction(derivation, symbol).name();
            Matrix value = fixed.get(symbol.name());
            if (value == null) {
                gradients.add(derivation.gradient().get(symbol));
                hessian.add(derivation.hessianAlong().getOrDefault(symbol, Exprs.zero(symbol.shape())));
                directions.add(direction);
            } else {
                constants.put(direction, Matrix.zeros(value.rows(), value.columns()));
            }
        }
        List<List<Expr>> parts =
                List.of(List.of(derivation.landscape().expectedLoss()), gradients, rows.outputs(), hessian);
        List<Expr> flat = parts.stream().flatMap(List::stream).toList();
        SampleReduction.Task task =
                SampleReduction.reduced(new SampleReduction.Task(flat, instance.sizes(), constants));
        List<List<Expr>> reduced = new ArrayList<>();
        int from = 0;
        for (List<Expr> part : parts) {
            reduced.add(task.expressions().subList(from, from + part.size()));
            from += part.size();
        }
        return Plan.compile(reduced, task.sizes(), task.constants(), directions);
    }

    private static Expr.Symbol direction(Derivation derivation, Expr.Symbol symbol) {
        Expr.Symbol direction = derivation.directions().get(symbol);
        if (direction == null) {
            throw new PreconditionException("a derivation needs a direction for " + symbol.name());
        }
        return direction;
    }

    /** How the coordinates stand for the parameters. */
    public ParameterLayout layout() {
        return layout;
    }

    /** What is compiled. */
    Plan plan() {
        return plan;
    }

    @Override
    public int dimension() {
        return layout.dimension();
    }

    @Override
    public double value(double[] x) {
        advance(layout.flat(x), LOSS);
        return plan.output(0)[0] + excess(x);
    }

    @Override
    public double excess(double[] x) {
        return weight == 0 ? 0 : weight * layout.excess(x);
    }

    @Override
    public double valueAndGradient(double[] x, double[] gradient) {
        advance(layout.flat(x), GRADIENT);
        if (layout.isFlat()) {
            flatGradient(gradient);
            return plan.output(0)[0];
        }
        flatGradient(flatGradient);
        double[] pulled = layout.pull(x, flatGradient);
        layout.addExcessGradient(x, weight, pulled);
        System.arraycopy(pulled, 0, gradient, 0, pulled.length);
        return plan.output(0)[0] + excess(x);
    }

    @Override
    public void excessGradient(double[] x, double[] target) {
        layout.addExcessGradient(x, weight, target);
    }

    @Override
    public void excessTimes(double[] x, double[] direction, double[] target) {
        layout.addExcessTimes(x, direction, weight, target);
    }

    @Override
    public double[] excessEigenvalues() {
        double[] all = new double[layout.excessCount()];
        // The Hessian of normF(A'*A - eye(k))^2/4 across the set is twice the identity.
        Arrays.fill(all, 2 * weight);
        return all;
    }

    private void flatGradient(double[] gradient) {
        for (int i = 0; i < entries.length; i++) {
            layout.blocks().get(i).pull(gradients[i], entries[i], gradient);
        }
    }

    @Override
    public void hessianTimes(double[] x, double[] direction, double[] product) {
        if (!hasHessian) {
            differences(x, direction, product);
            return;
        }
        advance(layout.flat(x), CURVATURE);
        if (layout.isFlat()) {
            along(direction, product);
        } else {
            curved(x, direction, product);
        }
    }

    private void curved(double[] x, double[] direction, double[] product) {
        double[] flatProduct = new double[x.length];
        along(layout.push(x, direction), flatProduct);
        double[] pulled = layout.pull(x, flatProduct);
        flatGradient(flatGradient);
        layout.addBend(x, direction, flatGradient, pulled);
        layout.addExcessTimes(x, direction, weight, pulled);
        System.arraycopy(pulled, 0, product, 0, pulled.length);
    }

    private void along(double[] direction, double[] product) {
        for (int i = 0; i < directions.length; i++) {
            layout.blocks().get(i).push(direction, entries[i], directions[i]);
        }
        plan.run(ALONG);
        for (int i = 0; i < directions.length; i++) {
            Block block = layout.blocks().get(i);
            block.pull(products[i], entries[i], product);
            block.addCurvature(gradients[i], entries[i], direction, product);
        }
    }

    /** From the blocks where they are sums of few products, from one product for each column where not. */
    @Override
    public void hessian(double[] x, double[] target) {
        if (!hasHessian) {
            columns(x, target);
            return;
        }
        if (!layout.isFlat()) {
            Objective.super.hessian(x, target);
            symmetrise(target, x.length);
            return;
        }
        advance(x, dense.needsProducts() ? CURVATURE : FACTORS);
        dense.fill(target, alongDirection);
    }

    /** Where no Hessian is derived: central differences of the derived gradient. */
    private void differences(double[] x, double[] direction, double[] product) {
        double length = Math.max(Vectors.norm(direction), Double.MIN_NORMAL);
        double h = Math.cbrt(Math.ulp(1.0)) * (1 + Vectors.norm(x)) / length;
        double[] moved = x.clone();
        Vectors.axpy(h, direction, moved);
        double[] ahead = new double[x.length];
        valueAndGradient(moved, ahead);
        Vectors.axpy(-2 * h, direction, moved);
        double[] behind = new double[x.length];
        valueAndGradient(moved, behind);
        for (int i = 0; i < product.length; i++) {
            product[i] = (ahead[i] - behind[i]) / (2 * h);
        }
    }

    /** The symmetric part of what the differences give column by column. */
    private void columns(double[] x, double[] target) {
        int n = x.length;
        double[] column = new double[n];
        Arrays.fill(target, 0);
        for (int j = 0; j < n; j++) {
            double[] unit = new double[n];
            unit[j] = 1;
            differences(x, unit, column);
            for (int i = 0; i < n; i++) {
                target[i * n + j] += column[i] / 2;
                target[j * n + i] += column[i] / 2;
            }
        }
    }

    private static void symmetrise(double[] target, int n) {
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < i; j++) {
                double mean = (target[i * n + j] + target[j * n + i]) / 2;
                target[i * n + j] = mean;
                target[j * n + i] = mean;
            }
        }
    }

    /** Runs the parts that the point, in the coordinates of the blocks, has not seen yet. */
    private void advance(double[] x, int part) {
        if (reached < 0 || !Arrays.equals(x, lastPoint)) {
            for (int i = 0; i < entries.length; i++) {
                layout.blocks().get(i).expand(x, entries[i]);
            }
            System.arraycopy(x, 0, lastPoint, 0, x.length);
            reached = -1;
        }
        for (; reached < part; reached++) {
            plan.run(reached + 1);
        }
    }
}
