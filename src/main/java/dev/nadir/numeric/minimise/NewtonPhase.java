package dev.nadir.numeric.minimise;

import dev.nadir.numeric.Termination;
import dev.nadir.numeric.evaluate.RoundingNoise;
import dev.nadir.numeric.linalg.Vectors;
import org.jspecify.annotations.Nullable;

/**
 * Newton's method in a trust region, each step by conjugate gradients that stop at the region's edge or at negative
 * curvature (Steihaug1983; NocedalWright2006, algorithms 4.1 and 7.2). Steps whose gain drowns in rounding are judged
 * by the gradient instead of the value.
 */
final class NewtonPhase {

    /** The gradient of a point that is called converged though rounding stopped it short of its tolerance. */
    private static final double ROUNDING_LIMIT = 1e-7;

    /** Trust-region constants of the source: accept above the first, shrink by the second, grow above the third. */
    private static final double ACCEPTED = 1e-4;

    private static final double POOR = 0.25;
    private static final double GOOD = 0.75;

    /** The residual of the linear equations is brought down to this share of the gradient at most. */
    private static final double LEAST_FORCING = 1e-4;

    /**
     * Products for a step, in multiples of the dimension. Without rounding one multiple would do; with it, directions
     * lose their conjugacy.
     */
    private static final int PRODUCTS = 2;

    /**
     * Up to this dimension the Hessian is factored where so many products do not suffice: at condition numbers of 1e5
     * they were seen to leave a gradient of 1e-8. Five hundred coordinates cost 4 MB and a twentieth of a second a step.
     */
    private static final int LARGEST_FACTORED = 500;

    /** Curvature below this share of the largest is rounding: a direction along a symmetry must not be followed. */
    private static final double FLAT = 1e-13;

    private final Descent descent;
    private final QuasiNewtonOptions options;
    private final Termination before;
    private final double[] step;
    private final double[] residual;
    private final double[] conjugate;
    private final double[] product;
    private final double[] curvature;
    private final double[] trial;
    private final double[] trialGradient;
    private double trialValue;
    private double radius;
    private double predicted;
    private double largestCurvature;
    private boolean isAtEdge;
    private @Nullable DenseStep dense;
    private boolean isHessianRead;

    NewtonPhase(Descent descent, QuasiNewtonOptions options, Termination before) {
        int n = descent.x.length;
        this.descent = descent;
        this.options = options;
        this.before = before;
        this.step = new double[n];
        this.residual = new double[n];
        this.conjugate = new double[n];
        this.product = new double[n];
        this.curvature = new double[n];
        this.trial = new double[n];
        this.trialGradient = new double[n];
    }

    Termination iterate() {
        radius = 0.1 * Math.max(1, Vectors.norm(descent.x));
        double noise = Math.max(descent.valueRounding(), RoundingNoise.at(descent.objective, descent.x));
        for (int k = 0; k < options.newtonLimit(); k++) {
            if (descent.isCancelled()) {
                return Termination.TIME_LIMIT;
            }
            if (descent.isDiverging()) {
                return Termination.DIVERGED;
            }
            double norm = Vectors.norm(descent.gradient);
            solveForStep(norm);
            if (!options.isPolished() && descent.isConverged(largestCurvature)) {
                return Termination.CONVERGED;
            }
            if (norm == 0 || !move(norm, noise)) {
                return ended();
            }
            descent.iterations++;
        }
        return descent.isConverged(largestCurvature) ? Termination.CONVERGED : Termination.ITERATION_LIMIT;
    }

    /** Tries steps in ever smaller regions; false where none helps. */
    private boolean move(double norm, double noise) {
        while (radius > Math.ulp(Math.max(Vectors.norm(descent.x), Double.MIN_NORMAL))) {
            for (int i = 0; i < trial.length; i++) {
                trial[i] = descent.x[i] + step[i];
            }
            trialValue = descent.objective.valueAndGradient(trial, trialGradient);
            boolean isFinite = Double.isFinite(trialValue) && Vectors.isFinite(trialGradient);
            boolean isDrowned = predicted <= 10 * noise;
            if (isFinite && (isDrowned ? isFlatter(norm, noise) : isLower())) {
                System.arraycopy(trial, 0, descent.x, 0, trial.length);
                isHessianRead = false;
                System.arraycopy(trialGradient, 0, descent.gradient, 0, trial.length);
                descent.value = trialValue;
                return true;
            }
            if (isDrowned && isFinite) {
                return false;
            }
            radius = POOR * Math.min(radius, Vectors.norm(step));
            solveForStep(norm);
        }
        return false;
    }

