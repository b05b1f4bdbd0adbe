package dev.nadir.evidence;

import dev.nadir.numeric.Progress;
import java.util.Optional;

/** Follows a verification, can end it, and holds the clock: no stage looks at one. */
public interface Watcher extends Progress {

    /** Something that takes a while began, as in {@code small: multi-start}. */
    void began(String task);

    /** Why the run should end, if it should. */
    Optional<String> stopReason();

    /** Seconds since some moment; only for reports. */
    double seconds();

    @Override
    default boolean isCancelled() {
        return stopReason().isPresent();
    }

    /** Nobody watches, nothing ends, the clock stands. */
    static Watcher none() {
        return new Watcher() {
            @Override
            public void began(String task) {
                // nobody is listening
            }

            @Override
            public void advanced(int done, int total) {
                // nobody is listening
            }

            @Override
            public Optional<String> stopReason() {
                return Optional.empty();
            }

            @Override
            public double seconds() {
                return 0;
            }
        };
    }
}
