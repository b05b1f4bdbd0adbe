package dev.nadir.numeric.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.nadir.base.LimitException;
import dev.nadir.base.PreconditionException;
import dev.nadir.model.Model;
import dev.nadir.model.read.FormulaText;
import dev.nadir.model.read.ModelReader;
import dev.nadir.numeric.Instance;
import dev.nadir.numeric.linalg.Matrix;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code frame}: columns of equal length in groups, with given squares; {@code groupings}: the patterns. */
class FrameTest {

    @Test
    void columns_of_a_group_are_equally_long_and_keep_the_squares() {
        Matrix p = Matrix.column(3, 1, 2);
        Matrix pattern = Matrix.of(3, 5, 1, 1, 1, 0, 0, 0, 0, 0, 1, 0, 1, 1, 1, 0, 0);

        Matrix frame = MatrixFunctions.frame(p, pattern);

        assertThat(frame.times(frame.transpose())
                        .minus(Matrix.diagonal(3, 1, 2))
                        .maxAbs())
                .isLessThan(1e-14);
        for (int j = 0; j < 5; j++) {
            Matrix column = frame.columnAt(j);
            double square = column.transpose().times(column).get(0);
            assertThat(square).isCloseTo(j < 3 ? 5.0 / 3 : j == 3 ? 1 : 0, within(1e-14));
            for (int i = 0; i < 3; i++) {
                assertThat(pattern.get(i, j) != 0 || frame.get(i, j) == 0).isTrue();
            }
        }
    }

    @Test
    void fewer_columns_than_places_are_refused() {
        Matrix pattern = Matrix.of(2, 1, 1, 1);

        assertThatThrownBy(() -> MatrixFunctions.frame(Matrix.column(1, 2), pattern))
                .isInstanceOf(PreconditionException.class)
                .hasMessageContaining("as many columns as places");
    }

    @Test
    void two_modes_and_two_units_have_six_groupings() {
        List<Matrix> groupings = MatrixFunctions.groupings(2, 2, 100);

        // One mode with one unit or two, for either mode; both together; each with a unit of its own.
        assertThat(groupings).hasSize(6).doesNotHaveDuplicates();
        assertThat(MatrixFunctions.groupings(0, 3, 100)).isEmpty();
        assertThatThrownBy(() -> MatrixFunctions.groupings(2, 2, 5)).isInstanceOf(PreconditionException.class);
    }

    @Test
    void two_modes_and_three_units_have_thirteen_matchings() {
        List<Matrix> matchings = MatrixFunctions.matchings(2, 3, 100);

        // None; either mode with one of three units; both with two different ones.
        assertThat(matchings).hasSize(1 + 2 * 3 + 3 * 2).doesNotHaveDuplicates();
        assertThat(matchings.get(0).maxAbs()).isZero();
        assertThat(MatrixFunctions.matchings(0, 3, 100)).isEmpty();
        assertThatThrownBy(() -> MatrixFunctions.matchings(2, 3, 12)).isInstanceOf(LimitException.class);
    }

    @Test
    void too_many_are_told_from_what_has_no_value() {
        Model model = ModelReader.parse(
                "model m\n\nparameters\n  w : scalar\n\nminimize\n  loss = w^2\n", "m.model", Path.of("."));
        Instance instance = new Instance("one", "", Map.of(), Map.of(), Map.of());
        Interpreter names = Interpreter.of(model, instance);

        assertThatThrownBy(() -> names.choices(FormulaText.parse("groupings(8, 10)")))
                .isInstanceOf(LimitException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"groupings", "matchings"})
    void the_first_of_too_many_are_those_with_which_all_of_them_begin(String function) {
        Model model = ModelReader.parse(
                "model m\n\nparameters\n  w : scalar\n\nminimize\n  loss = w^2\n", "m.model", Path.of("."));
        Interpreter names = Interpreter.of(model, new Instance("one", "", Map.of(), Map.of(), Map.of()));

        assertThat(names.choices(FormulaText.parse(function + "(8, 10)"), 24))
                .hasSize(24)
                .doesNotHaveDuplicates();
        assertThat(names.choices(FormulaText.parse(function + "(3, 3)"), 5))
                .isEqualTo(names.choices(FormulaText.parse(function + "(3, 3)")).subList(0, 5));
        assertThat(names.choices(FormulaText.parse(function + "(2, 2)"), 500))
                .isEqualTo(names.choices(FormulaText.parse(function + "(2, 2)")));
        assertThat(names.choices(FormulaText.parse(function + "(0, 3)"), 5)).isEmpty();
    }

    @Test
    void a_loss_with_it_is_refused_by_name() {
        String text = "model m\n\ndata\n  A : matrix[2, 2]\n\nparameters\n  w : vector[2]\n\nminimize\n"
                + "  loss = normF(frame(w, A) - A)^2\n";
        Model model = ModelReader.parse(text, "m.model", Path.of("."));

        assertThatThrownBy(() -> dev.nadir.symbolic.Elaboration.elaborate(model, Map.of()))
                .hasMessageContaining("frame");
    }
}
