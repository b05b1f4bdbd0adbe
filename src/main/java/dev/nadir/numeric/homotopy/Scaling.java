package dev.nadir.numeric.homotopy;

import dev.nadir.base.exact.Rational;
import dev.nadir.reduction.Polynomial;
import dev.nadir.reduction.PolynomialFamily;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Powers of two for unknowns and equations, so that coefficients are as near to one as can be: the sum of the squares of
 * their logarithms is least (Morgan1987; differently from there terms that turn out small get smaller weights, so that at
 * roots of size one the largest terms of each equation balance). Powers of two make the change exact.
 *
 * @param unknowns unknown {@code i} is {@code 2^unknowns[i]} times the scaled one
 * @param equations equation {@code e} is multiplied by {@code 2^equations[e]}
 */
public record Scaling(List<Integer> unknowns, List<Integer> equations) {

    /** Directions in which the whole system is homogeneous leave the sum alone; this keeps them at zero. */
    private static final double RIDGE = 1e-6;

    /** Weights settle in about ten rounds. */
    private static final int ROUNDS = 20;

    /** A term that is smaller by so many powers of two counts half. */
    private static final double HALVED = 6;

    /** Logarithms beyond this would leave the range of doubles on their own. */
    private static final int LARGEST = 900;

    /** Copies the lists. */
    public Scaling {
        unknowns = List.copyOf(unknowns);
        equations = List.copyOf(equations);
    }

    /** The best powers for equations over their unknowns alone, none of them zero. */
    public static Scaling of(List<Polynomial> equations) {
        int n = equations.get(0).arity();
        double[] exact = new double[n];
        for (int round = 0; round < ROUNDS; round++) {
            double[][] normal = new double[n][n + 1];
            for (Polynomial equation : equations) {
                add(normal, equation, exact, round == 0 ? Double.POSITIVE_INFINITY : HALVED);
            }
            for (int i = 0; i < n; i++) {
                normal[i][i] += RIDGE;
            }
            exact = solve(normal);
        }
        List<Integer> unknowns = Arrays.stream(exact)
                .map(power -> Math.rint(Math.max(-LARGEST, Math.min(LARGEST, power))))
                .mapToObj(power -> (int) power)
                .toList();
        List<Integer> rows = equations.stream()
                .map(equation -> -equation.terms().stream()
                        .mapToInt(term -> logarithm(term.coefficient()) + shift(term, unknowns))
                        .max()
                        .orElse(0))
                .toList();
        return new Scaling(unknowns, rows);
    }

    /** Adds what an equation says of the powers, each of its terms with a weight that halves as it gets smaller. */
    private static void add(double[][] normal, Polynomial equation, double[] powers, double halved) {
        int n = normal.length;
        double[][] rows = new double[equation.terms().size()][n + 1];
        double[] sizes = new double[rows.length];
        double largest = Double.NEGATIVE_INFINITY;
        for (int t = 0; t < rows.length; t++) {
            Polynomial.Term term = equation.terms().get(t);
            rows[t][n] = logarithm(term.coefficient());
            sizes[t] = rows[t][n];
            for (int i = 0; i < n; i++) {
                rows[t][i] = term.exponents().get(i);
                sizes[t] += rows[t][i] * powers[i];
            }
            largest = Math.max(largest, sizes[t]);
        }
        double[] weights = new double[rows.length];
        double total = 0;
        for (int t = 0; t < rows.length; t++) {
            weights[t] = Math.pow(2, (sizes[t] - largest) / halved);
            total += weights[t];
        }
        double[] mean = new double[n + 1];
        for (int t = 0; t < rows.length; t++) {
            for (int i = 0; i <= n; i++) {
                mean[i] += weights[t] / total * rows[t][i];
            }
        }
        for (int t = 0; t < rows.length; t++) {
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    normal[i][j] += weights[t] * (rows[t][i] - mean[i]) * (rows[t][j] - mean[j]);
                }
                normal[i][n] -= weights[t] * (rows[t][i] - mean[i]) * (rows[t][n] - mean[n]);
            }
        }
    }

    /** Gaussian elimination; the matrix is positive definite. */
    private static double[] solve(double[][] a) {
        int n = a.length;
        for (int k = 0; k < n; k++) {
            for (int i = k + 1; i < n; i++) {
                double factor = a[i][k] / a[k][k];
                for (int j = k; j <= n; j++) {
                    a[i][j] -= factor * a[k][j];
                }
            }
        }
        double[] x = new double[n];
        for (int k = n - 1; k >= 0; k--) {
            double sum = a[k][n];
            for (int j = k + 1; j < n; j++) {
                sum -= a[k][j] * x[j];
            }
            x[k] = sum / a[k][k];
        }
        return x;
    }

    /** The logarithm to base two, rounded. */
    private static int logarithm(Rational coefficient) {
        return coefficient.numerator().bitLength() - coefficient.denominator().bitLength();
    }

    private static int shift(Polynomial.Term term, List<Integer> unknowns) {
        int shift = 0;
        for (int i = 0; i < unknowns.size(); i++) {
            shift += term.exponents().get(i) * unknowns.get(i);
        }
        return shift;
    }

    /** Whether the unknowns stay as they are. */
    public boolean isTrivial() {
        return unknowns.stream().allMatch(power -> power == 0);
    }

    /** Whether unknowns that the permutations carry into one another are scaled alike. */
    public boolean isAlike(PermutationGroup permutations) {
        return permutations.elements().stream().allMatch(element -> {
            for (int i = 0; i < unknowns.size(); i++) {
                if (!unknowns.get(i).equals(unknowns.get(element.images().get(i)))) {
                    return false;
                }
            }
            return true;
        });
    }

    /** The family in the scaled unknowns, its parameters as they are. */
    public PolynomialFamily scaled(PolynomialFamily family) {
        List<Polynomial> out = new ArrayList<>();
        for (int e = 0; e < family.equations().size(); e++) {
            int row = equations.get(e);
            Polynomial original = family.equations().get(e);
            out.add(new Polynomial(
                    original.arity(),
                    original.terms().stream()
                            .map(term -> new Polynomial.Term(
                                    term.coefficient().times(power(row + shift(term, unknowns))), term.exponents()))
                            .toList()));
        }
        return new PolynomialFamily(family.unknowns(), family.parameters(), out);
    }

    /** A point in the scaled unknowns. */
    public List<Complex> scaled(List<Complex> point) {
        return moved(point, -1);
    }

    private List<Complex> moved(List<Complex> point, int sign) {
        List<Complex> out = new ArrayList<>();
        for (int i = 0; i < point.size(); i++) {
            int power = sign * unknowns.get(i);
            out.add(new Complex(
                    Math.scalb(point.get(i).real(), power),
                    Math.scalb(point.get(i).imaginary(), power)));
        }
        return out;
    }

    /** What was found in the scaled unknowns, in the old ones. */
    public HomotopyResult back(HomotopyResult result) {
        return result.with(back(result.roots()), back(result.singular()), result.paths());
    }

    private List<PolynomialRoot> back(List<PolynomialRoot> roots) {
        return roots.stream()
                .map(root -> new PolynomialRoot(
                        moved(root.coordinates(), 1),
                        root.winding(),
                        root.residual(),
                        root.condition(),
                        root.isReal(),
                        root.isSingular(),
                        root.orbit(),
                        root.paths()))
                .toList();
    }

    private static Rational power(int exponent) {
        BigInteger power = BigInteger.ONE.shiftLeft(Math.abs(exponent));
        return exponent >= 0 ? new Rational(power, BigInteger.ONE) : new Rational(BigInteger.ONE, power);
    }
}
