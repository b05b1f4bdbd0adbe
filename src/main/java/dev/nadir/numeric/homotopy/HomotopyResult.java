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
 */
public record HomotopyResult(
        List<PolynomialRoot> roots,
        List<PolynomialRoot> singular,
        PathCounts paths,
        Completeness completeness,
        int genericCount,
        StartKind start) {

    /** Copies the lists. */
    public HomotopyResult {
        roots = List.copyOf(roots);
        singular = List.copyOf(singular);
    }

    /** How many of the regular roots are real as far as doubles can tell. */
    public int realCount() {
        return (int) roots.stream().filter(PolynomialRoot::isReal).count();
    }
}
