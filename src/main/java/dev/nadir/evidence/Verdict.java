package dev.nadir.evidence;

import java.util.List;

/** How much is known of a claim; never upgraded silently. */
public sealed interface Verdict {

    /** Derived exactly, for all sizes and parameters in the stated conditions. */
    record Proved(List<String> lemmas) implements Verdict {
        /** Copies the lemmas. */
        public Proved {
            lemmas = List.copyOf(lemmas);
        }
    }

    /** Computed rigorously on this instance. */
    record Certified(String method) implements Verdict {}

    /** Numerics agree. */
    record Corroborated(int runs, double worstGap, double tolerance) implements Verdict {}

    /** A limit was reached: which, and how far it got. */
    record Undecided(String reason) implements Verdict {}

    /** A counterexample, small enough to print. */
    record Refuted(double gap, String witness) implements Verdict {}

    /** The word: proved, certified, corroborated, undecided or refuted. */
    default String word() {
        if (this instanceof Proved) {
            return "proved";
        } else if (this instanceof Certified) {
            return "certified";
        } else if (this instanceof Corroborated) {
            return "corroborated";
        } else if (this instanceof Undecided) {
            return "undecided";
        } else {
            return "refuted";
        }
    }
}
