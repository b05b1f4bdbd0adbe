package dev.nadir.report.content;

import dev.nadir.expr.print.Layout;
import dev.nadir.expr.print.Layout.OperatorKind;
import dev.nadir.expr.print.NameLayout;
import dev.nadir.expr.print.Notation;
import dev.nadir.model.Formula;
import dev.nadir.model.Model;
import dev.nadir.model.print.FormulaLayout;
import dev.nadir.model.print.Names;
import dev.nadir.model.read.FormulaText;
import dev.nadir.reduction.ClosedForm;
import dev.nadir.reduction.Reduction;
import dev.nadir.reduction.ScalarAnswer;
import dev.nadir.reduction.Step;
import dev.nadir.reduction.assume.LemmaAssumptions;
import dev.nadir.reduction.chain.depth.DepthLaw;
import dev.nadir.report.Block;
import dev.nadir.report.Document.Section;
import dev.nadir.report.Inline;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Closed forms with their conditions, and the steps that lead there as a proof sketch. */
final class ReductionSection {

    /** Lemmas that speak of the parts of a quadratic of a product. */
    private static final Set<String> OF_PRODUCTS =
            Set.of("partial-minimisation", "eckart-young", "cauchy-schwarz-noise", "balance", "one-scalar-equation");

    private ReductionSection() {}

