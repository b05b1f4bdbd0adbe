package dev.nadir.numeric.flow;

import dev.nadir.base.PreconditionException;
import dev.nadir.numeric.FlowResult;
import dev.nadir.numeric.Objective;
import dev.nadir.numeric.Point;
import dev.nadir.numeric.Termination;
import dev.nadir.numeric.linalg.Vectors;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import org.hipparchus.analysis.solvers.BracketingNthOrderBrentSolver;
import org.hipparchus.exception.MathIllegalArgumentException;
import org.hipparchus.exception.MathIllegalStateException;
import org.hipparchus.ode.ODEState;
import org.hipparchus.ode.ODEStateAndDerivative;
import org.hipparchus.ode.OrdinaryDifferentialEquation;
import org.hipparchus.ode.events.Action;
import org.hipparchus.ode.events.AdaptableInterval;
import org.hipparchus.ode.events.ODEEventDetector;
import org.hipparchus.ode.events.ODEEventHandler;
import org.hipparchus.ode.nonstiff.DormandPrince853Integrator;
import org.hipparchus.ode.sampling.ODEStateInterpolator;
import org.hipparchus.ode.sampling.ODEStepHandler;

/**
 * The flow {@code dx/dt = -gradient(x)}, by the method of Dormand and Prince of order 8 (HairerNorsettWanner1993). It
 * ends where the gradient is small against the largest on the way; at its time; or where the integrator gives up, as
 * flows of very different curvatures make it do: what was reached by then is kept.
 */
public final class GradientFlow {

    /** A point this many times larger than its start, or than 1, is on the way to infinity. */
    private static final double FAR = 1e8;

    private final FlowOptions options;

    /** A flow with the given options. */
    public GradientFlow(FlowOptions options) {
        this.options = options;
    }

    /**
     * Follows the flow.
     *
     * @param start read, not modified
     * @param conserved by its text, what the flow should keep, as a function of the point; several numbers count as one
     *     quantity, whose size is their Euclidean norm
     * @param isCancelled asked about once a step
     */
    public FlowResult follow(
            Objective objective,
            double[] start,
            Map<String, UnaryOperator<double[]>> conserved,
            BooleanSupplier isCancelled) {
        if (start.length != objective.dimension()) {
            throw new PreconditionException(
                    "a start must have " + objective.dimension() + " coordinates, got " + start.length);
        }
        return new Run(objective, start, conserved, isCancelled).follow();
    }

    /** One flow; its own step handler and event. */
    private final class Run implements ODEStepHandler {

        private final Objective objective;
        private final double[] start;
        private final Map<String, UnaryOperator<double[]>> conserved;
        private final Map<String, double[]> firstValues = new LinkedHashMap<>();
        private final Map<String, Double> drifts = new LinkedHashMap<>();
        private final BooleanSupplier isCancelled;
        private final List<Double> times = new ArrayList<>();
        private final List<Double> losses = new ArrayList<>();
        private final double[] gradient;
        private final double farthest;
        private int stride = 1;
        private int steps;
        private double largestGradient;
        private double[] last;
        private double lastTime;

        Run(
                Objective objective,
                double[] start,
                Map<String, UnaryOperator<double[]>> conserved,
                BooleanSupplier isCancelled) {
            this.objective = objective;
            this.start = start;
            this.conserved = conserved;
            this.isCancelled = isCancelled;
            this.gradient = new double[start.length];
            this.last = start.clone();
            this.farthest = FAR * (1 + Vectors.norm(start));
        }

        FlowResult follow() {
            double value = objective.valueAndGradient(start, gradient);
            largestGradient = Vectors.norm(gradient);
            conserved.forEach((text, quantity) -> firstValues.put(text, quantity.apply(start.clone())));
            measureDrifts(start);
            record(0, value);
            if (!Double.isFinite(value) || !Double.isFinite(largestGradient)) {
                return result(Termination.NOT_FINITE);
            }
            if (largestGradient == 0) {
                return result(Termination.CONVERGED);
            }
            return result(integrate());
        }

        private Termination integrate() {
            double size = Math.max(Vectors.norm(start) / Math.sqrt(start.length), 1e-3);
            DormandPrince853Integrator integrator = new DormandPrince853Integrator(
                    1e-14 * options.timeLimit(), options.timeLimit(), options.tolerance() * size, options.tolerance());
            integrator.setMaxEvaluations(options.evaluationLimit());
            integrator.addStepHandler(this);
            integrator.addEventDetector(new End(this));
            try {
                ODEStateAndDerivative end =
                        integrator.integrate(equation(), new ODEState(0, start), options.timeLimit());
                last = end.getPrimaryState();
            } catch (Abandoned e) {
                return Termination.TIME_LIMIT;
            } catch (MathIllegalArgumentException | MathIllegalStateException e) {
                // Steps too small, or too many evaluations: the last whole step stands.
                return atEnd(Termination.STEP_FAILED);
            }
            return atEnd(Termination.ITERATION_LIMIT);
        }

