package dev.nadir.numeric;

/**
 * Where a solver stopped.
 *
 * @param coordinates in the order of the parameters, each row by row
 * @param value the loss
 * @param gradientNorm the Euclidean norm of the gradient, in the same coordinates
 */
public record Point(double[] coordinates, double value, double gradientNorm, Termination termination, int iterations) {

    /** Copies the coordinates. */
    public Point {
        coordinates = coordinates.clone();
    }

    /** A copy. */
    @Override
    public double[] coordinates() {
        return coordinates.clone();
    }
}
