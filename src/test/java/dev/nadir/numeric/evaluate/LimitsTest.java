package dev.nadir.numeric.evaluate;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nadir.base.PreconditionException;
import dev.nadir.numeric.linalg.Matrix;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LimitsTest {

    @Test
    void a_matrix_that_no_memory_holds_is_refused_before_it_is_made() {
        assertThatThrownBy(() -> Matrix.zeros(100_000, 100_000))
                .isInstanceOf(PreconditionException.class)
                .hasMessageContaining("100000 x 100000");
        assertThatThrownBy(() -> Matrix.identity(50_000)).isInstanceOf(PreconditionException.class);
        assertThatThrownBy(() -> Matrix.zeros(-1, 3)).isInstanceOf(PreconditionException.class);
    }

    @Test
    void ranges_and_subsets_without_end_are_refused() {
        Value places = Subscripts.range(1, 40);

        assertThatThrownBy(() -> Functions.call("subsets", List.of(places), Map.of("at-most", Value.of(20))))
                .isInstanceOf(PreconditionException.class)
                .hasMessageContaining("subsets");
        assertThatThrownBy(() -> Subscripts.range(1, 2_000_000_000)).isInstanceOf(PreconditionException.class);
        assertThatThrownBy(() -> Subscripts.requireLength(2_000_000_000, -2_000_000_000))
                .isInstanceOf(PreconditionException.class);
    }
}
