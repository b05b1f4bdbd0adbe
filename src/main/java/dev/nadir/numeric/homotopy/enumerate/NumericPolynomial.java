package dev.nadir.numeric.homotopy.enumerate;

import dev.nadir.numeric.homotopy.Complex;
import dev.nadir.reduction.Polynomial;
import java.util.List;

/** Values of polynomials in doubles. */
final class NumericPolynomial {

    private NumericPolynomial() {}

    /** The value at a complex point. */
    static Complex value(Polynomial polynomial, List<Complex> x) {
        double re = 0;
        double im = 0;
        for (Polynomial.Term term : polynomial.terms()) {
            double a = term.coefficient().round();
            double b = 0;
            for (int k = 0; k < x.size(); k++) {
                for (int e = 0; e < term.exponents().get(k); e++) {
                    double next = a * x.get(k).real() - b * x.get(k).imaginary();
                    b = a * x.get(k).imaginary() + b * x.get(k).real();
                    a = next;
                }
            }
            re += a;
            im += b;
        }
        return new Complex(re, im);
    }

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
