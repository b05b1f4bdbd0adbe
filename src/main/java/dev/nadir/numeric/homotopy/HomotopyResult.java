package dev.nadir.numeric.homotopy;

import java.util.List;

/**
 * What a solve found.
 *
 * @param roots regular roots, those of an orbit next to each other; no two are the same
 * @param singular ends of paths at which the Jacobian is singular: multiple roots, or points of curves and surfaces of
 *     solutions; each place once
 * @param paths what became of every path
 * @param completeness why no isolated root should be missing
 * @param genericCount how many solutions the generic member has from which the paths start, with their orbits
 * @param start how that generic member came about
 * @param divided the symmetries of which one path was followed for each orbit
 */
public record HomotopyResult(
        List<PolynomialRoot> roots,
        List<PolynomialRoot> singular,
        PathCounts paths,
        Completeness completeness,
        int genericCount,
        StartKind start,
        DividedBy divided) {

    /**
     * A group of symmetries.
     *
     * @param permutations how many permutations of unknowns it has, changes of sign aside
     * @param signs how many changes of sign it has
     */
    public record DividedBy(int permutations, long signs) {

        /** No symmetry but the identity. */
        public static final DividedBy NOTHING = new DividedBy(1, 1);

        /** How many symmetries there are. */
        public long order() {
            return permutations * signs;
        }
    }

    /** Copies the lists. */
    public HomotopyResult {
        roots = List.copyOf(roots);
        singular = List.copyOf(singular);
    }

    /** The same with other roots and paths. */
    public HomotopyResult with(List<PolynomialRoot> others, List<PolynomialRoot> otherSingular, PathCounts counts) {
        return new HomotopyResult(others, otherSingular, counts, completeness, genericCount, start, divided);
    }

    /** The same resting on something else. */
    public HomotopyResult with(Completeness other) {
        return new HomotopyResult(roots, singular, paths, other, genericCount, start, divided);
    }

    /** How many of the regular roots are real as far as doubles can tell. */
    public int realCount() {
        return (int) roots.stream().filter(PolynomialRoot::isReal).count();
    }
}
