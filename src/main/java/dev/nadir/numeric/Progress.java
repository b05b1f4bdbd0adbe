package dev.nadir.numeric;

/**
 * Follows a long search, and can end it: at a time limit, or because the user asked. Solvers look at no clock. Both
 * methods may be called from several threads at once.
 */
public interface Progress {

    /** So many of so many runs are finished; of none, where it is not known how many there are. */
    void advanced(int done, int total);

    /** Whether the search should end; asked about once an iteration. What is finished by then is kept. */
    boolean isCancelled();

    /**
     * Whether a search for more should end, so that time is left to finish what was found: it ends earlier than by
     * {@link #isCancelled}, where a limit is known beforehand.
     */
    default boolean isHalfSpent() {
        return isCancelled();
    }

    /** Neither reports nor ends. */
    static Progress silent() {
        return new Progress() {
            @Override
            public void advanced(int done, int total) {
                // nobody is listening
            }

            @Override
            public boolean isCancelled() {
                return false;
            }
        };
    }
}
