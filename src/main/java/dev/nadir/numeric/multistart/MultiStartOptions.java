package dev.nadir.numeric.multistart;

import dev.nadir.base.PreconditionException;

/**
 * How many starts, on how many threads.
 *
 * @param starts each with its own stream of random numbers: start 7 is the same whether 10 or 1,000 are made
 * @param threads results do not depend on it. Price: memory for one objective each
 * @param matchLimit how many points of a level are compared with the orbits found before them; the others are counted
 *     as unmatched. Without a declared symmetry, comparing is cheap and all are. Price: up to one search for a group
 *     element for each pair of point and orbit, in a group of dimension {@code k} about {@code 20*k} applications; where the
 *     matrices of the group have more than 80 entries, fewer points are compared, in proportion
 */
public record MultiStartOptions(int starts, int threads, int matchLimit) {

    /** A first look: levels reached by one start in ten are found with probability 0.88. */
    public static final MultiStartOptions FAST = new MultiStartOptions(20, 1, 5);

    /** Levels reached by one start in fifty are found with probability 0.98. */
    public static final MultiStartOptions DEFAULTS = new MultiStartOptions(200, 1, 20);

    /** Levels reached by one start in two hundred are found with probability 0.993. */
    public static final MultiStartOptions CAREFUL = new MultiStartOptions(1_000, 1, 100);

    /** Checks the ranges. */
    public MultiStartOptions {
        if (starts < 1 || threads < 1 || matchLimit < 0) {
            throw new PreconditionException("there must be at least 1 start and 1 thread and 0 matches, got " + starts
                    + ", " + threads + " and " + matchLimit);
        }
    }

    /** With another number of starts. */
    public MultiStartOptions withStarts(int number) {
        return new MultiStartOptions(number, threads, matchLimit);
    }

    /** With another number of threads. */
    public MultiStartOptions withThreads(int number) {
        return new MultiStartOptions(starts, number, matchLimit);
    }
}
