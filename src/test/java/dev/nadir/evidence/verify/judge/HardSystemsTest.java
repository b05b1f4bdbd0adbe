package dev.nadir.evidence.verify.judge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nadir.evidence.ClaimResult;
import dev.nadir.evidence.Verdict;
import dev.nadir.evidence.VerifyOptions;
import dev.nadir.model.read.ModelReader;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Counts where numbers are large, roots are near each other, or nothing is left to follow. */
class HardSystemsTest {

    private static final String TEXT =
            """
            model system "a system"

            data
              a : scalar

            parameters
              x : scalar
              y : scalar

            %s
              %s

            claim c
              %s

            instance one "a number"
              a = 0.99999999999999999999999
            """;

    private static ClaimResult decide(String block, String lines, String claim) {
        String text = TEXT.formatted(block, lines.replace("; ", "\n  "), claim);
        return Trial.verify(
                        ModelReader.parse(text, "system.model", Path.of("src/test/resources")), VerifyOptions.DEFAULTS)
                .claims()
                .get(0);
    }

    @ParameterizedTest
    @CsvSource({
        "1e30*x^2 + 1e15*y == 3e30; y^2 - 1e20*x == 1e-10, count complex == 4",
        "1e30*x^2 + 1e15*y == 3e30; y^2 - 1e20*x == 1e-10, count real == 2",
        "1e-40*x^2 == 1; y == x, count real == 2"
    })
    void large_roots_are_not_taken_for_points_at_infinity(String lines, String claim) {
        ClaimResult result = decide("equations", lines, claim);

        assertThat(result.verdict()).as("%s", result.facts()).isInstanceOf(Verdict.Certified.class);
    }

    @Test
    void a_root_too_large_for_its_path_beside_another_one_is_counted_by_the_algebra() {
        String equations = "x*y == 1; (1 + 1e-9)*x == y + 1e12";

        ClaimResult right = decide("equations", equations, "count complex == 2");
        ClaimResult wrong = decide("equations", equations, "count complex == 1");

        assertThat(right.verdict()).as("%s", right.facts()).isInstanceOf(Verdict.Certified.class);
        assertThat(wrong.verdict()).as("%s", wrong.facts()).isInstanceOf(Verdict.Refuted.class);
    }

    @Test
    void paths_to_a_line_of_solutions_at_infinity_end_there() {
        // Every product of leading terms has the factor x: at infinity x = 0 is a line of solutions.
        String text =
                """
                model system "a line at infinity"

                parameters
                  x : scalar
                  y : scalar
                  z : scalar

                equations
                  x*y == 1
                  x*z == 2
                  x*(x + y + z) == 7

                claim c
                  count complex == 2

                instance one "as written"
                """;

        ClaimResult result = Trial.verify(
                        ModelReader.parse(text, "system.model", Path.of("src/test/resources")), VerifyOptions.DEFAULTS)
                .claims()
                .get(0);

        assertThat(result.verdict()).as("%s", result.facts()).isInstanceOf(Verdict.Certified.class);
        assertThat(result.facts().toString())
                .contains("4 tracked: 1 isolated, 0 singular, 3 at infinity, 0 excess, 0 failed");
    }

    @Test
    void all_roots_of_wilkinsons_polynomial_are_found() {
        String factors = "(x-1)*(x-2)*(x-3)*(x-4)*(x-5)*(x-6)*(x-7)*(x-8)*(x-9)*(x-10)*(x-11)*(x-12)";

        ClaimResult result = decide("equations", factors + " == 0; y == x", "count real == 12");

        assertThat(result.verdict()).as("%s", result.facts()).isInstanceOf(Verdict.Certified.class);
    }

    @ParameterizedTest
    @CsvSource({
        "equations, x^2 + y^2 == 25; x + y == 7; x*y == 13",
        "equations, x^2 == x^2; 1 == 2",
        "minimize, f = x + y^2",
        "minimize, f = a*x + 0*y"
    })
    void that_there_is_no_solution_is_certified_without_a_path(String block, String lines) {
        ClaimResult none = decide(block, lines, "count complex == 0");
        ClaimResult one = decide(block, lines, "count complex == 1");

        assertThat(none.verdict()).as("%s", none.facts()).isInstanceOf(Verdict.Certified.class);
        assertThat(one.verdict()).as("%s", one.facts()).isInstanceOf(Verdict.Refuted.class);
    }

    @Test
    void a_loss_that_does_not_depend_on_a_parameter_has_no_isolated_critical_points() {
        ClaimResult result = decide("minimize", "f = (x^2 - 1)^2 + 0*y", "count complex == 3");

        assertThat(result.verdict()).isInstanceOf(Verdict.Undecided.class);
        assertThat(result.verdict().toString()).contains("does not depend on y");
    }

    @Test
    void roots_too_near_for_doubles_are_not_taken_for_a_double_root() {
        // The data have 23 digits: 1 - a = 1e-23, and the roots are 1 + 3e-12 and 1 - 3e-12.
        ClaimResult one = decide("equations", "x^2 - 2*x + a == 0; y == x", "count complex == 1");
        ClaimResult two = decide("equations", "x^2 - 2*x + a == 0; y == x", "count complex == 2");
        ClaimResult most = decide("equations", "x^2 - 2*x + a == 0; y == x", "count complex <= 2");

        assertThat(one.verdict()).as("%s", one.facts()).isNotInstanceOf(Verdict.Corroborated.class);
        assertThat(one.verdict()).isNotInstanceOf(Verdict.Certified.class);
        assertThat(two.verdict()).as("%s", two.facts()).isNotInstanceOf(Verdict.Refuted.class);
        assertThat(most.verdict()).isInstanceOf(Verdict.Certified.class);
    }
}
