package dev.nadir.evidence.verify.constrained;

import dev.nadir.base.PreconditionException;
import dev.nadir.evidence.ClaimResult.Fact;
import dev.nadir.evidence.Verdict;
import dev.nadir.evidence.Watcher;
import dev.nadir.evidence.verify.Numbers;
import dev.nadir.evidence.verify.Scope;
import dev.nadir.evidence.verify.constrained.ConstrainedVerifier.Judgement;
import dev.nadir.model.Claim;
import dev.nadir.model.Formula;
import dev.nadir.numeric.constrained.ConstrainedSolver;
import dev.nadir.numeric.linalg.Matrix;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code value v}, with or without {@code at}, under equations. Refuted by a claimed point that misses the equations or the
 * value, or by a point on the equations with a lower loss; corroborated if walks reach v and none ends below.
 */
final class LeastValue {

    private static final String METHOD = "augmented Lagrangian";

    private final Claim claim;
    private final Claim.Statement.GlobalMinimum statement;
    private final ConstrainedBench bench;
    private final Watcher watcher;
    private final List<Fact> facts = new ArrayList<>();
    private double lowest = Double.POSITIVE_INFINITY;

    LeastValue(Claim claim, ConstrainedBench bench, Watcher watcher) {
        this.claim = claim;
        this.statement = (Claim.Statement.GlobalMinimum) claim.statement();
        this.bench = bench;
        this.watcher = watcher;
    }

    private Judgement undecided(String reason) {
        return new Judgement(new Verdict.Undecided(reason), METHOD, facts, lowest);
    }

    private Judgement refuted(double gap, String witness) {
        return new Judgement(new Verdict.Refuted(gap, witness), METHOD, facts, lowest);
    }

    Judgement judge() {
        double value;
        double rounding;
        try {
            value = bench.scope().with(claim.lets()).scalar(statement.value());
            rounding = bench.rounding(scope -> scope.with(claim.lets()).scalar(statement.value()));
        } catch (PreconditionException e) {
            return undecided("the claimed value is not defined here: " + e.getMessage());
        }
        if (!Double.isFinite(value)) {
            return undecided("the claimed value is not a number here");
        }
        facts.add(new Fact("claimed value", Numbers.number(value)));
        try {
            Optional<Judgement> wrong = claimedPoint(value, rounding);
            return wrong.isPresent() ? wrong.get() : search(value, rounding);
        } catch (PreconditionException e) {
            return undecided("the claimed point is not defined here: " + e.getMessage());
        }
    }

    /** A claimed point must keep the equations and have the value. */
    private Optional<Judgement> claimedPoint(double value, double rounding) {
        if (statement.at().isEmpty()) {
            return Optional.empty();
        }
        Map<String, Matrix> point = new LinkedHashMap<>();
        Scope scope = bench.scope().with(claim.lets());
        for (Claim.Equation equation : statement.at()) {
            if (!(equation.left() instanceof Formula.Name name)
                    || equation.range().isPresent()) {
                throw new PreconditionException("under equations a point gives each parameter by itself");
            }
            point.put(name.name(), scope.value(equation.right()));
        }
        double loss = bench.loss(point);
        double violation = bench.violation(point);
        facts.add(new Fact(
                "claimed point", "loss " + Numbers.number(loss) + ", equations to " + Numbers.small(violation)));
        if (!(violation <= bench.looseness(point))) {
            return Optional.of(refuted(
                    violation,
                    "the claimed point misses the equations by " + Numbers.small(violation) + ":\n"
                            + Numbers.point(point)));
        }
        double gap = Math.abs(loss - value);
        return gap <= rounding + bench.noise(point)
                ? Optional.empty()
                : Optional.of(refuted(
                        gap,
                        "at the claimed point the loss is " + Numbers.number(loss) + ", not " + Numbers.number(value)
                                + ":\n" + Numbers.point(point)));
    }

    private Judgement search(double value, double rounding) {
        List<ConstrainedSolver.Result> walks = bench.walks(watcher::isCancelled);
        int reaching = 0;
        int above = 0;
        double worst = 0;
        double widest = 0;
        for (ConstrainedSolver.Result walk : walks) {
            if (!walk.isSharp()) {
                continue;
            }
            Map<String, Matrix> point = bench.parameters(walk);
            double loss = bench.loss(point);
            // To first order a residual moves the least value by its multiplier.
            double allowed = rounding + bench.noise(point) + 2 * walk.multiplier() * walk.residual() * walk.x().length;
            lowest = Math.min(lowest, loss);
            if (loss < value - allowed) {
                return refuted(
                        value - loss,
                        "the loss is " + Numbers.number(loss) + ", below the claimed " + Numbers.number(value)
                                + ", and the equations hold to " + Numbers.small(bench.violation(point)) + ", at\n"
                                + Numbers.point(point));
            }
            if (loss <= value + allowed) {
                reaching++;
                worst = Math.max(worst, Math.abs(loss - value));
                widest = Math.max(widest, allowed);
            } else {
                above++;
            }
        }
        int failed = walks.size() - reaching - above;
        facts.add(new Fact(
                METHOD,
                walks.size() + " runs on the equations: " + reaching + " reach it, 0 below it, " + above
                        + " elsewhere, " + failed + " not sharp"));
        Optional<String> stopped = watcher.stopReason();
        if (stopped.isPresent()) {
            return undecided(stopped.get());
        } else if (reaching == 0) {
            return undecided("no run reaches the claimed value; the lowest loss found on the equations is "
                    + Numbers.number(lowest));
        }
        facts.add(new Fact("tolerance", Numbers.small(widest) + ": rounding of value and loss, and of the equations"));
        return new Judgement(new Verdict.Corroborated(walks.size(), worst, widest), METHOD, facts, lowest);
    }
}
