package dev.nadir.numeric;

import dev.nadir.numeric.linalg.Matrix;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A model's sizes and data in numbers.
 *
 * @param sizes by name, families unrolled: {@code L}, {@code d[0]}, {@code d[1]}
 * @param data by name, families unrolled; vectors are columns, scalars 1 x 1
 * @param sources for each data name what it was read or sampled from, in words, for the evidence
 */
public record Instance(
        String name,
        String description,
        Map<String, Integer> sizes,
        Map<String, Matrix> data,
        Map<String, String> sources) {

    /** Copies the maps, in order. */
    public Instance {
        sizes = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(sizes));
        data = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(data));
        sources = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(sources));
    }
}
