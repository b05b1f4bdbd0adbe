package dev.nadir.numeric.critical;

import dev.nadir.base.PreconditionException;
import dev.nadir.numeric.DenseHessian;
import dev.nadir.numeric.LocalSolver;
import dev.nadir.numeric.Objective;
import dev.nadir.numeric.Point;
import dev.nadir.numeric.Termination;
import dev.nadir.numeric.linalg.SymmetricEigen;
import dev.nadir.numeric.linalg.Vectors;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * The Levenberg-Marquardt method on {@code gradient = 0}, with the exact Hessian as Jacobian (More1978,
 * NocedalWright2006 chapter 10): it is drawn to saddles and maxima as much as to minima. The damped step comes from the
 * Hessian's eigenvalues, so that the null directions of a symmetry do no harm.
 *
 * <p>A place where the squared gradient is smallest without being zero is no critical point: the run ends there with
 * {@link Termination#STEP_FAILED}.
 */
public final class CriticalPointSolver implements LocalSolver {

    private static final double LEAST_DAMPING = 1e-20;
    private static final double LARGEST_DAMPING = 1e6;

    /** Points farther away than this many times their start's size, or than this, are on the way to infinity. */
    private static final double FAR = 1e8;

    private final CriticalPointOptions options;

    /** A solver with the given options. */
    public CriticalPointSolver(CriticalPointOptions options) {
        this.options = options;
    }

    @Override
    public Point solve(Objective objective, double[] start, BooleanSupplier isCancelled) {
        if (start.length != objective.dimension()) {
            throw new PreconditionException(
                    "a start must have " + objective.dimension() + " coordinates, got " + start.length);
        }
        return new Run(objective, start).iterate(isCancelled);
    }

    private final class Run {

        private final Objective objective;
        private final double farthest;
        private double[] x;
        private double[] gradient;
        private double[] trial;
        private double[] trialGradient;
        private double[] curvatures = new double[0];
        private double[][] vectors = new double[0][];
        private double largest;
        private double value;
        private double norm;
        private double damping = 1e-3;
        private int iterations;

        Run(Objective objective, double[] start) {
            this.objective = objective;
            this.x = start.clone();
            this.gradient = new double[start.length];
            this.trial = new double[start.length];
            this.trialGradient = new double[start.length];
            this.farthest = FAR * (1 + Vectors.norm(start));
        }

        Point iterate(BooleanSupplier isCancelled) {
            value = objective.valueAndGradient(x, gradient);
            norm = Vectors.norm(gradient);
            if (!Double.isFinite(value) || !Double.isFinite(norm)) {
                return point(Termination.NOT_FINITE);
            }
            for (; iterations < options.iterationLimit(); iterations++) {
                if (isCancelled.getAsBoolean()) {
                    return point(Termination.TIME_LIMIT);
                }
                Optional<Termination> end = advance();
                if (end.isPresent()) {
                    return point(end.get());
                }
            }
            return point(isZero() ? Termination.CONVERGED : Termination.ITERATION_LIMIT);
        }

        /** One step, or the reason why there is none. */
        private Optional<Termination> advance() {
            if (!decompose()) {
                return Optional.of(Termination.NOT_FINITE);
            }
            boolean wasZero = isZero();
            double before = norm;
            boolean hasMoved = norm > 0 && improve();
            if (wasZero) {
                // The last steps only remove rounding; they end when there is no more to remove.
                return hasMoved && norm <= 0.5 * before ? Optional.empty() : Optional.of(Termination.CONVERGED);
            }
            if (!hasMoved) {
                return Optional.of(Termination.STEP_FAILED);
            }
            return Vectors.norm(x) > farthest ? Optional.of(Termination.DIVERGED) : Optional.empty();
        }

        private Point point(Termination termination) {
            return new Point(x, value, norm, termination, iterations);
        }

        /** Small against curvature times size; at zero, which has no size, against the loss. */
        private boolean isZero() {
            double size = Vectors.norm(x);
            double tolerance = options.gradientTolerance();
            boolean isNothingBesideLoss =
                    norm * size <= tolerance * tolerance * Math.abs(value) && norm <= tolerance * Math.abs(value);
            return norm <= tolerance * largest * size || norm == 0 || isNothingBesideLoss;
        }

        private boolean decompose() {
            DenseHessian hessian = DenseHessian.at(objective, x);
            if (!hessian.matrix().isFinite()) {
                return false;
            }
            SymmetricEigen eigen = SymmetricEigen.of(hessian.matrix());
            curvatures = eigen.values();
            vectors = new double[curvatures.length][];
            largest = 0;
            for (int i = 0; i < curvatures.length; i++) {
                vectors[i] = eigen.vectors().columnAt(i).toArray();
                largest = Math.max(largest, Math.abs(curvatures[i]));
            }
            return true;
        }

        /** A step that makes the gradient smaller, with as much damping as that needs. */
        private boolean improve() {
            for (; damping <= LARGEST_DAMPING; damping *= 10) {
                step(damping * largest * largest);
                double trialValue = objective.valueAndGradient(trial, trialGradient);
                double trialNorm = Vectors.norm(trialGradient);
                if (Double.isFinite(trialValue) && trialNorm < norm) {
                    damping = Math.max(LEAST_DAMPING, damping * (trialNorm < 0.5 * norm ? 0.01 : 0.3));
                    double[] point = x;
                    x = trial;
                    trial = point;
                    double[] kept = gradient;
                    gradient = trialGradient;
                    trialGradient = kept;
                    value = trialValue;
                    norm = trialNorm;
                    return true;
                }
            }
            return false;
        }

        private void step(double shift) {
            System.arraycopy(x, 0, trial, 0, x.length);
            for (int i = 0; i < curvatures.length; i++) {
                double factor = curvatures[i] / (curvatures[i] * curvatures[i] + shift);
                if (Double.isFinite(factor)) {
                    Vectors.axpy(-factor * Vectors.dot(vectors[i], gradient), vectors[i], trial);
                }
            }
        }
    }
}
