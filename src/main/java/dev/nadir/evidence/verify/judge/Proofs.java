package dev.nadir.evidence.verify.judge;

import dev.nadir.base.InternalErrorException;
import dev.nadir.evidence.Verdict;
import dev.nadir.evidence.verify.Bench;
import dev.nadir.model.Claim;
import dev.nadir.numeric.linalg.Matrix;
import dev.nadir.symbolic.Identities;
import dev.nadir.symbolic.Identities.Attempt;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/** What the canonical form proves of a claim, beside what numbers say of it. */
final class Proofs {

    private Proofs() {}

    /**
     * The reason why a statement holds for every value of its index; empty if some attempt fails, or where parameters
     * are held fixed.
     */
    static Optional<String> of(
            Claim claim,
            Bench bench,
            List<Map<String, Matrix>> indices,
            BiFunction<Identities, Map<String, Integer>, Attempt> statement) {
        if (!bench.fixed().isEmpty() || indices.isEmpty()) {
            return Optional.empty();
        }
        Identities identities = new Identities(bench.derivation(), claim.over(), claim.lets());
        String reason = "";
        for (Map<String, Matrix> index : indices) {
            Map<String, Integer> places = new LinkedHashMap<>();
            index.forEach((name, place) -> places.put(name, (int) Math.round(place.get(0, 0))));
            Attempt attempt = statement.apply(identities, places);
            if (!attempt.isProved()) {
                return Optional.empty();
            }
            reason = attempt.reason();
        }
        return Optional.of(reason + ", " + bench.structure());
    }

    /**
     * The numerical decision, raised to a proof where there is one.
     *
     * @throws InternalErrorException if numbers refute what was proved: our defect
     */
    static Decision with(Optional<String> proof, Decision numerical, Claim claim) {
        if (proof.isEmpty()) {
            return numerical;
        }
        if (numerical.verdict() instanceof Verdict.Refuted refuted) {
            throw new InternalErrorException("the canonical form proves the claim " + claim.name()
                    + ", but there is a counterexample: " + refuted.witness());
        }
        return new Decision(
                new Verdict.Proved(List.of(proof.get())), "canonical form", numerical.facts(), numerical.curve());
    }
}
