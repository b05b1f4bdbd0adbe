package dev.nadir.numeric.spectrum;

import dev.nadir.numeric.Objective;
import java.util.Arrays;

/**
 * The negative of a loss; what an objective adds to the loss off the set of its parameters keeps its sign, so that it
 * still holds there.
 */
record Negated(Objective objective) implements Objective {

    @Override
    public int dimension() {
        return objective.dimension();
    }

    @Override
    public double value(double[] x) {
        return 2 * objective.excess(x) - objective.value(x);
    }

    @Override
    public double valueAndGradient(double[] x, double[] gradient) {
        double value = objective.valueAndGradient(x, gradient);
        double[] excess = new double[x.length];
        objective.excessGradient(x, excess);
        Arrays.setAll(gradient, i -> 2 * excess[i] - gradient[i]);
        return 2 * objective.excess(x) - value;
    }

    @Override
    public void hessianTimes(double[] x, double[] direction, double[] product) {
        objective.hessianTimes(x, direction, product);
        double[] excess = new double[x.length];
        objective.excessTimes(x, direction, excess);
        Arrays.setAll(product, i -> 2 * excess[i] - product[i]);
    }

    @Override
    public double excess(double[] x) {
        return objective.excess(x);
    }

    @Override
    public double[] excessEigenvalues() {
        return objective.excessEigenvalues();
    }
}
