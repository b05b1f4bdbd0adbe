package dev.nadir.report.terminal;

import dev.nadir.base.PreconditionException;
import dev.nadir.model.Definiteness;
import dev.nadir.model.Formula;
import dev.nadir.model.FormulaPrinter;
import dev.nadir.model.Model;
import dev.nadir.model.Wording;
import dev.nadir.numeric.replay.Replay;
import dev.nadir.reduction.ClosedForm;
import dev.nadir.reduction.Reduction;
import dev.nadir.reduction.ScalarAnswer;
import dev.nadir.reduction.Substitution;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The closed forms of a derivation, for a terminal. */
public final class ReductionView {

    private ReductionView() {}

    /** Closed forms, best first, and thresholds; or the step that could not be taken. */
    public static String of(Reduction reduction, Optional<Replay> replay) {
        StringBuilder text = new StringBuilder();
        reduction.refusedAt().ifPresent(step -> text.append("Closed forms: none; stopped at ")
                .append(step)
                .append('\n'));
        for (ClosedForm form : reduction.closedForms()) {
            text.append('\n').append(form(form, replay));
        }
        if (!reduction.closedForms().isEmpty()) {
            text.append('\n').append(listing(reduction)).append('\n');
        }
        if (!reduction.thresholds().isEmpty()) {
            text.append("\nThresholds\n");
            List<Formula> shown = reduction.thresholds().stream()
                    .flatMap(threshold -> threshold.shown().stream())
                    .toList();
            Substitution.used(reduction.lets(), shown)
                    .forEach(let -> text.append("  with ").append(let(let)).append('\n'));
        }
        for (ScalarAnswer.Threshold threshold : reduction.thresholds()) {
            text.append("  ")
                    .append(threshold.name())
                    .append(":  ")
                    .append(all(threshold.shown()))
                    .append('\n');
        }
        return text.toString();
    }

    /** Whether these are all stationary points, and of which data this is said. */
    private static String listing(Reduction reduction) {
        List<Formula> needed = reduction.needed();
        if (reduction.completeness() instanceof Reduction.Completeness.Where where
                && !where.missing().isEmpty()) {
            List<Formula> whole = new ArrayList<>(needed);
            whole.add(where.condition());
            return "Where " + all(whole) + ": these are all stationary points.\nWhere " + where.failure() + ": "
                    + where.missing() + " are not listed.";
        }
        String where = needed.isEmpty() ? "" : "Where " + all(needed) + ": ";
        String account = reduction
                .unlisted()
                .map(others -> "stationary points that are not listed: " + others + ".")
                .orElse("these are all stationary points.");
        return where.isEmpty()
                ? account.substring(0, 1).toUpperCase(Locale.ROOT) + account.substring(1)
                : where + account;
    }

    private static String form(ClosedForm form, Optional<Replay> replay) {
        StringBuilder text = new StringBuilder(form.kind().word());
        if (!form.conditions().isEmpty()) {
            text.append(" when ").append(all(form.conditions()));
        }
        if (!form.over().isEmpty()) {
            text.append(" for ").append(form.overText());
        }
        replay.flatMap(each -> each.of(form))
                .ifPresent(numbers -> text.append(
                        numbers.holds()
                                ? String.format(Locale.ROOT, "   [here: %.12g]", numbers.value())
                                : "   [not on this instance]"));
        text.append('\n');
        form.lets().forEach(let -> text.append("  with   ").append(let(let)).append('\n'));
        text.append("  value  ").append(FormulaPrinter.print(form.value())).append('\n');
        form.point().forEach((name, formula) -> text.append("  at     ")
                .append(name)
                .append(" == ")
                .append(FormulaPrinter.print(formula))
                .append('\n'));
        form.curvature().ifPresent(curvature -> {
            text.append("  index  ")
                    .append(FormulaPrinter.print(curvature.index()))
                    .append('\n');
            curvature.nullity().ifPresent(nullity -> text.append("  zeros  ")
                    .append(FormulaPrinter.print(nullity))
                    .append('\n'));
        });
        replay.filter(each -> !form.over().isEmpty()).ifPresent(each -> members(form, each)
                .forEach(member -> text.append("  here   ").append(member)));
        if (!form.upTo().isEmpty()) {
            text.append("  up to  ").append(form.upTo()).append('\n');
        }
        if (!form.lemmas().isEmpty()) {
            text.append("  by     ").append(String.join(", ", form.lemmas())).append('\n');
        }
        return text.toString();
    }

    /** Each on this instance, or why there is no list of them. */
    private static List<String> members(ClosedForm form, Replay replay) {
        try {
            return replay.each(form).stream().map(ReductionView::member).toList();
        } catch (PreconditionException e) {
            return List.of("not listed one by one: " + e.getMessage() + '\n');
        }
    }

    private static String member(Replay.Member member) {
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT, "%s: %.12g", member.choice(), member.numbers().value()));
        member.numbers().index().ifPresent(index -> text.append(", index ").append(index));
        member.numbers().nullity().ifPresent(nullity -> text.append(", zeros ").append(nullity));
        return text.append('\n').toString();
    }

    static String let(Model.Let let) {
        return String.join(", ", let.names()) + " = " + FormulaPrinter.print(let.value());
    }

    static String all(List<Formula> conditions) {
        return conditions.isEmpty()
                ? "always"
                : conditions.stream().map(ReductionView::condition).collect(Collectors.joining(" and "));
    }

    private static String condition(Formula condition) {
        return Definiteness.of(condition)
                .map(each -> FormulaPrinter.print(each.matrix()) + " " + each.words())
                .or(() -> Wording.of(condition).map(Wording::text))
                .orElseGet(() -> FormulaPrinter.print(condition));
    }
}
