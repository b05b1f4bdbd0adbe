package dev.nadir.numeric.homotopy.track.start;

import dev.nadir.reduction.Polynomial;
import java.util.List;

/**
 * Values and gradients of polynomials in all their variables, unknowns and parameters alike, at a complex point. Plain and
 * slow: used a few times for each system, never along a path.
 */
final class Jets {

    private Jets() {}

    /** Value, then the derivative by each variable, interleaved, a row for each polynomial. */
    static double[][] of(List<Polynomial> polynomials, double[] point) {
        double[][] rows = new double[polynomials.size()][];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = of(polynomials.get(i), point);
        }
        return rows;
    }

    private static double[] of(Polynomial polynomial, double[] point) {
        double[] out = new double[2 * (polynomial.arity() + 1)];
        for (Polynomial.Term term : polynomial.terms()) {
            double factor = term.coefficient().round();
            add(out, factor, term.exponents(), -1, point);
            for (int v = 0; v < polynomial.arity(); v++) {
                int exponent = term.exponents().get(v);
                if (exponent > 0) {
                    add(out, factor * exponent, term.exponents(), v, point);
                }
            }
        }
        return out;
    }

    /** Adds a term, or its derivative by the variable {@code lowered}, where that belongs. */
    private static void add(double[] out, double factor, List<Integer> exponents, int lowered, double[] point) {
        double re = factor;
        double im = 0;
        for (int v = 0; v < exponents.size(); v++) {
            int exponent = exponents.get(v) - (v == lowered ? 1 : 0);
            for (int k = 0; k < exponent; k++) {
                double next = re * point[2 * v] - im * point[2 * v + 1];
                im = re * point[2 * v + 1] + im * point[2 * v];
                re = next;
            }
        }
        out[2 * (lowered + 1)] += re;
        out[2 * (lowered + 1) + 1] += im;
    }
}
