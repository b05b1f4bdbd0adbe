package dev.nadir.numeric.sampling;

import dev.nadir.base.PreconditionException;
import java.util.Arrays;
import org.hipparchus.special.Beta;

/**
 * Intervals for the mean of independent draws. Each is right for every number of draws, not only in a limit: a claim that
 * is true is excluded with at most the stated probability.
 *
 * <p>Sources: ClopperPearson1934 for indicators, Hoeffding1963 and MaurerPontil2009 for bounded numbers, Catoni2012 for
 * numbers of bounded variance.
 */
public final class MeanIntervals {

    /** A draw that far from the rest would be rarer than the error allows if the stated variance were right. */
    private static final String CONTRADICTION = "what is stated of the summand cannot be right: ";

    private MeanIntervals() {}

    /**
     * The interval.
     *
     * @param error the probability that it does not hold the mean, at most
     * @throws PreconditionException if there are too few draws, one is not finite, or one contradicts what is known
     */
    public static MeanInterval of(double[] draws, Knowledge known, double error) {
        for (double draw : draws) {
            if (!Double.isFinite(draw)) {
                throw new PreconditionException("every draw must have a finite value, got " + draw);
            }
        }
        if (draws.length < 2) {
            throw new PreconditionException("an interval needs at least two draws, got " + draws.length);
        }
        if (known instanceof Knowledge.Indicator) {
            return proportion(draws, error);
        } else if (known instanceof Knowledge.Bounded bounded) {
            return bounded(draws, bounded, error);
        } else if (known instanceof Knowledge.SubGaussian tame) {
            double radius = tame.scale() * Math.sqrt(2 * Math.log(2 / error) / draws.length);
            return around(mean(draws), radius, "the Chernoff bound of sub-Gaussian numbers", draws.length);
        } else if (known instanceof Knowledge.Variance variance) {
            return variance(draws, variance.most(), error);
        } else if (known instanceof Knowledge.Kurtosis kurtosis) {
            return kurtosis(draws, kurtosis.most(), error);
        }
        return truncated(draws, (Knowledge.Truncated) known, error);
    }

    private static MeanInterval around(double estimate, double radius, String method, int draws) {
        return new MeanInterval(estimate, estimate - radius, estimate + radius, method, draws);
    }

    private static double mean(double[] draws) {
        return Arrays.stream(draws).sum() / draws.length;
    }

    /** Clopper and Pearson's interval: exact, from the binomial law. */
    private static MeanInterval proportion(double[] draws, double error) {
        int n = draws.length;
        int hits = 0;
        for (double draw : draws) {
            requireThat(draw == 0 || draw == 1, "an indicator is 0 or 1, got " + draw);
            hits += (int) draw;
        }
        double low = hits == 0 ? 0 : quantile(error / 2, hits, n - hits + 1.0);
        double high = hits == n ? 1 : quantile(1 - error / 2, hits + 1.0, n - hits);
        return new MeanInterval((double) hits / n, low, high, "Clopper and Pearson's interval", n);
    }

    /** Where the Beta law reaches a probability, by bisection. */
    private static double quantile(double probability, double a, double b) {
        double low = 0;
        double high = 1;
        while (true) {
            double middle = (low + high) / 2;
            if (middle <= low || middle >= high) {
                return middle;
            }
            if (Beta.regularizedBeta(middle, a, b) < probability) {
                low = middle;
            } else {
                high = middle;
            }
        }
    }

    /** The narrower of Hoeffding's interval and the empirical Bernstein interval, each with half of the error. */
    private static MeanInterval bounded(double[] draws, Knowledge.Bounded bounds, double error) {
        int n = draws.length;
        double width = bounds.high() - bounds.low();
        for (double draw : draws) {
            requireThat(
                    bounds.low() <= draw && draw <= bounds.high(),
                    CONTRADICTION + "a draw is " + draw + ", outside of [" + bounds.low() + ", " + bounds.high() + "]");
        }
        double mean = mean(draws);
        double variance = Arrays.stream(draws).map(x -> (x - mean) * (x - mean)).sum() / (n - 1);
        double hoeffding = width * Math.sqrt(Math.log(4 / error) / (2.0 * n));
        double log = Math.log(8 / error);
        double bernstein = Math.sqrt(2 * variance * log / n) + 7 * width * log / (3 * (n - 1.0));
        String method = bernstein < hoeffding ? "the empirical Bernstein inequality" : "Hoeffding's inequality";
        double radius = Math.min(bernstein, hoeffding);
        return new MeanInterval(
                mean, Math.max(bounds.low(), mean - radius), Math.min(bounds.high(), mean + radius), method, n);
    }

