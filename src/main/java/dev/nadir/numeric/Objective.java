package dev.nadir.numeric;

/**
 * A twice differentiable function of {@code dimension()} unbounded real variables. Implementations may keep buffers:
 * one instance per thread.
 */
public interface Objective {

    /** The number of variables. */
    int dimension();

    /** The value; NaN or infinite where the function is not defined. */
    double value(double[] x);

    /**
     * The value, and the gradient written into {@code gradient}.
     *
     * @param x read, not modified
     * @param gradient modified, of length {@code dimension()}
     */
    double valueAndGradient(double[] x, double[] gradient);

    /**
     * What this function adds to the loss that it stands for where {@code x} has more coordinates than the set of the
     * parameters has dimensions; zero at every critical point.
     */
    default double excess(double[] x) {
        return 0;
    }

    /** Adds the gradient of {@link #excess} to {@code target}. */
    default void excessGradient(double[] x, double[] target) {
        // nothing without an excess
    }

    /** Adds the Hessian of {@link #excess} times a direction to {@code target}. */
    default void excessTimes(double[] x, double[] direction, double[] target) {
        // nothing without an excess
    }

    /** The eigenvalues that {@link #excess} adds to the Hessian at every critical point; none without it. */
    default double[] excessEigenvalues() {
        return new double[0];
    }

    /**
     * The Hessian at {@code x} times {@code direction}, written into {@code product}.
     *
     * @param x read, not modified
     * @param direction read, not modified
     * @param product modified
     */
    void hessianTimes(double[] x, double[] direction, double[] product);

    /**
     * The Hessian at {@code x}, written into {@code entries} row by row; both triangles are computed. From one product
     * for each column, unless an implementation knows its blocks.
     *
     * @param x read, not modified
     * @param entries modified, of length {@code dimension()} squared
     */
    default void hessian(double[] x, double[] entries) {
        int n = x.length;
        double[] unit = new double[n];
        double[] column = new double[n];
        for (int j = 0; j < n; j++) {
            unit[j] = 1;
            hessianTimes(x, unit, column);
            unit[j] = 0;
            for (int i = 0; i < n; i++) {
                entries[i * n + j] = column[i];
            }
        }
    }
}