    /** Where values hardly say anything any more, a step must halve the gradient, or gain more than rounding can. */
    private boolean isFlatter(double norm, double noise) {
        boolean isHalved = trialValue <= descent.value + noise && Vectors.norm(trialGradient) < 0.5 * norm;
        return isHalved || trialValue < descent.value - 2 * noise;
    }

    /** Whether enough of the predicted gain is real; if nearly all of it is, the region grows. */
    private boolean isLower() {
        double ratio = (descent.value - trialValue) / predicted;
        if (ratio > GOOD && isAtEdge) {
            radius *= 2;
        }
        return ratio > ACCEPTED;
    }

    private Termination ended() {
        if (descent.isConverged(largestCurvature)) {
            return Termination.CONVERGED;
        }
        double norm = Vectors.norm(descent.gradient);
        if (norm <= ROUNDING_LIMIT * largestCurvature * Vectors.norm(descent.x)) {
            return Termination.STALLED_AT_ROUNDING;
        }
        return before == Termination.CONVERGED ? before : Termination.STEP_FAILED;
    }

    /** By conjugate gradients; once they have not come to an end, by factors of the Hessian. */
    private void solveForStep(double norm) {
        if (dense == null && !iterateForStep(norm) && step.length <= LARGEST_FACTORED) {
            dense = new DenseStep(step.length);
        }
        if (dense != null) {
            if (!isHessianRead) {
                dense.moveTo(descent.objective, descent.x);
                isHessianRead = true;
            }
            isAtEdge = dense.solve(descent.gradient, radius, step);
            descent.objective.hessianTimes(descent.x, step, curvature);
            predict();
        }
    }

    /**
     * Conjugate gradients on {@code H*step = -gradient}, inside the region.
     *
     * @return whether they came to an end
     */
    private boolean iterateForStep(double norm) {
        java.util.Arrays.fill(step, 0);
        java.util.Arrays.fill(curvature, 0);
        isAtEdge = false;
        for (int i = 0; i < residual.length; i++) {
            residual[i] = -descent.gradient[i];
            conjugate[i] = residual[i];
        }
        double squared = norm * norm;
        double size = Vectors.norm(descent.x);
        double forcing = Math.max(LEAST_FORCING, Math.min(0.1, Math.sqrt(norm / Math.max(1, size))));
        int limit = Math.max(20, PRODUCTS * step.length);
        boolean isEnded = false;
        for (int k = 0; k < limit && !isEnded; k++) {
            // What is left of the gradient below its own rounding is not worth a product.
            if (Math.sqrt(squared) <= Math.max(forcing * norm, Math.ulp(0.1) * largestCurvature * size)) {
                isEnded = true;
                continue;
            }
            descent.objective.hessianTimes(descent.x, conjugate, product);
            double conjugateSquared = Vectors.dot(conjugate, conjugate);
            double along = Vectors.dot(conjugate, product);
            double rayleigh = along / conjugateSquared;
            largestCurvature = Math.max(largestCurvature, Math.abs(rayleigh));
            boolean isFlat = Math.abs(rayleigh) <= FLAT * largestCurvature;
            if (isFlat || !Double.isFinite(rayleigh)) {
                isEnded = true;
                continue;
            }
            double length = squared / along;
            double toEdge = lengthToEdge(conjugateSquared);
            if (along < 0 || length >= toEdge) {
                advance(toEdge);
                isAtEdge = true;
                isEnded = true;
                continue;
            }
            advance(length);
            double nextSquared = Vectors.dot(residual, residual);
            double beta = nextSquared / squared;
            squared = nextSquared;
            for (int i = 0; i < conjugate.length; i++) {
                conjugate[i] = residual[i] + beta * conjugate[i];
            }
        }
        predict();
        return isEnded;
    }

    private void predict() {
        predicted = -Vectors.dot(descent.gradient, step) - 0.5 * Vectors.dot(step, curvature);
    }

    private void advance(double length) {
        Vectors.axpy(length, conjugate, step);
        Vectors.axpy(length, product, curvature);
        Vectors.axpy(-length, product, residual);
    }

    private double lengthToEdge(double conjugateSquared) {
        double across = Vectors.dot(step, conjugate);
        double inside = Math.max(0, radius * radius - Vectors.dot(step, step));
        return (Math.sqrt(across * across + conjugateSquared * inside) - across) / conjugateSquared;
    }
}
