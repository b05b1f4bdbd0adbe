package dev.nadir.evidence.format;

import dev.nadir.evidence.ClaimResult;
import dev.nadir.evidence.ClaimResult.Fact;
import dev.nadir.evidence.Evidence;
import dev.nadir.evidence.InstanceEvidence;
import dev.nadir.evidence.InstanceEvidence.Finding;
import dev.nadir.evidence.Verdict;
import dev.nadir.numeric.Instance;
import dev.nadir.numeric.TaylorResult;
import dev.nadir.numeric.linalg.Matrix;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Evidence made by hand, with a claim of each verdict. */
final class EvidenceSamples {

    private EvidenceSamples() {}

    static ClaimResult claim(String name, Verdict verdict) {
        return new ClaimResult(
                name, "a <claim>", "global minimum", verdict, "multi-start", List.of(new Fact("seen", "a & b")), 0.25);
    }

    static Evidence ofEachVerdict() {
        return of(List.of(
                claim("one", new Verdict.Proved(List.of("lemma"))),
                claim("two", new Verdict.Certified("intervals")),
                claim("three", new Verdict.Corroborated(200, 4.9e-15, 1e-12)),
                claim("four", new Verdict.Undecided("the time limit")),
                claim("five", new Verdict.Refuted(0.1, "loss 1 at\nx = 2"))));
    }

    static Evidence of(List<ClaimResult> claims) {
        Instance instance = new Instance(
                "small",
                "a small one",
                Map.of("n", 2),
                Map.of("X", Matrix.of(1, 2, 0.1, 1.0 / 3)),
                Map.of("X", "sampled"));
        TaylorResult.Curve curve =
                new TaylorResult.Curve(new double[] {0.1, 0.01}, new double[] {1e-2, 1e-4}, Double.POSITIVE_INFINITY);
        InstanceEvidence evidence = new InstanceEvidence(
                instance,
                List.of(new Finding("invertible(X)", "", true, "smallest eigenvalue 3.9")),
                List.of(),
                Optional.of(new TaylorResult(2, List.of(curve))),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                claims,
                List.of());
        return new Evidence(
                "sample",
                "0.1.0",
                "Debian 17",
                7,
                false,
                "abc",
                Map.of("X.csv", "def"),
                Map.of(),
                List.of(),
                List.of(),
                List.of(evidence),
                Optional.empty(),
                List.of());
    }
}
