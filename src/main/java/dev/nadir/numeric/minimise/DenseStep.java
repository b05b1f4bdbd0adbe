package dev.nadir.numeric.minimise;

import dev.nadir.numeric.Objective;
import dev.nadir.numeric.linalg.CholeskySolver;
import dev.nadir.numeric.linalg.Vectors;

/**
 * A Newton step from the factored Hessian, for points where conjugate gradients do not come to an end: {@code step = -(H +
 * shift)^-1 * gradient}, with the smallest of a sequence of shifts at which {@code H + shift} is positive definite and the
 * step within the radius (NocedalWright2006, section 3.4, with a trust region's radius). Directions along a symmetry,
 * whose curvature is rounding, are held by the first shift.
 *
 * <p>Memory: two matrices of {@code n*n} numbers; a point costs {@code n} Hessian-vector products, a shift {@code n^3/6}
 * multiplications.
 */
final class DenseStep {

    /** The first shift, relative to the largest entry on the diagonal: above the rounding of a factored Hessian. */
    private static final double FIRST_SHIFT = 1e-14;

    /** From one shift to the next; the step is within a factor of ten of the longest one that the radius allows. */
    private static final double GROWTH = 10;

    private final int n;
    private final double[] hessian;
    private final double[] shifted;
    private final CholeskySolver factors;

    DenseStep(int n) {
        this.n = n;
        this.hessian = new double[n * n];
        this.shifted = new double[n * n];
        this.factors = new CholeskySolver(n);
    }

    /** Reads the Hessian at a point. */
    void moveTo(Objective objective, double[] x) {
        objective.hessian(x, hessian);
    }

    /**
     * Solves for a step.
     *
     * @param step modified
     * @return whether the radius, and not the curvature, decided the step
     */
    boolean solve(double[] gradient, double radius, double[] step) {
        double scale = 0;
        for (int i = 0; i < n; i++) {
            scale = Math.max(scale, Math.abs(hessian[i * n + i]));
        }
        boolean isAtEdge = false;
        for (double shift = FIRST_SHIFT * scale; shift > 0 && Double.isFinite(shift); shift *= GROWTH) {
            System.arraycopy(hessian, 0, shifted, 0, shifted.length);
            for (int i = 0; i < n; i++) {
                shifted[i * n + i] += shift;
            }
            if (!factors.factor(shifted)) {
                continue;
            }
            for (int i = 0; i < n; i++) {
                step[i] = -gradient[i];
            }
            factors.solve(step);
            if (Vectors.norm(step) <= radius) {
                return isAtEdge;
            }
            isAtEdge = true;
        }
        java.util.Arrays.fill(step, 0);
        return isAtEdge;
    }
}
