package dev.nadir.numeric.homotopy;

import java.util.List;

/**
 * A generic member of a family with all its solutions, one for each orbit of the symmetry.
 *
 * @param key identifies the family, see {@link FamilyKey}
 * @param parameters the complex values of the family's parameters
 * @param solutions one solution of each orbit
 * @param count how many solutions there are with their orbits
 * @param completeness why none should be missing
 */
public record StartSystem(
        String key, List<Complex> parameters, List<List<Complex>> solutions, int count, Completeness completeness) {

    /** Copies the lists. */
    public StartSystem {
        parameters = List.copyOf(parameters);
        solutions = solutions.stream().map(List::copyOf).toList();
    }
}
