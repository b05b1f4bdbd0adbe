package dev.nadir.evidence.verify.judge;

import dev.nadir.base.PreconditionException;
import dev.nadir.evidence.ClaimResult;
import dev.nadir.evidence.ClaimResult.Fact;
import dev.nadir.evidence.NotApplicable;
import dev.nadir.evidence.Verdict;
import dev.nadir.evidence.verify.Bench;
import dev.nadir.evidence.verify.Numbers;
import dev.nadir.model.Claim;
import dev.nadir.numeric.Level;
import dev.nadir.numeric.MultiStartResult;
import dev.nadir.numeric.replay.Replay;
import dev.nadir.reduction.ClosedForm;
import dev.nadir.reduction.Reduction;
import dev.nadir.reduction.ScalarAnswer.Kind;
import dev.nadir.reduction.agree.claim.Agreement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * What lemmas give on an instance. It stands beside a claim's own evidence, refutes what searches cannot, a claimed
 * minimum that is too low, and proves a claim that says what was derived. Where numbers refute a claim they have the last
 * word.
 *
 * @param value the least loss
 * @param lemmas that it rests on
 * @param proofs what proves a claim, if anything does
 */
public record DerivedMinimum(double value, List<String> lemmas, Function<Claim, Optional<Agreement>> proofs) {

    /** The word for what decides: the claim's formulas have the canonical form of what lemmas give. */
    private static final String METHOD = "derivation";

    /** Far more than rounding in the formulas, and far less than what tells two claims apart. */
    private static final double RELATIVE = 1e-9;

    /** Copies the list. */
    public DerivedMinimum {
        lemmas = List.copyOf(lemmas);
    }

    /** The closed form that holds on the instance, if there is one and the loss attains it at the stated point. */
    public static Optional<DerivedMinimum> of(
            Reduction reduction, Replay replay, Function<Claim, Optional<Agreement>> proofs) {
        for (ClosedForm form : reduction.closedForms()) {
            if (form.kind() != Kind.GLOBAL_MINIMUM) {
                continue;
            }
            Optional<Replay.Numbers> numbers = numbers(form, replay);
            boolean isTrue = numbers.isPresent()
                    && numbers.get().holds()
                    && Double.isFinite(numbers.get().value())
                    && (numbers.get().point().isEmpty()
                            || isClose(numbers.get().loss(), numbers.get().value()));
            if (isTrue) {
                return Optional.of(new DerivedMinimum(numbers.get().value(), form.lemmas(), proofs));
            }
        }
        return Optional.empty();
    }

    private static Optional<Replay.Numbers> numbers(ClosedForm form, Replay replay) {
        try {
            return replay.of(form);
        } catch (PreconditionException e) {
            // Not defined at these numbers: no closed form here.
            return Optional.empty();
        }
    }

    /** Whether a number is the derived value but for rounding. */
    public boolean isValue(double number) {
        return isClose(number, value);
    }

    private static boolean isClose(double a, double b) {
        return Math.abs(a - b) <= RELATIVE * (1 + Math.abs(b));
    }

    /** The result with what the derivation says; a value below the derived minimum, which runs reach, is refuted. */
    public ClaimResult beside(Claim claim, ClaimResult result, Bench bench) {
        return beside(
                claim,
                result,
                new Seen(
                        statement -> bench.scope().with(claim.lets()).scalar(statement.value()),
                        () -> isReached(bench)));
    }

    /**
     * What a search saw.
     *
     * @param claimed the claimed value in numbers
     * @param isReached whether some run ends at the derived value
     */
    public record Seen(ToDoubleFunction<Claim.Statement.GlobalMinimum> claimed, BooleanSupplier isReached) {}

