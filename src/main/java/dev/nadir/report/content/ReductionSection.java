package dev.nadir.report.content;

import dev.nadir.expr.print.Layout;
import dev.nadir.expr.print.Layout.OperatorKind;
import dev.nadir.expr.print.NameLayout;
import dev.nadir.expr.print.Notation;
import dev.nadir.model.Formula;
import dev.nadir.model.Model;
import dev.nadir.model.Wording;
import dev.nadir.model.print.FormulaLayout;
import dev.nadir.model.print.Names;
import dev.nadir.model.read.FormulaText;
import dev.nadir.reduction.ClosedForm;
import dev.nadir.reduction.Reduction;
import dev.nadir.reduction.ScalarAnswer;
import dev.nadir.reduction.chain.depth.DepthLaw;
import dev.nadir.report.Block;
import dev.nadir.report.Document.Section;
import dev.nadir.report.Inline;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Closed forms with their conditions, and the steps that lead there as a proof sketch. */
final class ReductionSection {

    /** Numbers of the parts of a theorem. */
    /** What a matrix of zeros and ones says of modes and units (docs/language.md). */
    private static final Map<String, String> PAIRINGS = Map.of(
            "groupings",
            "puts some of the modes into groups, each with units of its own, at least as many as modes",
            "matchings",
            "gives some of the modes one unit each, none twice");

