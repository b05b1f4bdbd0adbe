package dev.nadir.numeric.privacy.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nadir.base.Seed;
import dev.nadir.base.exact.Rational;
import dev.nadir.numeric.linalg.Matrix;
import dev.nadir.numeric.privacy.Adjacency;
import dev.nadir.numeric.privacy.GramMechanism;
import dev.nadir.numeric.privacy.PrivacyParameters;
import dev.nadir.numeric.privacy.Release;
import dev.nadir.numeric.privacy.SeededBits;
import dev.nadir.numeric.privacy.lowrank.PrivateLowRank;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * An attacker who knows nothing of the mechanism, trained on outputs of both neighbours, does not tell their low-rank
 * parts apart better than the claim allows; for a wrong mechanism it does. Trained and judged on different samples
 * (BichselSteffenBogunovicVechev2021, with a discriminant in place of their networks). A right mechanism fails with a
 * probability of {@value #FALSE_ALARM}, over seeds; the seeds are fixed.
 */
class ClassifierAuditTest {

    private static final double FALSE_ALARM = 1e-6;

    private static final int TRAINING = 20_000;
    private static final int JUDGING = 40_000;

    private static final PrivacyParameters CLAIM = PrivacyParameters.of(
                    2, Rational.ONE, Adjacency.REPLACE_ROW, Rational.parse("0.125"))
            .withFractionBits(9);

    /** What is published in the end. */
    private enum Output {
        REAL(release -> PrivateLowRank.of(release, 1).matrix()),
        COMPLEX_PRINTED(release ->
                PrivateLowRank.complex(release, 1, imaginary(release)).printed()),
        COMPLEX_REPAIRED(release -> PrivateLowRank.complex(release, 1, imaginary(release))
                .repaired()
                .matrix());

        // The functions hold no state.
        @SuppressWarnings("ImmutableEnumChecker")
        private final Function<Release, Matrix> published;

        Output(Function<Release, Matrix> published) {
            this.published = published;
        }

        /** Other imaginary noise for each sample; it need not be secret. */
        private static Seed imaginary(Release release) {
            return new Seed(release.entry(0, 0).longValueExact());
        }
    }

    /** Entries and their products: what a discriminant can be linear in. */
    private static double[] features(Matrix matrix) {
        double a = matrix.get(0, 0);
        double b = matrix.get(0, 1);
        double c = matrix.get(1, 1);
        double size = Math.sqrt(1 + a * a + 2 * b * b + c * c);
        return new double[] {a, b, c, a / size, b / size, c / size};
    }

    private static List<double[]> outputs(GdpAudit.Pair pair, boolean isRight, Setting setting, int count, Seed seed) {
        List<double[]> rows = isRight ? pair.right() : pair.left();
        SeededBits bits = new SeededBits(seed.child(isRight ? "right" : "left"));
        List<double[]> outputs = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Release release = GramMechanism.simulate(rows, setting.actual(), bits);
            outputs.add(features(setting.output().published.apply(release)));
        }
        return outputs;
    }

    /** What is done, whatever is claimed. */
    private record Setting(Output output, PrivacyParameters actual) {}

    private static double lowerBound(Setting setting, Seed seed) {
        double best = Double.NEGATIVE_INFINITY;
        for (GdpAudit.Pair pair : List.of(GdpAudit.AXES, GdpAudit.DIAGONALS)) {
            Seed own = seed.child(pair.name());
            List<double[]> left = outputs(pair, false, setting, TRAINING, own.child("training"));
            List<double[]> right = outputs(pair, true, setting, TRAINING, own.child("training"));
            double[] weights = discriminant(left, right);
            double threshold = (dot(weights, mean(left)) + dot(weights, mean(right))) / 2;
            double[] low = scores(weights, outputs(pair, false, setting, JUDGING, own.child("judging")));
            double[] high = scores(weights, outputs(pair, true, setting, JUDGING, own.child("judging")));
            best = Math.max(best, GdpAudit.bound(low, high, threshold, FALSE_ALARM / 4));
        }
        return best;
    }

    /** Fisher's: the difference of the means, by the inverse of the mean covariance. */
    private static double[] discriminant(List<double[]> left, List<double[]> right) {
        double[] from = mean(left);
        double[] to = mean(right);
        int n = from.length;
        Matrix covariance = Matrix.identity(n).scaled(1e-9);
        for (List<double[]> side : List.of(left, right)) {
            double[] mean = side == left ? from : to;
            double[] sums = new double[n * n];
            for (double[] x : side) {
                for (int i = 0; i < n; i++) {
                    for (int j = 0; j < n; j++) {
                        sums[i * n + j] += (x[i] - mean[i]) * (x[j] - mean[j]) / side.size();
                    }
                }
            }
            covariance = covariance.plus(Matrix.of(n, n, sums));
        }
        double[] difference = new double[n];
        java.util.Arrays.setAll(difference, i -> to[i] - from[i]);
        return covariance.solve(Matrix.column(difference)).orElseThrow().toArray();
    }

    private static double[] mean(List<double[]> points) {
        double[] mean = new double[points.get(0).length];
        points.forEach(point -> java.util.Arrays.setAll(mean, i -> mean[i] + point[i] / points.size()));
        return mean;
    }

    private static double[] scores(double[] weights, List<double[]> points) {
        return points.stream().mapToDouble(point -> dot(weights, point)).toArray();
    }

    private static double dot(double[] x, double[] y) {
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            sum += x[i] * y[i];
        }
        return sum;
    }

    @ParameterizedTest
    @EnumSource(Output.class)
    void the_low_rank_part_tells_no_more_than_the_claim_allows(Output output) {
        double mu = Math.sqrt(2 * CLAIM.cost().round());

        double bound = lowerBound(new Setting(output, CLAIM), new Seed(120).child(output.name()));

        // The attacker finds something, and not too much.
        assertThat(bound).isBetween(0.1 * mu, mu);
    }

    @Test
    void noise_that_is_half_as_wide_as_claimed_is_caught() {
        PrivacyParameters wrong = PrivacyParameters.of(
                        2, Rational.ONE, Adjacency.REPLACE_ROW, CLAIM.rho().times(Rational.of(4)))
                .withFractionBits(9);

        double bound = lowerBound(new Setting(Output.REAL, wrong), new Seed(121));

        assertThat(bound).isGreaterThan(Math.sqrt(2 * CLAIM.cost().round()));
    }
}
