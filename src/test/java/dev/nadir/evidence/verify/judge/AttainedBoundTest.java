package dev.nadir.evidence.verify.judge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nadir.evidence.ClaimResult;
import dev.nadir.evidence.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Global minima that are one because the loss is never below what it is there. */
class AttainedBoundTest {

    private static Verdict decide(String model, String... lines) {
        ClaimResult result = Trial.decide(model, Trial.claim("c", lines));
        return result.verdict();
    }

    @Test
    void a_loss_that_is_not_seen_to_grow_has_a_certified_minimum_where_it_meets_its_bound() {
        Verdict value = decide("curved-valley", "value 3");
        Verdict there = decide("curved-valley", "at x == 1, y == 1", "value 3");
        Verdict type = decide("curved-valley", "at x == 1, y == 1", "type global-minimum");

        assertThat(value).isInstanceOf(Verdict.Certified.class);
        assertThat(((Verdict.Certified) value).method()).contains("never below 3", "exactly");
        assertThat(there).isInstanceOf(Verdict.Certified.class);
        assertThat(type).isInstanceOf(Verdict.Certified.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"value 2", "value 3 - 1/1000000", "value 3 + 1/1000000", "value 4"})
    void any_other_value_is_refuted(String line) {
        assertThat(decide("curved-valley", line)).isInstanceOf(Verdict.Refuted.class);
    }

    @Test
    void minima_that_no_symmetry_maps_to_each_other_are_all_global_where_all_residuals_vanish() {
        assertThat(decide("hollows", "holds local-minima are global")).isInstanceOf(Verdict.Certified.class);
        assertThat(decide("hollows", "at x == 3, y == 2", "value 0")).isInstanceOf(Verdict.Certified.class);
    }

    @ParameterizedTest
    @CsvSource({"3.58, -1.84", "3.38515, 0.0738519", "0, 0"})
    void a_point_that_is_no_minimum_is_refuted_though_the_value_is_right(String x, String y) {
        Verdict verdict = decide("hollows", "at x == " + x + ", y == " + y, "value 0");

        assertThat(verdict).isInstanceOf(Verdict.Refuted.class);
    }

    @Test
    void the_square_of_a_matrix_gives_no_bound() {
        Verdict verdict = decide("matrix-square", "value -1");

        assertThat(verdict).as("some entries of A*A are far below").isInstanceOf(Verdict.Refuted.class);
        assertThat(((Verdict.Refuted) verdict).witness()).doesNotContain("never below");
    }
}
