package dev.nadir.numeric.symmetry;

import dev.nadir.numeric.linalg.Matrix;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The directions at a critical point in which the Hessian is zero, and why.
 *
 * @param nullity how many there are
 * @param bySymmetry how many of them are tangent to the orbit of the point under the symmetries that were found; of these
 *     the nullity is never less
 * @param others an orthonormal basis of those that no symmetry explains, in the coordinates of points
 * @param directions a basis of the same space as velocities of the parameters, by name, each with a 1 at an entry where
 *     the others have a 0
 */
public record NullSpace(int nullity, int bySymmetry, List<double[]> others, List<Map<String, Matrix>> directions) {

    /** Copies the lists. */
    public NullSpace {
        others = others.stream().map(double[]::clone).toList();
        directions = directions.stream()
                .map(direction -> Collections.unmodifiableMap(new LinkedHashMap<>(direction)))
                .toList();
    }
}
