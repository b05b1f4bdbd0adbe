package dev.nadir.numeric.minimise;

import dev.nadir.base.PreconditionException;
import dev.nadir.numeric.LocalSolver;
import dev.nadir.numeric.Objective;
import dev.nadir.numeric.Point;
import dev.nadir.numeric.Termination;
import dev.nadir.numeric.evaluate.RoundingNoise;
import dev.nadir.numeric.linalg.Vectors;
import java.util.function.BooleanSupplier;

/**
 * The limited-memory BFGS method (Nocedal1980, LiuNocedal1989) with the line search of HagerZhang2005, followed where
 * needed by a trust-region Newton method (Steihaug1983).
 *
 * <p>Differences from the sources: the first step has the length that the curvature along the gradient asks for; the
 * size of the gradient is judged relative to curvature times size of the point, so that a scaled loss or a scaled
 * variable changes nothing; where the line search fails, the rounding error of the value is measured and the search
 * tried once more with it.
 *
 * <p>After the first evaluation nothing is allocated for an iteration.
 */
public final class QuasiNewton implements LocalSolver {

    private final QuasiNewtonOptions options;

    /** A minimiser with the given options. */
    public QuasiNewton(QuasiNewtonOptions options) {
        this.options = options;
    }

    @Override
    public Point solve(Objective objective, double[] start, BooleanSupplier isCancelled) {
        if (start.length != objective.dimension()) {
            throw new PreconditionException(
                    "a start must have " + objective.dimension() + " coordinates, got " + start.length);
        }
        Descent descent = new Descent(objective, start, options.gradientTolerance(), isCancelled);
        if (!descent.isFinite()) {
            Termination termination =
                    descent.value == Double.NEGATIVE_INFINITY ? Termination.DIVERGED : Termination.NOT_FINITE;
            return descent.point(termination);
        }
        Termination termination = new Run(descent).iterate();
        boolean needsNewton = options.isPolished()
                ? termination.isConvergence() || isUnfinished(termination)
                : isUnfinished(termination);
        if (needsNewton && options.newtonLimit() > 0) {
            termination = new NewtonPhase(descent, options, termination).iterate();
        }
        return descent.point(termination);
    }

    private static boolean isUnfinished(Termination termination) {
        return termination == Termination.STALLED_AT_ROUNDING
                || termination == Termination.STEP_FAILED
                || termination == Termination.ITERATION_LIMIT;
    }

    /** The quasi-Newton phase. */
    private final class Run {

        private final Descent descent;
        private final LimitedMemory memory;
        private final LineSearch lineSearch;
        private final double[] direction;
        private double firstCurvature;

        Run(Descent descent) {
            this.descent = descent;
            this.memory = new LimitedMemory(options.memory(), descent.x.length);
            this.lineSearch = new LineSearch(descent.objective);
            this.direction = new double[descent.x.length];
        }

        Termination iterate() {
            firstCurvature = curvatureAlongGradient();
            for (int k = 0; k < options.iterationLimit(); k++) {
                if (descent.isConverged(memory.isEmpty() ? Math.abs(firstCurvature) : memory.largestCurvature())) {
                    return Termination.CONVERGED;
                }
                if (descent.isDiverging()) {
                    return Termination.DIVERGED;
                }
                if (descent.isCancelled()) {
                    return Termination.TIME_LIMIT;
                }
                switch (step()) {
                    case FOUND -> descent.iterations++;
                    case UNBOUNDED -> {
                        return Termination.DIVERGED;
                    }
                    case NOT_FINITE -> {
                        return Termination.NOT_FINITE;
                    }
                    case NO_STEP -> {
                        return Termination.STEP_FAILED;
                    }
                }
            }
            return Termination.ITERATION_LIMIT;
        }

        /** One step along the quasi-Newton direction; where that fails, one with measured noise, then one downhill. */
        private LineSearch.Outcome step() {
            memory.direction(descent.gradient, direction);
            double slope = Vectors.dot(direction, descent.gradient);
            LineSearch.Outcome outcome = LineSearch.Outcome.NO_STEP;
            if (slope < 0 && Double.isFinite(slope)) {
                outcome = search(slope, descent.valueRounding());
                if (outcome == LineSearch.Outcome.NO_STEP) {
                    outcome = search(slope, RoundingNoise.at(descent.objective, descent.x));
                }
            }
            boolean canRestart = outcome == LineSearch.Outcome.NO_STEP || outcome == LineSearch.Outcome.NOT_FINITE;
            if (canRestart && !memory.isEmpty()) {
                memory.clear();
                firstCurvature = curvatureAlongGradient();
                memory.direction(descent.gradient, direction);
                outcome = search(Vectors.dot(direction, descent.gradient), descent.valueRounding());
            }
            return outcome;
        }

        private LineSearch.Outcome search(double slope, double noise) {
            double firstStep = memory.isEmpty() ? steepestStep() : 1;
            LineSearch.Outcome outcome = lineSearch.search(descent, direction, slope, firstStep, noise);
            if (outcome == LineSearch.Outcome.FOUND) {
                double[] previous = descent.x;
                double[] previousGradient = descent.gradient;
                descent.value = lineSearch.value();
                descent.x = lineSearch.swapPoint(previous);
                descent.gradient = lineSearch.swapGradient(previousGradient);
                memory.update(previous, descent.x, previousGradient, descent.gradient);
            }
            return outcome;
        }

        /** To the minimum of the parabola along the gradient; where there is none, a tenth of the point's size. */
        private double steepestStep() {
            double size = Math.max(1, Vectors.norm(descent.x));
            double length = 0.1 * size / Vectors.norm(descent.gradient);
            return firstCurvature > 0 ? Math.min(1 / firstCurvature, 10 * length) : length;
        }

        /** The gradient's own Rayleigh quotient; the direction serves as a buffer. */
        private double curvatureAlongGradient() {
            double squared = Vectors.dot(descent.gradient, descent.gradient);
            if (squared == 0) {
                return 0;
            }
            descent.objective.hessianTimes(descent.x, descent.gradient, direction);
            double curvature = Vectors.dot(descent.gradient, direction) / squared;
            return Double.isFinite(curvature) ? curvature : 0;
        }
    }
}
