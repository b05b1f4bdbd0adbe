package dev.nadir.numeric.homotopy;

/**
 * How a system is solved.
 *
 * @param start where the paths start
 * @param threads how many threads follow paths; the result does not depend on it
 * @param pathLimit a start system with more paths is refused
 * @param quietLoops so many loops in a row must find nothing new before a list counts as stable
 * @param isDivided whether permutations of unknowns, and for products changes of sign, are divided out
 */
public record HomotopyOptions(StartKind start, int threads, int pathLimit, int quietLoops, boolean isDivided) {

    /** The structure decides, both cores of a small machine. */
    public static final HomotopyOptions DEFAULTS = new HomotopyOptions(StartKind.AUTOMATIC, 2, 20_000, 4, true);

    /** The same with another start. */
    public HomotopyOptions withStart(StartKind other) {
        return new HomotopyOptions(other, threads, pathLimit, quietLoops, isDivided);
    }

    /** The same on another number of threads. */
    public HomotopyOptions withThreads(int other) {
        return new HomotopyOptions(start, other, pathLimit, quietLoops, isDivided);
    }

    /** The same with every path followed, whatever permutation carries it into another one. */
    public HomotopyOptions undivided() {
        return new HomotopyOptions(start, threads, pathLimit, quietLoops, false);
    }
}
