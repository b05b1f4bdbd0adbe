package dev.nadir.numeric;

import dev.nadir.base.Seed;

/** Decides whether a declared symmetry maps one point to another. */
public interface OrbitMatcher {

    /** What was found. Only SAME and DIFFERENT are answers. */
    enum Match {
        /** A group element was found that maps one to the other. */
        SAME,
        /** Something that the group cannot change differs, or every element of a finite group was tried. */
        DIFFERENT,
        UNDECIDED
    }

    /**
     * Whether the two points are on one orbit.
     *
     * @param tolerance points at most so far apart, in Euclidean norm, count as equal
     * @param seed of the random starts of the search for a group element
     */
    Match match(SymmetryAction symmetry, double[] from, double[] to, double tolerance, Seed seed);

    /** The dimension of the orbit of a point: the rank of its tangent vectors. */
    int orbitDimension(SymmetryAction symmetry, double[] point);
}
