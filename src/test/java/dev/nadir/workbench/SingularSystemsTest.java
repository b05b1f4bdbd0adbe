package dev.nadir.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nadir.evidence.Solution;
import dev.nadir.evidence.VerifyOptions;
import dev.nadir.evidence.Watcher;
import dev.nadir.model.Model;
import dev.nadir.numeric.PointKind;
import dev.nadir.numeric.homotopy.enumerate.Enumeration;
import dev.nadir.numeric.homotopy.enumerate.WitnessSet;
import dev.nadir.report.terminal.SolveView;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Systems whose solutions are multiple, nearly so, or common to more equations than unknowns, through the front door. */
class SingularSystemsTest {

    @TempDir
    private Path folder;

    @Test
    void a_double_root_is_certified_with_its_multiplicity() throws IOException {
        Solution solution = solve(List.of("x : scalar"), "equations", "(x - 1)^2*(x + 2) == 0");
        Enumeration found = solution.enumeration().orElseThrow();

        assertThat(found.isProvedComplete()).isTrue();
        assertThat(found.atLeast()).isEqualTo(2);
        assertThat(found.realAtLeast()).isEqualTo(2);
        assertThat(found.points()).extracting(Enumeration.Found::multiplicity).containsExactlyInAnyOrder(1, 2);
        assertThat(SolveView.of(solution))
                .contains("2 of 2 certified (quotient algebra)", "multiplicity 2   x = 1.00000\n")
                .doesNotContain("There may be more", "0.99999");
    }

    @Test
    void a_flat_minimum_that_is_the_only_critical_point_is_global() throws IOException {
        Enumeration found = solve(List.of("x : scalar"), "minimize", "loss = x^4")
                .enumeration()
                .orElseThrow();

        assertThat(found.incomplete()).isEmpty();
        assertThat(found.points()).singleElement().satisfies(point -> {
            assertThat(point.multiplicity()).isEqualTo(3);
            assertThat(point.meaning().orElseThrow().kind()).isEqualTo(PointKind.GLOBAL_MINIMUM);
        });
    }

    @Test
    void a_flat_saddle_lower_than_no_other_point_is_no_minimum() throws IOException {
        // x^3 has no minimum: its only critical point is a double root of the derivative.
        Enumeration found = solve(List.of("x : scalar"), "minimize", "loss = x^3")
                .enumeration()
                .orElseThrow();

        assertThat(found.points()).singleElement().satisfies(point -> {
            assertThat(point.multiplicity()).isEqualTo(2);
            assertThat(point.meaning().orElseThrow().kind()).isNotIn(PointKind.GLOBAL_MINIMUM, PointKind.LOCAL_MINIMUM);
        });
    }

    @Test
    void roots_a_millionth_apart_are_printed_with_the_digits_that_tell_them_apart() throws IOException {
        Solution solution = solve(List.of("x : scalar"), "equations", "(x - 1)*(x - 1000001/1000000) == 0");

        assertThat(SolveView.of(solution)).contains("x = 1.00000000\n", "x = 1.00000100\n");
    }

    @Test
    void solutions_of_more_equations_than_unknowns_are_certified_and_others_dropped() throws IOException {
        Enumeration found = solve(List.of("x : scalar", "y : scalar"), "equations", "x^3 == y", "y^3 == x", "x*y == 1")
                .enumeration()
                .orElseThrow();

        assertThat(found.isProvedComplete()).isTrue();
        assertThat(found.atLeast()).isEqualTo(4);
        assertThat(found.realAtLeast()).isEqualTo(2);
    }

    @Test
    void a_root_where_a_positive_parameter_may_not_be_is_told_apart_from_the_others() throws IOException {
        Solution solution = solve(List.of("x : scalar > 0"), "minimize", "loss = (x^2 - 1)^2");

        assertThat(solution.enumeration().orElseThrow().realAtLeast()).isEqualTo(1);
        assertThat(SolveView.of(solution)).contains("3 of them real, 1 of these where the parameters may be");
    }

    @Test
    void points_beside_curves_are_listed_and_the_curves_named() throws IOException {
        Solution solution =
                solve(List.of("x : scalar", "y : scalar"), "minimize", "loss = x^4*y^2 + x^2*y^4 - 3*x^2*y^2 + 1");

        Enumeration found = solution.enumeration().orElseThrow();
        assertThat(found.atLeast()).isEqualTo(4);
        assertThat(found.isProvedComplete()).isFalse();
        assertThat(found.isInfinite()).isTrue();
        assertThat(found.points())
                .allSatisfy(point -> assertThat(point.meaning().orElseThrow().kind())
                        .as("no square in the formula shows it to be global")
                        .isEqualTo(PointKind.LOCAL_MINIMUM));
        assertThat(SolveView.of(solution))
                .contains("orbit of 4    x = 1.00000, y = 1.00000", "There are infinitely many complex critical points")
                .doesNotContain("There may be more", "of this kind");
    }

    @Test
    void a_minimum_that_is_exactly_zero_is_printed_as_such_and_called_global() throws IOException {
        Solution solution = solve(List.of("x : scalar", "y : scalar"), "minimize", "loss = (x^2 - 2)^2 + (x*y - 3)^2");

        assertThat(SolveView.of(solution))
                .contains(
                        "global-minimum     loss 0    index 0    orbit of 2",
                        "never below 0; that it is exactly 0 at a minimum")
                .doesNotContain("e-3");
    }

