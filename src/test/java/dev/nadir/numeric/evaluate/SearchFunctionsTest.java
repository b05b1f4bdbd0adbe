package dev.nadir.numeric.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.nadir.base.ModelException;
import dev.nadir.base.PreconditionException;
import dev.nadir.model.FormulaPrinter;
import dev.nadir.model.read.FormulaText;
import dev.nadir.model.read.ModelReader;
import dev.nadir.numeric.Instance;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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
                "root(t in 0..3, t^2 - 2)               | 1.4142135623730951",
                "root(t in 0..1, 3*t - 3*(0.1 + 0.2 + 0.7)) | 1",
                "root(t in 0..0.3, t - (0.1 + 0.2))     | 0.3",
                "root(t near 2.001, (t - 1)*(t - 2)*(t - 3)) | 2",
                "root(t near 0, log(t) + 100)           | 3.720075976020836e-44",
                "root(t near 1e-7, t - 1e-11)           | 1e-11",
                "ascending([3, -1, 2])[1]               | -1",
                "ascending([3, -1, 2])[3]               | 3",
                "sum(greater([3, 1, 2], [2, 5]))        | 1",
                "greater([3, 1, 2], [2, 5])[1, 1]       | 1",
                "greater([3, 1, 2], [2, 5])[3, 1]       | 0",
                "tied([3, 1, 2], [2, 5])[3, 1]          | 1",
                "sum(tied([1, 1 + 1e-12, 2], [1]))      | 2",
                "sum(greater([1 + 1e-12, 1 + 1e-6], [1])) | 1",
                "sum(tied([1e-20, 1], [0]))             | 1",
                "sum(greater([1e-3, 2e-3, 1], 1e-3))    | 2",
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

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "root(t in 0..1, t^2 + 1)   | root: no change of sign in 0.0..1.0",
                "root(t in 1..0, t)         | a search needs finite ends in order",
                "root(t near 1, t^2 + 1)    | root: no change of sign near 1.0",
                "root(t near -1, t^2 - 2)   | root near a place needs one that is not negative",
            })
    void a_root_of_a_range_that_is_not_there_is_refused(String formula, String message) {
        assertThatThrownBy(() -> number(formula))
                .isInstanceOf(PreconditionException.class)
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"root(t far 1, t)", "sin(t near 1)", "roots(t near 1, t)", "sum(t near 1, t)"})
    void two_names_side_by_side_stand_in_a_root_near_a_place_only(String formula) {
        assertThatThrownBy(() -> number(formula)).hasMessageContaining("Two names side by side");
    }

    @Test
    void searches_print_as_they_are_read() {
        String text =
                "roots(t in 0..1+a, t^3 - a)[1] + argmin(s in -1..1, s^2) + root(t in 0..a, t - 1) + root(u near a, u - 1)";

        assertThat(FormulaPrinter.print(FormulaText.parse(text))).isEqualTo(text);
    }
}
