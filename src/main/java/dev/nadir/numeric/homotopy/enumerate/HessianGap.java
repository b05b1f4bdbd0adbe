package dev.nadir.numeric.homotopy.enumerate;

import dev.nadir.numeric.linalg.EigenvalueSolver;
import dev.nadir.reduction.Polynomial;
import java.util.List;
import java.util.OptionalInt;

/**
 * The number of negative eigenvalues of a Hessian, proved: Weyl's inequality bounds how far eigenvalues move when entries
 * do, the entries' rounding errors are bounded by the sum of the sizes of their terms, and their change over the box of a
 * certificate by the same sums.
 */
final class HessianGap {

    /** Above the rounding of any entry, relative to the sum of the sizes of its terms (at most 10,000 operations). */
    private static final double ROUNDING = 1e-11;

    private HessianGap() {}

    /**
     * The index at the only root in a box; empty if an eigenvalue is too near zero to tell.
     *
     * @param gradient the derivatives of a function of the unknowns
     * @param centre of the box
     * @param radius of the box
     */
    static OptionalInt index(List<Polynomial> gradient, double[] centre, double radius) {
        int n = gradient.size();
        double[] hessian = new double[n * n];
        double error = 0;
        double size = 0;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                double value = 0;
                double magnitude = 0;
                double outer = 0;
                for (Polynomial.Term term : gradient.get(i).terms()) {
                    int exponent = term.exponents().get(j);
                    if (exponent > 0) {
                        double factor = exponent * term.coefficient().round();
                        value += factor * product(term, j, centre, 0, false);
                        magnitude += Math.abs(factor) * product(term, j, centre, 0, true);
                        outer += Math.abs(factor) * product(term, j, centre, radius, true);
                    }
                }
                hessian[i * n + j] = value;
                double moved = outer - magnitude + ROUNDING * outer;
                error += moved * moved;
                size += value * value;
            }
        }
        double[] eigenvalues = new double[n];
        new EigenvalueSolver(n).ascending(hessian, eigenvalues);
        double allowed = Math.sqrt(error) + ROUNDING * Math.sqrt(size);
        int index = 0;
        for (double eigenvalue : eigenvalues) {
            if (!(Math.abs(eigenvalue) > 2 * allowed)) {
                return OptionalInt.empty();
            }
            index += eigenvalue < 0 ? 1 : 0;
        }
        return OptionalInt.of(index);
    }

    /** The power product less one power of a variable; of absolute values, widened by the radius, if asked for. */
    private static double product(Polynomial.Term term, int variable, double[] centre, double radius, boolean isSize) {
        double product = 1;
        for (int k = 0; k < centre.length; k++) {
            int exponent = term.exponents().get(k) - (k == variable ? 1 : 0);
            double base = isSize ? Math.abs(centre[k]) + radius : centre[k];
            for (int e = 0; e < exponent; e++) {
                product *= base;
            }
        }
        return product;
    }
}
