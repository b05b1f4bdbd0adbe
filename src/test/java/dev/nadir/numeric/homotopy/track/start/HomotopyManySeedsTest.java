package dev.nadir.numeric.homotopy.track.start;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nadir.base.Seed;
import dev.nadir.numeric.Progress;
import dev.nadir.numeric.homotopy.Certification;
import dev.nadir.numeric.homotopy.Completeness.Basis;
import dev.nadir.numeric.homotopy.HomotopyOptions;
import dev.nadir.numeric.homotopy.HomotopyResult;
import dev.nadir.numeric.homotopy.StartSystem;
import dev.nadir.numeric.homotopy.StartSystemStore;
import dev.nadir.numeric.homotopy.certify.KrawczykCertifier;
import dev.nadir.numeric.homotopy.track.ParallelPaths;
import dev.nadir.reduction.PolynomialFamily;
import dev.nadir.reduction.PolynomialSystem;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("slow")
class HomotopyManySeedsTest {

    private static final int INSTANCES = 20;

    @ParameterizedTest
    @CsvSource({
        "1, 1-1-1, 5",
        "2, 2-1-2, 17",
        "1, 1-2-2, 33",
        "1, 1-3-2, 73",
        "2, 2-1-1-2, 81",
        "1, 1-2-2-1, 129",
        "2, 2-2-2, 225",
        "1, 1-3-3, 245",
    })
    void instances_of_an_architecture_have_the_same_count(int samples, String widths, int count) {
        PolynomialFamily family = RegularisedNetwork.family(samples, StructuredHomotopySolverTest.widths(widths));
        StartSystemStore store = new Memory();

        for (int k = 0; k < INSTANCES; k++) {
            PolynomialSystem system = StructuredHomotopySolverTest.draw(family, new Seed(100 + k));

            HomotopyResult result = new StructuredHomotopySolver(HomotopyOptions.DEFAULTS, store)
                    .solve(system, new Seed(k), Progress.silent());

            assertThat(result.roots()).as("instance %d: %s", k, result.paths()).hasSize(count);
            assertThat(result.paths().tracked()).isLessThanOrEqualTo(count);
            assertThat(result.realCount()).isOdd();
        }
    }

    /** No line of parameters passes the trace test here, a curve has to. */
    @ParameterizedTest
    @ValueSource(ints = {8, 9, 11})
    void a_start_whose_paths_pass_near_infinity_is_whole(int seed) {
        PolynomialFamily family = RegularisedNetwork.family(3, 3, 1, 1, 3);

        StartSystem start = new GenericMember(family, HomotopyOptions.DEFAULTS, new ParallelPaths(2, Progress.silent()))
                .solve(new Seed(seed));

        assertThat(start.count()).isEqualTo(225);
        assertThat(start.completeness().basis()).isEqualTo(Basis.TRACE_TEST);
    }

    @Test
    void a_deep_network_has_641_certified_critical_points() {
        PolynomialSystem system =
                StructuredHomotopySolverTest.draw(RegularisedNetwork.family(1, 2, 2, 2, 2), new Seed(1));

        HomotopyResult result = StructuredHomotopySolverTest.solve(system, HomotopyOptions.DEFAULTS, 1);
        Certification certification = new KrawczykCertifier().certify(system, result.roots());

        assertThat(result.roots()).hasSize(641);
        assertThat(result.completeness().basis()).isEqualTo(Basis.TRACE_TEST);
        assertThat(certification.isComplete()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"cyclic, 6, 156", "katsura, 6, 64", "katsura, 7, 128", "katsura, 8, 256", "noon, 4, 73"})
    void larger_systems_from_the_literature_have_their_known_number_of_roots(String name, int size, int count) {
        PolynomialSystem system = StructuredHomotopySolverTest.standard(name, size);

        HomotopyResult result = StructuredHomotopySolverTest.solve(system, HomotopyOptions.DEFAULTS, 4);

        assertThat(result.roots()).hasSize(count);
        assertThat(result.paths().failed()).isZero();
    }

    /** Start systems in memory. */
    private static final class Memory implements StartSystemStore {

        private final Map<String, StartSystem> kept = new HashMap<>();

        @Override
        public Optional<StartSystem> find(String key) {
            return Optional.ofNullable(kept.get(key));
        }

        @Override
        public void keep(StartSystem start) {
            kept.put(start.key(), start);
        }
    }
}
