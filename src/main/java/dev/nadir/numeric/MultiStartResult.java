package dev.nadir.numeric;

import java.util.List;

/**
 * Every start of a search, accounted for.
 *
 * @param levels the converged points by value, lowest first
 * @param failures the runs that did not converge, in the order of the starts
 */
public record MultiStartResult(int starts, List<Level> levels, List<Point> failures) {

    /** Copies the lists. */
    public MultiStartResult {
        levels = List.copyOf(levels);
        failures = List.copyOf(failures);
    }
}
