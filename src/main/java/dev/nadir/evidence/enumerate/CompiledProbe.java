package dev.nadir.evidence.enumerate;

import dev.nadir.numeric.Classifier.Classification;
import dev.nadir.numeric.Objective;
import dev.nadir.numeric.Point;
import dev.nadir.numeric.Termination;
import dev.nadir.numeric.linalg.Matrix;
import dev.nadir.numeric.plan.CompiledObjective;
import java.util.Map;
import java.util.function.Function;

/**
 * A compiled loss.
 *
 * @param compiled the loss, with its layout of parameters
 * @param classifier says what a point is
 */
public record CompiledProbe(CompiledObjective compiled, Function<Point, Classification> classifier) implements Probe {

    @Override
    public double loss(Map<String, Matrix> parameters) {
        return compiled.value(coordinates(parameters));
    }

    @Override
    public Objective objective() {
        return compiled;
    }

    @Override
    public double[] coordinates(Map<String, Matrix> parameters) {
        return compiled.layout().pack(parameters);
    }

    @Override
    public Map<String, Matrix> parameters(double[] coordinates) {
        return compiled.layout().unpack(coordinates);
    }

    @Override
    public Classification classify(Map<String, Matrix> parameters) {
        double[] x = coordinates(parameters);
        double[] gradient = new double[x.length];
        double value = compiled.valueAndGradient(x, gradient);
        double norm = 0;
        for (double each : gradient) {
            norm = Math.hypot(norm, each);
        }
        return classifier.apply(new Point(x, value, norm, Termination.CONVERGED, 0));
    }
}
