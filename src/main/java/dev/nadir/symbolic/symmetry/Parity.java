package dev.nadir.symbolic.symmetry;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Linear equations over the field of two elements: each says that an even number of its unknowns is 1. */
final class Parity {

    private final Set<Set<String>> equations = new LinkedHashSet<>();

    /** Adds or takes away: a set is a sum of unknowns. */
    static void toggle(Set<String> set, String key) {
        if (!set.remove(key)) {
            set.add(key);
        }
    }

    void require(Set<String> even) {
        if (!even.isEmpty()) {
            // Not Set.copyOf: its order changes from run to run, and with it which solution is found.
            equations.add(Collections.unmodifiableSet(new TreeSet<>(even)));
        }
    }

    /**
     * Independent solutions, each the wanted unknowns that are 1 in it.
     *
     * @param wanted the unknowns that count; others may have any value
     * @param zero unknowns that are 0
     */
    List<Set<String>> solutions(Collection<String> wanted, Set<String> zero) {
        Map<String, Set<String>> pivots = eliminated(wanted, zero);
        List<Set<String>> solutions = new ArrayList<>();
        for (String free : wanted) {
            if (!pivots.containsKey(free) && !zero.contains(free)) {
                Set<String> solution = new LinkedHashSet<>();
                for (String key : wanted) {
                    Set<String> row = pivots.get(key);
                    if (key.equals(free) || (row != null && row.contains(free))) {
                        solution.add(key);
                    }
                }
                solutions.add(solution);
            }
        }
        return solutions;
    }

    /** Whether some solution has exactly these of the wanted unknowns 1. */
    boolean isSolvedBy(Set<String> ones, Collection<String> wanted, Set<String> zero) {
        Map<String, Set<String>> pivots = eliminated(wanted, zero);
        for (String key : wanted) {
            Set<String> row = pivots.get(key);
            if (row != null) {
                long others = row.stream()
                        .filter(each -> !each.equals(key) && ones.contains(each))
                        .count();
                if ((others % 2 == 1) != ones.contains(key)) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Whether a set is a sum of some of the others. */
    static boolean isSum(Set<String> set, Collection<Set<String>> others) {
        Map<String, Set<String>> pivots = new TreeMap<>();
        for (Set<String> other : others) {
            Set<String> row = reduced(other, pivots);
            if (!row.isEmpty()) {
                pivots.put(row.iterator().next(), row);
            }
        }
        return reduced(set, pivots).isEmpty();
    }

    private static Set<String> reduced(Set<String> set, Map<String, Set<String>> pivots) {
        Set<String> row = new TreeSet<>(set);
        // Pivots are the least of their rows: in ascending order no step brings back what an earlier one took away.
        pivots.forEach((key, pivot) -> {
            if (row.contains(key)) {
                pivot.forEach(each -> toggle(row, each));
            }
        });
        return row;
    }

    /**
     * The equations with one unknown each on the left, in no other equation: those that do not count are eliminated
     * first, so that an equation for one that counts holds only such.
     */
    private Map<String, Set<String>> eliminated(Collection<String> wanted, Set<String> zero) {
        Map<String, Set<String>> pivots = new TreeMap<>();
        for (Set<String> equation : equations) {
            Set<String> row = new LinkedHashSet<>(equation);
            row.removeAll(zero);
            List<String> present = List.copyOf(row);
            for (String key : present) {
                Set<String> pivot = pivots.get(key);
                if (pivot != null) {
                    pivot.forEach(each -> toggle(row, each));
                }
            }
            if (!row.isEmpty()) {
                String key = row.stream()
                        .filter(each -> !wanted.contains(each))
                        .findFirst()
                        .orElseGet(() -> row.iterator().next());
                pivots.values().stream()
                        .filter(other -> other.contains(key))
                        .toList()
                        .forEach(other -> row.forEach(each -> toggle(other, each)));
                pivots.put(key, row);
            }
        }
        return pivots;
    }
}
