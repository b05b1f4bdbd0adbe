package dev.nadir.numeric.plan;

import dev.nadir.base.ModelException;
import dev.nadir.base.PreconditionException;
import dev.nadir.expr.Expr;
import dev.nadir.numeric.Instance;
import dev.nadir.numeric.Objective;
import dev.nadir.numeric.evaluate.ParameterLayout;
import dev.nadir.numeric.evaluate.ParameterLayout.Block;
import dev.nadir.numeric.linalg.Matrix;
import dev.nadir.symbolic.Derivation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The loss of a derivation on an instance, with its gradient and Hessian, as functions of the coordinates of
 * {@link #layout()}. Evaluating allocates nothing; one objective per thread.
 */
public final class CompiledObjective implements Objective {

    private final ParameterLayout layout;
    private final Plan plan;
    private final double[][] entries;
    private final Plan hessianPlan;
    private final double[][] hessianEntries;
    private final double[][] directions;
    private final double[] lastPoint;
    private boolean hasLastPoint;

    private CompiledObjective(ParameterLayout layout, Plan plan, Plan hessianPlan, List<String> directionNames) {
        this.layout = layout;
        this.plan = plan;
        this.entries =
                arrays(layout, plan, layout.blocks().stream().map(Block::name).toList());
        this.hessianPlan = hessianPlan;
        this.hessianEntries = arrays(
                layout, hessianPlan, layout.blocks().stream().map(Block::name).toList());
        this.directions = arrays(layout, hessianPlan, directionNames);
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

    /** The objective of all parameters. */
    public static CompiledObjective of(Derivation derivation, Instance instance) {
        return of(derivation, instance, Map.of());
    }

    /**
     * The objective of the parameters that are not fixed.
     *
     * @param fixed parameters with their values
     * @throws PreconditionException if a fixed name is no parameter, a shape does not fit, or an expectation is left
     * @throws ModelException if a parameter that is not fixed is declared positive definite, or with a condition other
     *     than {@code > 0}
     */
    public static CompiledObjective of(Derivation derivation, Instance instance, Map<String, Matrix> fixed) {
        List<Expr.Symbol> all = derivation.landscape().parameters();
        Set<String> unknown = new HashSet<>(fixed.keySet());
        all.forEach(symbol -> unknown.remove(symbol.name()));
        if (!unknown.isEmpty()) {
            throw new PreconditionException("only parameters can be fixed, got " + unknown);
        }
        ParameterLayout.requireKnown(derivation.landscape().model(), fixed.keySet());
        List<Expr.Symbol> free =
                all.stream().filter(symbol -> !fixed.containsKey(symbol.name())).toList();
        Map<String, Matrix> constants = new HashMap<>(instance.data());
        constants.putAll(fixed);
        ParameterLayout layout = ParameterLayout.of(free, instance.sizes());
        List<Expr> gradients = free.stream().map(derivation.gradient()::get).toList();
        Expr loss = derivation.landscape().expectedLoss();
        Plan plan = Plan.compile(List.of(List.of(loss), gradients), instance.sizes(), constants, Set.of());

        List<Expr> hessian = new ArrayList<>(
                free.stream().map(derivation.hessianAlong()::get).toList());
        hessian.addAll(gradients);
        for (Expr.Symbol symbol : all) {
            Matrix value = fixed.get(symbol.name());
            if (value != null) {
                String direction = direction(derivation, symbol).name();
                constants.put(direction, Matrix.zeros(value.rows(), value.columns()));
            }
        }
        List<String> names = free.stream()
                .map(symbol -> direction(derivation, symbol).name())
                .toList();
        Plan hessianPlan = Plan.compile(List.of(hessian), instance.sizes(), constants, new HashSet<>(names));
        Set<String> known = new HashSet<>(names);
        free.forEach(symbol -> known.add(symbol.name()));
        plan.requireInputsAmong(known);
        hessianPlan.requireInputsAmong(known);
        return new CompiledObjective(layout, plan, hessianPlan, names);
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

    @Override
    public int dimension() {
        return layout.dimension();
    }

    @Override
    public double value(double[] x) {
        expand(x, entries);
        plan.run(0);
        return plan.output(0)[0];
    }

    @Override
    public double valueAndGradient(double[] x, double[] gradient) {
        expand(x, entries);
        plan.run(0);
        plan.run(1);
        for (int i = 0; i < entries.length; i++) {
            layout.blocks().get(i).pull(plan.output(i + 1), entries[i], gradient);
        }
        return plan.output(0)[0];
    }

    @Override
    public void hessianTimes(double[] x, double[] direction, double[] product) {
        if (!hasLastPoint || !Arrays.equals(x, lastPoint)) {
            expand(x, hessianEntries);
            hessianPlan.run(0);
            System.arraycopy(x, 0, lastPoint, 0, lastPoint.length);
            hasLastPoint = true;
        }
        int count = directions.length;
        for (int i = 0; i < count; i++) {
            layout.blocks().get(i).push(direction, hessianEntries[i], directions[i]);
        }
        hessianPlan.run(1);
        for (int i = 0; i < count; i++) {
            Block block = layout.blocks().get(i);
            block.pull(hessianPlan.output(i), hessianEntries[i], product);
            block.addCurvature(hessianPlan.output(count + i), hessianEntries[i], direction, product);
        }
    }

    private void expand(double[] x, double[][] targets) {
        if (x.length != layout.dimension()) {
            throw new PreconditionException("a point has " + layout.dimension() + " coordinates here, got " + x.length);
        }
        for (int i = 0; i < targets.length; i++) {
            layout.blocks().get(i).expand(x, targets[i]);
        }
    }
}
