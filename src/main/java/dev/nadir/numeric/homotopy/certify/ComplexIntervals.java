package dev.nadir.numeric.homotopy.certify;

/**
 * Arithmetic of rectangles of the complex plane in arrays, four ends each: real part from, to, imaginary part from, to. The
 * same outward rounding as {@link dev.nadir.base.exact.Interval}, without an object for each number: every result of one
 * floating operation is rounded to nearest, so its exact value lies between the two neighbours, to which the ends go.
 */
final class ComplexIntervals {

    /** Ends of one rectangle. */
    static final int WIDTH = 4;

    private final double[] factor = new double[WIDTH];

    /** The other factor of the next products. */
    void load(double[] b, int j) {
        System.arraycopy(b, WIDTH * j, factor, 0, WIDTH);
    }

    /** A real interval as the other factor of the next products. */
    void load(double low, double high) {
        factor[0] = low;
        factor[1] = high;
        factor[2] = 0;
        factor[3] = 0;
    }

    /** {@code out[o] = re + i*im}, a single point. */
    static void set(double[] out, int o, double re, double im) {
        out[WIDTH * o] = re;
        out[WIDTH * o + 1] = re;
        out[WIDTH * o + 2] = im;
        out[WIDTH * o + 3] = im;
    }

    static void copy(double[] out, int o, double[] a, int i) {
        System.arraycopy(a, WIDTH * i, out, WIDTH * o, WIDTH);
    }

    /** {@code out[o] += a[i]}. */
    static void add(double[] out, int o, double[] a, int i) {
        int to = WIDTH * o;
        int from = WIDTH * i;
        out[to] = Math.nextDown(out[to] + a[from]);
        out[to + 1] = Math.nextUp(out[to + 1] + a[from + 1]);
        out[to + 2] = Math.nextDown(out[to + 2] + a[from + 2]);
        out[to + 3] = Math.nextUp(out[to + 3] + a[from + 3]);
    }

    /** {@code out[o] -= a[i]}. */
    static void subtract(double[] out, int o, double[] a, int i) {
        int to = WIDTH * o;
        int from = WIDTH * i;
        out[to] = Math.nextDown(out[to] - a[from + 1]);
        out[to + 1] = Math.nextUp(out[to + 1] - a[from]);
        out[to + 2] = Math.nextDown(out[to + 2] - a[from + 3]);
        out[to + 3] = Math.nextUp(out[to + 3] - a[from + 2]);
    }

    /** {@code out[o]} becomes {@code a[i]} times the factor loaded before; the result may replace a factor. */
    void multiply(double[] out, int o, double[] a, int i) {
        int p = WIDTH * i;
        double reLow = low(a[p], a[p + 1], factor[0], factor[1]) - high(a[p + 2], a[p + 3], factor[2], factor[3]);
        double reHigh = high(a[p], a[p + 1], factor[0], factor[1]) - low(a[p + 2], a[p + 3], factor[2], factor[3]);
        double imLow = low(a[p], a[p + 1], factor[2], factor[3]) + low(a[p + 2], a[p + 3], factor[0], factor[1]);
        double imHigh = high(a[p], a[p + 1], factor[2], factor[3]) + high(a[p + 2], a[p + 3], factor[0], factor[1]);
        int to = WIDTH * o;
        out[to] = Math.nextDown(reLow);
        out[to + 1] = Math.nextUp(reHigh);
        out[to + 2] = Math.nextDown(imLow);
        out[to + 3] = Math.nextUp(imHigh);
    }

    /** A lower bound of the products. */
    private static double low(double a, double b, double c, double d) {
        return Math.nextDown(Math.min(Math.min(a * c, a * d), Math.min(b * c, b * d)));
    }

    /** An upper bound of the products. */
    private static double high(double a, double b, double c, double d) {
        return Math.nextUp(Math.max(Math.max(a * c, a * d), Math.max(b * c, b * d)));
    }

    /** An upper bound of the absolute values in {@code a[i]}; not a number if an end is none. */
    static double magnitude(double[] a, int i) {
        int from = WIDTH * i;
        double re = Math.max(Math.abs(a[from]), Math.abs(a[from + 1]));
        double im = Math.max(Math.abs(a[from + 2]), Math.abs(a[from + 3]));
        // The square root is rounded to nearest as well.
        return Math.nextUp(Math.sqrt(Math.nextUp(Math.nextUp(re * re) + Math.nextUp(im * im))));
    }

    /** Whether {@code a[i]} lies strictly inside {@code b[j]}; false if an end is not a number. */
    static boolean isInside(double[] a, int i, double[] b, int j) {
        int p = WIDTH * i;
        int q = WIDTH * j;
        return b[q] < a[p] && a[p + 1] < b[q + 1] && b[q + 2] < a[p + 2] && a[p + 3] < b[q + 3];
    }
}
