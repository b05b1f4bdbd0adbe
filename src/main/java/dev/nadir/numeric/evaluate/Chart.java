package dev.nadir.numeric.evaluate;

/**
 * Unbounded coordinates of a curved set of matrices: a smooth map from them to the entries of the matrix, in the
 * coordinates of its block. There are as many of one as of the other; where the set has fewer dimensions, {@link #excess}
 * holds the coordinates that it does not need.
 *
 * <p>All arrays are of length {@link #count}, read and not modified.
 */
public interface Chart {

    /** The number of coordinates. */
    int count();

    /** The map; NaN where it is not defined. */
    double[] point(double[] x);

    /** Coordinates of a point of the set; NaN of one that is not in it. */
    double[] coordinates(double[] z);

    /** The differential of the map, applied to a direction. */
    double[] push(double[] x, double[] direction);

    /** The transpose of the differential, applied to a gradient. */
    double[] pull(double[] x, double[] gradient);

    /** How {@link #pull} of one and the same gradient changes along a direction. */
    double[] bend(double[] x, double[] direction, double[] gradient);

    /** A direction in coordinates that the differential takes to the given tangent direction. */
    double[] lift(double[] x, double[] tangent);

    /** Zero exactly where {@code x} is what {@link #coordinates} gives, positive elsewhere. */
    double excess(double[] x);

    /** The number of coordinates that the set does not need. */
    int excessCount();

    /** The gradient of the excess. */
    double[] excessGradient(double[] x);

    /** The Hessian of the excess times a direction. */
    double[] excessTimes(double[] x, double[] direction);
}
