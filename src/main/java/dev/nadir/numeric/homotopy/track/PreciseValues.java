package dev.nadir.numeric.homotopy.track;

import dev.nadir.base.Kernel;
import java.util.Arrays;

/**
 * The values of a segment's equations with about 32 digits: numbers are unevaluated sums of two doubles. A Newton correction
 * whose right-hand side is that accurate is right to the last digit of the point, however nearly singular the Jacobian is
 * (as long as it can be factored at all). Four doubles a complex number: high and low real part, high and low imaginary part.
 */
final class PreciseValues {

    /** Splits a double into two halves of 26 bits (Dekker1971). */
    private static final double SPLIT = 134217729.0;

    private static final int WIDTH = 4;

    private final SystemShape shape;
    private final double[] monomials;
    private final double[] coefficient = new double[WIDTH];
    private final double[] sum = new double[WIDTH];
    private final double[] work = new double[2];
    private double factorHigh;
    private double factorLow;

    PreciseValues(SystemShape shape) {
        this.shape = shape;
        this.monomials = new double[WIDTH * shape.valueMonomials];
    }

    /** Computes the values at a point and time, rounded to double at the end. */
    void evaluate(Segment segment, double time, double[] x, double[] values) {
        Arrays.fill(monomials, 0, WIDTH, 0);
        monomials[0] = 1;
        for (int v = 0; v < shape.variables; v++) {
            int at = WIDTH * (v + 1);
            monomials[at] = x[2 * v];
            monomials[at + 1] = 0;
            monomials[at + 2] = x[2 * v + 1];
            monomials[at + 3] = 0;
        }
        for (int k = shape.variables + 1; k < shape.valueMonomials; k++) {
            Arrays.fill(sum, 0);
            addProduct(sum, monomials, WIDTH * shape.left[k], monomials, WIDTH * shape.right[k]);
            System.arraycopy(sum, 0, monomials, WIDTH * k, WIDTH);
        }
        double[][] c = segment.coefficients();
        for (int e = 0; e < shape.equations; e++) {
            Arrays.fill(sum, 0);
            for (int t = shape.equationStart[e]; t < shape.equationStart[e + 1]; t++) {
                coefficientAt(c, t, time);
                addProduct(sum, coefficient, 0, monomials, WIDTH * shape.termMonomial[t]);
            }
            values[2 * e] = sum[0] + sum[1];
            values[2 * e + 1] = sum[2] + sum[3];
        }
    }

    /** Horner's rule in the time. */
    private void coefficientAt(double[][] c, int term, double time) {
        int degree = c.length - 1;
        for (int part = 0; part < 2; part++) {
            work[0] = c[degree][2 * term + part];
            work[1] = 0;
            for (int d = degree - 1; d >= 0; d--) {
                double high = work[0];
                double low = work[1];
                work[0] = c[d][2 * term + part];
                work[1] = 0;
                factorHigh = time;
                factorLow = 0;
                addProduct(work, 0, high, low);
            }
            coefficient[2 * part] = work[0];
            coefficient[2 * part + 1] = work[1];
        }
    }

    /** {@code sum += a * b} for complex numbers. */
    private void addProduct(double[] sum, double[] a, int i, double[] b, int j) {
        factorHigh = b[j];
        factorLow = b[j + 1];
        addProduct(sum, 0, a[i], a[i + 1]);
        addProduct(sum, 2, a[i + 2], a[i + 3]);
        factorHigh = b[j + 2];
        factorLow = b[j + 3];
        addProduct(sum, 0, -a[i + 2], -a[i + 3]);
        addProduct(sum, 2, a[i], a[i + 1]);
    }

    /** {@code sum[at] += a * factor} for sums of two doubles. */
    @Kernel("Dekker1971")
    private void addProduct(double[] sum, int at, double high, double low) {
        double product = high * factorHigh;
        double t = SPLIT * high;
        double aTop = t - (t - high);
        double aRest = high - aTop;
        t = SPLIT * factorHigh;
        double bTop = t - (t - factorHigh);
        double bRest = factorHigh - bTop;
        double error = ((aTop * bTop - product) + aTop * bRest + aRest * bTop) + aRest * bRest;
        error += high * factorLow + low * factorHigh;
        double before = sum[at];
        double total = before + product;
        double shifted = total - before;
        double lost = (before - (total - shifted)) + (product - shifted);
        lost += sum[at + 1] + error;
        double rounded = total + lost;
        sum[at + 1] = lost - (rounded - total);
        sum[at] = rounded;
    }
}