    /** The same beside what another search saw. */
    public ClaimResult beside(Claim claim, ClaimResult result, Seen seen) {
        // What was not searched for, because the claim does not apply or an assumption fails, stays as it is.
        boolean isOpen = result.verdict() instanceof Verdict.Undecided
                && (result.method().equals(NotApplicable.METHOD)
                        || result.method().equals("none"));
        if (isOpen || result.verdict() instanceof Verdict.Refuted) {
            return result;
        }
        if (!claim.fixed().isEmpty()) {
            return result.verdict() instanceof Verdict.Corroborated ? proved(claim, result, result.facts()) : result;
        }
        if (isOfPointsOrFlow(claim, result)) {
            return proved(claim, result, result.facts());
        }
        return claim.statement() instanceof Claim.Statement.GlobalMinimum minimum
                ? minimum(claim, minimum, result, seen)
                : result;
    }

    /** Whether a claim says nothing of the least value; one of a flow may have been proved by itself. */
    private static boolean isOfPointsOrFlow(Claim claim, ClaimResult result) {
        return claim.statement() instanceof Claim.Statement.CriticalPoint
                || claim.statement() instanceof Claim.Statement.CriticalValues
                || claim.statement() instanceof Claim.Statement.NoSpuriousMinima
                || (claim.statement() instanceof Claim.Statement.Trajectory
                        && result.verdict() instanceof Verdict.Corroborated);
    }

    private ClaimResult minimum(Claim claim, Claim.Statement.GlobalMinimum minimum, ClaimResult result, Seen seen) {
        double claimed;
        try {
            claimed = seen.claimed().applyAsDouble(minimum);
        } catch (PreconditionException e) {
            return result;
        }
        List<Fact> facts = new ArrayList<>(result.facts());
        facts.add(new Fact(
                "derived minimum",
                Numbers.number(value) + ", by " + String.join(", ", lemmas)
                        + (isClose(claimed, value)
                                ? "; the claim agrees"
                                : "; the claim differs by " + Numbers.small(Math.abs(claimed - value)))));
        if (isClose(claimed, value)) {
            return proved(claim, result, facts);
        }
        Verdict verdict = result.verdict();
        if (verdict instanceof Verdict.Undecided
                && claimed < value
                && seen.isReached().getAsBoolean()) {
            verdict = new Verdict.Refuted(
                    value - claimed,
                    "the loss is never below " + Numbers.number(value) + ", by " + String.join(", ", lemmas)
                            + ",\nand runs reach that; the claimed minimum is " + Numbers.number(claimed));
        }
        return with(result, verdict, result.method(), facts);
    }

    /** The result, raised to a proof where the claim says what was derived; what numbers say of it stays beside. */
    private ClaimResult proved(Claim claim, ClaimResult result, List<Fact> facts) {
        Optional<Agreement> agreement = proofs.apply(claim);
        if (agreement.isEmpty()) {
            return with(result, result.verdict(), result.method(), facts);
        }
        List<Fact> all = new ArrayList<>(facts);
        all.add(new Fact("numbers", beside(result)));
        if (!agreement.get().assumptions().isEmpty()) {
            all.add(new Fact("under", String.join(" and ", agreement.get().assumptions())));
        }
        if (!agreement.get().trusted().isEmpty()) {
            all.add(new Fact("on trust", String.join("; ", agreement.get().trusted())));
        }
        return with(result, new Verdict.Proved(agreement.get().lemmas()), METHOD, all);
    }

    private static String beside(ClaimResult result) {
        String by = result.verdict().word() + " by " + result.method();
        if (result.verdict() instanceof Verdict.Corroborated corroborated) {
            return by + ", " + corroborated.runs() + " runs, worst gap " + Numbers.small(corroborated.worstGap());
        }
        return result.verdict() instanceof Verdict.Undecided undecided ? by + ": " + undecided.reason() : by;
    }

    private static ClaimResult with(ClaimResult result, Verdict verdict, String method, List<Fact> facts) {
        return new ClaimResult(
                result.claim(),
                result.description(),
                result.kind(),
                verdict,
                method,
                facts,
                result.curve(),
                result.seconds());
    }

    private boolean isReached(Bench bench) {
        Optional<MultiStartResult> found = bench.searches().minimaIfRun();
        return found.isPresent()
                && Stream.concat(
                                found.get().levels().stream().map(Level::representative),
                                found.get().failures().stream())
                        .anyMatch(point -> isClose(point.value(), value));
    }
}
