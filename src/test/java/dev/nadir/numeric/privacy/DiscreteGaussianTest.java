package dev.nadir.numeric.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nadir.base.PreconditionException;
import dev.nadir.base.Seed;
import dev.nadir.base.exact.Rational;
import java.math.BigInteger;
import java.util.Map;
import java.util.TreeMap;
import org.hipparchus.special.Gamma;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The sampler has the law it says. Every statistical test here fails for a right sampler with a probability of 1e-6, over
 * seeds; the seeds are fixed.
 */
class DiscreteGaussianTest {

    /** How often a right sampler may fail, over seeds. */
    private static final double FALSE_ALARM = 1e-6;

    private static Map<Long, Integer> histogram(Rational variance, int count, long seed) {
        DiscreteGaussian law = new DiscreteGaussian(variance);
        SeededBits bits = new SeededBits(new Seed(seed));
        Map<Long, Integer> histogram = new TreeMap<>();
        for (int i = 0; i < count; i++) {
            histogram.merge(law.sample(bits).longValueExact(), 1, Integer::sum);
        }
        return histogram;
    }

    /** The probability that chi-square would be as large for the claimed law; cells of fewer than ten are joined. */
    private static double chiSquareTail(Map<Long, Integer> histogram, int count, double variance) {
        double total = 0;
        int reach = (int) Math.ceil(40 * Math.sqrt(variance)) + 1;
        for (int x = -reach; x <= reach; x++) {
            total += Math.exp(-x * (double) x / (2 * variance));
        }
        double statistic = 0;
        int cells = 0;
        double restExpected = count;
        int restSeen = count;
        for (int x = -reach; x <= reach; x++) {
            double expected = count * Math.exp(-x * (double) x / (2 * variance)) / total;
            if (expected >= 10) {
                int seen = histogram.getOrDefault((long) x, 0);
                statistic += (seen - expected) * (seen - expected) / expected;
                restExpected -= expected;
                restSeen -= seen;
                cells++;
            }
        }
        if (restExpected > 5) {
            statistic += (restSeen - restExpected) * (restSeen - restExpected) / restExpected;
            cells++;
        }
        return Gamma.regularizedGammaQ((cells - 1) / 2.0, statistic / 2);
    }

    @ParameterizedTest
    @CsvSource({"1, 4, 100000", "1, 1, 100000", "4, 1, 100000", "25, 1, 100000", "355, 113, 50000", "1, 3, 50000"})
    void small_variances_have_the_exact_probabilities(long numerator, long denominator, int count) {
        Rational variance = Rational.of(numerator, denominator);

        Map<Long, Integer> histogram = histogram(variance, count, 64);

        assertThat(chiSquareTail(histogram, count, variance.round())).isGreaterThan(FALSE_ALARM);
    }

    @Test
    void the_test_of_probabilities_sees_a_law_that_is_a_little_off() {
        // Negative controls: rounded continuous noise, and a variance that is five percent off.
        Map<Long, Integer> rounded = new TreeMap<>();
        var generator = new Seed(65).generator();
        for (int i = 0; i < 100_000; i++) {
            rounded.merge(Math.round(0.5 * generator.nextGaussian()), 1, Integer::sum);
        }

        assertThat(chiSquareTail(rounded, 100_000, 0.25)).isLessThan(FALSE_ALARM);
        assertThat(chiSquareTail(histogram(Rational.of(4), 100_000, 66), 100_000, 4.2))
                .isLessThan(FALSE_ALARM);
    }

    @Test
    void large_variances_are_normal() {
        // Kolmogorov's distance to the normal law: passes 2.7/sqrt(n) with probability 2 exp(-2 * 2.7^2) = 9e-7.
        Rational variance = new Rational(BigInteger.ONE.shiftLeft(90), BigInteger.valueOf(7));
        double sigma = Math.sqrt(variance.round());
        DiscreteGaussian law = new DiscreteGaussian(variance);
        SeededBits bits = new SeededBits(new Seed(67));
        int count = 50_000;

        double[] sample = new double[count];
        for (int i = 0; i < count; i++) {
            sample[i] = law.sample(bits).doubleValue() / sigma;
        }

        assertThat(kolmogorov(sample, 1)).isLessThan(2.7 / Math.sqrt(count));
        assertThat(kolmogorov(sample, 1.05)).isGreaterThan(2.7 / Math.sqrt(count));
    }

