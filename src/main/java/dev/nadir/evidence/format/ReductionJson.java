package dev.nadir.evidence.format;

import dev.nadir.base.PreconditionException;
import dev.nadir.model.Formula;
import dev.nadir.model.FormulaPrinter;
import dev.nadir.model.Model;
import dev.nadir.model.print.FormulaLatex;
import dev.nadir.numeric.replay.Replay;
import dev.nadir.reduction.ClosedForm;
import dev.nadir.reduction.Reduction;
import dev.nadir.reduction.ScalarAnswer;
import dev.nadir.reduction.Step;
import dev.nadir.reduction.Substitution;
import dev.nadir.reduction.assume.LemmaAssumptions;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The closed forms of a derivation; with an instance every formula has its number. */
final class ReductionJson {

    private ReductionJson() {}

    static void write(JsonText json, Reduction reduction, Optional<Replay> replay, Replay.Checks tried) {
        json.array("closedForms", reduction.closedForms(), form -> json.object(() -> form(json, form, replay)));
        json.array(
                "thresholds",
                reduction.thresholds(),
                threshold -> json.object(() -> {
                    threshold(json, threshold);
                    replay.ifPresent(each -> json.field("holds", each.holds(reduction.lets(), threshold.condition())));
                }));
        steps(json, reduction.steps(), reduction.lets(), tried.steps());
        Iterator<List<Replay.StepCheck>> branches = tried.branches().iterator();
        json.array(
                "branches",
                reduction.branches(),
                branch -> json.object(() -> {
                    conditions(
                            json,
                            branch.conditions().stream()
                                    .map(condition -> Substitution.inlined(condition, branch.lets()))
                                    .toList());
                    steps(json, branch.steps(), branch.lets(), branches.hasNext() ? branches.next() : List.of());
                }));
        json.array("pointsTried", tried.points(), check -> json.object(() -> tried(json, check)));
        json.optional("refusedAt", reduction.refusedAt());
        json.optional("unlisted", reduction.closedForms().isEmpty() ? Optional.empty() : reduction.unlisted());
    }

    private static void steps(JsonText json, List<Step> steps, List<Model.Let> lets, List<Replay.StepCheck> tried) {
        Iterator<Replay.StepCheck> checks = tried.iterator();
        json.array(
                "steps",
                steps,
                step -> json.object(() -> {
                    step(json, step, lets);
                    if (checks.hasNext()) {
                        tried(json, checks.next(), step.isIdentity());
                    } else {
                        json.nothing("tried");
                    }
                }));
    }

    /** What was seen at the points that rest on a lemma which is no step. */
    private static void tried(JsonText json, Replay.PointCheck check) {
        json.field("lemma", check.lemma());
        json.field("instances", check.instances()).field("points", check.points());
        json.optional("gap", check.points() == 0 ? null : (Double) check.gap());
        json.optional("slope", check.points() == 0 ? null : (Double) check.slope());
        json.field("counted", check.counted()).field("miscounted", check.miscounted());
        json.field("holds", check.holds());
    }

    private static void form(JsonText json, ClosedForm form, Optional<Replay> replay) {
        Optional<Replay.Numbers> numbers = replay.flatMap(each -> each.of(form));
        json.field("type", form.kind().word());
        conditions(
                json,
                form.conditions().stream()
                        .map(condition -> Substitution.inlined(condition, form.lets()))
                        .toList());
        numbers.ifPresent(each -> json.field("holds", each.holds()));
        json.optional("over", form.over().isEmpty() ? Optional.empty() : Optional.of(form.overText()));
        json.array("let", form.lets(), let -> json.object(() -> let(json, let)));
        Formula value = form.over().isEmpty() ? Substitution.inlined(form.value(), form.lets()) : form.value();
        json.object("value", () -> {
            text(json, value);
            json.optional(
                    "number",
                    numbers.filter(Replay.Numbers::holds)
                            .map(Replay.Numbers::value)
                            .orElse(null));
        });
        json.object("minimiser", () -> form.point()
                .forEach((name, formula) -> json.object(name, () -> {
                    text(json, formula);
                    numbers.flatMap(Replay.Numbers::point)
                            .ifPresentOrElse(
                                    point -> json.matrix("number", java.util.Objects.requireNonNull(point.get(name))),
                                    () -> json.nothing("number"));
                })));
        form.curvature().ifPresent(curvature -> {
            json.object("index", () -> text(json, curvature.index()));
            curvature.nullity().ifPresent(nullity -> json.object("nullity", () -> text(json, nullity)));
        });
        if (!form.over().isEmpty() && replay.isPresent()) {
            members(json, form, replay.get());
        }
        json.optional("upTo", form.upTo().isEmpty() ? Optional.empty() : Optional.of(form.upTo()));
        json.array("lemmas", form.lemmas(), json::element);
        numbers.filter(each -> each.point().isPresent()).ifPresent(each -> {
            json.optional("lossThere", each.loss());
            json.optional("largestGradientEntry", each.slope());
        });
    }