    @Test
    void a_system_that_nearly_vanishes_has_no_minimum_of_value_zero() throws IOException {
        Solution solution = solve(
                List.of("x : scalar", "y : scalar"),
                "minimize",
                "loss = (x^2 - 2)^2 + (x*y - 3)^2 + (y^2 - 4500000001/1000000000)^2");

        assertThat(solution.enumeration().orElseThrow().attainsBound()).isFalse();
        assertThat(SolveView.of(solution)).doesNotContain("loss 0 ", "exactly 0");
    }

    @Test
    void what_has_no_solution_or_only_solutions_is_said_in_one_line() throws IOException {
        List<String> both = List.of("x : scalar", "y : scalar");

        assertThat(SolveView.of(solve(both, "minimize", "loss = 2*x + 3*y")))
                .contains("there is no critical point")
                .doesNotContain("0 of 0", "no more");
        assertThat(SolveView.of(solve(both, "minimize", "loss = x*y - y*x + 3")))
                .contains("every point is a critical");
        assertThat(SolveView.of(solve(both, "equations", "x + y == 1", "x + y == 2")))
                .contains("There is no solution, by")
                .doesNotContain("0 of 0", "no more");
        assertThat(SolveView.of(solve(List.of("x : scalar"), "equations", "x - x == 0")))
                .contains("every point is a solution");
    }

    @Test
    void coordinates_that_are_zero_are_printed_without_crumbs_of_rounding() throws IOException {
        Solution solution = solve(
                List.of("a : scalar", "b : scalar", "c : scalar", "d : scalar"),
                "equations",
                "a + 2*b + 2*c + 2*d == 1",
                "a^2 + 2*b^2 + 2*c^2 + 2*d^2 == a",
                "2*a*b + 2*b*c + 2*c*d == b",
                "b^2 + 2*a*c + 2*b*d == c");

        assertThat(SolveView.of(solution))
                .contains("a = 1.00000, b = 0.00000, c = 0.00000, d = 0.00000")
                .doesNotContain("e-");
    }

    @Test
    void curves_that_a_rotation_makes_are_cut_in_as_many_points_as_their_degree_with_their_values() throws IOException {
        // U*U' = S: two conics for det(U) of either sign; one more conic for either eigenvalue of S, with the other one
        // lost.
        Solution solution = solve(
                List.of("a : scalar", "b : scalar", "c : scalar", "d : scalar"),
                "minimize",
                "loss = (a^2 + b^2 - 5)^2 + 2*(a*c + b*d)^2 + (c^2 + d^2 - 3)^2");

        List<WitnessSet> sets = solution.enumeration().orElseThrow().witnesses();
        assertThat(sets).singleElement().satisfies(set -> {
            assertThat(set.dimension()).isEqualTo(1);
            assertThat(set.certified()).isEqualTo(8);
            assertThat(set.levels()).extracting(WitnessSet.Level::points).containsExactly(4, 2, 2);
            assertThat(set.levels())
                    .extracting(level -> (double) Math.round(1e6 * level.value().real()) / 1e6)
                    .containsExactly(0.0, 9.0, 25.0);
        });
        assertThat(SolveView.of(solution))
                .contains("meet 1 random linear equation in 8 witness points", "loss 25.000000")
                .contains("1 of 1 certified (Krawczyk), distinct; 1 of them real.");
    }

    @Test
    void where_no_point_is_isolated_the_curves_are_cut_nevertheless_and_never_counted_as_points() throws IOException {
        Solution solution = solve(List.of("x : scalar", "y : scalar"), "minimize", "loss = (x + y - 1)^2");

        Enumeration found = solution.enumeration().orElseThrow();
        assertThat(found.points()).isEmpty();
        assertThat(found.atLeast()).isZero();
        assertThat(found.witnesses()).singleElement().satisfies(set -> {
            assertThat(set.points()).isEqualTo(1);
            assertThat(set.certified()).isEqualTo(1);
        });
    }

    @Test
    void without_a_continuous_symmetry_nothing_is_cut() throws IOException {
        Solution solution =
                solve(List.of("x : scalar", "y : scalar"), "minimize", "loss = x^4*y^2 + x^2*y^4 - 3*x^2*y^2 + 1");

        assertThat(solution.enumeration().orElseThrow().witnesses()).isEmpty();
    }

    private Solution solve(List<String> parameters, String block, String... lines) throws IOException {
        String text = "model drawn \"drawn\"\n\nparameters\n  " + String.join("\n  ", parameters) + "\n\n" + block
                + "\n  " + String.join("\n  ", lines)
                + "\n\ninstance plain \"nothing to set\"\n\nverify plain\n  homotopy\n";
        Path file = Files.writeString(folder.resolve("drawn.model"), text);
        Workbench workbench = new Workbench();
        Model model = workbench.load(file, "drawn");
        return workbench.solve(
                model,
                "plain",
                new Workbench.Search("homotopy", OptionalLong.empty()),
                VerifyOptions.DEFAULTS,
                Watcher.none());
    }
}
