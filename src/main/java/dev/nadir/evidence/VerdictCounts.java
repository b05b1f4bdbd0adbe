package dev.nadir.evidence;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How many claims have each verdict, strongest first. */
public final class VerdictCounts {

    private static final List<String> WORDS = List.of("proved", "certified", "corroborated", "undecided", "refuted");

    private VerdictCounts() {}

    /** The counts over all models; every word is there. */
    public static Map<String, Integer> of(List<Evidence> models) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        WORDS.forEach(word -> counts.put(word, 0));
        models.stream()
                .flatMap(model -> model.instances().stream())
                .flatMap(instance -> instance.claims().stream())
                .forEach(claim -> counts.merge(claim.verdict().word(), 1, Integer::sum));
        return counts;
    }
}
