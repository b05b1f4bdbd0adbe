package dev.nadir.workbench;

import dev.nadir.base.PreconditionException;
import dev.nadir.base.Seed;
import dev.nadir.numeric.EquationSolver;
import dev.nadir.numeric.Instance;
import dev.nadir.numeric.constrained.Lagrangian;
import dev.nadir.numeric.constrained.TangentObjective;
import dev.nadir.numeric.evaluate.ParameterLayout;
import dev.nadir.numeric.instance.RandomInstances;
import dev.nadir.numeric.minimise.LeastSquares;
import dev.nadir.numeric.minimise.LeastSquaresOptions;
import dev.nadir.numeric.plan.CompiledObjective;
import dev.nadir.numeric.replay.Replay;
import dev.nadir.symbolic.Derivation;
import dev.nadir.symbolic.Deriver;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Where steps are tried: random instances, and points of the set on which the loss is minimised. */
final class TrialGround {

    /** A point is on the set where the equations are met to this. */
    private static final double ON_THE_SET = 1e-9;

    private final Derivation derivation;
    private final RandomInstances instances;
    private final EquationSolver solver = new LeastSquares(LeastSquaresOptions.DEFAULTS);

    TrialGround(Derivation derivation) {
        this.derivation = derivation;
        this.instances = new RandomInstances(
                derivation.landscape().model(), derivation.landscape().structure(), solver);
    }

    /** The instance of a seed; empty if what was drawn breaks what the model declares. */
    Optional<Instance> draw(Seed seed) {
        return instances.draw(seed);
    }

    /**
     * One instance.
     *
     * @param loss without a view to equations
     * @param toSet takes coordinates to near ones that the model allows
     */
    record Place(Replay replay, CompiledObjective loss, ParameterLayout layout, UnaryOperator<double[]> toSet) {

        /** How many coordinates a point has. */
        int dimension() {
            return layout.dimension();
        }

        /**
         * A point near the given one that the model allows.
         *
         * @throws PreconditionException if there is none
         */
        double[] allowed(double[] x) {
            return toSet.apply(x);
        }
    }

    /**
     * The loss on an instance.
     *
     * @throws PreconditionException if it has no value there
     */
    Place on(Instance instance) {
        if (!derivation.landscape().isUnderEquations()) {
            CompiledObjective objective = CompiledObjective.of(derivation, instance);
            Replay replay = new Replay(derivation.landscape().model(), instance, objective, objective.layout());
            return new Place(replay, objective, objective.layout(), UnaryOperator.identity());
        }
        CompiledObjective compiled =
                CompiledObjective.of(Deriver.derive(Lagrangian.landscape(derivation.landscape())), instance);
        Lagrangian lagrangian = new Lagrangian(compiled, compiled.layout());
        Replay replay = new Replay(
                derivation.landscape().model(), instance, new TangentObjective(lagrangian), lagrangian.layout());
        return new Place(replay, compiled, lagrangian.layout(), x -> onSet(new Residuals(compiled, lagrangian), x));
    }

    private double[] onSet(Residuals equations, double[] x) {
        EquationSolver.Root root = solver.solve(equations, x, () -> false);
        if (!(root.residualNorm() <= ON_THE_SET)) {
            throw new PreconditionException("no point near the start meets the equations");
        }
        return root.x();
    }

    /** The gradient of the Lagrangian in its multipliers. */
    private record Residuals(CompiledObjective compiled, Lagrangian lagrangian) implements EquationSolver.Equations {
        @Override
        public int unknowns() {
            return lagrangian.parameters();
        }

        @Override
        public int count() {
            return lagrangian.multipliers();
        }

        @Override
        public void residual(double[] x, double[] residual) {
            double[] all = java.util.Arrays.copyOf(x, unknowns() + count());
            double[] gradient = new double[all.length];
            compiled.valueAndGradient(all, gradient);
            System.arraycopy(gradient, unknowns(), residual, 0, count());
        }
    }
}
