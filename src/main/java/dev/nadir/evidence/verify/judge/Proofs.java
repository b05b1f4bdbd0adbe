package dev.nadir.evidence.verify.judge;

import dev.nadir.base.InternalErrorException;
import dev.nadir.evidence.ClaimResult.Fact;
import dev.nadir.evidence.Verdict;
import dev.nadir.evidence.verify.Bench;
import dev.nadir.evidence.verify.Places;
import dev.nadir.expr.exact.ExactComparison;
import dev.nadir.model.Claim;
import dev.nadir.numeric.linalg.Matrix;
import dev.nadir.symbolic.Identities;
import dev.nadir.symbolic.Identities.Attempt;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/** What the canonical form proves of a claim, beside what numbers say of it. */
final class Proofs {

    private Proofs() {}

    /**
     * What exact reasoning says.
     *
     * @param proof the reason why a statement holds for every value of its index, if it is proved
     * @param exact what exact values at random points say of the first value of the index for which it is not
     */
    record Found(Optional<String> proof, Optional<ExactComparison.Outcome> exact) {

        static final Found NOTHING = new Found(Optional.empty(), Optional.empty());
    }

    /** What is found; nothing where parameters are held fixed. */
    static Found of(
            Claim claim,
            Bench bench,
            List<Map<String, Matrix>> indices,
            BiFunction<Identities, Map<String, Integer>, Attempt> statement) {
        if (!bench.fixed().isEmpty() || indices.isEmpty()) {
            return Found.NOTHING;
        }
        Identities identities = new Identities(bench.derivation(), claim.over(), claim.lets());
        String reason = "";
        for (Map<String, Matrix> index : indices) {
            Attempt attempt = statement.apply(identities, Places.whole(index));
            if (!attempt.isProved()) {
                return new Found(Optional.empty(), attempt.exact());
            }
            reason = attempt.reason();
        }
        return new Found(Optional.of(reason + ", " + bench.structure()), Optional.empty());
    }

    /**
     * The numerical decision, raised to a proof where there is one.
     *
     * @throws InternalErrorException if numbers refute what was proved: our defect
     */
    static Decision with(Found found, Decision numerical, Claim claim) {
        Optional<String> proof = found.proof();
        if (proof.isEmpty()) {
            return found.exact()
                    .filter(ExactComparison.Outcome.Equal.class::isInstance)
                    .filter(exact -> numerical.verdict() instanceof Verdict.Corroborated)
                    .map(exact -> {
                        // Equal at random points is no proof: it makes the corroboration stronger, and says by how
                        // much.
                        List<Fact> facts = new ArrayList<>(numerical.facts());
                        facts.add(new Fact("exact values", exact.text()));
                        return new Decision(numerical.verdict(), numerical.method(), facts, numerical.curve());
                    })
                    .orElse(numerical);
        }
        if (numerical.verdict() instanceof Verdict.Refuted refuted) {
            throw new InternalErrorException("the canonical form proves the claim " + claim.name()
                    + ", but there is a counterexample: " + refuted.witness());
        }
        return new Decision(
                new Verdict.Proved(List.of(proof.get())), "canonical form", numerical.facts(), numerical.curve());
    }
}
