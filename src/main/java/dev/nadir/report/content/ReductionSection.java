package dev.nadir.report.content;

import dev.nadir.expr.print.NameLayout;
import dev.nadir.model.Formula;
import dev.nadir.model.Model;
import dev.nadir.model.print.FormulaLayout;
import dev.nadir.reduction.ClosedForm;
import dev.nadir.reduction.Reduction;
import dev.nadir.reduction.ScalarAnswer;
import dev.nadir.reduction.Step;
import dev.nadir.reduction.assume.LemmaAssumptions;
import dev.nadir.report.Block;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Closed forms with their conditions, and the steps that lead there as a proof sketch. */
final class ReductionSection {

    private ReductionSection() {}

    /** The blocks of one derivation. */
    static List<Block> of(Reduction reduction, String loss) {
        List<Block> blocks = new ArrayList<>();
        reduction
                .refusedAt()
                .ifPresent(step -> blocks.add(new Line()
                        .strong("Closed forms.")
                        .text(" None was derived; the search stopped at " + step + ".")
                        .paragraph()));
        if (!reduction.closedForms().isEmpty()) {
            blocks.add(new Line()
                    .strong("Closed forms.")
                    .text(" Derived by lemmas from the loss; each holds under its condition.")
                    .paragraph());
            lets(reduction.lets()).ifPresent(blocks::add);
            reduction.closedForms().forEach(form -> blocks.addAll(form(form, loss)));
            blocks.addAll(proof(reduction, loss));
        }
        if (!reduction.thresholds().isEmpty()) {
            blocks.add(new Line().strong("Thresholds.").paragraph());
            List<List<dev.nadir.report.Inline>> items = new ArrayList<>();
            for (ScalarAnswer.Threshold threshold : reduction.thresholds()) {
                items.add(conditions(new Line().text(threshold.name().replace('-', ' ') + ": "), threshold.condition())
                        .inlines());
            }
            blocks.add(new Block.Bullets(items));
        }
        return blocks;
    }

    private static Optional<Block> lets(List<Model.Let> lets) {
        if (lets.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Block.Display(lets.stream()
                .map(let -> {
                    List<dev.nadir.expr.print.Layout> names = new ArrayList<>();
                    let.names().forEach(name -> {
                        if (!names.isEmpty()) {
                            names.add(dev.nadir.expr.print.Notation.operator(
                                    ",", dev.nadir.expr.print.Layout.OperatorKind.PUNCTUATION));
                        }
                        names.add(NameLayout.of(name).layout());
                    });
                    return new Block.Equation(
                            Optional.of(new dev.nadir.expr.print.Layout.Row(names)),
                            "=",
                            FormulaLayout.of(let.value()));
                })
                .toList()));
    }

    private static Line conditions(Line line, List<Formula> conditions) {
        for (int i = 0; i < conditions.size(); i++) {
            line.text(i == 0 ? "" : " and ").math(conditions.get(i));
        }
        return conditions.isEmpty() ? line.text("always") : line;
    }

    private static List<Block> form(ClosedForm form, String loss) {
        Line line = new Line().strong(capital(Line.kind(form.kind().word())));
        if (!form.conditions().isEmpty()) {
            conditions(line.text(" when "), form.conditions());
        }
        if (!form.over().isEmpty()) {
            line.text(" for ").code(form.overText());
        }
        form.curvature().ifPresent(curvature -> {
            line.text(", with ").math(curvature.index()).text(" negative");
            curvature
                    .nullity()
                    .ifPresent(nullity -> line.text(" and ").math(nullity).text(" vanishing"));
            line.text(" eigenvalues of the Hessian");
        });
        line.text(form.upTo().isEmpty() ? ":" : ", up to " + form.upTo() + ":");
        List<Block.Equation> equations = new ArrayList<>();
        equations.add(
                new Block.Equation(Optional.of(NameLayout.of(loss).layout()), "=", FormulaLayout.of(form.value())));
        form.point()
                .forEach((name, formula) -> equations.add(new Block.Equation(
                        Optional.of(NameLayout.ofSymbol(name).layout()), "=", FormulaLayout.of(formula))));
        return List.of(line.paragraph(), new Block.Display(equations));
    }

    private static String capital(String words) {
        return words.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + words.substring(1);
    }

    private static String assumptions(LemmaAssumptions assumptions) {
        boolean isTrusting = !assumptions.trusted().equals("nothing");
        return " Checked: " + assumptions.checked() + "."
                + (isTrusting ? " Taken on trust: " + assumptions.trusted() + "." : "");
    }

    private static List<Block> proof(Reduction reduction, String loss) {
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Line()
                .strong("Proof sketch.")
                .text(" Each step bounds the one before.")
                .paragraph());
        for (Step step : reduction.steps()) {
            blocks.add(new Line()
                    .text(step.says() + " (" + step.lemma().replace('-', ' ') + "; equality " + step.equality() + ".)")
                    .text(assumptions(LemmaAssumptions.of(step.lemma())))
                    .paragraph());
            blocks.add(new Block.Display(List.of(new Block.Equation(
                    Optional.of(NameLayout.of(loss).layout()),
                    step.isIdentity() ? "=" : "≥",
                    FormulaLayout.of(step.bound())))));
        }
        return blocks;
    }
}
