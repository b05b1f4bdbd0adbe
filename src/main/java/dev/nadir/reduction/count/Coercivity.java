package dev.nadir.reduction.count;

import dev.nadir.base.exact.Rational;
import dev.nadir.reduction.ExactMatrix;
import dev.nadir.reduction.LinearNetwork;
import dev.nadir.reduction.Polynomial;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Functions that grow in every direction, so that they attain their minimum, and at a critical point. */
public final class Coercivity {

    private Coercivity() {}

    /**
     * Whether the loss of the network grows: all weights are positive, {@code S} is positive semidefinite and its rows span
     * those of {@code C}, so that the part without weights is bounded below.
     */
    public static boolean isShown(LinearNetwork network) {
        boolean isPositive = network.weights().stream()
                .flatMap(weights -> weights.entries().stream())
                .allMatch(weight -> weight.signum() > 0);
        List<List<Rational>> moments = rows(network.inputMoment());
        List<List<Rational>> both = new ArrayList<>(moments);
        both.addAll(rows(network.crossMoment()));
        return isPositive && isSemidefinite(network.inputMoment()) && ExactRank.of(both) == ExactRank.of(moments);
    }

    /**
     * Whether a function with the given derivatives grows: their terms of the highest degree are positive multiples of the
     * same odd power of the own unknown, one for each.
     */
    public static boolean isShown(List<Polynomial> gradient) {
        int degree = gradient.stream().mapToInt(Polynomial::degree).max().orElse(0);
        return degree % 2 == 1
                && IntStream.range(0, gradient.size()).allMatch(i -> {
                    List<Polynomial.Term> leading = gradient.get(i).terms().stream()
                            .filter(term -> term.degree() == degree)
                            .toList();
                    return leading.size() == 1
                            && leading.get(0).exponents().get(i) == degree
                            && leading.get(0).coefficient().signum() > 0;
                });
    }

    private static List<List<Rational>> rows(ExactMatrix matrix) {
        return IntStream.range(0, matrix.rows())
                .mapToObj(i -> matrix.entries().subList(i * matrix.columns(), (i + 1) * matrix.columns()))
                .toList();
    }

    /** Symmetric elimination: pivots are positive, and a zero pivot has a zero row. */
    private static boolean isSemidefinite(ExactMatrix matrix) {
        int n = matrix.rows();
        Rational[][] rest = new Rational[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                rest[i][j] = matrix.get(i, j);
                if (!matrix.get(i, j).equals(matrix.get(j, i))) {
                    return false;
                }
            }
        }
        for (int k = 0; k < n; k++) {
            if (rest[k][k].signum() < 0) {
                return false;
            }
            for (int i = k + 1; i < n; i++) {
                if (rest[k][k].isZero() && !rest[i][k].isZero()) {
                    return false;
                }
            }
            eliminate(rest, k);
        }
        return true;
    }

    private static void eliminate(Rational[][] rest, int k) {
        for (int i = k + 1; i < rest.length && !rest[k][k].isZero(); i++) {
            Rational factor = rest[i][k].dividedBy(rest[k][k]);
            for (int j = k; j < rest.length; j++) {
                rest[i][j] = rest[i][j].minus(factor.times(rest[k][j]));
            }
        }
    }
}