        /** Why it ended, given what it would be called if nothing else explains it. */
        private Termination atEnd(Termination otherwise) {
            double value = objective.valueAndGradient(last, gradient);
            // The event is placed on the interpolated gradient: the real one may be somewhat larger there.
            if (isSmall(Vectors.norm(gradient) / 2)) {
                return Termination.CONVERGED;
            }
            if (Vectors.norm(last) >= farthest || value == Double.NEGATIVE_INFINITY) {
                return Termination.DIVERGED;
            }
            return otherwise;
        }

        private OrdinaryDifferentialEquation equation() {
            double[] slope = new double[start.length];
            return new OrdinaryDifferentialEquation() {
                @Override
                public int getDimension() {
                    return start.length;
                }

                @Override
                public double[] computeDerivatives(double t, double[] x) {
                    objective.valueAndGradient(x, slope);
                    double[] derivatives = new double[slope.length];
                    Vectors.axpy(-1, slope, derivatives);
                    return derivatives;
                }
            };
        }

        double gradientToleranceOfFlow() {
            return options.gradientTolerance();
        }

        private boolean isSmall(double norm) {
            return norm <= options.gradientTolerance() * largestGradient;
        }

        @Override
        public void handleStep(ODEStateInterpolator interpolator) {
            ODEStateAndDerivative state = interpolator.getCurrentState();
            double[] x = state.getPrimaryState();
            if (!Vectors.isFinite(x)) {
                return;
            }
            last = x;
            lastTime = state.getTime();
            double value = objective.valueAndGradient(x, gradient);
            largestGradient = Math.max(largestGradient, Vectors.norm(gradient));
            measureDrifts(x);
            steps++;
            if (steps % stride == 0) {
                record(state.getTime(), value);
            }
            if (isCancelled.getAsBoolean()) {
                throw new Abandoned();
            }
        }

        private void measureDrifts(double[] x) {
            conserved.forEach((text, quantity) -> {
                double[] now = quantity.apply(x.clone());
                double[] first = firstValues.getOrDefault(text, now);
                double[] difference = now.clone();
                Vectors.axpy(-1, first, difference);
                double scale = Math.max(Vectors.norm(first), Vectors.norm(now));
                // A quantity that is 0 is judged against the squared size of the point, which conserved forms have.
                double size = Math.max(scale, Vectors.dot(x, x) / Math.max(1, x.length));
                double drift = size == 0 ? 0 : Vectors.norm(difference) / size;
                drifts.merge(text, drift, Math::max);
            });
        }

        /** Keeps a sample; when there are too many, every other one goes. */
        private void record(double time, double value) {
            times.add(time);
            losses.add(value);
            if (times.size() > options.samples()) {
                for (int i = times.size() - 1; i > 0; i--) {
                    if (i % 2 == 1) {
                        times.remove(i);
                        losses.remove(i);
                    }
                }
                stride *= 2;
            }
        }

        private FlowResult result(Termination termination) {
            double value = objective.valueAndGradient(last, gradient);
            if (lastTime > times.get(times.size() - 1)) {
                times.add(lastTime);
                losses.add(value);
            }
            Point end = new Point(last, value, Vectors.norm(gradient), termination, steps);
            return new FlowResult(times, losses, end, drifts);
        }
    }

    /** Leaves the integrator, which knows no other way out between two events. */
    private static final class Abandoned extends RuntimeException {
        Abandoned() {
            super("the caller ended the flow", null, false, false);
        }
    }

    /** Stops the integrator where the gradient is small or the point far. */
    private record End(Run run) implements ODEEventDetector {

        @Override
        public AdaptableInterval getMaxCheckInterval() {
            return (state, isForward) -> Double.POSITIVE_INFINITY;
        }

        @Override
        public int getMaxIterationCount() {
            return 100;
        }

        @Override
        public org.hipparchus.analysis.solvers.BracketedUnivariateSolver<org.hipparchus.analysis.UnivariateFunction>
                getSolver() {
            return new BracketingNthOrderBrentSolver(1e-6, 1e-6, 1e-12, 5);
        }

        @Override
        public ODEEventHandler getHandler() {
            return (state, detector, isIncreasing) -> Action.STOP;
        }

        /** Positive while the flow goes on. */
        @Override
        public double g(ODEStateAndDerivative state) {
            double share = Vectors.norm(state.getPrimaryDerivative()) / run.largestGradient;
            double room = run.farthest / Vectors.norm(state.getPrimaryState());
            return Math.log(Math.max(Double.MIN_NORMAL, Math.min(share / run.gradientToleranceOfFlow(), room)));
        }
    }
}