    private static double kolmogorov(double[] sample, double sigma) {
        double[] sorted = sample.clone();
        java.util.Arrays.sort(sorted);
        double distance = 0;
        for (int i = 0; i < sorted.length; i++) {
            double value = org.hipparchus.special.Erf.erfc(-sorted[i] / sigma / Math.sqrt(2)) / 2;
            distance =
                    Math.max(distance, Math.max((i + 1.0) / sorted.length - value, value - (double) i / sorted.length));
        }
        return distance;
    }

    @Test
    void scales_that_do_not_fit_into_a_long_are_sampled_too() {
        DiscreteGaussian law = new DiscreteGaussian(new Rational(BigInteger.ONE.shiftLeft(160), BigInteger.ONE));
        SeededBits bits = new SeededBits(new Seed(68));

        double sum = 0;
        for (int i = 0; i < 4000; i++) {
            sum += Math.pow(law.sample(bits).doubleValue() / Math.pow(2, 80), 2);
        }

        // The mean of 4000 squares has standard deviation sqrt(2/4000) = 0.022; five of them: 6e-7.
        assertThat(sum / 4000).isBetween(1 - 0.112, 1 + 0.112);
    }

    @Test
    void the_same_seed_gives_the_same_noise_and_another_does_not() {
        Rational variance = Rational.of(1_000_000);

        assertThat(histogram(variance, 100, 1)).isEqualTo(histogram(variance, 100, 1));
        assertThat(histogram(variance, 100, 1)).isNotEqualTo(histogram(variance, 100, 2));
    }

    @Test
    void exponential_probabilities_are_met() {
        ExactChance chance = new ExactChance(new SeededBits(new Seed(69)));
        int count = 40_000;
        long[][] fractions = {{0, 1}, {1, 3}, {1, 1}, {5, 2}};

        for (long[] fraction : fractions) {
            int hits = 0;
            int hitsOfLarge = 0;
            BigInteger large = BigInteger.ONE.shiftLeft(100);
            for (int i = 0; i < count; i++) {
                hits += chance.exponential(BigInteger.valueOf(fraction[0]), BigInteger.valueOf(fraction[1])) ? 1 : 0;
                hitsOfLarge += chance.exponential(
                                BigInteger.valueOf(fraction[0]).multiply(large),
                                BigInteger.valueOf(fraction[1]).multiply(large))
                        ? 1
                        : 0;
            }

            double p = Math.exp(-fraction[0] / (double) fraction[1]);
            // Five standard deviations: 6e-7.
            double width = 5 * Math.sqrt(p * (1 - p) * count);
            assertThat((double) hits).isBetween(count * p - width, count * p + width);
            assertThat((double) hitsOfLarge).isBetween(count * p - width, count * p + width);
        }
    }

    @Test
    void a_variance_that_is_not_positive_is_refused() {
        assertThatThrownBy(() -> new DiscreteGaussian(Rational.ZERO)).isInstanceOf(PreconditionException.class);
    }

    @Test
    @Tag("slow")
    void the_variances_are_those_of_the_law_and_not_of_its_continuous_cousin() {
        // Exact: 0.2150127 at the parameter 1/4, 1 - 2e-7 at 1. A million samples resolve five in a thousand.
        assertThat(empiricalVariance(Rational.of(1, 4), 70)).isBetween(0.2150127 * 0.995, 0.2150127 * 1.005);
        assertThat(empiricalVariance(Rational.of(1), 71)).isBetween(0.99, 1.01);
    }

    private static double empiricalVariance(Rational variance, long seed) {
        return histogram(variance, 1_000_000, seed).entrySet().stream()
                        .mapToDouble(entry -> (double) entry.getKey() * entry.getKey() * entry.getValue())
                        .sum()
                / 1_000_000;
    }
}
