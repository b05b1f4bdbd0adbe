package dev.nadir.numeric.homotopy.track.start;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nadir.base.Seed;
import dev.nadir.base.exact.Rational;
import dev.nadir.numeric.Progress;
import dev.nadir.numeric.homotopy.Certification;
import dev.nadir.numeric.homotopy.Completeness.Basis;
import dev.nadir.numeric.homotopy.HomotopyOptions;
import dev.nadir.numeric.homotopy.HomotopyResult;
import dev.nadir.numeric.homotopy.RememberedStarts;
import dev.nadir.numeric.homotopy.StartSystemStore;
import dev.nadir.numeric.homotopy.certify.KrawczykCertifier;
import dev.nadir.reduction.PolynomialFamily;
import dev.nadir.reduction.PolynomialSystem;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class EndedSearchTest {

    private static final int COUNT = 225;

    @Test
    void a_search_for_starts_that_is_ended_follows_those_it_has_and_their_ends_are_a_lower_bound() {
        PolynomialSystem system = draw(RegularisedNetwork.family(2, 2, 2, 2), new Seed(5));
        // The first loop alone asks more often than this.
        HomotopyResult result = solve(system, new Ending(20, Integer.MAX_VALUE));

        Certification certification = new KrawczykCertifier().certify(system, result.roots());

        assertThat(result.completeness().basis()).isEqualTo(Basis.INCOMPLETE);
        assertThat(result.completeness().reason())
                .startsWith("a random member of the family has at least " + result.genericCount() + " solutions")
                .contains("loops still led to new solutions")
                .contains("coordinate subspace");
        assertThat(result.roots()).hasSize(result.genericCount()).hasSizeLessThan(COUNT);
        assertThat(certification.distinctCount())
                .isEqualTo(result.roots().size())
                .isGreaterThan(4);
        assertThat(result.paths().failed()).isZero();
    }

    @Test
    void paths_that_were_not_begun_are_not_counted_as_failed() {
        PolynomialSystem system = draw(RegularisedNetwork.family(2, 2, 2, 2), new Seed(5));
        StartSystemStore store = new RememberedStarts(StartSystemStore.none());
        new StructuredHomotopySolver(HomotopyOptions.DEFAULTS, store).solve(system, new Seed(1), Progress.silent());
        // With a start at hand the paths to the instance are the first to be asked about.
        HomotopyOptions one = HomotopyOptions.DEFAULTS.withThreads(1);

        HomotopyResult result =
                new StructuredHomotopySolver(one, store).solve(system, new Seed(1), new Ending(Integer.MAX_VALUE, 20));

        int left = 65 - result.paths().tracked();
        assertThat(left).isPositive();
        assertThat(result.paths().isolated()).isEqualTo(result.paths().tracked());
        assertThat(result.completeness().basis()).isEqualTo(Basis.INCOMPLETE);
        assertThat(result.completeness().reason()).startsWith(left + " paths were left when the search ended");
    }

    private static HomotopyResult solve(PolynomialSystem system, Progress progress) {
        return new StructuredHomotopySolver(HomotopyOptions.DEFAULTS.withThreads(1), StartSystemStore.none())
                .solve(system, new Seed(1), progress);
    }

    /** Ends after so many questions. */
    private static final class Ending implements Progress {

        private final int halves;
        private final int wholes;
        private final AtomicInteger halfAsked = new AtomicInteger();
        private final AtomicInteger asked = new AtomicInteger();

        Ending(int halves, int wholes) {
            this.halves = halves;
            this.wholes = wholes;
        }

        @Override
        public void advanced(int done, int total) {
            assertThat(done).isPositive();
        }

        @Override
        public boolean isCancelled() {
            return asked.incrementAndGet() > wholes;
        }

        @Override
        public boolean isHalfSpent() {
            return halfAsked.incrementAndGet() > halves;
        }
    }

    private static PolynomialSystem draw(PolynomialFamily family, Seed seed) {
        RandomGenerator generator = seed.generator();
        List<Rational> values = java.util.stream.Stream.generate(() -> Rational.of(1 + generator.nextInt(59)))
                .limit(family.parameters().size())
                .toList();
        return new PolynomialSystem(family, values);
    }
}
