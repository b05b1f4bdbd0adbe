package dev.nadir.numeric.homotopy.enumerate;

import dev.nadir.reduction.Polynomial;

/** Values of polynomials in doubles. */
final class NumericPolynomial {

    private NumericPolynomial() {}

    /** The value at a point. */
    static double value(Polynomial polynomial, double[] x) {
        double sum = 0;
        for (Polynomial.Term term : polynomial.terms()) {
            sum += term(term, x);
        }
        return sum;
    }

    /** The sum of the sizes of the terms: rounding is small against it. */
    static double size(Polynomial polynomial, double[] x) {
        double sum = 0;
        for (Polynomial.Term term : polynomial.terms()) {
            sum += Math.abs(term(term, x));
        }
        return sum;
    }

    private static double term(Polynomial.Term term, double[] x) {
        double value = term.coefficient().round();
        for (int k = 0; k < x.length; k++) {
            for (int e = 0; e < term.exponents().get(k); e++) {
                value *= x[k];
            }
        }
        return value;
    }
}
