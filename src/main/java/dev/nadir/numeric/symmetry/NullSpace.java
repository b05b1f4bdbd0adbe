package dev.nadir.numeric.symmetry;

import java.util.List;

/**
 * The directions at a critical point in which the Hessian is zero, and why.
 *
 * @param nullity how many there are
 * @param bySymmetry how many of them are tangent to the orbit of the point under the symmetries that were found; of these
 *     the nullity is never less
 * @param others an orthonormal basis of those that no symmetry explains, in the coordinates of points
 */
public record NullSpace(int nullity, int bySymmetry, List<double[]> others) {

    /** Copies the list. */
    public NullSpace {
        others = others.stream().map(double[]::clone).toList();
    }
}
