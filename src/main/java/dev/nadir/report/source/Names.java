package dev.nadir.report.source;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Names of the model language as names of another: {@code W[1]} as {@code W_1}, each its own. */
final class Names {

    private final Set<String> taken;
    private final Map<String, String> known = new HashMap<>();

    Names(Dialect dialect) {
        this.taken = new HashSet<>(dialect.reserved());
    }

    /** The same name for the same symbol; sizes and symbols do not share names. */
    String of(String name) {
        return known.computeIfAbsent(name, this::fresh);
    }

    private String fresh(String name) {
        String plain = name.replaceAll("[^A-Za-z0-9_]+", "_").replaceAll("_+$", "");
        String free = plain;
        while (!taken.add(free)) {
            free += "_";
        }
        return free;
    }
}
