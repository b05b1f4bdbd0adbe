package dev.nadir.numeric.homotopy.track.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.nadir.base.Seed;
import dev.nadir.base.exact.Rational;
import dev.nadir.numeric.Progress;
import dev.nadir.numeric.homotopy.SignGroup;
import dev.nadir.numeric.homotopy.track.ParallelPaths;
import dev.nadir.numeric.homotopy.track.Vectors;
import dev.nadir.reduction.Polynomial;
import dev.nadir.reduction.PolynomialFamily;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MonodromyTest {

    private final PolynomialFamily family = RegularisedNetwork.family(2, 2, 1, 2);
    private final int unknowns = family.unknowns().size();
    private final SignGroup signs = SignGroup.of(family.equations(), unknowns);
    private final ParallelPaths paths = new ParallelPaths(2, Progress.silent());

    @Test
    void the_sign_group_flips_the_hidden_unit_and_nothing_else() {
        assertThat(signs.order()).isEqualTo(2);
        assertThat(signs.generators()).containsExactly(0b1111L);
        assertThat(signs.isInvariant(0, 3)).isTrue();
        assertThat(signs.isInvariant(0)).isFalse();
    }

    @Test
    void the_subspaces_of_a_layer_of_two_units_are_those_of_dead_units() {
        PolynomialFamily wide = RegularisedNetwork.family(1, 1, 2, 1);

        List<Strata.Stratum> strata = Strata.of(wide.equations(), 4, SignGroup.of(wide.equations(), 4));

        assertThat(strata)
                .extracting(Strata.Stratum::kept)
                .containsExactly(List.of(0, 1, 2, 3), List.of(1, 3), List.of(0, 2), List.of());
    }

    @Test
    void a_whole_list_passes_the_trace_test_and_a_list_without_one_solution_fails() throws Exception {
        StratumFamily part = part();
        double[] base = base();
        List<double[]> solutions = solutions(part, base);
        List<List<Integer>> groups =
                AffineParameters.of(part.equations(), unknowns).groups(part.equations(), unknowns);
        List<Integer> outputs = groups.stream()
                .filter(group -> family.parameters().get(group.get(0)).startsWith("Y"))
                .findFirst()
                .orElseThrow();

        TraceTest test = new TraceTest(part, paths);
        TraceTest.Finding whole = test.test(solutions, base, outputs, new Seed(1));

        assertThat(solutions).hasSize(8);
        assertThat(whole.isPassed()).isTrue();
        assertThat(whole.worst()).isLessThan(1e-10);
        for (int missing = 0; missing < solutions.size(); missing++) {
            List<double[]> fewer = new ArrayList<>(solutions);
            fewer.remove(missing);

            TraceTest.Finding finding = test.test(fewer, base, outputs, new Seed(1));

            assertThat(finding.isPassed()).as("without solution %d", missing).isFalse();
        }
    }

    @Test
    void a_path_that_goes_to_infinity_is_given_up_and_one_to_a_distant_solution_is_not() throws Exception {
        Polynomial equation = new Polynomial(
                2,
                List.of(
                        new Polynomial.Term(Rational.ONE, List.of(1, 1)),
                        new Polynomial.Term(Rational.MINUS_ONE, List.of(0, 0))));
        StratumFamily line = new StratumFamily(
                new Strata.Stratum(List.of(0), List.of(0)), List.of(equation), 1, SignGroup.of(List.of(equation), 1));
        List<double[]> start = List.of(new double[] {1, 0});

        var atInfinity = line.follow(start, new double[] {1, 0}, new double[] {0, 0}, paths);
        var farAway = line.follow(start, new double[] {1, 0}, new double[] {0, 1e-6}, paths);

        assertThat(atInfinity).containsExactly(Optional.empty());
        assertThat(farAway.get(0)).isPresent();
        assertThat(farAway.get(0).orElseThrow()[1]).isCloseTo(-1e6, withinPercentage(1e-6));
    }

    @Test
    void a_trace_test_names_the_solutions_it_runs_into() throws Exception {
        StratumFamily part = part();
        double[] base = base();
        List<double[]> solutions = solutions(part, base);
        List<Integer> weights = new ArrayList<>();
        for (int p = 0; p < family.parameters().size(); p++) {
            if (family.parameters().get(p).startsWith("L")) {
                weights.add(p);
            }
        }

        int found = 0;
        for (int seed = 0; seed < 5; seed++) {
            found += new TraceTest(part, paths)
                    .test(solutions.subList(0, 1), base, weights, new Seed(seed))
                    .found()
                    .size();
        }

        assertThat(found).isPositive();
    }

    @Test
    void on_a_curve_a_whole_list_passes_and_a_list_without_one_solution_does_not() throws Exception {
        StratumFamily part = part();
        double[] base = base();
        List<double[]> solutions = solutions(part, base);
        int weight = family.parameters().indexOf("L0");
        assertThat(weight).isNotNegative();

        TraceTest.Finding whole = new CurveTrace(part, paths, 4, 1000).test(solutions, base, weight, new Seed(5));

        assertThat(whole.isPassed()).isTrue();
        assertThat(whole.worst()).isLessThan(1e-10);
        for (int missing = 0; missing < solutions.size(); missing++) {
            List<double[]> fewer = new ArrayList<>(solutions);
            double[] left = fewer.remove(missing);

            TraceTest.Finding finding = new CurveTrace(part, paths, 4, 1000).test(fewer, base, weight, new Seed(5));

            assertThat(finding.isPassed()).as("without solution %d", missing).isFalse();
            assertThat(finding.found()).hasSize(1);
            assertThat(finding.found().get(0)).containsExactly(left, org.assertj.core.data.Offset.offset(1e-8));
        }
    }

    @Test
    void on_a_curve_points_that_no_loop_looked_for_bend_the_sums() throws Exception {
        StratumFamily part = part();
        double[] base = base();
        List<double[]> solutions = solutions(part, base);
        int weight = family.parameters().indexOf("L0");

        TraceTest.Finding finding = new CurveTrace(part, paths, 0, 1000).test(solutions, base, weight, new Seed(5));

        assertThat(finding.isPassed()).isFalse();
        assertThat(finding.worst()).isGreaterThan(1e-4);
    }

    private StratumFamily part() {
        return new StratumFamily(
                Strata.of(family.equations(), unknowns, signs).get(0), family.equations(), unknowns, signs);
    }

    private double[] base() {
        return Vectors.random(family.parameters().size(), new Seed(2).generator());
    }

    private List<double[]> solutions(StratumFamily part, double[] base) throws Exception {
        SeedPoint start = SeedPoint.of(part, family.parameters().size(), new Seed(3));
        assertThat(start.kind()).isEqualTo(SeedPoint.Kind.REGULAR);
        return new Monodromy(part, paths, 4, 1000).run(start, base, new Seed(4)).solutions();
    }
}
