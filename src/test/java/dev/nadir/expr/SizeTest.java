package dev.nadir.expr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nadir.base.PreconditionException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SizeTest {

    @Test
    void a_size_with_a_number_for_every_name_is_a_number() {
        Size size = Size.of("n").times(Size.of("n")).plus(Size.of("k"));

        assertThat(size.evaluate(Map.of("n", 3, "k", 4))).isEqualTo(13);
    }

    @Test
    void a_name_without_a_number_is_named() {
        Size size = Size.of("n").plus(Size.of("k"));

        assertThatThrownBy(() -> size.evaluate(Map.of("n", 3)))
                .isInstanceOf(PreconditionException.class)
                .hasMessage("every size needs a number, got none for k");
    }
}
