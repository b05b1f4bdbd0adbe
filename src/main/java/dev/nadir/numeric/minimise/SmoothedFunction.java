package dev.nadir.numeric.minimise;

import dev.nadir.numeric.Objective;
import java.util.function.ToDoubleFunction;

/**
 * A function as written, with derivatives by central differences, so that the walks can look for its lowest place. Good
 * enough to find a counterexample, which is then evaluated by itself; too coarse to certify anything.
 */
public record SmoothedFunction(int dimension, ToDoubleFunction<double[]> function) implements Objective {

    private static final double STEP = Math.cbrt(Math.ulp(1.0));

    @Override
    public double value(double[] x) {
        return function.applyAsDouble(x);
    }

    @Override
    public double valueAndGradient(double[] x, double[] gradient) {
        double[] at = x.clone();
        for (int i = 0; i < x.length; i++) {
            double step = STEP * Math.max(1, Math.abs(x[i]));
            at[i] = x[i] + step;
            double up = value(at);
            at[i] = x[i] - step;
            gradient[i] = (up - value(at)) / (2 * step);
            at[i] = x[i];
        }
        return value(x);
    }

    @Override
    public void hessianTimes(double[] x, double[] direction, double[] product) {
        double step = Math.sqrt(STEP);
        double[] up = new double[x.length];
        double[] down = new double[x.length];
        double[] at = x.clone();
        for (int i = 0; i < x.length; i++) {
            at[i] = x[i] + step * direction[i];
        }
        valueAndGradient(at, up);
        for (int i = 0; i < x.length; i++) {
            at[i] = x[i] - step * direction[i];
        }
        valueAndGradient(at, down);
        for (int i = 0; i < x.length; i++) {
            product[i] = (up[i] - down[i]) / (2 * step);
        }
    }
}
