package dev.nadir.numeric.minimise;

import dev.nadir.base.PreconditionException;
import dev.nadir.numeric.EquationSolver;
import dev.nadir.numeric.Termination;
import dev.nadir.numeric.linalg.CholeskySolver;
import dev.nadir.numeric.linalg.Vectors;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * The Levenberg-Marquardt method for systems {@code residual(x) = 0} (More1978), with central differences. It differs
 * from the source in that the damping is a multiple of the identity and goes down to rounding near a root, so that
 * systems with too many unknowns or dependent equations, which symmetries bring, converge as fast as others.
 */
public final class LeastSquares implements EquationSolver {

    /** A stationary point of the residual that is no root: its gradient is this small beside residual times Jacobian. */
    private static final double STATIONARY = 1e-9;

    /** The step of a central difference with the least error: the cube root of rounding. */
    private static final double DIFFERENCE = Math.cbrt(Math.ulp(1.0));

    private static final double LEAST_DAMPING = 1e-14;
    private static final double LARGEST_DAMPING = 1e12;

    private final LeastSquaresOptions options;

    /** A solver with the given options. */
    public LeastSquares(LeastSquaresOptions options) {
        this.options = options;
    }

    @Override
    public Root solve(Equations equations, double[] start, BooleanSupplier isCancelled) {
        if (start.length != equations.unknowns()) {
            throw new PreconditionException(
                    "a start must have " + equations.unknowns() + " coordinates, got " + start.length);
        }
        return new Run(equations, start, isCancelled).iterate();
    }

    /** One run, with its buffers. */
    private final class Run {

        private final Equations equations;
        private final BooleanSupplier isCancelled;
        private final int n;
        private final int m;
        private double[] x;
        private double[] residual;
        private double[] trial;
        private double[] trialResidual;
        private final double[] above;
        private final double[] below;
        private final double[] jacobian;
        private final double[] normal;
        private final double[] damped;
        private final double[] gradient;
        private final double[] step;
        private final CholeskySolver cholesky;
        private double norm;
        private double jacobianNorm;
        private boolean isJacobianKept;
        private double damping = 1e-3;
        private int iterations;

        Run(Equations equations, double[] start, BooleanSupplier isCancelled) {
            this.equations = equations;
            this.isCancelled = isCancelled;
            this.n = equations.unknowns();
            this.m = equations.count();
            this.x = start.clone();
            this.residual = new double[m];
            this.trial = new double[n];
            this.trialResidual = new double[m];
            this.above = new double[m];
            this.below = new double[m];
            this.jacobian = new double[n * m];
            this.normal = new double[n * n];
            this.damped = new double[n * n];
            this.gradient = new double[n];
            this.step = new double[n];
            this.cholesky = new CholeskySolver(n);
        }

        Root iterate() {
            equations.residual(x, residual);
            norm = Vectors.norm(residual);
            if (!Double.isFinite(norm)) {
                return root(Termination.NOT_FINITE);
            }
            for (; iterations < options.iterationLimit(); iterations++) {
                if (isCancelled.getAsBoolean()) {
                    return root(Termination.TIME_LIMIT);
                }
                if (norm == 0) {
                    return root(Termination.CONVERGED);
                }
                Optional<Termination> end = step();
                if (end.isPresent()) {
                    return root(end.get());
                }
            }
            return root(isRoot() ? Termination.CONVERGED : Termination.ITERATION_LIMIT);
        }

        /** One step, or the reason why there is none. */
        private Optional<Termination> step() {
            if (!isJacobianKept && !differentiate()) {
                return Optional.of(Termination.NOT_FINITE);
            }
            findGradient();
            boolean wasRoot = isRoot();
            boolean wasKept = isJacobianKept;
            double before = norm;
            boolean hasMoved = improve();
            // While a step takes nine tenths off the residual, the next does well with the same Jacobian.
            isJacobianKept = hasMoved && norm <= 0.1 * before;
            if (wasKept && !hasMoved) {
                return Optional.empty();
            }
            if (wasRoot) {
                // The last steps only remove rounding; they end when there is no more to remove.
                return hasMoved && norm <= 0.5 * before ? Optional.empty() : Optional.of(Termination.CONVERGED);
            }
            return hasMoved && (wasKept || !isStationary()) ? Optional.empty() : Optional.of(atRest());
        }

        private Termination atRest() {
            return isRoot() ? Termination.CONVERGED : Termination.STEP_FAILED;
        }

        private Root root(Termination termination) {
            return new Root(x, norm, termination, iterations);
        }

        private boolean isRoot() {
            return norm <= options.tolerance() * jacobianNorm * Math.max(1, Vectors.norm(x));
        }

        private boolean isStationary() {
            return Vectors.norm(gradient) <= STATIONARY * jacobianNorm * norm && !isRoot();
        }

        /** The Jacobian, column by column, and its normal matrix. */
        private boolean differentiate() {
            double size = Math.max(Vectors.maxAbs(x), 1e-3);
            for (int j = 0; j < n; j++) {
                double kept = x[j];
                double h = DIFFERENCE * Math.max(Math.abs(kept), 0.1 * size);
                x[j] = kept + h;
                double high = x[j];
                equations.residual(x, above);
                x[j] = kept - h;
                double width = high - x[j];
                equations.residual(x, below);
                x[j] = kept;
                for (int i = 0; i < m; i++) {
                    jacobian[j * m + i] = (above[i] - below[i]) / width;
                }
            }
            jacobianNorm = Vectors.norm(jacobian);
            for (int j = 0; j < n; j++) {
                for (int k = 0; k <= j; k++) {
                    normal[j * n + k] = dotColumn(j, jacobian, k * m);
                }
            }
            return Double.isFinite(jacobianNorm);
        }

        private void findGradient() {
            for (int j = 0; j < n; j++) {
                gradient[j] = dotColumn(j, residual, 0);
            }
        }

        private double dotColumn(int column, double[] other, int start) {
            double sum = 0;
            for (int i = 0; i < m; i++) {
                sum += jacobian[column * m + i] * other[start + i];
            }
            return sum;
        }

        /** A step that lowers the residual, with as much damping as that needs; false where none does. */
        private boolean improve() {
            double scale = jacobianNorm * jacobianNorm;
            for (; damping <= LARGEST_DAMPING; damping *= 10) {
                System.arraycopy(normal, 0, damped, 0, damped.length);
                for (int j = 0; j < n; j++) {
                    damped[j * n + j] += damping * scale;
                    step[j] = -gradient[j];
                }
                if (!cholesky.factor(damped)) {
                    continue;
                }
                cholesky.solve(step);
                for (int j = 0; j < n; j++) {
                    trial[j] = x[j] + step[j];
                }
                equations.residual(trial, trialResidual);
                double trialNorm = Vectors.norm(trialResidual);
                if (trialNorm < norm) {
                    accept(trialNorm);
                    return true;
                }
                if (isJacobianKept) {
                    return false;
                }
            }
            damping = LARGEST_DAMPING;
            return false;
        }

        private void accept(double trialNorm) {
            double[] point = x;
            x = trial;
            trial = point;
            double[] value = residual;
            residual = trialResidual;
            trialResidual = value;
            damping = Math.max(LEAST_DAMPING, damping * (trialNorm < 0.5 * norm ? 0.01 : 0.3));
            norm = trialNorm;
        }
    }
}
