package dev.nadir.numeric.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.nadir.base.PreconditionException;
import dev.nadir.base.SourceSpan;
import dev.nadir.model.Formula;
import dev.nadir.model.Model;
import dev.nadir.model.read.ModelReader;
import dev.nadir.numeric.Instance;
import dev.nadir.numeric.linalg.Matrix;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConditionTest {

    private static final String MODEL =
            """
            model conditions "For tests"

            sizes
              n >= 1

            data
              A : matrix[n, n]
              v : vector[n]

            parameters
              t : scalar

            minimize
              loss = t^2
            """;

    private static final SourceSpan SPAN = new SourceSpan("conditions.model", 1, 1, 1, 2);

    private static Condition judge(String function, String name, Matrix a, Matrix v) {
        Model model = ModelReader.parse(MODEL, "conditions.model", Path.of("."));
        Instance instance = new Instance("one", "", Map.of("n", a.rows()), Map.of("A", a, "v", v), Map.of());
        Formula call = new Formula.Call(SPAN, function, List.of(new Formula.Name(SPAN, name)), Map.of());
        return Condition.of(call, Interpreter.of(model, instance));
    }

    @Test
    void a_matrix_is_invertible_when_its_smallest_singular_value_is_no_rounding() {
        Matrix v = Matrix.column(1, 2);

        Condition symmetric = judge("invertible", "A", Matrix.of(2, 2, 1, 2, 2, 1), v);
        Condition general = judge("invertible", "A", Matrix.of(2, 2, 0, 3, 2, 0), v);
        Condition singular = judge("invertible", "A", Matrix.of(2, 2, 0.1, 0.2, 0.3, 0.6), v);

        assertThat(symmetric.holds()).isTrue();
        assertThat(symmetric.quantity()).isEqualTo("smallest eigenvalue");
        assertThat(symmetric.value()).isCloseTo(-1, within(1e-14));
        assertThat(general.holds()).isTrue();
        assertThat(general.value()).isCloseTo(2, within(1e-14));
        assertThat(singular.holds()).isFalse();
    }

    @Test
    void values_are_distinct_when_the_smallest_gap_is_no_rounding() {
        Matrix a = Matrix.identity(3);

        assertThat(judge("distinct", "v", a, Matrix.column(3, 1, 1.5)))
                .isEqualTo(new Condition(true, "smallest gap", 0.5));
        assertThat(judge("distinct", "v", a, Matrix.column(3, 1, 1 + 1e-12)).holds())
                .isFalse();
        assertThat(judge("distinct", "v", a, Matrix.column(3, 1, Double.NaN)).holds())
                .isFalse();
    }

    @Test
    void another_formula_is_no_condition() {
        assertThatThrownBy(() -> judge("rank", "A", Matrix.identity(2), Matrix.column(1, 2)))
                .isInstanceOf(PreconditionException.class);
    }
}
