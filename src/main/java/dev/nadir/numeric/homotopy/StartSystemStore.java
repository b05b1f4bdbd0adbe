package dev.nadir.numeric.homotopy;

import java.util.Optional;

/** Keeps start systems between runs. What it gives is checked before it is used, so a store need not be trusted. */
public interface StartSystemStore {

    /** The start system of the family with the key, if it is kept. */
    Optional<StartSystem> find(String key);

    /** Keeps a start system under its key, in place of an earlier one. */
    void keep(StartSystem start);

    /** Keeps nothing. */
    static StartSystemStore none() {
        return new StartSystemStore() {
            @Override
            public Optional<StartSystem> find(String key) {
                return Optional.empty();
            }

            @Override
            public void keep(StartSystem start) {
                // nothing is kept
            }
        };
    }
}
