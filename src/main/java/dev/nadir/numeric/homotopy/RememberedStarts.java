package dev.nadir.numeric.homotopy;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Remembers start systems for one run, in front of another store: instances of one architecture share theirs. */
public final class RememberedStarts implements StartSystemStore {

    private final StartSystemStore behind;
    private final Map<String, StartSystem> known = new ConcurrentHashMap<>();

    /** Remembers nothing yet. */
    public RememberedStarts(StartSystemStore behind) {
        this.behind = behind;
    }

    @Override
    public Optional<StartSystem> find(String key) {
        Optional<StartSystem> found = Optional.ofNullable(known.get(key)).or(() -> behind.find(key));
        found.ifPresent(start -> known.put(key, start));
        return found;
    }

    @Override
    public void keep(StartSystem start) {
        known.put(start.key(), start);
        behind.keep(start);
    }
}
