package dev.nadir.model.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nadir.base.ErrorCode;
import dev.nadir.base.InternalErrorException;
import dev.nadir.base.PreconditionException;
import org.junit.jupiter.api.Test;

/** Formulas that the program writes are read as those of a file, and a long one is no defect of the grammar. */
class FormulaTextTest {

    @Test
    void a_formula_beyond_the_longest_is_refused_with_the_rule() {
        String longest = "1" + " + 1".repeat(490);
        String longer = "1" + " + 1".repeat(600);

        assertThat(FormulaText.parse(longest)).isNotNull();
        assertThatThrownBy(() -> FormulaText.parse(longer))
                .isInstanceOfSatisfying(
                        PreconditionException.class, e -> assertThat(e.code()).contains(ErrorCode.FORMULA_TOO_LONG));
        assertThatThrownBy(() -> FormulaText.parse("1 +")).isInstanceOf(InternalErrorException.class);
    }
}