    /** Each on the instance, or why there is no list of them. */
    private static void members(JsonText json, ClosedForm form, Replay replay) {
        List<Replay.Member> members;
        try {
            members = replay.each(form);
        } catch (PreconditionException e) {
            json.field("membersRefused", String.valueOf(e.getMessage()));
            return;
        }
        json.array("members", members, member -> json.object(() -> member(json, member)));
    }

    private static void member(JsonText json, Replay.Member member) {
        json.field("choice", member.choice()).field("value", member.numbers().value());
        member.numbers().index().ifPresent(index -> json.field("index", index));
        member.numbers().nullity().ifPresent(nullity -> json.field("nullity", nullity));
    }

    /** One formula where there is one condition; several stand in {@code conditions}, all of which must hold. */
    static void conditions(JsonText json, List<Formula> conditions) {
        if (conditions.isEmpty()) {
            json.nothing("condition");
        } else {
            json.object("condition", () -> {
                json.field(
                        "text", conditions.stream().map(FormulaPrinter::print).collect(Collectors.joining(" and ")));
                json.field(
                        "latex",
                        conditions.stream().map(FormulaLatex::print).collect(Collectors.joining(" \\text{ and } ")));
            });
        }
        json.array("conditions", conditions, each -> json.object(() -> text(json, each)));
    }

    /** Adds the name and the conditions of a threshold. */
    static void threshold(JsonText json, ScalarAnswer.Threshold threshold) {
        json.field("name", threshold.name());
        conditions(json, threshold.condition());
    }

    private static void step(JsonText json, Step step, List<Model.Let> lets) {
        json.field("lemma", step.lemma()).field("says", step.says().replace("`", ""));
        json.object("bound", () -> text(json, Substitution.inlined(step.bound(), lets)));
        json.array("where", step.where(), let -> json.object(() -> let(json, let)));
        json.field("isIdentity", step.isIdentity())
                .field("equality", step.equality().replace("`", ""));
        LemmaAssumptions assumptions = LemmaAssumptions.of(step.lemma());
        json.field("checked", assumptions.checked()).field("trusted", assumptions.trusted());
    }

    /** Numbers that were not measured, for want of a point, are null. */
    private static void tried(JsonText json, Replay.StepCheck check, boolean isIdentity) {
        json.object("tried", () -> {
            json.field("instances", check.instances()).field("points", check.points());
            json.optional("excess", check.points() == 0 ? null : (Double) check.excess());
            json.field("minimisers", check.minimisers());
            json.optional("gap", check.minimisers() == 0 ? null : (Double) check.gap());
            json.field("holds", check.holds(isIdentity));
        });
    }

    /** Adds {@code let}: names and what they stand for. */
    static void lets(JsonText json, List<Model.Let> lets) {
        json.array("let", lets, let -> json.object(() -> let(json, let)));
    }

    /** The text and LaTeX of a formula. */
    static void formula(JsonText json, Formula formula) {
        text(json, formula);
    }

    private static void let(JsonText json, Model.Let let) {
        json.field("names", String.join(", ", let.names()));
        text(json, let.value());
    }

    private static void text(JsonText json, Formula formula) {
        json.field("text", FormulaPrinter.print(formula)).field("latex", FormulaLatex.print(formula));
    }
}
