package dev.nadir.numeric.constrained;

import dev.nadir.numeric.LocalSolver;
import dev.nadir.numeric.Objective;
import dev.nadir.numeric.linalg.Matrix;
import dev.nadir.numeric.linalg.Vectors;
import java.util.Arrays;
import java.util.function.BooleanSupplier;

/**
 * Local minima under equations: augmented Lagrangians (NocedalWright2006, chapter 17) lead near one, Newton's method on the
 * conditions of Lagrange makes it sharp.
 */
public final class ConstrainedSolver {

    private static final int ROUNDS = 25;

    /** Large, so that a walk begins by going to the equations: near points that cost little it may be trapped far off. */
    private static final double WEIGHT = 1e3;

    /** More makes the walks too stiff to converge. */
    private static final double MOST = 1e5;

    private static final double NEAR = 1e-6;

    /** Rounding in the conditions of Lagrange, relative to the size of what they sum. */
    private static final double SHARP = 1e-10;

    private static final int NEWTON_STEPS = 12;

    /** Directions along which neither loss nor equations change have no step. */
    private static final double SINGULAR = 1e-9;

    /** Length of a difference of gradients; the walk needs the curvature to a few digits. */
    private static final double STEP = 1e-5;

    private final Lagrangian lagrangian;
    private final LocalSolver inner;

    /**
     * For one problem.
     *
     * @param inner minimises without equations, by gradients
     */
    public ConstrainedSolver(Lagrangian lagrangian, LocalSolver inner) {
        this.lagrangian = lagrangian;
        this.inner = inner;
    }

    /**
     * Where a walk ended.
     *
     * @param x coordinates of the parameters
     * @param value the loss there
     * @param residual the largest entry of an equation's difference
     * @param slope the largest entry of the Lagrangian's gradient in the parameters
     * @param multiplier the largest entry of a multiplier
     * @param isSharp whether residual and slope are down to rounding
     */
    public record Result(double[] x, double value, double residual, double slope, double multiplier, boolean isSharp) {
        /** Copies the point. */
        public Result {
            x = x.clone();
        }

        /** A copy. */
        @Override
        public double[] x() {
            return x.clone();
        }
    }

    /** A walk from one start. */
    public Result solve(double[] start, BooleanSupplier isCancelled) {
        double[] x = start.clone();
        double[] lambda = new double[lagrangian.multipliers()];
        double weight = WEIGHT;
        double before = Double.POSITIVE_INFINITY;
        for (int round = 0; round < ROUNDS && !isCancelled.getAsBoolean(); round++) {
            x = inner.solve(new Augmented(lambda, weight), x, isCancelled).coordinates();
            double[] residual = residual(x, lambda);
            for (int i = 0; i < lambda.length; i++) {
                lambda[i] += weight * residual[i];
            }
            double size = largest(residual);
            if (size <= NEAR) {
                break;
            }
            weight = size > before / 4 ? Math.min(MOST, 4 * weight) : weight;
            before = size;
        }
        return sharpened(x, lambda);
    }

    private double[] residual(double[] x, double[] lambda) {
        double[] gradient = new double[x.length + lambda.length];
        lagrangian.value(x, lambda, gradient);
        return Arrays.copyOfRange(gradient, x.length, gradient.length);
    }

    private Result sharpened(double[] near, double[] multipliers) {
        double[] x = near;
        double[] lambda = multipliers;
        Result best = result(x, lambda);
        for (int step = 0; step < NEWTON_STEPS; step++) {
            double[] gradient = new double[x.length + lambda.length];
            lagrangian.value(x, lambda, gradient);
            if (!Vectors.isFinite(gradient)) {
                break;
            }
            Matrix move = lagrangian.hessian(x, lambda).pseudoInverse(SINGULAR).times(Matrix.column(gradient));
            x = x.clone();
            lambda = lambda.clone();
            for (int i = 0; i < x.length; i++) {
                x[i] -= move.get(i);
            }
            for (int i = 0; i < lambda.length; i++) {
                lambda[i] -= move.get(x.length + i);
            }
            Result next = result(x, lambda);
            best = next.residual() + next.slope() < best.residual() + best.slope() ? next : best;
        }
        return best;
    }

    private Result result(double[] x, double[] lambda) {
        double[] gradient = new double[x.length + lambda.length];
        double all = lagrangian.value(x, lambda, gradient);
        double slope = largest(Arrays.copyOf(gradient, x.length));
        double[] residual = Arrays.copyOfRange(gradient, x.length, gradient.length);
        double value = all - Vectors.dot(lambda, residual);
        double size = Math.max(1, largest(x));
        boolean isSharp = largest(residual) <= SHARP * size && slope <= SHARP * size * Math.max(1, largest(lambda));
        return new Result(x, value, largest(residual), slope, largest(lambda), isSharp);
    }

    private static double largest(double[] vector) {
        double largest = 0;
        for (double entry : vector) {
            largest = Double.isNaN(entry) ? Double.NaN : Math.max(largest, Math.abs(entry));
        }
        return largest;
    }

    /** Loss, plus multipliers times residuals, plus half the weight times their squares. */
    private final class Augmented implements Objective {
        private final double[] lambda;
        private final double weight;

        Augmented(double[] lambda, double weight) {
            this.lambda = lambda.clone();
            this.weight = weight;
        }

        @Override
        public int dimension() {
            return lagrangian.parameters();
        }

        @Override
        public double value(double[] x) {
            return valueAndGradient(x, new double[x.length]);
        }

        @Override
        public double valueAndGradient(double[] x, double[] gradient) {
            double[] all = new double[x.length + lambda.length];
            double value = lagrangian.value(x, lambda, all);
            double[] shifted = lambda.clone();
            double squares = 0;
            for (int i = 0; i < lambda.length; i++) {
                shifted[i] += weight * all[x.length + i];
                squares += all[x.length + i] * all[x.length + i];
            }
            lagrangian.value(x, shifted, all);
            System.arraycopy(all, 0, gradient, 0, x.length);
            return value + weight / 2 * squares;
        }

        @Override
        public void hessianTimes(double[] x, double[] direction, double[] product) {
            double[] ahead = new double[x.length];
            double[] behind = new double[x.length];
            double step = STEP / Math.max(STEP, Vectors.norm(direction));
            double[] moved = x.clone();
            Vectors.axpy(step, direction, moved);
            valueAndGradient(moved, ahead);
            Vectors.axpy(-2 * step, direction, moved);
            valueAndGradient(moved, behind);
            for (int i = 0; i < x.length; i++) {
                product[i] = (ahead[i] - behind[i]) / (2 * step);
            }
        }
    }
}
