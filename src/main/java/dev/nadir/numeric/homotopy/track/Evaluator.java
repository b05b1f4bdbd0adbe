package dev.nadir.numeric.homotopy.track;

import java.util.Arrays;

/**
 * Values, Jacobians and Taylor coefficients of a segment, in arrays that are used again. One thread at a time. Vectors
 * are interleaved; the Jacobian is by rows.
 */
public final class Evaluator {

    /** The highest derivative of the path that predictions take into account. */
    static final int ORDER = 4;

    private final SystemShape shape;
    private final double[] monomials;
    private final double[] coefficients;
    private final double[][] seriesMonomials;
    private final double[][] seriesCoefficients;
    private final double[] seriesChange;
    private int activeDegree;

    /** The equations at the last point. */
    final double[] values;

    /** The derivatives at the last point, a row for each equation. */
    final double[] jacobian;

    /** A workspace for systems of the shape. */
    public Evaluator(SystemShape shape) {
        this.shape = shape;
        this.monomials = new double[2 * shape.left.length];
        this.coefficients = new double[2 * shape.terms];
        this.seriesMonomials = new double[ORDER + 1][2 * shape.valueMonomials];
        this.seriesChange = new double[2 * shape.valueMonomials];
        this.seriesCoefficients = new double[ORDER + 1][2 * shape.terms];
        this.values = new double[2 * shape.equations];
        this.jacobian = new double[2 * shape.equations * shape.variables];
    }

    /** Computes {@link #values} and {@link #jacobian}. */
    void evaluate(Segment segment, double time, double[] x) {
        coefficientsAt(segment, time);
        fill(monomials, x, shape.left.length);
        sums();
        jacobian();
    }

    private void coefficientsAt(Segment segment, double time) {
        double[][] c = segment.coefficients();
        int degree = c.length - 1;
        System.arraycopy(c[degree], 0, coefficients, 0, coefficients.length);
        for (int d = degree - 1; d >= 0; d--) {
            double[] next = c[d];
            for (int i = 0; i < coefficients.length; i++) {
                coefficients[i] = coefficients[i] * time + next[i];
            }
        }
    }

    private void fill(double[] m, double[] x, int count) {
        m[0] = 1;
        m[1] = 0;
        System.arraycopy(x, 0, m, 2, 2 * shape.variables);
        int[] left = shape.left;
        int[] right = shape.right;
        for (int k = shape.variables + 1; k < count; k++) {
            int a = 2 * left[k];
            int b = 2 * right[k];
            m[2 * k] = m[a] * m[b] - m[a + 1] * m[b + 1];
            m[2 * k + 1] = m[a] * m[b + 1] + m[a + 1] * m[b];
        }
    }

    private void sums() {
        for (int e = 0; e < shape.equations; e++) {
            double re = 0;
            double im = 0;
            for (int t = shape.equationStart[e]; t < shape.equationStart[e + 1]; t++) {
                int m = 2 * shape.termMonomial[t];
                re += coefficients[2 * t] * monomials[m] - coefficients[2 * t + 1] * monomials[m + 1];
                im += coefficients[2 * t] * monomials[m + 1] + coefficients[2 * t + 1] * monomials[m];
            }
            values[2 * e] = re;
            values[2 * e + 1] = im;
        }
    }

    private void jacobian() {
        Arrays.fill(jacobian, 0);
        int[] term = shape.jacobianTerm;
        int[] monomial = shape.jacobianMonomial;
        double[] factor = shape.jacobianFactor;
        double[] c = coefficients;
        double[] values = monomials;
        for (int entry = 0; entry < shape.entryTarget.length; entry++) {
            double sumRe = 0;
            double sumIm = 0;
            for (int k = shape.entryStart[entry]; k < shape.entryStart[entry + 1]; k++) {
                int t = 2 * term[k];
                int m = 2 * monomial[k];
                double re = factor[k] * c[t];
                double im = factor[k] * c[t + 1];
                sumRe += re * values[m] - im * values[m + 1];
                sumIm += re * values[m + 1] + im * values[m];
            }
            int at = 2 * shape.entryTarget[entry];
            jacobian[at] = sumRe;
            jacobian[at + 1] = sumIm;
        }
    }

