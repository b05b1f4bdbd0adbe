package dev.nadir.numeric.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.nadir.base.ModelException;
import dev.nadir.model.FormulaPrinter;
import dev.nadir.model.read.FormulaText;
import dev.nadir.model.read.ModelReader;
import dev.nadir.numeric.Instance;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SearchFunctionsTest {

    private static double number(String formula) {
        String text = "model m\n\nparameters\n  w : scalar\n\nminimize\n  loss = w^2\n";
        Instance nothing = new Instance("none", "", Map.of(), Map.of(), Map.of());
        return Interpreter.of(ModelReader.parse(text, "m.model", Path.of(".")), nothing)
                .number(FormulaText.parse(formula));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "root([-2, 0, 1])                       | 1.4142135623730951",
                "root([-2, 0, 1], 2)                    | -1.4142135623730951",
                "root([6, -11, 6, -1], 2)               | 2",
                "root([1, -2, 1])                       | 1",
                "root([0, 0, 1, -2, 1], 2)              | 0",
                "root([3, -1])                          | 3",
                "sum(root([-[4, 9, 16], 0, 1]))         | 9",
                "sum(root([-[4, 9, 16], 0, 1], 2))      | -9",
                "root([-[4, 9, 16], [1, 0, 6], 1])[3]   | 2",
                "roots(t in 0..10, log(t) - 1)[1]       | 2.718281828459045",
                "sum(roots(t in 0..7, t^2 - 6*t + 8))   | 6",
                "roots(t in 0..1e6, t - 1e-9)[1]        | 1e-9",
                "argmin(t in -3..2, (t - 1/2)^4 + t/16) | 0.25",
                "argmin(t in 2..5, t)                   | 2",
            })
    void roots_and_least_places_are_found(String formula, double expected) {
        assertThat(number(formula)).isCloseTo(expected, within(1e-7 * Math.max(1e-9, Math.abs(expected))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"root([1, 0, 1])", "root([-2, 0, 1], 3)", "root([0])", "root([1, 2], 0)", "root([5])"})
    void a_root_that_is_not_there_is_not_a_number(String formula) {
        assertThat(number(formula)).isNaN();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"root([-c, 0, 1]) | true", "root([-c, c, 1], 2) | true", "root([[1, 2], c]) | false"})
    void a_vector_among_the_coefficients_gives_a_vector(String formula, boolean isVector) {
        String text = "model m\n\ndata\n  c : vector[3]\n\nparameters\n  w : vector[3]\n\nminimize\n  loss = w'*w\n\n"
                + "claim a\n  holds sum(c'*" + formula + ") == 0\n";

        boolean passes = true;
        try {
            ModelReader.parse(text, "m.model", Path.of("."));
        } catch (ModelException e) {
            passes = false;
        }

        assertThat(passes).isEqualTo(isVector);
    }

    @Test
    void searches_print_as_they_are_read() {
        String text = "roots(t in 0..1+a, t^3 - a)[1] + argmin(s in -1..1, s^2)";

        assertThat(FormulaPrinter.print(FormulaText.parse(text))).isEqualTo(text);
    }
}
