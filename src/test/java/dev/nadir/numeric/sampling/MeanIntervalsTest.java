package dev.nadir.numeric.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.nadir.base.PreconditionException;
import dev.nadir.base.Seed;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** All tests are seeded; each interval is allowed to miss once in a thousand and is looked at two hundred times. */
class MeanIntervalsTest {

    private static final int TIMES = 200;
    private static final double ERROR = 1e-3;

    /** With an error of a thousandth more than five misses of two hundred have a probability below 1e-7. */
    private static final long MOST_MISSES = 5;

    private static double[] draws(int count, long seed, ToDoubleFunction<RandomGenerator> law) {
        RandomGenerator random = new Seed(seed).generator();
        return IntStream.range(0, count)
                .mapToDouble(i -> law.applyAsDouble(random))
                .toArray();
    }

    private static long misses(int count, Knowledge known, double mean, ToDoubleFunction<RandomGenerator> law) {
        return IntStream.range(0, TIMES)
                .filter(i ->
                        !MeanIntervals.of(draws(count, i, law), known, ERROR).contains(mean))
                .count();
    }

    @Test
    void clopper_and_pearsons_interval_has_its_published_ends() {
        double[] draws = new double[10];
        draws[0] = 1;
        draws[1] = 1;

        MeanInterval interval = MeanIntervals.of(draws, new Knowledge.Indicator(), 0.05);

        // 2 of 10 at 95 %: [0.0252, 0.5561], as in every table of exact binomial limits.
        assertThat(interval.estimate()).isEqualTo(0.2);
        assertThat(interval.low()).isCloseTo(0.025210726, within(1e-8));
        assertThat(interval.high()).isCloseTo(0.556095462, within(1e-8));
    }

    @Test
    void an_event_that_always_happens_is_not_taken_for_certain() {
        double[] draws = draws(1000, 1, random -> 1);

        MeanInterval interval = MeanIntervals.of(draws, new Knowledge.Indicator(), 1e-9);

        assertThat(interval.high()).isEqualTo(1);
        assertThat(interval.low()).isCloseTo(Math.pow(5e-10, 1.0 / 1000), within(1e-9));
    }

    @Test
    void each_interval_holds_the_mean_as_often_as_it_says() {
        ToDoubleFunction<RandomGenerator> rare = random -> random.nextDouble() < 0.01 ? 1 : 0;
        ToDoubleFunction<RandomGenerator> normal = random -> 3 + 2 * random.nextGaussian();
        // Pareto of index 4.5: mean 9/7, variance 4.5/(3.5^2*2.5); kurtosis about 100 if it were asked for.
        ToDoubleFunction<RandomGenerator> heavy = random -> Math.pow(1 - random.nextDouble(), -1 / 4.5);

        assertThat(misses(500, new Knowledge.Indicator(), 0.01, rare)).isLessThanOrEqualTo(MOST_MISSES);
        assertThat(misses(500, new Knowledge.Bounded(0, 1), 0.01, rare)).isLessThanOrEqualTo(MOST_MISSES);
        assertThat(misses(500, new Knowledge.SubGaussian(2), 3, normal)).isLessThanOrEqualTo(MOST_MISSES);
        assertThat(misses(500, new Knowledge.Variance(4), 3, normal)).isLessThanOrEqualTo(MOST_MISSES);
        assertThat(misses(500, new Knowledge.Variance(4.5 / (3.5 * 3.5 * 2.5)), 9 / 7.0, heavy))
                .isLessThanOrEqualTo(MOST_MISSES);
        assertThat(misses(1500, new Knowledge.Kurtosis(3), 3, normal)).isLessThanOrEqualTo(MOST_MISSES);
    }

    @Test
    void a_truncated_mean_of_an_infinite_variance_holds_the_mean_once_the_tail_is_added() {
        // Pareto of index 1.5: mean 3, infinite variance; what exceeds c is on average 2*c^-0.5.
        ToDoubleFunction<RandomGenerator> wild = random -> Math.pow(1 - random.nextDouble(), -1 / 1.5);

        long withTail = misses(2000, new Knowledge.Truncated(100, 0.2), 3, wild);
        long without = misses(20000, new Knowledge.Truncated(20, 0), 3, wild);

        assertThat(withTail).isLessThanOrEqualTo(MOST_MISSES);
        assertThat(without).isGreaterThan(TIMES / 2);
    }

    @Test
    void catonis_interval_is_nearly_as_narrow_as_that_of_a_normal_mean() {
        double[] draws = draws(10_000, 3, RandomGenerator::nextGaussian);

        MeanInterval interval = MeanIntervals.of(draws, new Knowledge.Variance(1), 1e-9);

        // The normal quantile at half of 1e-9 is 6.11.
        assertThat(interval.halfWidth()).isBetween(0.0611, 0.068);
    }

    @Test
    void a_narrow_summand_has_a_narrower_interval_than_its_bounds_alone_give() {
        double[] draws = draws(20_000, 4, random -> 0.5 + 0.001 * (random.nextDouble() - 0.5));

        MeanInterval interval = MeanIntervals.of(draws, new Knowledge.Bounded(0, 1), 1e-9);

        double hoeffding = Math.sqrt(Math.log(4e9) / 40_000);
        assertThat(interval.halfWidth()).isLessThan(hoeffding / 4);
        assertThat(interval.method()).contains("Bernstein");
    }

    @Test
    void what_the_draws_contradict_is_refused() {
        double[] normal = draws(2000, 5, RandomGenerator::nextGaussian);
        double[] cauchy = draws(2000, 6, random -> Math.tan(Math.PI * (random.nextDouble() - 0.5)));

        assertThatThrownBy(() -> MeanIntervals.of(normal, new Knowledge.Bounded(-1, 1), 1e-9))
                .isInstanceOf(PreconditionException.class)
                .hasMessageContaining("cannot be right");
        assertThatThrownBy(() -> MeanIntervals.of(cauchy, new Knowledge.Variance(1e-6), 1e-3))
                .isInstanceOf(PreconditionException.class)
                .hasMessageContaining("cannot be right");
        assertThatThrownBy(() -> MeanIntervals.of(normal, new Knowledge.Truncated(1, 1), 1e-9))
                .isInstanceOf(PreconditionException.class)
                .hasMessageContaining("negative");
    }

    @Test
    void too_few_draws_and_undefined_ones_are_refused() {
        double[] few = draws(50, 7, RandomGenerator::nextGaussian);

        assertThatThrownBy(() -> MeanIntervals.of(few, new Knowledge.Variance(1), 1e-9))
                .isInstanceOf(PreconditionException.class);
        assertThatThrownBy(() -> MeanIntervals.of(few, new Knowledge.Kurtosis(3), 1e-9))
                .isInstanceOf(PreconditionException.class)
                .hasMessageContaining("at least");
        assertThatThrownBy(() -> MeanIntervals.of(new double[] {1, Double.NaN}, new Knowledge.Bounded(0, 1), 0.1))
                .isInstanceOf(PreconditionException.class)
                .hasMessageContaining("finite");
    }
}
