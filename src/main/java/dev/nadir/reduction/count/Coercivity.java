package dev.nadir.reduction.count;

import dev.nadir.base.exact.Rational;
import dev.nadir.reduction.ExactMatrix;
import dev.nadir.reduction.LinearNetwork;
import dev.nadir.reduction.Polynomial;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
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
     * Whether a function with the given derivatives grows: each unknown has a highest power of its own, even and with a
     * positive coefficient, and in those powers as units every other term has a degree below one, or is nowhere negative.
     * With M the largest of those powers at a point, a term of degree w below 1 is at most a multiple of M^w there.
     */
    public static boolean isShown(List<Polynomial> gradient) {
        int n = gradient.size();
        int[] highest = new int[n];
        for (int i = 0; i < n; i++) {
            int unknown = i;
            Optional<Polynomial.Term> own = gradient.get(i).terms().stream()
                    .filter(term -> term.degree() == term.exponents().get(unknown))
                    .max(Comparator.comparingInt(Polynomial.Term::degree));
            if (own.isEmpty()
                    || own.get().degree() % 2 == 0
                    || own.get().coefficient().signum() < 0) {
                return false;
            }
            highest[i] = own.get().degree() + 1;
        }
        return IntStream.range(0, n)
                .allMatch(i -> gradient.get(i).terms().stream().allMatch(term -> isDominated(term, i, highest)));
    }

    /**
     * Whether a sum of polynomials of degree two at most grows in every direction: its second derivatives are a positive
     * definite matrix, by symmetric elimination. What is bounded below may be added to it.
     */
    public static boolean isDefinite(List<Polynomial> quadratic) {
        int n = quadratic.isEmpty() ? 0 : quadratic.get(0).arity();
        Rational[][] hessian = new Rational[n][n];
        for (Rational[] row : hessian) {
            java.util.Arrays.fill(row, Rational.ZERO);
        }
        quadratic.stream()
                .flatMap(each -> each.terms().stream())
                .filter(term -> term.degree() == 2)
                .forEach(term -> add(hessian, term));
        for (int k = 0; k < n; k++) {
            if (hessian[k][k].signum() <= 0) {
                return false;
            }
            eliminate(hessian, k);
        }
        return n > 0 && quadratic.stream().allMatch(each -> each.degree() <= 2);
    }

    private static void add(Rational[][] hessian, Polynomial.Term term) {
        int first = -1;
        for (int i = 0; i < hessian.length; i++) {
            int exponent = term.exponents().get(i);
            if (exponent == 2) {
                hessian[i][i] = hessian[i][i].plus(Rational.of(2, 1).times(term.coefficient()));
            } else if (exponent == 1 && first < 0) {
                first = i;
            } else if (exponent == 1) {
                hessian[first][i] = hessian[first][i].plus(term.coefficient());
                hessian[i][first] = hessian[i][first].plus(term.coefficient());
            }
        }
    }

    /** A term of the derivative by an unknown, seen as what it is the derivative of. */
    private static boolean isDominated(Polynomial.Term term, int unknown, int[] highest) {
        Rational degree = Rational.ZERO;
        boolean isEven = true;
        for (int i = 0; i < highest.length; i++) {
            int exponent = term.exponents().get(i) + (i == unknown ? 1 : 0);
            degree = degree.plus(Rational.of(exponent, highest[i]));
            isEven &= exponent % 2 == 0;
        }
        boolean isPositive = isEven && term.coefficient().signum() > 0;
        return isPositive || degree.compareTo(Rational.ONE) < 0;
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
