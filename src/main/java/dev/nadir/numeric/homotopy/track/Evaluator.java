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
        int[] target = shape.jacobianTarget;
        int[] term = shape.jacobianTerm;
        int[] monomial = shape.jacobianMonomial;
        double[] factor = shape.jacobianFactor;
        for (int k = 0; k < target.length; k++) {
            int t = 2 * term[k];
            int m = 2 * monomial[k];
            int at = 2 * target[k];
            double re = factor[k] * coefficients[t];
            double im = factor[k] * coefficients[t + 1];
            jacobian[at] += re * monomials[m] - im * monomials[m + 1];
            jacobian[at + 1] += re * monomials[m + 1] + im * monomials[m];
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

    /** The coefficients of the power products of order {@code k}, given the point's of the same order. */
    void seriesPoint(int k, double[] xk) {
        double[] m = seriesMonomials[k];
        m[0] = 0;
        m[1] = 0;
        System.arraycopy(xk, 0, m, 2, 2 * shape.variables);
        int[] left = shape.left;
        int[] right = shape.right;
        for (int p = shape.variables + 1; p < shape.valueMonomials; p++) {
            int a = 2 * left[p];
            int b = 2 * right[p];
            double re = 0;
            double im = 0;
            for (int i = 0; i <= k; i++) {
                double[] u = seriesMonomials[i];
                double[] v = seriesMonomials[k - i];
                re += u[a] * v[b] - u[a + 1] * v[b + 1];
                im += u[a] * v[b + 1] + u[a + 1] * v[b];
            }
            m[2 * p] = re;
            m[2 * p + 1] = im;
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
