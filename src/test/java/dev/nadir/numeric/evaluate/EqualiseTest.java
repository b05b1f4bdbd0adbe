package dev.nadir.numeric.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.nadir.base.Seed;
import dev.nadir.model.Model;
import dev.nadir.model.read.FormulaText;
import dev.nadir.model.read.ModelReader;
import dev.nadir.numeric.Instance;
import dev.nadir.numeric.linalg.Matrix;
import java.nio.file.Path;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code equalise}: an orthogonal matrix after which all columns have one norm. */
class EqualiseTest {

    private static void requireEqual(Matrix matrix) {
        Matrix turn = MatrixFunctions.equalise(matrix);
        Matrix turned = matrix.times(turn);
        double size = Math.max(1e-300, matrix.normF());

        assertThat(turn.transpose()
                        .times(turn)
                        .minus(Matrix.identity(matrix.columns()))
                        .maxAbs())
                .isLessThan(1e-13);
        for (int j = 0; j < matrix.columns(); j++) {
            assertThat(turned.columnAt(j).normF() / size)
                    .isCloseTo(matrix.normF() / Math.sqrt(matrix.columns()) / size, within(1e-13));
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "1, 5", "2, 2", "2, 7", "3, 3", "5, 3", "4, 12"})
    void columns_of_any_matrix_come_out_equally_long(int rows, int columns) {
        RandomGenerator random = new Seed(rows).child("matrix").child(columns).generator();
        for (int i = 0; i < 20; i++) {
            double[] entries = random.doubles((long) rows * columns, -1, 1).toArray();

            requireEqual(Matrix.of(rows, columns, entries));
        }
    }

    @Test
    void columns_that_are_equal_or_zero_or_far_apart_do_too() {
        requireEqual(Matrix.identity(4));
        requireEqual(Matrix.zeros(2, 3));
        requireEqual(Matrix.diagonal(1, 1e-9, 0, 0));
        requireEqual(Matrix.constant(3, 3, 1));
        requireEqual(Matrix.diagonal(1e8, 1, 1e-8).times(Matrix.of(3, 3, 1, 2, 3, 4, 5, 6, 7, 8, 10)));
    }

    @Test
    void a_formula_with_it_has_the_shape_of_the_columns() {
        String text =
                "model m\n\nsizes\n  n >= 1\n\ndata\n  A : matrix[2, n]\n\nparameters\n  W : matrix[2, n]\n\nlet\n"
                        + "  B = A*equalise(A)\n\nminimize\n  loss = normF(W - A)^2\n\nclaim global-minimum\n"
                        + "  value sum(B[1, 1]) - B[1, 1]\n\ninstance one\n  n = 3\n  A = [[1, 2, 3], [4, 5, 7]]\n";

        Model model = ModelReader.parse(text, "m.model", Path.of("."));
        Instance instance =
                new Instance("one", "", Map.of("n", 3), Map.of("A", Matrix.of(2, 3, 1, 2, 3, 4, 5, 7)), Map.of());
        Matrix squares = Interpreter.of(model, instance).matrix(FormulaText.parse("diagonal(B'*B)"));

        for (int i = 0; i < 3; i++) {
            assertThat(squares.get(i)).isCloseTo(104.0 / 3, within(1e-12));
        }
    }

    @Test
    void a_loss_with_it_is_refused_by_name() {
        String text = "model m\n\ndata\n  A : matrix[2, 2]\n\nparameters\n  W : matrix[2, 2]\n\nminimize\n"
                + "  loss = normF(equalise(W) - A)^2\n";
        Model model = ModelReader.parse(text, "m.model", Path.of("."));

        assertThat(org.assertj.core.api.Assertions.catchThrowable(
                        () -> dev.nadir.symbolic.Elaboration.elaborate(model, Map.of())))
                .isNotNull()
                .hasMessageContaining("equalise");
    }
}