    private static final List<String> PARTS =
            List.of("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii");

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
            blocks.addAll(theorem(reduction, loss, names));
            blocks.add(listing(reduction, names));
            blocks.addAll(new ProofSketch(reduction, loss, names).blocks());
        }
        if (!reduction.thresholds().isEmpty()) {
            blocks.add(new Line().strong("Thresholds.").paragraph());
            blocks.add(new Block.Bullets(reduction.thresholds().stream()
                    .map(threshold -> item(threshold, names))
                    .toList()));
        }
        return blocks;
    }

    private static List<Inline> item(ScalarAnswer.Threshold threshold, Names names) {
        return conditions(
                        new Line().text(threshold.name().replace('-', ' ').replace("non zero", "non-zero") + ": "),
                        threshold.shown(),
                        names)
                .inlines();
    }

    /** Whether these are all stationary points, and of which data this is said. */
    private static Block listing(Reduction reduction, Names names) {
        Line line = new Line();
        boolean isEverywhere = reduction.needed().isEmpty();
        if (!isEverywhere) {
            conditions(line.text("Where "), reduction.needed(), names).text(", ");
        }
        String account = reduction
                .unlisted()
                .map(others -> "stationary points that are not listed: ")
                .orElse("these are all stationary points.");
        line.text(isEverywhere ? capital(account) : account);
        reduction.unlisted().ifPresent(others -> line.sentence(others).text("."));
        return line.paragraph();
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
        List<List<Inline>> items = new ArrayList<>(law.thresholds().stream()
                .map(threshold -> item(threshold, Names.NONE.with(law.lets())))
                .toList());
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
        return conditions(line, conditions, Names.NONE);
    }

    private static Line conditions(Line line, List<Formula> conditions, Names names) {
        for (int i = 0; i < conditions.size(); i++) {
            Formula condition = conditions.get(i);
            line.text(i == 0 ? "" : " and ");
            Optional<Wording> wording = Wording.of(condition);
            if (wording.isPresent()) {
                said(line, wording.get(), names);
            } else {
                line.math(FormulaLayout.of(condition, names));
            }
        }
        return conditions.isEmpty() ? line.text("always") : line;
    }

    private static void said(Line line, Wording wording, Names names) {
        for (int i = 0; i < wording.formulas().size(); i++) {
            line.math(FormulaLayout.of(wording.formulas().get(i), names))
                    .text(wording.words().get(i));
        }
    }

    /** The closed forms as the parts of one statement. */
    private static List<Block> theorem(Reduction reduction, String loss, Names names) {
        List<Block> blocks = new ArrayList<>();
        List<Model.Let> shared = reduction.lets();
        if (shared.isEmpty()) {
            blocks.add(new Line()
                    .strong("Theorem.")
                    .text(" For all data as declared, the following holds.")
                    .paragraph());
        } else {
            blocks.add(new Line()
                    .strong("Theorem.")
                    .text(" For all data as declared, write")
                    .paragraph());
            lets(shared, names).ifPresent(blocks::add);
            blocks.add(new Line().text("Then the following holds.").paragraph());
        }
        List<ClosedForm> forms = reduction.closedForms();
        for (int i = 0; i < forms.size(); i++) {
            blocks.addAll(form(part(i), forms.get(i), shared, loss, named(forms.get(i), names)));
        }
        return blocks;
    }

    private static Names named(ClosedForm form, Names names) {
        Names known = names;
        for (ClosedForm.Over over : form.over()) {
            if (over.range() instanceof Formula.Range) {
                known = known.withScalar(over.index());
            } else if (over.range() instanceof Formula.Call call
                    && call.function().equals("subsets")) {
                known = known.withSet(over.index());
            }
        }
        return known.with(form.lets());
    }

    /** The number of a part, in brackets. */
    static String part(int index) {
        return "(" + (index < PARTS.size() ? PARTS.get(index) : Integer.toString(index + 1)) + ")";
    }

    private static List<Block> form(String part, ClosedForm form, List<Model.Let> shared, String loss, Names names) {
        List<Block> blocks = new ArrayList<>();
        Line line = new Line().strong(part + " " + capital(Line.kind(form.kind().word())) + ".");
        if (!form.over().isEmpty()) {
            line.text(" Let ");
            for (int i = 0; i < form.over().size(); i++) {
                ClosedForm.Over over = form.over().get(i);
                index(line.text(i == 0 ? "" : " and "), over, names);
            }
            line.text(".");
        }
        if (!form.conditions().isEmpty()) {
            line.text(" If ");
            conditions(line, form.conditions(), names);
            line.text(", then ");
        } else {
            line.text(form.over().isEmpty() ? " Always " : " Then ");
        }
        line.text(statement(form));
        blocks.add(line.paragraph());
        List<Model.Let> own = form.lets().stream()
                .filter(let -> shared.stream().noneMatch(each -> each.names().equals(let.names())))
                .toList();
        List<Block.Equation> equations = new ArrayList<>();
        equations.add(new Block.Equation(
                Optional.of(NameLayout.of(loss).layout()), "=", FormulaLayout.of(form.value(), names)));
        form.point()
                .forEach((name, formula) -> equations.add(new Block.Equation(
                        Optional.of(NameLayout.ofSymbol(name).layout()), "=", FormulaLayout.of(formula, names))));
        blocks.add(new Block.Display(equations));
        if (!own.isEmpty()) {
            blocks.add(new Line().text("with").paragraph());
            lets(own, names).ifPresent(blocks::add);
        }
        after(form, names).ifPresent(blocks::add);
        return blocks;
    }

    /** What an index of a family runs over. */
    private static void index(Line line, ClosedForm.Over over, Names names) {
        Layout letter = NameLayout.of(over.index()).layout();
        String function = over.range() instanceof Formula.Call call ? call.function() : "";
        if (function.equals("subsets")) {
            Formula.Call subsets = (Formula.Call) over.range();
            line.math(Layout.row(
                    letter,
                    Notation.operator("⊆", OperatorKind.RELATION),
                    range(subsets.arguments().get(0), names)));
            subsets.options().forEach((name, value) -> line.text(" with " + name.replace('-', ' ') + " ")
                    .math(FormulaLayout.of(value, names))
                    .text(" elements"));
        } else if (PAIRINGS.containsKey(function)) {
            List<Formula> sizes = ((Formula.Call) over.range()).arguments();
            line.math(letter)
                    .text(" be any matrix of zeros and ones that has a row for each of ")
                    .math(FormulaLayout.of(sizes.get(0), names))
                    .text(" modes and a column for each of ")
                    .math(FormulaLayout.of(sizes.get(1), names))
                    .text(" units, and " + PAIRINGS.get(function));
        } else {
            line.math(Layout.row(letter, Notation.operator("∈", OperatorKind.RELATION), range(over.range(), names)));
        }
    }

    private static Layout range(Formula range, Names names) {
        Layout layout = FormulaLayout.of(range, names);
        return range instanceof Formula.Range ? new Layout.Fence(Layout.Bracket.BRACE, layout) : layout;
    }

    private static String statement(ClosedForm form) {
        return switch (form.kind()) {
            case GLOBAL_MINIMUM -> "the least value of the loss, and a point where it is attained, are";
            case LOCAL_MINIMUM -> "there is a local minimum with";
            default -> "there is a " + Line.kind(form.kind().word()) + " with";
        };
    }

    /** What is said of a point beside its coordinates. */
    private static Optional<Block> after(ClosedForm form, Names names) {
        Line line = new Line();
        form.curvature().ifPresent(curvature -> {
            line.text("The Hessian there has ")
                    .math(FormulaLayout.of(curvature.index(), names))
                    .text(" negative");
            curvature.nullity().ifPresent(nullity -> line.text(" and ")
                    .math(FormulaLayout.of(nullity, names))
                    .text(" vanishing"));
            line.text(" eigenvalues. ");
        });
        if (!form.upTo().isEmpty()) {
            line.text("The point is meant up to ").sentence(form.upTo()).text(".");
        }
        return line.inlines().isEmpty() ? Optional.empty() : Optional.of(line.paragraph());
    }

    /** The words, beginning with a capital. */
    static String capital(String words) {
        return words.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + words.substring(1);
    }
}
