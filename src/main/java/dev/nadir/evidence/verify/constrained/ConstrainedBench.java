package dev.nadir.evidence.verify.constrained;

import dev.nadir.base.Seed;
import dev.nadir.evidence.VerifyOptions;
import dev.nadir.evidence.verify.Bench;
import dev.nadir.evidence.verify.PlanOptions;
import dev.nadir.evidence.verify.Scope;
import dev.nadir.model.Formula;
import dev.nadir.model.Model;
import dev.nadir.numeric.Instance;
import dev.nadir.numeric.constrained.ConstrainedSolver;
import dev.nadir.numeric.constrained.Lagrangian;
import dev.nadir.numeric.linalg.Matrix;
import dev.nadir.numeric.minimise.QuasiNewton;
import dev.nadir.numeric.minimise.QuasiNewtonOptions;
import dev.nadir.numeric.plan.CompiledObjective;
import dev.nadir.symbolic.Deriver;
import dev.nadir.symbolic.Landscape;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;

/** One landscape with constraints on one instance: the formulas as written, and walks that keep the constraints. */
final class ConstrainedBench {

    private static final String METHOD = "multi-start";

    /** Shaken copies of data and points: the largest change is an error estimate good to a factor of two. */
    private static final int SHAKES = 6;

    /** Rounding in a chain of some hundred operations is within this factor of what shaking shows. */
    private static final double SAFETY = 64;

    private final Landscape landscape;
    private final Scope scope;
    private final List<Scope> shaken;
    private final Lagrangian lagrangian;
    private final Seed seed;
    private final int starts;
    private final double scale;

    private ConstrainedBench(
            Landscape landscape, List<Scope> scopes, Lagrangian lagrangian, Seed seed, PlanOptions plan) {
        this.landscape = landscape;
        this.scope = scopes.get(0);
        this.shaken = scopes.subList(1, scopes.size());
        this.lagrangian = lagrangian;
        this.seed = seed;
        this.starts = plan.count(METHOD, "starts", 20);
        this.scale = plan.number(METHOD, "scale", 1);
    }

    static ConstrainedBench of(Landscape landscape, Instance instance, PlanOptions plan, VerifyOptions options) {
        Model model = landscape.model();
        Seed seed = new Seed(plan.seed(METHOD, options, PlanOptions.runSeed(model, options)))
                .child(model.name())
                .child(instance.name());
        List<Scope> scopes = new ArrayList<>(List.of(Scope.of(model, instance)));
        for (Map<String, Matrix> data : Bench.shakenData(instance.data(), seed, SHAKES)) {
            scopes.add(Scope.of(
                    model,
                    new Instance(instance.name(), instance.description(), instance.sizes(), data, instance.sources())));
        }
        CompiledObjective compiled = CompiledObjective.of(Deriver.derive(Lagrangian.landscape(landscape)), instance);
        return new ConstrainedBench(landscape, scopes, new Lagrangian(compiled, compiled.layout()), seed, plan);
    }

    Scope scope() {
        return scope;
    }

    List<ConstrainedSolver.Result> walks(BooleanSupplier isCancelled) {
        ConstrainedSolver solver = new ConstrainedSolver(lagrangian, new QuasiNewton(QuasiNewtonOptions.FAST));
        List<ConstrainedSolver.Result> results = new ArrayList<>();
        for (int i = 0; i < starts && !isCancelled.getAsBoolean(); i++) {
            RandomGenerator random = seed.child("start").child(i).generator();
            double[] start = new double[lagrangian.parameters()];
            java.util.Arrays.setAll(start, j -> scale * random.nextGaussian());
            results.add(solver.solve(start, isCancelled));
        }
        return results;
    }

    Map<String, Matrix> parameters(ConstrainedSolver.Result result) {
        return lagrangian.unpack(result.x());
    }

    /** The loss as written. */
    double loss(Map<String, Matrix> parameters) {
        return loss(scope, parameters);
    }

    private double loss(Scope in, Map<String, Matrix> parameters) {
        return Bench.defined(
                () -> in.with(parameters).scalar(landscape.model().objective().value()));
    }

    /** The largest difference of the two sides of an equation as written. */
    double violation(Map<String, Matrix> parameters) {
        double worst = 0;
        for (Formula constraint : landscape.model().objective().constraints()) {
            if (constraint instanceof Formula.Binary equation) {
                worst = Math.max(worst, scope.with(parameters).compare(equation).gap());
            }
        }
        return worst;
    }

    /** How far rounding may move a number that is read from data. */
    double rounding(ToDoubleFunction<Scope> reading) {
        double value = reading.applyAsDouble(scope);
        double worst = Math.ulp(value);
        for (Scope other : shaken) {
            double moved = Bench.defined(() -> reading.applyAsDouble(other));
            worst = Double.isFinite(moved) ? Math.max(worst, Math.abs(moved - value)) : worst;
        }
        return SAFETY * worst;
    }

    /** How far rounding may move the loss at a point. */
    double noise(Map<String, Matrix> parameters) {
        double value = loss(parameters);
        double worst = Math.ulp(value);
        RandomGenerator random = seed.child("shake").generator();
        for (Scope other : shaken) {
            double moved = loss(other, Bench.shake(parameters, random));
            worst = Double.isFinite(moved) ? Math.max(worst, Math.abs(moved - value)) : worst;
        }
        return SAFETY * worst;
    }

    /** How far rounding may move the two sides of the equations apart. */
    double looseness(Map<String, Matrix> parameters) {
        double size = 1;
        for (Formula constraint : landscape.model().objective().constraints()) {
            if (constraint instanceof Formula.Binary equation) {
                size = Math.max(size, scope.with(parameters).compare(equation).scale());
            }
        }
        return SAFETY * SAFETY * Math.ulp(size);
    }
}
