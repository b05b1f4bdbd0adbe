package dev.nadir.numeric.multistart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.nadir.base.Seed;
import dev.nadir.numeric.DeepLinearObjective;
import dev.nadir.numeric.Level;
import dev.nadir.numeric.LocalSolver;
import dev.nadir.numeric.MultiStartResult;
import dev.nadir.numeric.Objective;
import dev.nadir.numeric.OrbitMatcher;
import dev.nadir.numeric.Point;
import dev.nadir.numeric.PointKind;
import dev.nadir.numeric.Progress;
import dev.nadir.numeric.StartLaw;
import dev.nadir.numeric.Symmetries;
import dev.nadir.numeric.SymmetryAction;
import dev.nadir.numeric.SymmetryAction.Group;
import dev.nadir.numeric.Termination;
import dev.nadir.numeric.TestObjectives;
import dev.nadir.numeric.minimise.LeastSquares;
import dev.nadir.numeric.minimise.LeastSquaresOptions;
import dev.nadir.numeric.minimise.QuasiNewton;
import dev.nadir.numeric.minimise.QuasiNewtonOptions;
import dev.nadir.numeric.spectrum.SpectralClassifier;
import dev.nadir.numeric.spectrum.SpectralClassifierOptions;
import dev.nadir.numeric.symmetry.GroupOrbitMatcher;
import dev.nadir.numeric.symmetry.OrbitMatcherOptions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class MultiStartTest {

    private static MultiStart search(int starts, int threads) {
        LocalSolver solver = new QuasiNewton(QuasiNewtonOptions.DEFAULTS);
        OrbitMatcher matcher =
                new GroupOrbitMatcher(new LeastSquares(LeastSquaresOptions.DEFAULTS), OrbitMatcherOptions.DEFAULTS);
        return new MultiStart(
                solver,
                new SpectralClassifier(
                        new QuasiNewton(QuasiNewtonOptions.FAST), matcher, SpectralClassifierOptions.DEFAULTS),
                matcher,
                MultiStartOptions.DEFAULTS.withStarts(starts).withThreads(threads));
    }

    private static MultiStartResult run(int starts, int threads, Supplier<Objective> objectives, double scale) {
        return search(starts, threads)
                .run(objectives, StartLaw.gaussian(scale), SymmetryAction.none(), new Seed(7), Progress.silent());
    }

    @Test
    void both_levels_of_three_layers_of_ten_are_found_and_kept_apart() {
        MultiStartResult result = run(100, 2, DeepLinearObjective::threeLayersOfTen, 0.5);

        assertThat(result.levels()).hasSize(2);
        Level lowest = result.levels().get(0);
        Level second = result.levels().get(1);
        assertThat(lowest.value()).isCloseTo(0.7147741606, within(5e-11));
        assertThat(second.value()).isCloseTo(0.7317254420, within(5e-11));
        assertThat(lowest.spread()).isLessThan(1e-14);
        // 95 +- 3 of 100 by the issue; six standard deviations of a binomial are 13.
        assertThat(lowest.count()).isBetween(82, 100);
        assertThat(lowest.count() + second.count()).isEqualTo(100);
        assertThat(lowest.kind()).isEqualTo(PointKind.LOCAL_MINIMUM);
        assertThat(second.kind()).isEqualTo(PointKind.LOCAL_MINIMUM);
    }

    @Test
    void results_do_not_depend_on_threads() {
        MultiStartResult one = run(40, 1, DeepLinearObjective::threeLayersOfTen, 0.5);
        MultiStartResult three = run(40, 3, DeepLinearObjective::threeLayersOfTen, 0.5);

        assertThat(three.levels()).hasSameSizeAs(one.levels());
        for (int k = 0; k < one.levels().size(); k++) {
            Level first = one.levels().get(k);
            Level second = three.levels().get(k);
            assertThat(second.value()).isEqualTo(first.value());
            assertThat(second.count()).isEqualTo(first.count());
            assertThat(second.orbits()).isEqualTo(first.orbits());
            assertThat(second.representative().coordinates())
                    .isEqualTo(first.representative().coordinates());
            assertThat(second.spectrum().eigenvalues())
                    .isEqualTo(first.spectrum().eigenvalues());
        }
    }

    @Test
    void more_starts_repeat_the_ones_before() {
        List<double[]> few = new ArrayList<>();
        List<double[]> many = new ArrayList<>();

        search(3, 1)
                .run(
                        TestObjectives::rosenbrock,
                        remembering(few),
                        SymmetryAction.none(),
                        new Seed(7),
                        Progress.silent());
        search(9, 1)
                .run(
                        TestObjectives::rosenbrock,
                        remembering(many),
                        SymmetryAction.none(),
                        new Seed(7),
                        Progress.silent());

        assertThat(many.subList(0, 3).toArray(new double[0][])).isDeepEqualTo(few.toArray(new double[0][]));
        assertThat(many.get(3)).isNotEqualTo(many.get(4));
    }

    private static StartLaw remembering(List<double[]> starts) {
        return (dimension, random) -> {
            double[] start = StartLaw.gaussian(1).draw(dimension, random);
            starts.add(start);
            return start;
        };
    }

    @Test
    void levels_a_millionth_apart_stay_apart() {
        // The two minima differ by 2*tilt to first order.
        MultiStartResult result = run(60, 1, () -> TestObjectives.doubleWell(5e-7), 1);

        assertThat(result.levels()).hasSize(2);
        assertThat(result.levels().get(1).value() - result.levels().get(0).value())
                .isCloseTo(1e-6, within(1e-9));
        assertThat(result.levels()).allMatch(level -> level.kind() == PointKind.LOCAL_MINIMUM);
    }

    @Test
    void equal_wells_are_one_level_of_two_points() {
        MultiStartResult result = run(60, 1, () -> TestObjectives.doubleWell(0), 1);

        assertThat(result.levels()).hasSize(1);
        assertThat(result.levels().get(0).orbits()).isEqualTo(2);
        assertThat(result.levels().get(0).unmatched()).isZero();
    }

    @Test
    void wells_that_a_symmetry_exchanges_are_one_orbit() {
        MultiStartResult result = search(60, 1)
                .run(
                        () -> TestObjectives.doubleWell(0),
                        StartLaw.gaussian(1),
                        Symmetries.coordinates(Group.SIGN, 2),
                        new Seed(7),
                        Progress.silent());

        assertThat(result.levels().get(0).orbits()).isEqualTo(1);
        assertThat(result.levels().get(0).unmatched()).isEqualTo(40);
    }

    @Test
    void runs_that_start_at_a_saddle_are_reported_as_such() {
        StartLaw everyThirdAtZero = new StartLaw() {
            private int count;

            @Override
            public double[] draw(int dimension, java.util.random.RandomGenerator random) {
                return StartLaw.gaussian(count++ % 3 == 0 ? 0 : 1).draw(dimension, random);
            }
        };

        MultiStartResult result = search(30, 1)
                .run(
                        () -> TestObjectives.doubleWell(0),
                        everyThirdAtZero,
                        SymmetryAction.none(),
                        new Seed(7),
                        Progress.silent());

        assertThat(result.levels()).hasSize(2);
        assertThat(result.levels().get(0).kind()).isEqualTo(PointKind.LOCAL_MINIMUM);
        assertThat(result.levels().get(1).kind()).isEqualTo(PointKind.STRICT_SADDLE);
        assertThat(result.levels().get(1).count()).isEqualTo(10);
    }

    @Test
    void every_start_is_in_one_level_or_among_the_failures() {
        MultiStartResult result = run(50, 2, TestObjectives::logBarrier, 1);

        int inLevels = result.levels().stream().mapToInt(Level::count).sum();
        assertThat(result.starts()).isEqualTo(50);
        assertThat(inLevels + result.failures().size()).isEqualTo(50);
        assertThat(result.failures()).isNotEmpty().allMatch(point -> point.termination() == Termination.NOT_FINITE);
    }

    @Test
    void a_loss_without_a_minimum_gives_failures_only() {
        MultiStartResult result = run(10, 1, TestObjectives::unbounded, 1);

        assertThat(result.levels()).isEmpty();
        assertThat(result.failures()).hasSize(10).allMatch(point -> point.termination() == Termination.DIVERGED);
    }

    @Test
    void a_cancelled_search_keeps_what_is_finished() {
        AtomicInteger finished = new AtomicInteger();
        Progress afterTen = new Progress() {
            @Override
            public void advanced(int done, int total) {
                finished.set(done);
            }

            @Override
            public boolean isCancelled() {
                return finished.get() >= 10;
            }
        };

        MultiStartResult result = search(30, 1)
                .run(TestObjectives::rosenbrock, StartLaw.gaussian(1), SymmetryAction.none(), new Seed(7), afterTen);

        assertThat(result.levels().stream().mapToInt(Level::count).sum()).isEqualTo(10);
        assertThat(result.failures()).hasSize(20).allMatch(point -> point.termination() == Termination.TIME_LIMIT);
    }

    @Test
    void progress_counts_every_run_once() {
        List<Integer> counts = Collections.synchronizedList(new ArrayList<>());
        Progress listening = new Progress() {
            @Override
            public void advanced(int done, int total) {
                counts.add(done);
            }

            @Override
            public boolean isCancelled() {
                return false;
            }
        };

        search(25, 2)
                .run(TestObjectives::rosenbrock, StartLaw.gaussian(1), SymmetryAction.none(), new Seed(7), listening);

        assertThat(counts).hasSize(25).doesNotHaveDuplicates().contains(1, 25);
    }

    @Test
    void the_representative_is_a_point_of_its_level() {
        MultiStartResult result = run(30, 1, TestObjectives::rosenbrock, 1);

        Point point = result.levels().get(0).representative();
        assertThat(TestObjectives.rosenbrock().value(point.coordinates()))
                .isEqualTo(result.levels().get(0).value());
    }
}
