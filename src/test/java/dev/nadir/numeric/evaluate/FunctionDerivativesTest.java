package dev.nadir.numeric.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.nadir.base.Seed;
import dev.nadir.model.Model;
import dev.nadir.model.read.FormulaText;
import dev.nadir.model.read.ModelReader;
import dev.nadir.numeric.Instance;
import dev.nadir.numeric.instance.InstanceBuilder;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FunctionDerivativesTest {

    private static final double[] PLACES = {-1.3, -0.4, 0.2, 0.9, 2.1};

    /** A model whose function g has this formula of t, with a number a and a function k beside it. */
    private static Interpreter interpreter(String formula) {
        String text =
                "model m\n\ndata\n  a : scalar\n\nparameters\n  x : scalar\n\nfunctions\n  k(t) = t^3*exp(-t^2)\n  g(t) = "
                        + formula
                        + "\n\nlet\n  g0 = g(x)\n  g1 = g'(x)\n  g2 = g''(x)\n  g3 = g'''(x)\n\nminimize\n  loss = x^2\n\n"
                        + "instance one\n  a = 3/2\n";
        Model model = ModelReader.parse(text, "m.model", Path.of("."));
        Instance instance = InstanceBuilder.build(model, model.instances().get(0), new Seed(1));
        return Interpreter.of(model, instance);
    }

    private static double at(Interpreter interpreter, int order, double x) {
        return interpreter.with("x", Value.of(x)).number(FormulaText.parse("g" + "'".repeat(order) + "(x)"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "t^2*tanh(t) + log(1 + t^2)",
                "a*t^3/(2 + sin(t)) - cos(a*t)",
                "k'(2*t)*k(t) + k''(t)",
                "(1 + t^2)^(1/2) + sqrt(2 + t) + 2^t",
                "t^-2 - relu(t)^2 + abs(t)*t",
                "(2 + t^2)^(t/2)",
                "normcdf(t)*t",
                "-(t - a)^5"
            })
    void each_derivative_is_the_slope_of_the_one_before(String formula) {
        Interpreter interpreter = interpreter(formula);

        for (double place : PLACES) {
            for (int order = 1; order <= 3; order++) {
                int before = order - 1;
                FiniteDifferences.Estimate slope = FiniteDifferences.derivative(
                        x -> at(interpreter, before, x[0]), new double[] {place}, new double[] {1}, 0.1);

                assertThat(at(interpreter, order, place))
                        .isCloseTo(slope.value(), within(1e-7 * (1 + Math.abs(slope.value()))));
            }
        }
    }

    @Test
    void at_a_kink_the_slope_is_that_of_the_language() {
        assertThat(at(interpreter("relu(t)"), 1, 0)).isZero();
        assertThat(at(interpreter("abs(t)"), 1, 0)).isZero();
        assertThat(at(interpreter("abs(t)"), 1, -2)).isEqualTo(-1);
    }
}
