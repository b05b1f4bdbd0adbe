package dev.nadir.evidence;

import java.util.List;

/**
 * A claim on an instance, decided.
 *
 * @param kind the kind of claim in words, as in {@code global minimum}
 * @param method what decided it, as in {@code multi-start}
 * @param facts what was seen, in the order in which a reader wants it
 * @param seconds wall time; not part of what is compared
 */
public record ClaimResult(
        String claim,
        String description,
        String kind,
        Verdict verdict,
        String method,
        List<Fact> facts,
        double seconds) {

    /** Copies the facts. */
    public ClaimResult {
        facts = List.copyOf(facts);
    }

    /** One thing that was seen: {@code claimed value}, {@code 2.972995879973}. */
    public record Fact(String name, String text) {}
}
