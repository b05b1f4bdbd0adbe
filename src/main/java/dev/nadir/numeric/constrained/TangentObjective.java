package dev.nadir.numeric.constrained;

import dev.nadir.numeric.Objective;
import dev.nadir.numeric.linalg.Matrix;
import java.util.stream.IntStream;

/**
 * The loss on the set where the equations hold, NaN elsewhere; its gradient there is the part along the set. For looking
 * at points, not for walking: the set has no coordinates here.
 */
public final class TangentObjective implements Objective {

    /** Of the size of the point: rounding in the formula that gave it. */
    private static final double ON_THE_SET = 1e-9;

    private static final double SINGULAR = 1e-10;

    private final Lagrangian lagrangian;

    /** That of a problem. */
    public TangentObjective(Lagrangian lagrangian) {
        this.lagrangian = lagrangian;
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
        double[] zero = new double[lagrangian.multipliers()];
        double[] all = new double[x.length + zero.length];
        double value = lagrangian.value(x, zero, all);
        double size = 1;
        for (double entry : x) {
            size = Math.max(size, entry * entry);
        }
        for (int i = x.length; i < all.length; i++) {
            if (!(Math.abs(all[i]) <= ON_THE_SET * size)) {
                java.util.Arrays.fill(gradient, Double.NaN);
                return Double.NaN;
            }
        }
        Matrix slopes = lagrangian
                .hessian(x, zero)
                .select(
                        IntStream.range(0, x.length).toArray(),
                        IntStream.range(x.length, all.length).toArray());
        Matrix own = Matrix.column(java.util.Arrays.copyOf(all, x.length));
        Matrix along = own.minus(slopes.times(slopes.pseudoInverse(SINGULAR).times(own)));
        along.copyTo(gradient, 0);
        return value;
    }

    @Override
    public void hessianTimes(double[] x, double[] direction, double[] product) {
        throw new UnsupportedOperationException("no search walks on this function");
    }
}
