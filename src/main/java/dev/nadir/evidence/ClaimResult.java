package dev.nadir.evidence;

import java.util.List;
import java.util.Optional;

/**
 * A claim on an instance, decided.
 *
 * @param kind the kind of claim in words, as in {@code global minimum}
 * @param method what decided it, as in {@code multi-start}
 * @param facts what was seen, in the order in which a reader wants it
 * @param curve both sides of a relation over the numbers that it is swept over
 * @param seconds wall time; not part of what is compared
 */
public record ClaimResult(
        String claim,
        String description,
        String kind,
        Verdict verdict,
        String method,
        List<Fact> facts,
        Optional<Curve> curve,
        double seconds) {

    /** Copies the facts. */
    public ClaimResult {
        facts = List.copyOf(facts);
    }

    /** A result without a curve. */
    public ClaimResult(
            String claim,
            String description,
            String kind,
            Verdict verdict,
            String method,
            List<Fact> facts,
            double seconds) {
        this(claim, description, kind, verdict, method, facts, Optional.empty(), seconds);
    }

    /** One thing that was seen: {@code claimed value}, {@code 2.972995879973}. */
    public record Fact(String name, String text) {}
}
