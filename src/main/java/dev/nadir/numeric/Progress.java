package dev.nadir.numeric;

/**
 * Follows a long search, and can end it: at a time limit, or because the user asked. Solvers look at no clock. Both
 * methods may be called from several threads at once.
 */
public interface Progress {

    /** So many of so many runs are finished. */
    void advanced(int done, int total);

    /** Whether the search should end; asked about once an iteration. What is finished by then is kept. */
    boolean isCancelled();

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
