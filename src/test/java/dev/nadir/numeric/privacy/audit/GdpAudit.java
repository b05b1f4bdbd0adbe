package dev.nadir.numeric.privacy.audit;

import dev.nadir.base.Seed;
import dev.nadir.numeric.privacy.PrivacyParameters;
import dev.nadir.numeric.privacy.SeededBits;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.hipparchus.distribution.continuous.BetaDistribution;
import org.hipparchus.distribution.continuous.NormalDistribution;

/**
 * A lower bound, with stated confidence, of the mu that a mechanism on 2 x 2 Gram matrices really has: how well the best
 * test between two neighbours does, after section 6 of DongRothSu2022. Thresholds are fixed by the claim, before any
 * sample is drawn.
 *
 * @param pair the neighbours and the direction in which they differ
 * @param samples per data set
 * @param falseAlarm the probability that the bound exceeds the truth
 */
record GdpAudit(Pair pair, int samples, double falseAlarm) {

    /** Middle, and two deviations to either side: there truncated tails show. */
    private static final double[] THRESHOLDS = {0, -2, 2};

    /** Noisy entries 11, 12, 21, 22 of a data set, in steps of the grid. */
    interface Mechanism {
        double[] sample(List<double[]> rows, SeededBits bits);
    }

    /** Two neighbours that differ as much as any, and how much in each of the four entries, in units of the bound. */
    record Pair(String name, List<double[]> left, List<double[]> right, double[] difference) {}

    private static final double HALF = Math.sqrt(0.5);

    /** Differ on the diagonal only. */
    static final Pair AXES =
            new Pair("axes", List.of(new double[] {1, 0}), List.of(new double[] {0, 1}), new double[] {-1, 0, 0, 1});

    /** Differ beside the diagonal only. */
    static final Pair DIAGONALS = new Pair(
            "diagonals", List.of(new double[] {HALF, HALF}), List.of(new double[] {HALF, -HALF}), new double[] {
                0, -1, -1, 0
            });

    /** Whether a mechanism with this claim is caught: its true mu is larger, or a false alarm happened. */
    boolean catches(Mechanism mechanism, PrivacyParameters claim, Seed seed) {
        return lowerBound(mechanism, claim, seed) > Math.sqrt(2 * claim.cost().round());
    }

    /** The largest bound over the thresholds, and over the two triangles of the matrix. */
    double lowerBound(Mechanism mechanism, PrivacyParameters claim, Seed seed) {
        double level = falseAlarm / (2 * 2 * THRESHOLDS.length);
        List<double[]> low = samples(mechanism, pair.left(), seed.child("left"));
        List<double[]> high = samples(mechanism, pair.right(), seed.child("right"));
        double best = Double.NEGATIVE_INFINITY;
        for (boolean isUpper : new boolean[] {true, false}) {
            double[] weights = weights(claim, isUpper);
            // The variance of the statistic is the sum of squares of differences over variances.
            double deviation = Math.sqrt(dot(weights, pair.difference()));
            double middle = middle(weights, claim);
            double[] without =
                    low.stream().mapToDouble(noisy -> dot(weights, noisy)).toArray();
            double[] with =
                    high.stream().mapToDouble(noisy -> dot(weights, noisy)).toArray();
            for (double threshold : THRESHOLDS) {
                best = Math.max(best, bound(without, with, middle + threshold * deviation, level));
            }
        }
        return best;
    }

    private static double dot(double[] x, double[] y) {
        return x[0] * y[0] + x[1] * y[1] + x[2] * y[2] + x[3] * y[3];
    }

    /** The likelihood ratio's direction: the difference of each entry over its claimed variance, in one triangle. */
    private double[] weights(PrivacyParameters claim, boolean isUpper) {
        double diagonal = claim.diagonalNoiseVariance().round();
        double beside = claim.noiseVariance().round();
        double[] d = pair.difference();
        return new double[] {d[0] / diagonal, isUpper ? d[1] / beside : 0, isUpper ? 0 : d[2] / beside, d[3] / diagonal
        };
    }

    /** Half way between the expectations for the two data sets. */
    private double middle(double[] weights, PrivacyParameters claim) {
        double size = (double) claim.squaredNormLimit();
        double middle = 0;
        for (List<double[]> rows : List.of(pair.left(), pair.right())) {
            double x = rows.get(0)[0];
            double y = rows.get(0)[1];
            middle += size * dot(weights, new double[] {x * x, x * y, x * y, y * y}) / 2;
        }
        return middle;
    }

    /** Streams of their own seeds, so that it does not matter which thread draws which. */
    private List<double[]> samples(Mechanism mechanism, List<double[]> rows, Seed seed) {
        int streams = 8;
        return LongStream.range(0, streams)
                .parallel()
                .mapToObj(stream -> {
                    SeededBits bits = new SeededBits(seed.child(stream));
                    List<double[]> drawn = new ArrayList<>();
                    for (int i = 0; i < samples / streams; i++) {
                        drawn.add(mechanism.sample(rows, bits));
                    }
                    return drawn;
                })
                .flatMap(List::stream)
                .toList();
    }

    static double bound(double[] low, double[] high, double threshold, double level) {
        int alarms = (int)
                java.util.Arrays.stream(low).filter(value -> value > threshold).count();
        int misses = (int) java.util.Arrays.stream(high)
                .filter(value -> value <= threshold)
                .count();
        NormalDistribution normal = new NormalDistribution();
        double worstAlarms = upper(alarms, low.length, level);
        double worstMisses = upper(misses, high.length, level);
        return worstAlarms >= 1 || worstMisses >= 1
                ? Double.NEGATIVE_INFINITY
                : -normal.inverseCumulativeProbability(worstAlarms) - normal.inverseCumulativeProbability(worstMisses);
    }

    /** What a probability is at most, but for a false alarm, after so many successes (Clopper and Pearson). */
    static double upper(int successes, int trials, double level) {
        return successes == trials
                ? 1
                : new BetaDistribution(successes + 1.0, trials - (double) successes)
                        .inverseCumulativeProbability(1 - level);
    }
}
