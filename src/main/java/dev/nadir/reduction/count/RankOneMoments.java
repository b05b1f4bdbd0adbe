package dev.nadir.reduction.count;

import dev.nadir.base.exact.Rational;
import dev.nadir.reduction.ExactMatrix;
import dev.nadir.reduction.LinearNetwork;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Moments {@code S = s*x*x'} and {@code C = c*x'} of data of rank one, as one sample has them.
 *
 * @param direction {@code x}, one of whose entries is one
 * @param scale {@code s}, not zero
 * @param targets {@code c}
 */
record RankOneMoments(List<Rational> direction, Rational scale, List<Rational> targets) {

    /** The moments in this form; empty if they have none. */
    static Optional<RankOneMoments> of(LinearNetwork network) {
        ExactMatrix s = network.inputMoment();
        ExactMatrix c = network.crossMoment();
        int n = s.rows();
        int pivot = 0;
        while (pivot < n && s.get(pivot, pivot).isZero()) {
            pivot++;
        }
        if (pivot == n) {
            return Optional.empty();
        }
        Rational scale = s.get(pivot, pivot);
        List<Rational> x = new ArrayList<>();
        for (int j = 0; j < n; j++) {
            x.add(s.get(j, pivot).dividedBy(scale));
        }
        List<Rational> targets = new ArrayList<>();
        for (int k = 0; k < c.rows(); k++) {
            targets.add(c.get(k, pivot));
        }
        for (int j = 0; j < n; j++) {
            for (int i = 0; i < n; i++) {
                if (!s.get(i, j).equals(scale.times(x.get(i)).times(x.get(j)))) {
                    return Optional.empty();
                }
            }
            for (int k = 0; k < c.rows(); k++) {
                if (!c.get(k, j).equals(targets.get(k).times(x.get(j)))) {
                    return Optional.empty();
                }
            }
        }
        return Optional.of(new RankOneMoments(x, scale, targets));
    }

    /** {@code s * sum of x[j]^2/weights[j]}; empty if a weight is zero. */
    Optional<Rational> spread(ExactMatrix weights, int row) {
        Rational sum = Rational.ZERO;
        for (int j = 0; j < direction.size(); j++) {
            if (weights.get(row, j).isZero()) {
                return Optional.empty();
            }
            sum = sum.plus(direction.get(j).power(2).dividedBy(weights.get(row, j)));
        }
        return Optional.of(sum.times(scale));
    }
}
