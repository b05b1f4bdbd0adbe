package dev.nadir.numeric.homotopy.track;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Which power products stand in which equation, compiled: every power product that the equations or their derivatives
 * need is one multiplication of two earlier ones. The coefficients come later, see {@link Segment}.
 */
public final class SystemShape {

    final int variables;
    final int equations;
    final int terms;
    /** Power product 0 is one, then come the variables, then {@code left * right}. */
    final int[] left;

    final int[] right;
    /** Power products below this suffice for the equations; those behind serve the derivatives. */
    final int valueMonomials;

    final int[] termMonomial;
    /** The terms of equation i are those from {@code equationStart[i]} to before {@code equationStart[i + 1]}. */
    final int[] equationStart;
    /** Entry of the Jacobian (row times variables plus column), term, power product, exponent; sorted by entry. */
    final int[] jacobianTarget;

    final int[] jacobianTerm;
    final int[] jacobianMonomial;
    final double[] jacobianFactor;
    /** The entries that are not zero, and where the derivatives start that they are sums of, with the end at last. */
    final int[] entryTarget;

    final int[] entryStart;

    private SystemShape(Builder builder) {
        this.variables = builder.variables;
        this.equations = builder.equations.size();
        this.left = ints(builder.left);
        this.right = ints(builder.right);
        this.valueMonomials = builder.valueMonomials;
        this.termMonomial = ints(builder.termMonomial);
        this.terms = termMonomial.length;
        this.equationStart = ints(builder.equationStart);
        int[] order = IntStream.range(0, builder.target.size())
                .boxed()
                .sorted(Comparator.comparing(builder.target::get))
                .mapToInt(Integer::intValue)
                .toArray();
        this.jacobianTarget = ordered(builder.target, order);
        this.jacobianTerm = ordered(builder.term, order);
        this.jacobianMonomial = ordered(builder.monomial, order);
        this.jacobianFactor =
                Arrays.stream(order).mapToDouble(builder.factor::get).toArray();
        int[] starts = IntStream.range(0, order.length)
                .filter(k -> k == 0 || jacobianTarget[k] != jacobianTarget[k - 1])
                .toArray();
        this.entryTarget = Arrays.stream(starts).map(k -> jacobianTarget[k]).toArray();
        this.entryStart = Arrays.copyOf(starts, starts.length + 1);
        entryStart[starts.length] = order.length;
    }

    private static int[] ordered(List<Integer> list, int[] order) {
        return Arrays.stream(order).map(list::get).toArray();
    }

    private static int[] ints(List<Integer> list) {
        return list.stream().mapToInt(Integer::intValue).toArray();
    }

    /**
     * Compiles.
     *
     * @param variables how many variables there are
     * @param equations for each equation the exponents of its terms; the coefficients have the same order, equation
     *     after equation
     */
    public static SystemShape of(int variables, List<List<int[]>> equations) {
        Builder builder = new Builder(variables, equations);
        builder.build();
        return new SystemShape(builder);
    }

    /** How many variables there are. */
    public int variables() {
        return variables;
    }

    /** How many terms all equations have together. */
    public int terms() {
        return terms;
    }

    private static final class Builder {

        private final int variables;
        private final List<List<int[]>> equations;
        private final Map<String, Integer> index = new HashMap<>();
        private final List<Integer> left = new ArrayList<>();
        private final List<Integer> right = new ArrayList<>();
        private final List<Integer> termMonomial = new ArrayList<>();
        private final List<Integer> equationStart = new ArrayList<>();
        private final List<Integer> target = new ArrayList<>();
        private final List<Integer> term = new ArrayList<>();
        private final List<Integer> monomial = new ArrayList<>();
        private final List<Double> factor = new ArrayList<>();
        private int valueMonomials;

        Builder(int variables, List<List<int[]>> equations) {
            this.variables = variables;
            this.equations = equations;
        }

        private void build() {
            index.put(Arrays.toString(new int[variables]), 0);
            add(0, 0);
            for (int v = 0; v < variables; v++) {
                int[] exponents = new int[variables];
                exponents[v] = 1;
                index.put(Arrays.toString(exponents), v + 1);
                add(0, 0);
            }
            for (List<int[]> equation : equations) {
                equationStart.add(termMonomial.size());
                for (int[] exponents : equation) {
                    termMonomial.add(monomial(exponents));
                }
            }
            equationStart.add(termMonomial.size());
            valueMonomials = left.size();
            int count = 0;
            for (int i = 0; i < equations.size(); i++) {
                for (int[] exponents : equations.get(i)) {
                    derivatives(i, count, exponents);
                    count++;
                }
            }
        }

        private void derivatives(int equation, int number, int[] exponents) {
            for (int v = 0; v < variables; v++) {
                if (exponents[v] > 0) {
                    int[] lower = exponents.clone();
                    lower[v]--;
                    target.add(equation * variables + v);
                    term.add(number);
                    monomial.add(monomial(lower));
                    factor.add((double) exponents[v]);
                }
            }
        }

        private int add(int a, int b) {
            left.add(a);
            right.add(b);
            return left.size() - 1;
        }

        private int monomial(int[] exponents) {
            Integer known = index.get(Arrays.toString(exponents));
            if (known != null) {
                return known;
            }
            int chosen = -1;
            for (int v = variables - 1; v >= 0; v--) {
                if (exponents[v] == 0) {
                    continue;
                }
                chosen = chosen < 0 ? v : chosen;
                if (index.containsKey(Arrays.toString(without(exponents, v)))) {
                    chosen = v;
                    break;
                }
            }
            int rest = monomial(without(exponents, chosen));
            int made = add(rest, chosen + 1);
            index.put(Arrays.toString(exponents), made);
            return made;
        }

        private static int[] without(int[] exponents, int v) {
            int[] lower = exponents.clone();
            lower[v]--;
            return lower;
        }
    }
}
