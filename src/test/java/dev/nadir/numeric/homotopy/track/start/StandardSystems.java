package dev.nadir.numeric.homotopy.track.start;

import dev.nadir.base.exact.Rational;
import dev.nadir.reduction.Polynomial;
import dev.nadir.reduction.PolynomialFamily;
import dev.nadir.reduction.PolynomialSystem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Systems that every solver is measured on; the numbers of their roots are in the literature. */
final class StandardSystems {

    private StandardSystems() {}

    /** Sums of products of neighbours on a circle, and the product of all is one. */
    static PolynomialSystem cyclic(int n) {
        List<Polynomial> equations = new ArrayList<>();
        for (int length = 1; length <= n; length++) {
            Sum sum = new Sum(n);
            for (int first = 0; first < (length == n ? 1 : n); first++) {
                int[] factors = new int[length];
                for (int k = 0; k < length; k++) {
                    factors[k] = (first + k) % n;
                }
                sum.add(1, factors);
            }
            if (length == n) {
                sum.add(-1);
            }
            equations.add(sum.polynomial());
        }
        return system(n, equations);
    }

    /** A problem of magnetism: convolutions of a symmetric sequence with itself, and its sum is one. */
    static PolynomialSystem katsura(int n) {
        List<Polynomial> equations = new ArrayList<>();
        for (int m = 0; m < n; m++) {
            Sum sum = new Sum(n + 1);
            for (int i = -n; i <= n; i++) {
                if (Math.abs(m - i) <= n) {
                    sum.add(1, Math.abs(i), Math.abs(m - i));
                }
            }
            sum.add(-1, m);
            equations.add(sum.polynomial());
        }
        Sum sum = new Sum(n + 1);
        sum.add(1, 0);
        for (int i = 1; i <= n; i++) {
            sum.add(2, i);
        }
        sum.add(-1);
        equations.add(sum.polynomial());
        return system(n + 1, equations);
    }

    /** A neural network of Noonburg: each unknown times the squares of the others. */
    static PolynomialSystem noon(int n) {
        List<Polynomial> equations = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            Sum sum = new Sum(n);
            for (int j = 0; j < n; j++) {
                if (j != i) {
                    sum.add(Rational.of(10), i, j, j);
                }
            }
            sum.add(Rational.of(-11), i);
            sum.add(Rational.of(10));
            equations.add(sum.polynomial());
        }
        return system(n, equations);
    }

    static PolynomialSystem system(int unknowns, List<Polynomial> equations) {
        List<String> names =
                IntStream.range(0, unknowns).mapToObj(i -> "x" + (i + 1)).toList();
        return new PolynomialSystem(new PolynomialFamily(names, List.of(), equations), List.of());
    }

    /** A polynomial in the making. */
    static final class Sum {
        private final int unknowns;
        private final Map<List<Integer>, Rational> terms = new LinkedHashMap<>();

        Sum(int unknowns) {
            this.unknowns = unknowns;
        }

        Sum add(long coefficient, int... factors) {
            return add(Rational.of(coefficient), factors);
        }

        Sum add(Rational coefficient, int... factors) {
            List<Integer> power = new ArrayList<>(java.util.Collections.nCopies(unknowns, 0));
            for (int factor : factors) {
                power.set(factor, power.get(factor) + 1);
            }
            terms.merge(power, coefficient, Rational::plus);
            return this;
        }

        Polynomial polynomial() {
            List<Polynomial.Term> out = new ArrayList<>();
            terms.forEach((power, coefficient) -> {
                if (!coefficient.isZero()) {
                    out.add(new Polynomial.Term(coefficient, power));
                }
            });
            return new Polynomial(unknowns, out);
        }
    }
}
