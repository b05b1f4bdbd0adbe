package dev.nadir.evidence.verify.judge;

import dev.nadir.base.PreconditionException;
import dev.nadir.evidence.ClaimResult;
import dev.nadir.evidence.ClaimResult.Fact;
import dev.nadir.evidence.Verdict;
import dev.nadir.evidence.verify.Bench;
import dev.nadir.evidence.verify.Numbers;
import dev.nadir.model.Claim;
import dev.nadir.numeric.MultiStartResult;
import dev.nadir.numeric.replay.Replay;
import dev.nadir.reduction.ClosedForm;
import dev.nadir.reduction.Reduction;
import dev.nadir.reduction.ScalarAnswer.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The global minimum that lemmas give on an instance. It stands beside a claim's own evidence, and settles one thing
 * that searches cannot: a claimed minimum that is too low.
 *
 * @param value the least loss
 * @param lemmas that it rests on
 */
public record DerivedMinimum(double value, List<String> lemmas) {

    /** Far more than rounding in the formulas, and far less than what tells two claims apart. */
    private static final double RELATIVE = 1e-9;

    /** Copies the list. */
    public DerivedMinimum {
        lemmas = List.copyOf(lemmas);
    }

    /** The closed form that holds on the instance, if there is one and the loss attains it at the stated point. */
    public static Optional<DerivedMinimum> of(Reduction reduction, Replay replay) {
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
                return Optional.of(new DerivedMinimum(numbers.get().value(), form.lemmas()));
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

    private static boolean isClose(double a, double b) {
        return Math.abs(a - b) <= RELATIVE * (1 + Math.abs(b));
    }

    /** The result with what the derivation says; a value below the derived minimum, which runs reach, is refuted. */
    public ClaimResult beside(Claim claim, ClaimResult result, Bench bench) {
        // What was not searched for, because the claim does not apply or an assumption fails, stays as it is.
        boolean isOther = !(claim.statement() instanceof Claim.Statement.GlobalMinimum)
                || !claim.fixed().isEmpty()
                || !result.method().equals(GlobalMinimumJudge.METHOD);
        if (isOther || result.verdict() instanceof Verdict.Refuted) {
            return result;
        }
        double claimed;
        try {
            claimed = bench.scope()
                    .with(claim.lets())
                    .scalar(((Claim.Statement.GlobalMinimum) claim.statement()).value());
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
        Verdict verdict = result.verdict();
        if (verdict instanceof Verdict.Undecided && claimed < value && !isClose(claimed, value) && isReached(bench)) {
            verdict = new Verdict.Refuted(
                    value - claimed,
                    "the loss is never below " + Numbers.number(value) + ", by " + String.join(", ", lemmas)
                            + ",\nand runs reach that; the claimed minimum is " + Numbers.number(claimed));
        }
        return new ClaimResult(
                result.claim(),
                result.description(),
                result.kind(),
                verdict,
                result.method(),
                facts,
                result.curve(),
                result.seconds());
    }

    private boolean isReached(Bench bench) {
        Optional<MultiStartResult> found = bench.searches().minimaIfRun();
        return found.isPresent()
                && found.get().levels().stream()
                        .anyMatch(level -> isClose(level.representative().value(), value));
    }
}