    /** Catoni's estimator with its bound: the spread of a Gaussian mean, for any law of that variance. */
    private static MeanInterval variance(double[] draws, double variance, double error) {
        requireThat(variance >= 0, "a variance must not be negative, got " + variance);
        int n = draws.length;
        double log = Math.log(2 / error);
        requireThat(n > 4 * log, "Catoni's estimator needs more than " + Math.ceil(4 * log) + " draws, got " + n);
        double eta = Math.sqrt(2 * variance * log / (n - 2 * log));
        double alpha = Math.sqrt(2 * log / (n * (variance + eta * eta)));
        double estimate = variance == 0 ? mean(draws) : catoni(draws, alpha);
        // Chebyshev: each draw is this far off with probability error/n at most.
        double reach = Math.sqrt(n * variance / error) + eta;
        for (double draw : draws) {
            double rounding = 64 * Math.ulp(Math.abs(estimate));
            requireThat(
                    Math.abs(draw - estimate) <= reach + rounding,
                    CONTRADICTION + "a draw is " + draw + ", the mean about " + estimate
                            + " and the variance said to be at most " + variance);
        }
        return around(estimate, eta, "Catoni's estimator", n);
    }

    /** The root of the sum of influences, which fall as the estimate grows. */
    private static double catoni(double[] draws, double alpha) {
        double low = Arrays.stream(draws).min().orElseThrow();
        double high = Arrays.stream(draws).max().orElseThrow();
        while (true) {
            double middle = low + (high - low) / 2;
            if (middle <= low || middle >= high) {
                return middle;
            }
            double sum = 0;
            for (double draw : draws) {
                double x = alpha * (draw - middle);
                sum += Math.copySign(Math.log1p(Math.abs(x) + x * x / 2), x);
            }
            if (sum > 0) {
                low = middle;
            } else {
                high = middle;
            }
        }
    }

    /**
     * A third of the draws bounds the variance, the rest gives the mean. Half the squared difference of two draws is not
     * negative, has the variance as its mean, and a second moment of at most (kurtosis + 3)/2 times its square; so its
     * average falls short by a factor {@code 1 - r} with probability at most {@code exp(-n*r^2/(kurtosis + 3))}.
     */
    private static MeanInterval kurtosis(double[] draws, double kurtosis, double error) {
        requireThat(kurtosis >= 1, "a kurtosis is at least 1, got " + kurtosis);
        int pairs = draws.length / 6;
        double shortfall = Math.sqrt((kurtosis + 3) * Math.log(2 / error) / Math.max(1, pairs));
        int needed = (int) Math.ceil(24 * (kurtosis + 3) * Math.log(2 / error));
        requireThat(
                shortfall <= 0.5,
                "with a kurtosis of up to " + kurtosis + " an interval needs at least " + needed + " draws, got "
                        + draws.length);
        double sum = 0;
        for (int i = 0; i < pairs; i++) {
            double difference = draws[2 * i] - draws[2 * i + 1];
            sum += difference * difference / 2;
        }
        double variance = sum / pairs / (1 - shortfall);
        MeanInterval rest = variance(Arrays.copyOfRange(draws, 2 * pairs, draws.length), variance, error / 2);
        return new MeanInterval(
                rest.estimate(),
                rest.low(),
                rest.high(),
                "Catoni's estimator, the variance bounded first",
                draws.length);
    }

    private static MeanInterval truncated(double[] draws, Knowledge.Truncated known, double error) {
        requireThat(known.tail() >= 0 && known.at() > 0, "a truncation needs at > 0 and tail >= 0");
        double[] kept = new double[draws.length];
        for (int i = 0; i < kept.length; i++) {
            requireThat(draws[i] >= 0, CONTRADICTION + "what is truncated must not be negative, got " + draws[i]);
            kept[i] = Math.min(draws[i], known.at());
        }
        MeanInterval below = bounded(kept, new Knowledge.Bounded(0, known.at()), error);
        return new MeanInterval(
                below.estimate(),
                below.low(),
                below.high() + known.tail(),
                below.method() + ", truncated",
                kept.length);
    }

    private static void requireThat(boolean holds, String message) {
        if (!holds) {
            throw new PreconditionException(message);
        }
    }
}
