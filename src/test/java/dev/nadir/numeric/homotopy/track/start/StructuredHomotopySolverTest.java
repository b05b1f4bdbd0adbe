package dev.nadir.numeric.homotopy.track.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nadir.base.PreconditionException;
import dev.nadir.base.Seed;
import dev.nadir.base.exact.Rational;
import dev.nadir.numeric.Progress;
import dev.nadir.numeric.homotopy.Completeness.Basis;
import dev.nadir.numeric.homotopy.HomotopyOptions;
import dev.nadir.numeric.homotopy.HomotopyResult;
import dev.nadir.numeric.homotopy.StartKind;
import dev.nadir.numeric.homotopy.StartSystem;
import dev.nadir.numeric.homotopy.StartSystemStore;
import dev.nadir.numeric.homotopy.certify.KrawczykCertifier;
import dev.nadir.reduction.PolynomialFamily;
import dev.nadir.reduction.PolynomialSystem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StructuredHomotopySolverTest {

    @ParameterizedTest
    @CsvSource({
        "1, 1-1-1, 5",
        "1, 2-1-1, 5",
        "1, 1-2-1, 9",
        "2, 2-1-2, 17",
        "1, 1-1-1-1, 17",
        "1, 2-2-2, 33",
        "2, 2-2-1, 33",
        "3, 3-1-3, 37",
        "5, 2-2-2, 225",
    })
    void the_published_counts_come_out_for_a_random_instance(int samples, String widths, int count) {
        PolynomialSystem system = draw(RegularisedNetwork.family(samples, widths(widths)), new Seed(count));

        HomotopyResult result = solve(system, HomotopyOptions.DEFAULTS, 7);

        assertThat(result.completeness().isComplete())
                .as(result.completeness().reason())
                .isTrue();
        assertThat(result.roots()).hasSize(count);
        assertThat(result.genericCount()).isEqualTo(count);
        assertThat(result.realCount())
                .as("the origin is real, the others come in pairs")
                .isOdd();
        assertThat(result.paths().isolated()).isEqualTo(result.paths().tracked());
        assertThat(result.singular()).isEmpty();
    }

    @Test
    void equal_weights_send_paths_to_infinity_and_what_is_left_is_certified() {
        // General weights: 17 roots, of which 9 paths are followed. Equal ones in each layer keep 13.
        PolynomialFamily family = RegularisedNetwork.family(2, 2, 1, 2);
        PolynomialSystem system = new PolynomialSystem(
                family,
                java.util.stream.Stream.of("-4", "5", "5", "1", "7", "-3", "2", "6", "5", "5", "4", "4")
                        .map(Rational::parse)
                        .toList());

        HomotopyResult result = solve(system, HomotopyOptions.DEFAULTS, 7);

        assertThat(result.genericCount()).isEqualTo(17);
        assertThat(result.paths().tracked()).isEqualTo(9);
        assertThat(result.paths().atInfinity()).isEqualTo(2);
        assertThat(result.paths().isolated()).isEqualTo(7);
        assertThat(result.completeness().reason()).contains("2 of 9 paths end at infinity");
        assertThat(new KrawczykCertifier().certify(system, result.roots()).distinctCount())
                .isEqualTo(13);
    }

    @Test
    void inputs_of_nearly_a_smaller_rank_send_roots_far_away_and_none_is_lost() {
        PolynomialFamily family = RegularisedNetwork.family(2, 2, 1, 1, 1);
        PolynomialSystem system = new PolynomialSystem(
                family,
                java.util.stream.Stream.of(
                                "-0.30", "-0.34", "-6.55", "-6.87", "2.07", "0.25", "79.26", "81.93", "47.82", "43.27")
                        .map(Rational::parse)
                        .toList());

        HomotopyResult result = solve(system, HomotopyOptions.DEFAULTS, 79);

        assertThat(result.roots()).hasSize(33);
        assertThat(result.paths().isolated()).isEqualTo(result.paths().tracked());
    }

    @Test
    void two_units_share_inputs_of_nearly_a_smaller_rank_and_no_root_is_lost() {
        PolynomialFamily family = RegularisedNetwork.family(2, 2, 2, 1);
        List<String> values = List.of(
                "-0.30", "-0.34", "-6.55", "-6.87", "2.07", "0.25", "79.26", "81.93", "47.82", "43.27", "36.96",
                "77.60");
        PolynomialSystem system = new PolynomialSystem(
                family, values.stream().map(Rational::parse).toList());

        HomotopyResult result = solve(system, HomotopyOptions.DEFAULTS, 79);

        assertThat(result.roots()).hasSize(33);
        assertThat(result.paths().isolated()).isEqualTo(result.paths().tracked());
        assertThat(new KrawczykCertifier().certify(system, result.roots()).isComplete())
                .isTrue();
    }

    @Test
    void inputs_with_a_singular_value_forty_thousand_times_smaller_lose_no_root() {
        PolynomialFamily family = RegularisedNetwork.family(4, 4, 1, 4);
        String inputs = "-7.18 -4.47 8.43 2.64 -5.45 -8.46 1.90 -6.20 -0.85 7.70 -8.36 -3.29 0.42 4.06 -4.57 -1.57 ";
        String outputs = "-0.22 -5.30 -2.91 -6.84 8.29 5.55 -5.39 -8.88 0.64 -9.57 1.98 9.61 9.02 -1.48 -1.44 0.16 ";
        String weights = "55.94 85.72 58.75 8.47 7.03 11.31 2.70 15.58";
        PolynomialSystem system = new PolynomialSystem(
                family,
                java.util.Arrays.stream((inputs + outputs + weights).split(" ", -1))
                        .map(Rational::parse)
                        .toList());

        HomotopyResult result = solve(system, HomotopyOptions.DEFAULTS, 29);

        assertThat(result.roots()).hasSize(65);
        assertThat(result.paths().isolated()).isEqualTo(result.paths().tracked());
    }

    @Test
    void the_origin_is_never_lost() {
        PolynomialSystem system = draw(RegularisedNetwork.family(1, 1, 1, 1, 1), new Seed(3));

        HomotopyResult result = solve(system, HomotopyOptions.DEFAULTS, 1);

        assertThat(result.roots())
                .filteredOn(root -> root.coordinates().stream().allMatch(z -> z.abs() == 0))
                .singleElement()
                .satisfies(root -> assertThat(root.isReal()).isTrue());
    }

    @Test
    void the_result_depends_neither_on_the_threads_nor_on_the_repetition() {
        PolynomialSystem system = draw(RegularisedNetwork.family(2, 2, 1, 2), new Seed(5));

        HomotopyResult one = solve(system, HomotopyOptions.DEFAULTS.withThreads(1), 3);
        HomotopyResult two = solve(system, HomotopyOptions.DEFAULTS.withThreads(2), 3);
        HomotopyResult three = solve(system, HomotopyOptions.DEFAULTS.withThreads(3), 3);

        assertThat(two).isEqualTo(one);
        assertThat(three).isEqualTo(one);
    }

    @ParameterizedTest
    @CsvSource({"TOTAL_DEGREE", "MULTI_HOMOGENEOUS"})
    void products_of_equations_lead_to_the_same_roots_as_the_family(StartKind kind) {
        PolynomialSystem system = draw(RegularisedNetwork.family(2, 2, 1, 2), new Seed(8));

        HomotopyResult fromFamily = solve(system, HomotopyOptions.DEFAULTS, 2);
        HomotopyResult fromProduct = solve(system, HomotopyOptions.DEFAULTS.withStart(kind), 2);

        assertThat(fromProduct.completeness().basis()).isEqualTo(Basis.BEZOUT);
        assertThat(fromProduct.paths().failed() + fromProduct.paths().excess()).isZero();
        assertThat(places(fromProduct)).containsExactlyInAnyOrderElementsOf(places(fromFamily));
    }

    @ParameterizedTest
    @CsvSource({"cyclic, 5, 70", "katsura, 5, 32", "noon, 3, 21"})
    void systems_from_the_literature_have_their_known_number_of_roots(String name, int size, int count) {
        PolynomialSystem system = standard(name, size);

        HomotopyResult result = solve(system, HomotopyOptions.DEFAULTS, 4);

        assertThat(result.roots()).hasSize(count);
        assertThat(result.paths().failed()).isZero();
        assertThat(result.completeness().basis()).isEqualTo(Basis.BEZOUT);
    }

    @Test
    void a_kept_start_system_is_used_and_a_damaged_one_is_not() {
        PolynomialFamily family = RegularisedNetwork.family(2, 2, 1, 2);
        Shelf shelf = new Shelf();
        StructuredHomotopySolver solver = new StructuredHomotopySolver(HomotopyOptions.DEFAULTS, shelf);

        HomotopyResult first = solver.solve(draw(family, new Seed(1)), new Seed(1), Progress.silent());
        HomotopyResult second = solver.solve(draw(family, new Seed(2)), new Seed(1), Progress.silent());
        StartSystem whole = java.util.Objects.requireNonNull(shelf.start);
        shelf.start = new StartSystem(
                whole.key(),
                whole.parameters(),
                whole.solutions().subList(1, whole.solutions().size()),
                whole.count(),
                whole.completeness());
        HomotopyResult third = solver.solve(draw(family, new Seed(2)), new Seed(1), Progress.silent());

        assertThat(first.start()).isEqualTo(StartKind.MONODROMY);
        assertThat(second.start()).isEqualTo(StartKind.STORED);
        assertThat(second.roots()).hasSize(17);
        assertThat(third.start()).as("the list is too short").isEqualTo(StartKind.MONODROMY);
        assertThat(places(third)).containsExactlyInAnyOrderElementsOf(places(second));
    }

    /** One place. */
    private static final class Shelf implements StartSystemStore {

        private @Nullable StartSystem start;

        @Override
        public Optional<StartSystem> find(String key) {
            return Optional.ofNullable(start);
        }

        @Override
        public void keep(StartSystem made) {
            start = made;
        }
    }

    @Test
    void without_weights_the_solutions_are_curves_and_no_count_is_stated() {
        PolynomialSystem system = draw(RegularisedNetwork.bare(2, 2, 1, 2), new Seed(9));

        HomotopyResult result = solve(system, HomotopyOptions.DEFAULTS, 6);

        assertThat(result.completeness().isComplete()).isFalse();
        assertThat(result.completeness().basis()).isEqualTo(Basis.POSITIVE_DIMENSIONAL);
        assertThat(result.completeness().reason()).contains("not isolated");
    }

    @Test
    void a_system_with_fewer_equations_than_unknowns_is_refused() {
        PolynomialFamily family = RegularisedNetwork.family(1, 1, 1, 1);
        PolynomialFamily short1 = new PolynomialFamily(
                family.unknowns(), family.parameters(), family.equations().subList(0, 1));

        assertThatThrownBy(() -> solve(draw(short1, new Seed(1)), HomotopyOptions.DEFAULTS, 1))
                .isInstanceOf(PreconditionException.class)
                .hasMessageContaining("got 1 equations in 2 unknowns");
    }

    static PolynomialSystem standard(String name, int size) {
        return switch (name) {
            case "cyclic" -> StandardSystems.cyclic(size);
            case "katsura" -> StandardSystems.katsura(size);
            case "noon" -> StandardSystems.noon(size);
            default -> throw new IllegalArgumentException(name);
        };
    }

    static List<String> places(HomotopyResult result) {
        return result.roots().stream()
                .map(root -> root.coordinates().stream()
                        .map(z -> Math.round(z.real() * 1e6) + "/" + Math.round(z.imaginary() * 1e6))
                        .toList()
                        .toString())
                .toList();
    }

    static HomotopyResult solve(PolynomialSystem system, HomotopyOptions options, long seed) {
        return new StructuredHomotopySolver(options, StartSystemStore.none())
                .solve(system, new Seed(seed), Progress.silent());
    }

    static int[] widths(String text) {
        return java.util.Arrays.stream(text.split("-", -1))
                .mapToInt(Integer::parseInt)
                .toArray();
    }

    /** Data between -10 and 10, weights between 1 and 10, in millionths: two equal weights would not be generic. */
    static PolynomialSystem draw(PolynomialFamily family, Seed seed) {
        RandomGenerator generator = seed.generator();
        List<Rational> values = new ArrayList<>();
        for (String parameter : family.parameters()) {
            values.add(
                    parameter.startsWith("L")
                            ? Rational.of(1_000_000 + generator.nextInt(9_000_000), 1_000_000)
                            : Rational.of(generator.nextInt(20_000_001) - 10_000_000, 1_000_000));
        }
        return new PolynomialSystem(family, values);
    }
}
