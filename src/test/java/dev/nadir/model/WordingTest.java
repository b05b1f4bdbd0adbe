package dev.nadir.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nadir.model.read.FormulaText;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WordingTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sum(tied(s[1..q], s[1..q])) - q > 0 | s[1..q] has equal entries",
                "sum(tied(s[1..q], s[1..q])) - q + sum(tied(t, g)) > 0"
                        + " | s[1..q] has equal entries or t has an entry equal to g",
                "1 - sum(tied(t, g)) > 0 | t has no entry equal to g",
                "sum(J) - card(J)*(card(J) + 1)/2 > 0 | J is not the set of the first card(J) places",
                "min(diagonal(greater(z, lost))) > 0 | z is greater than lost entry by entry",
                "sum(greater(s[1..q], s[1..q])[:, J]) - sum(greater(s[1..q], s[1..q])[J, J]) + 1 > sum(J) - card(J)*(card(J)"
                        + " + 1)/2 | J takes equal entries of s[1..q] in their order",
            })
    void condition_of_equal_values_is_said_in_words(String condition, String words) {
        assertThat(wording(condition).map(Wording::text)).hasValue(words);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // Not as many as there are values.
                "sum(tied(s[1..q], s[1..q])) - p > 0",
                "sum(tied(s[2..q], s[2..q])) - q > 0",
                "sum(tied(s[1..q], s[1..p])) - q > 0",
                "sum(tied(s, s)) - q > 0",
                // Another sign, another number.
                "sum(tied(s[1..q], s[1..q])) - q < 0",
                "sum(tied(s[1..q], s[1..q])) - q > 1",
                "sum(tied(s[1..q], s[1..q])) - q - sum(tied(t, g)) > 0",
                "2 - sum(tied(t, g)) > 0",
                "sum(J) - card(J)*(card(J) - 1)/2 > 0",
                "sum(J) - card(K)*(card(K) + 1)/2 > 0",
                "max(diagonal(greater(z, lost))) > 0",
                "sum(greater(s[1..q], s[1..q])[:, J]) - sum(greater(s[1..q], s[1..q])[J, K]) + 1 > sum(J) - card(J)*(card(J)"
                        + " + 1)/2",
                "sum(greater(s[1..q], s[1..q])[:, J]) - sum(greater(s[1..q], s[1..q])[J, J]) + 2 > sum(J) - card(J)*(card(J)"
                        + " + 1)/2",
                "s[1] > g",
            })
    void condition_that_says_something_else_stays_a_formula(String condition) {
        assertThat(wording(condition)).isEmpty();
    }

    @Test
    void every_formula_is_followed_by_its_words() {
        Wording wording = wording("1 - sum(tied(t, g)) > 0").orElseThrow();

        assertThat(wording.words()).hasSameSizeAs(wording.formulas());
    }

    private static Optional<Wording> wording(String condition) {
        return Wording.of(FormulaText.parse(condition));
    }
}
