package dev.nadir.evidence.verify.judge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nadir.base.ModelException;
import dev.nadir.evidence.ClaimResult;
import dev.nadir.evidence.Verdict;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CountClaimsTest {

    private static ClaimResult decide(String line) {
        return Trial.decide("unit-chain", Trial.claim("c", line));
    }

    @ParameterizedTest
    @CsvSource({
        "count complex == 5",
        "count real == 3",
        "count orbits == 3",
        "count real <= 3",
        "count complex <= 9",
        "count complex >= 5",
        "count real >= 1"
    })
    void a_right_count_is_certified(String line) {
        ClaimResult result = decide(line);

        assertThat(result.verdict()).as("%s", result.facts()).isInstanceOf(Verdict.Certified.class);
    }

    @ParameterizedTest
    @CsvSource({
        "count complex == 3", "count complex == 7", "count complex == 4", "count real == 1", "count real == 2",
        "count real == 5", "count orbits == 2", "count real <= 2", "count complex >= 6", "count complex == 5/2"
    })
    void a_wrong_count_is_refuted(String line) {
        ClaimResult result = decide(line);

        assertThat(result.verdict()).as("%s", result.facts()).isInstanceOf(Verdict.Refuted.class);
        assertThat(((Verdict.Refuted) result.verdict()).witness()).isNotBlank();
    }

    @Test
    void no_spurious_minima_follow_from_knowing_all_critical_points() {
        ClaimResult result = decide("holds local-minima are global");

        assertThat(result.verdict()).as("%s", result.facts()).isInstanceOf(Verdict.Certified.class);
    }

    @Test
    void what_is_not_counted_is_refused_by_name() {
        Assertions.assertThatThrownBy(() -> decide("count maxima == 1"))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("ND-M004");
        Assertions.assertThatThrownBy(() -> decide("count real < 4"))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("ND-M005");
    }
}
