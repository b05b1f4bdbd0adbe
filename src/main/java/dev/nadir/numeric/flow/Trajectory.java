package dev.nadir.numeric.flow;

import dev.nadir.base.PreconditionException;
import dev.nadir.numeric.linalg.Vectors;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.hipparchus.exception.MathIllegalArgumentException;
import org.hipparchus.exception.MathIllegalStateException;
import org.hipparchus.ode.ODEState;
import org.hipparchus.ode.OrdinaryDifferentialEquation;
import org.hipparchus.ode.nonstiff.DormandPrince853Integrator;

/**
 * Where a flow is at given times, by the method of Dormand and Prince of order 8 (HairerNorsettWanner1993). It steps
 * onto each of the times: nothing is interpolated.
 */
public final class Trajectory {

    /** A flow that needs more evaluations is stiff, and is given up. */
    private static final int EVALUATIONS = 400_000;

    /** Small entries that grow later are followed too: absolute errors are kept so much smaller than relative ones. */
    private static final double SMALL = 1e-3;

    private final Velocity velocity;
    private final double tolerance;

    /** How fast each coordinate moves. */
    @FunctionalInterface
    public interface Velocity {

        /**
         * The velocity at a point.
         *
         * @param x read, not modified
         * @param velocity modified, of the same length
         */
        void at(double[] x, double[] velocity);
    }

    /**
     * A flow.
     *
     * @param tolerance of the integrator, relative to each coordinate
     */
    public Trajectory(Velocity velocity, double tolerance) {
        if (!(tolerance > 0 && tolerance < 1)) {
            throw new PreconditionException("a tolerance must be in (0, 1), got " + tolerance);
        }
        this.velocity = velocity;
        this.tolerance = tolerance;
    }

    /**
     * The points at these times; fewer where the flow could not be followed so far.
     *
     * @param start at time 0; read, not modified
     * @param times positive and ascending
     * @param isCancelled asked before each of them
     */
    public List<double[]> at(double[] start, double[] times, BooleanSupplier isCancelled) {
        List<double[]> points = new ArrayList<>();
        double[] x = start.clone();
        double now = 0;
        for (double time : times) {
            if (!(time > now)) {
                throw new PreconditionException("times must be positive and ascending, got " + time + " after " + now);
            }
            if (isCancelled.getAsBoolean()) {
                return points;
            }
            try {
                x = step(x, now, time);
            } catch (MathIllegalArgumentException | MathIllegalStateException e) {
                // Steps too small, or too many evaluations: what was reached before stands.
                return points;
            }
            if (!Vectors.isFinite(x)) {
                return points;
            }
            points.add(x.clone());
            now = time;
        }
        return points;
    }

    private double[] step(double[] x, double from, double to) {
        double size = Math.max(Vectors.norm(x) / Math.sqrt(Math.max(1, x.length)), Double.MIN_NORMAL);
        double length = to - from;
        DormandPrince853Integrator integrator =
                new DormandPrince853Integrator(1e-14 * length, length, SMALL * tolerance * size, tolerance);
        integrator.setMaxEvaluations(EVALUATIONS);
        return integrator
                .integrate(equation(x.length), new ODEState(from, x), to)
                .getPrimaryState();
    }

    private OrdinaryDifferentialEquation equation(int dimension) {
        return new OrdinaryDifferentialEquation() {
            @Override
            public int getDimension() {
                return dimension;
            }

            @Override
            public double[] computeDerivatives(double t, double[] x) {
                double[] derivatives = new double[dimension];
                velocity.at(x, derivatives);
                return derivatives;
            }
        };
    }
}