    /** The blocks of one derivation. */
    static List<Block> of(Reduction reduction, Model model) {
        String loss = model.objective().name();
        Names names = Names.of(model).with(reduction.lets());
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
            lets(reduction.lets(), names).ifPresent(blocks::add);
            reduction.closedForms().forEach(form -> blocks.addAll(form(form, loss, names.with(form.lets()))));
            blocks.add(new Line()
                    .text(reduction
                            .unlisted()
                            .map(others -> "Stationary points that are not listed: " + others + ".")
                            .orElse("These are all stationary points."))
                    .paragraph());
            blocks.addAll(proof(reduction, loss, names));
        }
        if (!reduction.thresholds().isEmpty()) {
            blocks.add(new Line().strong("Thresholds.").paragraph());
            blocks.add(new Block.Bullets(
                    reduction.thresholds().stream().map(ReductionSection::item).toList()));
        }
        return blocks;
    }

    private static List<Inline> item(ScalarAnswer.Threshold threshold) {
        return conditions(
                        new Line().text(threshold.name().replace('-', ' ').replace("non zero", "non-zero") + ": "),
                        threshold.condition())
                .inlines();
    }

    /** Thresholds as formulas of the depth, and how they were found. */
    static Section everyDepth(DepthLaw law) {
        Layout depth = NameLayout.ofSymbol(law.depth()).layout();
        Line opening = new Line()
                .text("For every ")
                .math(Layout.row(
                        depth,
                        Notation.operator("≥", OperatorKind.RELATION),
                        new Layout.Digits(Integer.toString(law.least()))))
                .text(", a product of ")
                .math(FormulaText.parse(law.factors().toString()))
                .text(" factors, with");
        List<Block> blocks = new ArrayList<>(List.of(opening.paragraph()));
        lets(law.lets()).ifPresent(blocks::add);
        if (!law.conditions().isEmpty()) {
            blocks.add(new Line().text("and where").paragraph());
            blocks.add(new Block.Display(law.conditions().stream()
                    .map(each -> new Block.Equation(Optional.empty(), "", FormulaLayout.of(each)))
                    .toList()));
        }
        List<List<Inline>> items = new ArrayList<>(
                law.thresholds().stream().map(ReductionSection::item).toList());
        for (DepthLaw.Origin origin : law.origin()) {
            Line line =
                    new Line().text("the origin is a " + Line.kind(origin.kind().word()));
            items.add(
                    origin.conditions().isEmpty()
                            ? line.inlines()
                            : conditions(line.text(" when "), origin.conditions())
                                    .inlines());
        }
        blocks.add(new Block.Bullets(items));
        List<String> lemmas = law.lemmas().stream().map(Line::lemma).toList();
        List<String> read = law.read().stream().map(String::valueOf).toList();
        blocks.add(new Line()
                .text("By the lemmas " + Line.and(lemmas) + ". The loss was read at ")
                .math(depth)
                .text(" = " + Line.and(read) + "; that its sums and products go on in the same way is read from these.")
                .paragraph());
        return new Section(2, "Thresholds at every depth", blocks);
    }

    /** What names stand for; empty where there are none. */
    static Optional<Block> lets(List<Model.Let> lets) {
        return lets(lets, Names.NONE);
    }

    private static Optional<Block> lets(List<Model.Let> lets, Names known) {
        if (lets.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Block.Display(lets.stream()
                .map(let -> {
                    List<Layout> names = new ArrayList<>();
                    let.names().forEach(name -> {
                        if (!names.isEmpty()) {
                            names.add(Notation.operator(",", OperatorKind.PUNCTUATION));
                        }
                        names.add(NameLayout.of(name).layout());
                    });
                    return new Block.Equation(
                            Optional.of(new Layout.Row(names)), "=", FormulaLayout.of(let.value(), known));
                })
                .toList()));
    }

    /** Conditions that all hold, within a line. */
    static Line conditions(Line line, List<Formula> conditions) {
        for (int i = 0; i < conditions.size(); i++) {
            line.text(i == 0 ? "" : " and ").math(conditions.get(i));
        }
        return conditions.isEmpty() ? line.text("always") : line;
    }

    private static List<Block> form(ClosedForm form, String loss, Names names) {
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
        equations.add(new Block.Equation(
                Optional.of(NameLayout.of(loss).layout()), "=", FormulaLayout.of(form.value(), names)));
        form.point()
                .forEach((name, formula) -> equations.add(new Block.Equation(
                        Optional.of(NameLayout.ofSymbol(name).layout()), "=", FormulaLayout.of(formula, names))));
        List<Block> blocks = new ArrayList<>(List.of(line.paragraph(), new Block.Display(equations)));
        lets(form.indexed(), names).ifPresent(indexed -> {
            blocks.add(new Line().text("with, for each of these,").paragraph());
            blocks.add(indexed);
        });
        return blocks;
    }

    /** The words, beginning with a capital. */
    static String capital(String words) {
        return words.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + words.substring(1);
    }

    private static String assumptions(LemmaAssumptions assumptions) {
        boolean isTrusting = !assumptions.trusted().equals("nothing");
        return " Checked: " + assumptions.checked() + "."
                + (isTrusting ? " Taken on trust: " + assumptions.trusted() + "." : "");
    }

    private static List<Block> proof(Reduction reduction, String loss, Names names) {
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Line()
                .strong("Proof sketch.")
                .text(
                        " Each line is equal to the one before, or a bound of it from below. At the global minimum there is"
                                + " equality everywhere, so that the last line is its value.")
                .paragraph());
        if (reduction.steps().stream().anyMatch(step -> OF_PRODUCTS.contains(step.lemma()))) {
            blocks.add(new Line()
                    .text("Here the loss is a quadratic of the product of its factors, with the metric A of its inputs"
                            + " and the cross moment B, or b for one output; N is the number of factors and M the metric"
                            + " of a price, if it has one. The other names are those of the formulas.")
                    .paragraph());
        }
        for (Step step : reduction.steps()) {
            blocks.add(new Line()
                    .sentence(step.says())
                    .text(" (Lemma " + Line.lemma(step.lemma()) + "; equality " + step.equality() + ".)")
                    .text(assumptions(LemmaAssumptions.of(step.lemma())))
                    .paragraph());
            blocks.add(new Block.Display(List.of(new Block.Equation(
                    Optional.of(NameLayout.of(loss).layout()),
                    step.isIdentity() ? "=" : "≥",
                    FormulaLayout.of(step.bound(), names)))));
        }
        return blocks;
    }
}
