package dev.nadir.numeric.homotopy.enumerate;

import dev.nadir.numeric.homotopy.Complex;
import java.util.List;

/**
 * Where as many random linear equations as a continuous symmetry has directions meet the surfaces of critical points that it
 * makes. The points stand for the surfaces; they are no isolated critical points.
 *
 * @param dimension of the surfaces, and how many linear equations cut them
 * @param certified how many of the points are certified
 * @param levels the critical values, the lowest first
 */
public record WitnessSet(int dimension, int certified, List<Level> levels) {

    /** Copies the list. */
    public WitnessSet {
        levels = List.copyOf(levels);
    }

    /** How many witness points, complex ones included, have a critical value. */
    public record Level(Complex value, int points) {}

    /** How many witness points there are: the degree of the surfaces, as far as paths can tell. */
    public int points() {
        return levels.stream().mapToInt(Level::points).sum();
    }
}
