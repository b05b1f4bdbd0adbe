package dev.nadir.evidence.verify.judge;

import dev.nadir.base.PreconditionException;
import dev.nadir.evidence.ClaimResult;
import dev.nadir.evidence.NotApplicable;
import dev.nadir.evidence.Verdict;
import dev.nadir.evidence.verify.Assumptions;
import dev.nadir.evidence.verify.Bench;
import dev.nadir.evidence.verify.Scope;
import dev.nadir.model.Claim;
import dev.nadir.model.Formula;
import dev.nadir.model.FormulaPrinter;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Takes each claim to the judge of its kind. */
final class Judges {

    private Judges() {}

    /**
     * The claim, decided on the bench.
     *
     * @param obstacle why nothing can be decided here, such as an assumption that does not hold
     */
    static ClaimResult decide(Claim claim, Bench bench, Optional<String> obstacle) {
        double started = bench.watcher().seconds();
        Optional<String> unmet = unmet(claim, bench);
        Decision decision = unmet.map(reason -> undecided(reason, NotApplicable.METHOD))
                .or(() -> obstacle.or(() -> bench.watcher().stopReason()).map(reason -> undecided(reason, "none")))
                .orElseGet(() -> judge(claim, bench));
        // A search that was ended early has seen less than it should; what refutes still refutes.
        Optional<String> stopped = bench.watcher().stopReason();
        boolean isOpen = decision.verdict() instanceof Verdict.Undecided
                || (decision.verdict() instanceof Verdict.Corroborated && isSearched(claim.statement()));
        if (stopped.isPresent() && unmet.isEmpty() && isOpen) {
            decision = new Decision(
                    new Verdict.Undecided(stopped.get()), decision.method(), decision.facts(), decision.curve());
        }
        return new ClaimResult(
                claim.name(),
                claim.description(),
                kind(claim.statement()),
                decision.verdict(),
                decision.method(),
                decision.facts(),
                decision.curve(),
                bench.watcher().seconds() - started);
    }

    private static Decision undecided(String reason, String method) {
        return new Decision(new Verdict.Undecided(reason), method, List.of());
    }

    private static boolean isSearched(Claim.Statement statement) {
        return !(statement instanceof Claim.Statement.Conserved);
    }

    /** Which condition of the claim fails on the bench. */
    static Optional<String> unmet(Claim claim, Bench bench) {
        Scope scope = bench.scope().with(claim.lets());
        for (Formula need : claim.needs()) {
            if (TrajectoryJudge.isOfStart(need, claim, bench)) {
                continue;
            }
            String text = FormulaPrinter.print(need);
            try {
                Assumptions.Judged judged = Assumptions.judge(need, scope);
                if (!judged.holds()) {
                    return Optional.of("it needs " + text + ", which does not hold (" + judged.detail() + ")");
                }
            } catch (PreconditionException e) {
                return Optional.of("it needs " + text + ", which is not defined here: " + e.getMessage());
            }
        }
        return Optional.empty();
    }

    private static Decision judge(Claim claim, Bench bench) {
        Function<Bench, Decision> judge = each -> judgeFree(claim, each);
        return claim.fixed().isEmpty() ? judge.apply(bench) : FixedSlices.judge(claim, bench, judge);
    }

    private static Decision judgeFree(Claim claim, Bench bench) {
        Claim.Statement statement = claim.statement();
        if (statement instanceof Claim.Statement.GlobalMinimum minimum) {
            return GlobalMinimumJudge.judge(claim, minimum, bench);
        } else if (statement instanceof Claim.Statement.NoSpuriousMinima) {
            return NoSpuriousMinimaJudge.judge(bench);
        } else if (statement instanceof Claim.Statement.CriticalValues values) {
            return CriticalValuesJudge.judge(claim, values, bench);
        } else if (statement instanceof Claim.Statement.Relation relation) {
            return RelationJudge.judge(claim, relation, bench);
        } else if (statement instanceof Claim.Statement.Conserved conserved) {
            return ConservedJudge.judge(claim, conserved, bench);
        } else if (statement instanceof Claim.Statement.Trajectory flow) {
            return TrajectoryJudge.judge(claim, flow, bench);
        } else if (statement instanceof Claim.Statement.Count count) {
            return CountJudge.judge(claim, count, bench);
        } else {
            return CriticalPointJudge.judge(claim, (Claim.Statement.CriticalPoint) statement, bench);
        }
    }

    /** The kind of a statement, in words. */
    static String kind(Claim.Statement statement) {
        if (statement instanceof Claim.Statement.GlobalMinimum) {
            return "global minimum";
        } else if (statement instanceof Claim.Statement.NoSpuriousMinima) {
            return "no spurious minima";
        } else if (statement instanceof Claim.Statement.CriticalValues) {
            return "critical values";
        } else if (statement instanceof Claim.Statement.Relation) {
            return "relation";
        } else if (statement instanceof Claim.Statement.Conserved) {
            return "conserved quantity";
        } else if (statement instanceof Claim.Statement.Trajectory) {
            return "trajectory";
        } else if (statement instanceof Claim.Statement.Count) {
            return "number of critical points";
        } else {
            return "critical point";
        }
    }
}
