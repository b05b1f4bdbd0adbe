package dev.nadir.workbench;

import dev.nadir.base.LimitException;
import dev.nadir.base.ModelException;
import dev.nadir.base.PreconditionException;
import dev.nadir.base.Seed;
import dev.nadir.model.Model;
import dev.nadir.numeric.Instance;
import dev.nadir.numeric.constrained.ConstrainedSolver;
import dev.nadir.numeric.constrained.Lagrangian;
import dev.nadir.numeric.constrained.TangentObjective;
import dev.nadir.numeric.instance.RandomInstances;
import dev.nadir.numeric.minimise.LeastSquares;
import dev.nadir.numeric.minimise.LeastSquaresOptions;
import dev.nadir.numeric.minimise.QuasiNewton;
import dev.nadir.numeric.minimise.QuasiNewtonOptions;
import dev.nadir.numeric.plan.CompiledObjective;
import dev.nadir.numeric.replay.Replay;
import dev.nadir.reduction.ClosedForm;
import dev.nadir.reduction.Reduction;
import dev.nadir.reduction.Refusal;
import dev.nadir.reduction.ScalarAnswer.Kind;
import dev.nadir.symbolic.Derivation;
import dev.nadir.symbolic.Deriver;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;

/**
 * Tries closed forms before they are shown: on small random instances each is what the loss gives at its point, where
 * the gradient is zero, and no search falls below a global minimum. One that fails is a defect of ours, and is not shown.
 */
final class ClosedFormTrial {

    /** Instances with a global minimum away from zero; more are drawn where conditions do not hold. */
    private static final int INSTANCES = 3;

    private static final int DRAWS = 12;

    private static final int STARTS = 3;

    /** Of a family with an index. */
    private static final int MEMBERS = 8;

    /** What an index runs over may be a thousand matrices, of which a few say as much. */
    private static final int CHOICES = 24;

    /** Far more than rounding at these sizes, and far less than a wrong formula is wrong by. */
    private static final double TOLERANCE = 1e-6;

    private final Derivation derivation;
    private final Reduction reduction;

    private ClosedFormTrial(Derivation derivation, Reduction reduction) {
        this.derivation = derivation;
        this.reduction = reduction;
    }

    /** The closed forms, or a refusal where one of them is wrong. */
    static Reduction tried(Derivation derivation, Reduction reduction) {
        if (reduction.closedForms().isEmpty()) {
            return reduction;
        }
        return new ClosedFormTrial(derivation, reduction)
                .contradiction()
                .map(found -> Reduction.refused(new Refusal("trial on random instances", found)))
                .orElse(reduction);
    }

    private Optional<String> contradiction() {
        RandomInstances instances = new RandomInstances(
                derivation.landscape().model(),
                derivation.landscape().structure(),
                new LeastSquares(LeastSquaresOptions.DEFAULTS));
        int tried = 0;
        for (int draw = 1; draw <= DRAWS && tried < INSTANCES; draw++) {
            Seed seed = new Seed(draw).child("trial");
            Optional<Instance> instance = instances.draw(seed);
            if (instance.isEmpty()) {
                continue;
            }
            Trial trial = new Trial(instance.get(), seed);
            Optional<String> found = trial.contradiction();
            if (found.isPresent()) {
                return found;
            }
            tried += trial.hasMinimum ? 1 : 0;
        }
        return Optional.empty();
    }

    /** One instance. */
    private final class Trial {
        private final Instance instance;
        private final Seed seed;
        private boolean hasMinimum;
        private ToDoubleFunction<double[]> walks = start -> Double.POSITIVE_INFINITY;

        Trial(Instance instance, Seed seed) {
            this.instance = instance;
            this.seed = seed;
        }

        Optional<String> contradiction() {
            Replay replay;
            try {
                replay = replay();
            } catch (PreconditionException | ModelException e) {
                // The loss has no value for these numbers: nothing can be tried.
                return Optional.empty();
            }
            for (ClosedForm form : reduction.closedForms()) {
                Optional<String> found = contradiction(form, replay);
                if (found.isPresent()) {
                    return found;
                }
            }
            return Optional.empty();
        }