    /**
     * How much the terms of a row of the Jacobian cancel at the last point: the largest ratio of the sum of their sizes to
     * the size of the row. The condition number of a Jacobian with rows scaled to one does not see it.
     */
    double cancellation() {
        double[] sizes = new double[shape.equations];
        double[] rows = new double[shape.equations];
        for (int k = 0; k < shape.jacobianTarget.length; k++) {
            int t = 2 * shape.jacobianTerm[k];
            int m = 2 * shape.jacobianMonomial[k];
            sizes[shape.jacobianTarget[k] / shape.variables] += Math.abs(shape.jacobianFactor[k])
                    * Math.hypot(coefficients[t], coefficients[t + 1])
                    * Math.hypot(monomials[m], monomials[m + 1]);
        }
        for (int k = 0; k < jacobian.length; k += 2) {
            int row = k / 2 / shape.variables;
            rows[row] = Math.hypot(rows[row], Math.hypot(jacobian[k], jacobian[k + 1]));
        }
        double largest = 1;
        for (int row = 0; row < rows.length; row++) {
            largest = Math.max(largest, sizes[row] / Math.max(rows[row], Double.MIN_NORMAL));
        }
        return largest;
    }

    /** Prepares the Taylor coefficients at a point and time. */
    void startSeries(Segment segment, double time, double[] x) {
        double[][] c = segment.coefficients();
        int degree = c.length - 1;
        int top = Math.min(degree, ORDER);
        activeDegree = top;
        for (int d = 0; d <= top; d++) {
            double[] out = seriesCoefficients[d];
            Arrays.fill(out, 0);
            double binomial = 1;
            double power = 1;
            for (int k = d; k <= degree; k++) {
                double weight = binomial * power;
                double[] ck = c[k];
                for (int i = 0; i < out.length; i++) {
                    out[i] += weight * ck[i];
                }
                binomial = binomial * (k + 1) / (k + 1 - d);
                power *= time;
            }
        }
        fill(seriesMonomials[0], x, shape.valueMonomials);
    }

    /** The coefficients of the power products of order {@code k} as if the point's of this order were zero. */
    void seriesRest(int k) {
        double[] m = seriesMonomials[k];
        Arrays.fill(m, 0);
        // Products of order one without a point of order one are zero, and so is the product of two such.
        for (int i = 1; i < k; i++) {
            addProducts(m, seriesMonomials[i], seriesMonomials[k - i]);
        }
        if (k > 1) {
            double[] zero = seriesMonomials[0];
            int[] left = shape.left;
            int[] right = shape.right;
            for (int p = shape.variables + 1; p < shape.valueMonomials; p++) {
                // The right factor is a variable, whose coefficient is zero as yet.
                int a = 2 * left[p];
                int b = 2 * right[p];
                m[2 * p] += m[a] * zero[b] - m[a + 1] * zero[b + 1];
                m[2 * p + 1] += m[a] * zero[b + 1] + m[a + 1] * zero[b];
            }
        }
    }

    private void addProducts(double[] m, double[] u, double[] v) {
        int[] left = shape.left;
        int[] right = shape.right;
        for (int p = shape.variables + 1; p < shape.valueMonomials; p++) {
            int a = 2 * left[p];
            int b = 2 * right[p];
            m[2 * p] += u[a] * v[b] - u[a + 1] * v[b + 1];
            m[2 * p + 1] += u[a] * v[b + 1] + u[a + 1] * v[b];
        }
    }

    /** Adds to the coefficients of order {@code k} what the point's of this order make of them. */
    void seriesPoint(int k, double[] xk) {
        double[] m = seriesMonomials[k];
        double[] zero = seriesMonomials[0];
        double[] change = seriesChange;
        System.arraycopy(xk, 0, change, 2, 2 * shape.variables);
        System.arraycopy(xk, 0, m, 2, 2 * shape.variables);
        int[] left = shape.left;
        int[] right = shape.right;
        for (int p = shape.variables + 1; p < shape.valueMonomials; p++) {
            int a = 2 * left[p];
            int b = 2 * right[p];
            double re = change[a] * zero[b]
                    - change[a + 1] * zero[b + 1]
                    + zero[a] * change[b]
                    - zero[a + 1] * change[b + 1];
            double im = change[a] * zero[b + 1]
                    + change[a + 1] * zero[b]
                    + zero[a] * change[b + 1]
                    + zero[a + 1] * change[b];
            change[2 * p] = re;
            change[2 * p + 1] = im;
            m[2 * p] += re;
            m[2 * p + 1] += im;
        }
    }

    /** The coefficient of order {@code k} of the equations along the series so far; replaces the start of the array. */
    void seriesTerm(int k, double[] out) {
        for (int e = 0; e < shape.equations; e++) {
            double re = 0;
            double im = 0;
            for (int i = 0; i <= Math.min(k, activeDegree); i++) {
                double[] c = seriesCoefficients[i];
                double[] v = seriesMonomials[k - i];
                for (int t = shape.equationStart[e]; t < shape.equationStart[e + 1]; t++) {
                    int m = 2 * shape.termMonomial[t];
                    re += c[2 * t] * v[m] - c[2 * t + 1] * v[m + 1];
                    im += c[2 * t] * v[m + 1] + c[2 * t + 1] * v[m];
                }
            }
            out[2 * e] = re;
            out[2 * e + 1] = im;
        }
    }
}
