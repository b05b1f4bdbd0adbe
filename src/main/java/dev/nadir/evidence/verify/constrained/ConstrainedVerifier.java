package dev.nadir.evidence.verify.constrained;

import dev.nadir.evidence.ClaimResult;
import dev.nadir.evidence.InstanceEvidence;
import dev.nadir.evidence.InstanceEvidence.Finding;
import dev.nadir.evidence.NotApplicable;
import dev.nadir.evidence.Verdict;
import dev.nadir.evidence.VerifyOptions;
import dev.nadir.evidence.Watcher;
import dev.nadir.evidence.verify.Assumptions;
import dev.nadir.evidence.verify.PlanOptions;
import dev.nadir.evidence.verify.Scope;
import dev.nadir.model.Claim;
import dev.nadir.model.Formula;
import dev.nadir.model.FormulaPrinter;
import dev.nadir.model.Model;
import dev.nadir.numeric.Instance;
import dev.nadir.symbolic.Landscape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Decides what a model under equations claims of its least value. */
public final class ConstrainedVerifier {

    private final Landscape landscape;
    private final VerifyOptions options;
    private final Watcher watcher;
    private final Derived derived;

    /** What a derivation says beside a result. */
    @FunctionalInterface
    public interface Derived {
        /**
         * The result with what was derived.
         *
         * @param scope reads the claim's formulas
         * @param lowest the least loss that a walk on the equations found; infinite where none did
         */
        ClaimResult beside(Claim claim, ClaimResult result, Scope scope, double lowest);
    }

    /** A verifier of a landscape that has constraints. */
    public ConstrainedVerifier(Landscape landscape, VerifyOptions options, Watcher watcher, Derived derived) {
        this.derived = derived;
        this.landscape = landscape;
        this.options = options;
        this.watcher = watcher;
    }

    /**
     * Every claim on one instance.
     *
     * @throws dev.nadir.base.ModelException if a claim is made that no search here can decide under equations
     */
    public InstanceEvidence verify(Instance instance) {
        Model model = landscape.model();
        List<Claim> asked = model.claims().stream()
                .filter(claim -> options.includesClaim(claim.name()))
                .toList();
        if (asked.isEmpty()
                || asked.stream().anyMatch(claim -> !isCovered(claim))
                || !model.symmetries().isEmpty()) {
            landscape.requireUnconstrained(
                    "a verification of anything but a least value (`value`, with or without `at`)");
        }
        Scope scope = Scope.of(model, instance);
        List<Finding> assumptions = Assumptions.of(model, scope);
        Optional<String> obstacle = assumptions.stream()
                .filter(finding -> !finding.holds())
                .map(finding -> "the assumption " + finding.statement() + " does not hold here: " + finding.detail())
                .findFirst();
        PlanOptions plan = PlanOptions.of(model, instance.name(), options.thorough());
        ConstrainedBench bench = ConstrainedBench.of(landscape, instance, plan, options);
        List<ClaimResult> results = new ArrayList<>();
        for (Claim claim : asked) {
            double started = watcher.seconds();
            Judgement judged = unmet(claim, scope)
                    .map(reason -> Judgement.undecided(reason, NotApplicable.METHOD))
                    .or(() -> obstacle.map(reason -> Judgement.undecided(reason, "none")))
                    .orElseGet(() -> new LeastValue(claim, bench, watcher).judge());
            ClaimResult result = new ClaimResult(
                    claim.name(),
                    claim.description(),
                    "global minimum",
                    judged.verdict(),
                    judged.method(),
                    judged.facts(),
                    watcher.seconds() - started);
            results.add(derived.beside(claim, result, scope, judged.lowest()));
        }
        return new InstanceEvidence(
                instance,
                assumptions,
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                results,
                List.of());
    }

    /**
     * A verdict with what was seen on the way.
     *
     * @param lowest the least loss that a walk found; infinite where none did
     */
    record Judgement(Verdict verdict, String method, List<ClaimResult.Fact> facts, double lowest) {
        static Judgement undecided(String reason, String method) {
            return new Judgement(new Verdict.Undecided(reason), method, List.of(), Double.POSITIVE_INFINITY);
        }
    }

    private static boolean isCovered(Claim claim) {
        return claim.statement() instanceof Claim.Statement.GlobalMinimum
                && claim.fixed().isEmpty()
                && claim.upTo().isEmpty();
    }

    private static Optional<String> unmet(Claim claim, Scope scope) {
        Scope inside = scope.with(claim.lets());
        for (Formula need : claim.needs()) {
            Assumptions.Judged judged = Assumptions.judge(need, inside);
            if (!judged.holds()) {
                return Optional.of(
                        "it needs " + FormulaPrinter.print(need) + ", which does not hold (" + judged.detail() + ")");
            }
        }
        return Optional.empty();
    }
}
