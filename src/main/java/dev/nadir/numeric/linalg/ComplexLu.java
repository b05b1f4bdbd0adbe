package dev.nadir.numeric.linalg;

import dev.nadir.base.Kernel;

/**
 * The LU factors of a square complex matrix, in a workspace that is used again and again. Numbers are interleaved: real
 * part, imaginary part. Rows are scaled to largest entry one before pivots are chosen.
 */
public final class ComplexLu {

    private final int n;
    private final double[] lu;
    private final double[] scale;
    private final int[] pivots;
    private double pivotRatio;

    /** A workspace for matrices with {@code n} rows. */
    public ComplexLu(int n) {
        this.n = n;
        this.lu = new double[2 * n * n];
        this.scale = new double[n];
        this.pivots = new int[n];
    }

    /** Factors a matrix given by rows; false if it is singular to the last bit or not finite. */
    @Kernel("GolubVanLoan2013")
    public boolean factor(double[] matrix) {
        System.arraycopy(matrix, 0, lu, 0, 2 * n * n);
        double smallest = Double.POSITIVE_INFINITY;
        double largest = 0;
        if (!equilibrate()) {
            return false;
        }
        for (int k = 0; k < n; k++) {
            int pivot = pivotRow(k);
            pivots[k] = pivot;
            if (pivot != k) {
                swapRows(k, pivot);
            }
            int diagonal = 2 * (k * n + k);
            double re = lu[diagonal];
            double im = lu[diagonal + 1];
            double square = re * re + im * im;
            if (!(square > 0) || Double.isInfinite(square)) {
                return false;
            }
            smallest = Math.min(smallest, square);
            largest = Math.max(largest, square);
            double inverseRe = re / square;
            double inverseIm = -im / square;
            for (int i = k + 1; i < n; i++) {
                eliminate(k, i, inverseRe, inverseIm);
            }
        }
        pivotRatio = Math.sqrt(smallest / largest);
        return true;
    }

    private boolean equilibrate() {
        for (int i = 0; i < n; i++) {
            double max = 0;
            for (int j = 2 * i * n; j < 2 * (i + 1) * n; j++) {
                max = Math.max(max, Math.abs(lu[j]));
            }
            if (!(max > 0) || Double.isInfinite(max)) {
                return false;
            }
            scale[i] = 1 / max;
            for (int j = 2 * i * n; j < 2 * (i + 1) * n; j++) {
                lu[j] *= scale[i];
            }
        }
        return true;
    }

    private int pivotRow(int k) {
        int pivot = k;
        double best = -1;
        for (int i = k; i < n; i++) {
            int at = 2 * (i * n + k);
            double square = lu[at] * lu[at] + lu[at + 1] * lu[at + 1];
            if (square > best) {
                best = square;
                pivot = i;
            }
        }
        return pivot;
    }

    private void swapRows(int a, int b) {
        for (int j = 0; j < 2 * n; j++) {
            double t = lu[2 * a * n + j];
            lu[2 * a * n + j] = lu[2 * b * n + j];
            lu[2 * b * n + j] = t;
        }
    }

    private void eliminate(int k, int i, double inverseRe, double inverseIm) {
        int at = 2 * (i * n + k);
        double re = lu[at] * inverseRe - lu[at + 1] * inverseIm;
        double im = lu[at] * inverseIm + lu[at + 1] * inverseRe;
        lu[at] = re;
        lu[at + 1] = im;
        if (re == 0 && im == 0) {
            return;
        }
        int source = 2 * (k * n + k) + 2;
        int end = 2 * (i + 1) * n;
        for (int target = at + 2; target < end; target += 2, source += 2) {
            lu[target] -= re * lu[source] - im * lu[source + 1];
            lu[target + 1] -= re * lu[source + 1] + im * lu[source];
        }
    }

    /** Solves for one right-hand side, which the solution replaces; only after a successful {@link #factor}. */
    public void solve(double[] b) {
        for (int i = 0; i < n; i++) {
            b[2 * i] *= scale[i];
            b[2 * i + 1] *= scale[i];
        }
        for (int k = 0; k < n; k++) {
            int pivot = pivots[k];
            if (pivot != k) {
                swap(b, 2 * k, 2 * pivot);
                swap(b, 2 * k + 1, 2 * pivot + 1);
            }
        }
        for (int i = 1; i < n; i++) {
            subtract(b, i, 0, i);
        }
        for (int i = n - 1; i >= 0; i--) {
            subtract(b, i, i + 1, n);
            int diagonal = 2 * (i * n + i);
            double re = lu[diagonal];
            double im = lu[diagonal + 1];
            double square = re * re + im * im;
            double x = (b[2 * i] * re + b[2 * i + 1] * im) / square;
            b[2 * i + 1] = (b[2 * i + 1] * re - b[2 * i] * im) / square;
            b[2 * i] = x;
        }
    }

    private static void swap(double[] b, int i, int j) {
        double t = b[i];
        b[i] = b[j];
        b[j] = t;
    }

    private void subtract(double[] b, int i, int from, int to) {
        double re = b[2 * i];
        double im = b[2 * i + 1];
        int at = 2 * (i * n + from);
        for (int j = from; j < to; j++, at += 2) {
            re -= lu[at] * b[2 * j] - lu[at + 1] * b[2 * j + 1];
            im -= lu[at] * b[2 * j + 1] + lu[at + 1] * b[2 * j];
        }
        b[2 * i] = re;
        b[2 * i + 1] = im;
    }

    /** Smallest over largest pivot, a cheap hint that the matrix is nearly singular. */
    public double pivotRatio() {
        return pivotRatio;
    }

    private static double largest(double[] b) {
        double max = 0;
        for (double value : b) {
            max = Math.max(max, Math.abs(value));
        }
        return max;
    }

    /**
     * An estimate from below of the condition number in the maximum norm, of the matrix with rows scaled to one: the
     * growth of a few right-hand sides of ones with changing signs.
     */
    public double condition() {
        double worst = 0;
        double[] b = new double[2 * n];
        for (int trial = 0; trial < Math.min(n + 1, 6); trial++) {
            for (int i = 0; i < n; i++) {
                boolean isNegative = (Integer.bitCount((i + 1) * (2 * trial + 1) & 0x55) & 1) == 1;
                b[2 * i] = (isNegative ? -1 : 1) / scale[i];
                b[2 * i + 1] = 0;
            }
            solve(b);
            worst = Math.max(worst, largest(b));
        }
        return worst * n;
    }
}
