package dev.nadir.numeric.homotopy.certify;

import dev.nadir.base.exact.Interval;
import dev.nadir.base.exact.Rational;
import dev.nadir.reduction.Polynomial;
import java.util.List;

/** Values of polynomials at points of doubles in exact fractions, enclosed only at the end: slow, and as narrow as can be. */
record ExactValues(List<Polynomial> equations) {

    /** The rectangles of the values at a point, interleaved. */
    double[] at(double[] point) {
        Rational[] exact = new Rational[point.length];
        for (int i = 0; i < point.length; i++) {
            exact[i] = Rational.enclose(point[i]);
        }
        double[] out = new double[ComplexIntervals.WIDTH * equations.size()];
        for (int e = 0; e < equations.size(); e++) {
            Rational re = Rational.ZERO;
            Rational im = Rational.ZERO;
            for (Polynomial.Term term : equations.get(e).terms()) {
                Rational[] value = term(term, exact);
                re = re.plus(value[0]);
                im = im.plus(value[1]);
            }
            Interval real = Interval.enclose(re);
            Interval imaginary = Interval.enclose(im);
            int at = ComplexIntervals.WIDTH * e;
            out[at] = real.low();
            out[at + 1] = real.high();
            out[at + 2] = imaginary.low();
            out[at + 3] = imaginary.high();
        }
        return out;
    }

    private static Rational[] term(Polynomial.Term term, Rational[] point) {
        Rational re = term.coefficient();
        Rational im = Rational.ZERO;
        for (int v = 0; v < term.exponents().size(); v++) {
            for (int k = 0; k < term.exponents().get(v); k++) {
                Rational next = re.times(point[2 * v]).minus(im.times(point[2 * v + 1]));
                im = re.times(point[2 * v + 1]).plus(im.times(point[2 * v]));
                re = next;
            }
        }
        return new Rational[] {re, im};
    }
}
