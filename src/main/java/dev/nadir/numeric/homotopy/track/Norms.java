package dev.nadir.numeric.homotopy.track;

/** Norms of complex vectors, interleaved. */
public final class Norms {

    private Norms() {}

    /** The Euclidean norm. */
    public static double two(double[] x) {
        double sum = 0;
        for (double v : x) {
            sum += v * v;
        }
        return Math.sqrt(sum);
    }

    /** The Euclidean distance. */
    public static double distance(double[] x, double[] y) {
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            sum += (x[i] - y[i]) * (x[i] - y[i]);
        }
        return Math.sqrt(sum);
    }
}
