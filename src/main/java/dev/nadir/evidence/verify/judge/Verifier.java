package dev.nadir.evidence.verify.judge;

import dev.nadir.base.InternalErrorException;
import dev.nadir.evidence.ClaimResult;
import dev.nadir.evidence.InstanceEvidence;
import dev.nadir.evidence.InstanceEvidence.Finding;
import dev.nadir.evidence.Verdict;
import dev.nadir.evidence.VerifyOptions;
import dev.nadir.evidence.Watcher;
import dev.nadir.evidence.verify.Assumptions;
import dev.nadir.evidence.verify.Bench;
import dev.nadir.evidence.verify.Benches;
import dev.nadir.evidence.verify.DerivationCheck;
import dev.nadir.evidence.verify.PlanOptions;
import dev.nadir.evidence.verify.SymmetryCheck;
import dev.nadir.model.Claim;
import dev.nadir.model.Model;
import dev.nadir.numeric.Instance;
import dev.nadir.symbolic.Derivation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Verifies one instance of a model: checks what the verdicts rest on, then takes each claim to its judge. */
public final class Verifier {

    private final Model model;
    private final VerifyOptions options;
    private final long runSeed;
    private final Watcher watcher;

    /** A verifier of a model's instances. */
    public Verifier(Model model, VerifyOptions options, Watcher watcher) {
        this.model = model;
        this.options = options;
        this.runSeed = PlanOptions.runSeed(model, options);
        this.watcher = watcher;
    }

    /** The seed that all randomness comes from where a verify block names no other. */
    public long runSeed() {
        return runSeed;
    }

    /**
     * Everything about one instance.
     *
     * @throws InternalErrorException if the derivation does not agree with the loss as written: our defect
     */
    public InstanceEvidence verify(Derivation derivation, Instance instance) {
        return verify(derivation, instance, Optional.empty());
    }

    /**
     * The same beside a minimum that lemmas give.
     *
     * @throws InternalErrorException if the derivation does not agree with the loss as written: our defect
     */
    public InstanceEvidence verify(Derivation derivation, Instance instance, Optional<DerivedMinimum> derived) {
        PlanOptions plan = PlanOptions.of(model, instance.name(), options.thorough());
        Bench bench = Benches.of(derivation, instance, new Benches.Circumstances(plan, options, runSeed, watcher));
        watcher.began(model.name() + "/" + instance.name() + ": derivative checks");
        DerivationCheck checks = DerivationCheck.of(bench, plan);
        List<Finding> assumptions = Assumptions.of(model, bench.scope());
        List<Finding> symmetries = new ArrayList<>();
        List<ClaimResult> claims = new ArrayList<>();
        Optional<String> obstacle = assumptions.stream()
                .filter(finding -> !finding.holds())
                .map(finding -> "the assumption " + finding.statement() + " does not hold here: " + finding.detail())
                .findFirst();
        for (Model.Symmetry symmetry : model.symmetries()) {
            SymmetryCheck.Result result = SymmetryCheck.of(symmetry, bench);
            symmetries.add(result.finding());
            if (result.violation().isPresent()) {
                claims.add(brokenSymmetry(symmetry, result));
                obstacle = obstacle.or(() ->
                        Optional.of("the declared symmetry " + symmetry.name() + " does not leave the loss alone"));
            }
        }
        search(bench, plan);
        boolean isFree = obstacle.isEmpty();
        for (Claim claim : model.claims()) {
            if (options.includesClaim(claim.name())) {
                ClaimResult result = Judges.decide(claim, bench, obstacle);
                claims.add(derived.filter(each -> isFree)
                        .map(each -> each.beside(claim, result, bench))
                        .orElse(result));
            }
        }
        return new InstanceEvidence(
                instance,
                assumptions,
                symmetries,
                Optional.of(checks.gradient()),
                Optional.of(checks.hessian()),
                bench.searches().minimaIfRun(),
                bench.searches().criticalPointsIfRun(),
                bench.searches().flowIfRun(),
                claims,
                List.of());
    }

    /** Runs what the verify block names, whether or not a claim asks for it. */
    private void search(Bench bench, PlanOptions plan) {
        if (plan.has("multi-start") && options.claims().isEmpty() && !watcher.isCancelled()) {
            bench.searches().minima();
        }
        boolean isFlowWanted = options.claims().isEmpty() || !conserved(bench).isEmpty();
        if (plan.has("gradient-flow") && isFlowWanted && !watcher.isCancelled()) {
            bench.searches().flow(ConservedJudge.isFlowOfParameters(bench) ? conserved(bench) : Map.of());
        }
    }

    /** What the claims that are asked for say that a flow keeps. */
    private Map<String, UnaryOperator<double[]>> conserved(Bench bench) {
        List<Claim> asked = model.claims().stream()
                .filter(claim -> options.includesClaim(claim.name()))
                .toList();
        return ConservedJudge.quantities(asked, bench);
    }

    private static ClaimResult brokenSymmetry(Model.Symmetry symmetry, SymmetryCheck.Result result) {
        return new ClaimResult(
                symmetry.name(),
                symmetry.description(),
                "symmetry",
                new Verdict.Refuted(result.change(), result.violation().orElse("")),
                "random group elements",
                List.of(),
                0);
    }
}
