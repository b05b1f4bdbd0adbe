package dev.nadir.evidence.verify.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nadir.base.ModelException;
import dev.nadir.evidence.ClaimResult;
import dev.nadir.evidence.Verdict;
import dev.nadir.evidence.VerifyOptions;
import dev.nadir.model.Model;
import dev.nadir.model.read.ModelReader;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Blocks {@code equations}: read, refused, solved and counted. */
class EquationSystemsTest {

    private static final String TEXT =
            """
            model system "a system of equations"

            data
              a : scalar

            parameters
              x            : scalar
              y            : scalar
              v[j in 1..2] : vector[2]

            equations
              %s
              v[j] == a*[1, 2] for j in 1..2

            claim c
              %s

            instance one "a number"
              a = 3/2
            """;

    private static Model model(String equations, String claim) {
        return ModelReader.parse(
                TEXT.formatted(equations.replace("; ", "\n  "), claim), "system.model", Path.of("src/test/resources"));
    }

    private static ClaimResult decide(String equations, String claim) {
        return Trial.verify(model(equations, claim), VerifyOptions.DEFAULTS)
                .claims()
                .get(0);
    }

    @ParameterizedTest
    @CsvSource({
        "x^2 + y^2 == a; y == x^2, count complex == 4",
        "x^2 + y^2 == a; y == x^2, count real == 2",
        "x^2 + y^2 == -a; x == 2*y, count real == 0",
        "x*y == 1; x*y == 2, count complex == 0",
        "x == y; x == y + 1, count complex == 0",
        "x^2 == y; 1 == 2, count complex == 0",
        "x^2 + y^2 == 1; x == y; x == y, count complex == 2",
        "1/x + y == 3; x - y^2 == 1, count complex == 3"
    })
    void a_right_number_of_solutions_is_certified(String equations, String claim) {
        ClaimResult result = decide(equations, claim);

        assertThat(result.verdict()).as("%s", result.facts()).isInstanceOf(Verdict.Certified.class);
    }

    @ParameterizedTest
    @CsvSource({
        "1/x + x == 3; y == 1, count orbits == 2",
        "1/x + x == 3; y == 1, count real == 2",
        "x*y == 1; x + y == 3, count orbits == 1"
    })
    void an_unknown_and_its_inverse_are_no_orbit_but_two_unknowns_may_be(String equations, String claim) {
        ClaimResult result = decide(equations, claim);

        assertThat(result.verdict()).as("%s", result.facts()).isInstanceOf(Verdict.Certified.class);
    }

    @ParameterizedTest
    @CsvSource({
        "x^2 + y^2 == a; y == x^2, count complex == 3",
        "x^2 + y^2 == a; y == x^2, count complex == 5",
        "x^2 + y^2 == a; y == x^2, count real == 4",
        "x*y == 1; x*y == 2, count complex == 1"
    })
    void a_wrong_number_of_solutions_is_refuted(String equations, String claim) {
        ClaimResult result = decide(equations, claim);

        assertThat(result.verdict()).as("%s", result.facts()).isInstanceOf(Verdict.Refuted.class);
    }

    @Test
    void double_solutions_count_once_and_are_certified_by_the_algebra() {
        ClaimResult right = decide("(x - 1)^2 == 0; y^2 == x", "count complex == 2");
        ClaimResult wrong = decide("(x - 1)^2 == 0; y^2 == x", "count complex == 4");

        assertThat(right.verdict()).as("%s", right.facts()).isInstanceOf(Verdict.Certified.class);
        assertThat(wrong.verdict()).as("%s", wrong.facts()).isInstanceOf(Verdict.Refuted.class);
    }

    @ParameterizedTest
    @CsvSource({"x*y == 0; x*(y - 1) == 0, infinitely many", "x^2 + y^2 == 1; x^2 == 1 - y^2, fewer equations"})
    void curves_of_solutions_leave_a_count_undecided(String equations, String reason) {
        ClaimResult result = decide(equations, "count complex == 1");

        assertThat(result.verdict()).as("%s", result.facts()).isInstanceOf(Verdict.Undecided.class);
        assertThat(((Verdict.Undecided) result.verdict()).reason()).contains(reason);
    }

    @ParameterizedTest
    @CsvSource({
        "1/2*(x*y - 1)^2, 1, moves x",
        "(x^2 + y^2 - 1)^2, 1, moves x",
        "(x^2 + y - 1)^2*(y^2 + 1), 2, infinitely many"
    })
    void curves_of_critical_points_are_named_and_no_point_of_them_is_listed(String loss, int listed, String reason) {
        Model model = ModelReader.parse(
                "model curves \"critical points on a curve\"\n\nparameters\n  x : scalar\n  y : scalar\n\nminimize\n  loss = "
                        + loss + "\n\nclaim c\n  count complex == " + listed
                        + "\n\ninstance one \"nothing to set\"\n",
                "curves.model",
                Path.of("src/test/resources"));

        ClaimResult result =
                Trial.verify(model, VerifyOptions.DEFAULTS).claims().get(0);

        assertThat(result.verdict()).as("%s", result.facts()).isInstanceOf(Verdict.Undecided.class);
        assertThat(((Verdict.Undecided) result.verdict()).reason()).contains(reason);
    }

    @Test
    void the_residual_of_a_system_is_a_loss_with_a_minimum() {
        ClaimResult result = decide("x^2 + y^2 == 1; x == y", "value 0");

        assertThat(result.verdict()).as("%s", result.facts()).isNotInstanceOf(Verdict.Refuted.class);
    }

    @ParameterizedTest
    @CsvSource({
        "x <= y; y == 1, ND-M010",
        "v[1] == x; y == 1, ND-M021",
        "x == z; y == 1, ND-M003",
        "x == y == 1; y == 1, ND-G001"
    })
    void what_is_no_equation_is_refused_with_its_place(String equations, String code) {
        assertThatThrownBy(() -> model(equations, "count complex == 1"))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining(code)
                .hasMessageContaining(":12:");
    }

    @Test
    void a_loss_beside_equations_is_refused() {
        String text = TEXT.formatted("x == y", "count complex == 1")
                .replace("equations\n", "minimize\n  loss = x^2\n\nequations\n");

        assertThatThrownBy(() -> ModelReader.parse(text, "system.model", Path.of("src/test/resources")))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("equations beside a loss");
    }

    @ParameterizedTest
    @CsvSource({
        "x^2 + y^2 == 1; x*y == 0; x^3 == x, count complex == 4",
        "x^2 + y^2 == 1; x == y; x*y == 1/2, count complex == 2",
        "x^2 == 4; x == 2; y == x, count real == 1"
    })
    void more_equations_than_unknowns_are_combined_and_what_solves_all_is_certified_by_the_algebra(
            String equations, String claim) {
        ClaimResult result = decide(equations, claim);

        assertThat(result.verdict()).as("%s", result.facts()).isInstanceOf(Verdict.Certified.class);
        assertThat(result.facts().toString()).contains("the trace form of the quotient ring");
    }

    @ParameterizedTest
    @CsvSource({
        "x^2 + y^2 == 1; x*y == 0; x^3 == x, count complex == 3",
        "x^2 + y^2 == 1; x*y == 0; x^3 == x, count complex == 5",
        "x^2 + y^2 == 1; x*y == 0; x^3 == x, count complex == 6",
        "x^2 == 4; x == 2; y == x, count complex == 2"
    })
    void what_solves_combinations_only_is_no_solution(String equations, String claim) {
        ClaimResult result = decide(equations, claim);

        assertThat(result.verdict()).as("%s", result.facts()).isInstanceOf(Verdict.Refuted.class);
    }
}
