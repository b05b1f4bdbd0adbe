package dev.nadir.numeric.linalg;

/** Loops over arrays of equal length; nothing is allocated. */
public final class Vectors {

    private Vectors() {}

    /** The sum of the products. */
    public static double dot(double[] x, double[] y) {
        // Four sums at once: the processor need not wait for one addition before the next.
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        int n = x.length;
        int i = 0;
        for (; i < n - 3; i += 4) {
            s0 += x[i] * y[i];
            s1 += x[i + 1] * y[i + 1];
            s2 += x[i + 2] * y[i + 2];
            s3 += x[i + 3] * y[i + 3];
        }
        for (; i < n; i++) {
            s0 += x[i] * y[i];
        }
        return (s0 + s1) + (s2 + s3);
    }

    /** Adds {@code factor * x} to {@code y}. */
    public static void axpy(double factor, double[] x, double[] y) {
        int n = x.length;
        for (int i = 0; i < n; i++) {
            y[i] += factor * x[i];
        }
    }

    /** Multiplies every entry. */
    public static void scale(double factor, double[] x) {
        for (int i = 0; i < x.length; i++) {
            x[i] *= factor;
        }
    }

    /** The largest absolute value; NaN if an entry is. */
    public static double maxAbs(double[] x) {
        double max = 0;
        for (double value : x) {
            max = Math.max(max, Math.abs(value));
        }
        return max;
    }

    /** The Euclidean norm; scaled where squares would overflow or underflow. */
    public static double norm(double[] x) {
        double plain = dot(x, x);
        // Far enough from the ends of the range of double that no partial square was lost.
        if (plain > 1e-280 && plain < 1e280) {
            return Math.sqrt(plain);
        }
        double max = maxAbs(x);
        if (max == 0 || !Double.isFinite(max)) {
            return max;
        }
        double sum = 0;
        for (double value : x) {
            double ratio = value / max;
            sum += ratio * ratio;
        }
        return max * Math.sqrt(sum);
    }

    /** Whether every entry is finite. */
    public static boolean isFinite(double[] x) {
        for (double value : x) {
            if (!Double.isFinite(value)) {
                return false;
            }
        }
        return true;
    }
}
