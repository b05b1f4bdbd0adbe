package dev.nadir.numeric.symmetry;

import dev.nadir.base.PreconditionException;

/**
 * How hard a group element between two points is looked for.
 *
 * @param elementLimit finite groups of at most so many elements are searched to the end; larger ones by exchanges only,
 *     which can find an element but not exclude one. Price: one application of the symmetry for each
 * @param componentLimit a search in a continuous group starts from each of its components, if they are at most so many.
 *     Price: a least-squares run each
 * @param startLimit random elements that a search starts from after that. Price: a least-squares run each
 */
public record OrbitMatcherOptions(int elementLimit, int componentLimit, int startLimit) {

    /** Signed permutations of six letters to the end. */
    public static final OrbitMatcherOptions DEFAULTS = new OrbitMatcherOptions(50_000, 64, 6);

    /** Checks the ranges. */
    public OrbitMatcherOptions {
        if (elementLimit < 1 || componentLimit < 0 || startLimit < 0) {
            throw new PreconditionException(
                    "limits must not be negative, got " + elementLimit + ", " + componentLimit + " and " + startLimit);
        }
    }
}
