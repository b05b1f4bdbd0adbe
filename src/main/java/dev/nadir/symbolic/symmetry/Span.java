package dev.nadir.symbolic.symmetry;

import dev.nadir.base.exact.Rational;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The span of sparse rational vectors, brought to echelon form one by one, with the relations among them. */
final class Span {

    private final SortedMap<String, Row> pivots = new TreeMap<>();
    private int count;

    /** A reduced vector and how it comes from those that were added. */
    private record Row(SortedMap<String, Rational> entries, SortedMap<Integer, Rational> origin) {
        Row minus(Rational factor, Row other) {
            return new Row(combined(entries, factor, other.entries), combined(origin, factor, other.origin));
        }

        private static <K extends Comparable<K>> SortedMap<K, Rational> combined(
                SortedMap<K, Rational> left, Rational factor, SortedMap<K, Rational> right) {
            SortedMap<K, Rational> result = new TreeMap<>(left);
            right.forEach((key, value) -> {
                Rational entry = result.getOrDefault(key, Rational.ZERO).minus(value.times(factor));
                if (entry.isZero()) {
                    result.remove(key);
                } else {
                    result.put(key, entry);
                }
            });
            return result;
        }
    }

    /** Adds a vector; returns its relation to the earlier ones, empty if it is independent of them. */
    SortedMap<Integer, Rational> add(Map<String, Rational> vector) {
        SortedMap<Integer, Rational> origin = new TreeMap<>();
        origin.put(count++, Rational.ONE);
        Row row = reduced(new Row(new TreeMap<>(vector), origin));
        if (row.entries.isEmpty()) {
            return row.origin;
        }
        pivots.put(row.entries.firstKey(), row);
        return new TreeMap<>();
    }

    /** Whether a vector is in the span. */
    boolean contains(Map<String, Rational> vector) {
        return reduced(new Row(new TreeMap<>(vector), new TreeMap<>())).entries.isEmpty();
    }

    private Row reduced(Row start) {
        Row row = start;
        for (Map.Entry<String, Row> pivot : pivots.entrySet()) {
            Rational entry = row.entries.getOrDefault(pivot.getKey(), Rational.ZERO);
            if (!entry.isZero()) {
                // The pivot is the first entry of its row.
                Rational leading = pivot.getValue().entries.values().iterator().next();
                row = row.minus(entry.dividedBy(leading), pivot.getValue());
            }
        }
        return row;
    }

    /** The relations among vectors: each gives a combination of them that is zero, the last of it with weight 1. */
    static List<SortedMap<Integer, Rational>> relations(List<Map<String, Rational>> vectors) {
        Span span = new Span();
        List<SortedMap<Integer, Rational>> relations = new ArrayList<>();
        for (Map<String, Rational> vector : vectors) {
            SortedMap<Integer, Rational> relation = span.add(vector);
            if (!relation.isEmpty()) {
                relations.add(relation);
            }
        }
        return relations;
    }
}
