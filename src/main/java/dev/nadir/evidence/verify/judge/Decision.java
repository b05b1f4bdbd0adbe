package dev.nadir.evidence.verify.judge;

import dev.nadir.evidence.ClaimResult.Fact;
import dev.nadir.evidence.Curve;
import dev.nadir.evidence.Verdict;
import dev.nadir.evidence.verify.Tolerance;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A verdict, what decided it, and what was seen on the way.
 *
 * @param facts in the order in which a reader wants them
 * @param curve both sides of a relation over the numbers that it is swept over
 */
record Decision(Verdict verdict, String method, List<Fact> facts, Optional<Curve> curve) {

    Decision {
        facts = List.copyOf(facts);
    }

    Decision(Verdict verdict, String method, List<Fact> facts) {
        this(verdict, method, facts, Optional.empty());
    }

    Decision with(Curve seen) {
        return new Decision(verdict, method, facts, Optional.of(seen));
    }

    /** What was seen so far, on the way to a decision. */
    static final class Notes {

        private final List<Fact> facts = new ArrayList<>();

        Notes add(String name, String text) {
            facts.add(new Fact(name, text));
            return this;
        }

        Decision refuted(String method, double gap, String witness) {
            return new Decision(new Verdict.Refuted(gap, witness), method, facts);
        }

        Decision certified(String method, String proof) {
            return new Decision(new Verdict.Certified(proof), method, facts);
        }

        Decision undecided(String method, String reason) {
            return new Decision(new Verdict.Undecided(reason), method, facts);
        }

        Decision corroborated(String method, int runs, double worstGap, Tolerance tolerance) {
            add("tolerance", tolerance.text());
            return new Decision(new Verdict.Corroborated(runs, worstGap, tolerance.value()), method, facts);
        }
    }
}