        /** The loss on the instance, and a search of it from some starts. */
        private Replay replay() {
            Model model = derivation.landscape().model();
            if (!derivation.landscape().isUnderEquations()) {
                CompiledObjective objective = CompiledObjective.of(derivation, instance);
                walks = start -> new QuasiNewton(QuasiNewtonOptions.FAST)
                        .solve(objective, start, () -> false)
                        .value();
                return new Replay(model, instance, objective, objective.layout());
            }
            CompiledObjective compiled =
                    CompiledObjective.of(Deriver.derive(Lagrangian.landscape(derivation.landscape())), instance);
            Lagrangian lagrangian = new Lagrangian(compiled, compiled.layout());
            ConstrainedSolver solver = new ConstrainedSolver(lagrangian, new QuasiNewton(QuasiNewtonOptions.FAST));
            walks = start -> {
                ConstrainedSolver.Result end = solver.solve(start, () -> false);
                return end.isSharp() ? end.value() : Double.POSITIVE_INFINITY;
            };
            return new Replay(model, instance, new TangentObjective(lagrangian), lagrangian.layout());
        }

        private Optional<String> contradiction(ClosedForm form, Replay replay) {
            try {
                return replay.each(form, CHOICES).stream()
                        .limit(MEMBERS)
                        .flatMap(member -> contradiction(form, member.numbers(), replay).stream())
                        .findFirst();
            } catch (LimitException e) {
                // Numbers beyond a limit say nothing against any of them; long families are tried on their first
                // members.
                return Optional.empty();
            } catch (PreconditionException e) {
                return Optional.of("the formulas of a " + word(form) + " have no value on random data of sizes "
                        + instance.sizes() + ": " + e.getMessage()
                        + "; this is a defect of Nadir, please report the model");
            }
        }

        private Optional<String> contradiction(ClosedForm form, Replay.Numbers numbers, Replay replay) {
            double tolerance = TOLERANCE * (1 + Math.abs(numbers.value()));
            if (numbers.point().isPresent()) {
                if (!(Math.abs(numbers.value() - numbers.loss()) <= tolerance)) {
                    return said(form, numbers, "the loss at its point is " + number(numbers.loss()));
                } else if (!(numbers.slope() <= tolerance)) {
                    return said(form, numbers, "the gradient at its point is " + number(numbers.slope()));
                }
            }
            if (form.kind() == Kind.GLOBAL_MINIMUM) {
                hasMinimum |= !isAtZero(numbers);
                double lowest = lowest(replay.objective().dimension());
                if (!(lowest >= numbers.value() - tolerance)) {
                    return said(form, numbers, "a search reaches " + number(lowest));
                }
            }
            return Optional.empty();
        }

        /** A formula for a point away from zero says more; a trial goes on until it has met some. */
        private static boolean isAtZero(Replay.Numbers numbers) {
            return numbers.point().isPresent()
                    && numbers.point().get().values().stream().allMatch(matrix -> matrix.maxAbs() == 0);
        }

        private double lowest(int dimension) {
            RandomGenerator random = seed.child("starts").generator();
            double lowest = Double.POSITIVE_INFINITY;
            for (int i = 0; i < STARTS; i++) {
                double[] start = random.doubles(dimension, -1.5, 1.5).toArray();
                lowest = Math.min(lowest, walks.applyAsDouble(start));
            }
            return lowest;
        }

        private Optional<String> said(ClosedForm form, Replay.Numbers numbers, String but) {
            Map<String, Integer> sizes = instance.sizes();
            return Optional.of("the lemmas " + String.join(", ", form.lemmas()) + " give a "
                    + word(form) + " of " + number(numbers.value())
                    + " on random data of sizes " + sizes + ", but " + but
                    + "; this is a defect of Nadir, please report the model");
        }

        private static String word(ClosedForm form) {
            return form.kind().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }

        private static String number(double value) {
            return String.format(Locale.ROOT, "%.9g", value);
        }
    }
}
