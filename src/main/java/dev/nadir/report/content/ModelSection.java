package dev.nadir.report.content;

import dev.nadir.expr.print.Layout;
import dev.nadir.expr.print.NameLayout;
import dev.nadir.expr.print.Notation;
import dev.nadir.model.Declaration;
import dev.nadir.model.Formula;
import dev.nadir.model.Model;
import dev.nadir.model.print.FormulaLayout;
import dev.nadir.model.print.Names;
import dev.nadir.report.Block;
import dev.nadir.report.Document.Section;
import dev.nadir.report.Inline;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The model as it was written: sizes, data, parameters, abbreviations, loss, assumptions, symmetries. */
final class ModelSection {

    private ModelSection() {}

    static Section of(Model model) {
        List<Block> blocks = new ArrayList<>();
        blocks.add(declarations(model));
        blocks.addAll(objective(model));
        blocks.addAll(functions(model));
        if (!model.lets().isEmpty()) {
            blocks.add(new Line().text("with the abbreviations").paragraph());
            blocks.add(lets(model.lets(), Names.of(model)));
            blocks.addAll(glossary(model.lets()));
        }
        if (!model.objective().constraints().isEmpty()) {
            blocks.add(new Line().text("subject to").paragraph());
            blocks.add(new Block.Display(model.objective().constraints().stream()
                    .map(c -> new Block.Equation(Optional.empty(), "", FormulaLayout.of(c)))
                    .toList()));
        }
        blocks.addAll(assumptions(model));
        blocks.addAll(symmetries(model));
        return new Section(1, "The model", blocks);
    }

    /** The functions with a formula, and the names of those without. */
    private static List<Block> functions(Model model) {
        List<Block> blocks = new ArrayList<>();
        List<Block.Equation> equations = model.functions().stream()
                .flatMap(function -> function
                        .definition()
                        .map(definition -> new Block.Equation(
                                Optional.of(FormulaLayout.of(new Formula.Call(
                                        function.span(),
                                        function.name(),
                                        List.of(new Formula.Name(function.span(), definition.variable())),
                                        Map.of()))),
                                "=",
                                FormulaLayout.of(definition.body(), Names.of(model))))
                        .stream())
                .toList();
        List<String> open = model.functions().stream()
                .filter(function -> function.definition().isEmpty())
                .map(Model.Function::name)
                .toList();
        if (!equations.isEmpty()) {
            blocks.add(new Line().text("with the functions, entry by entry,").paragraph());
            blocks.add(new Block.Display(equations));
        }
        if (!open.isEmpty()) {
            blocks.add(new Line()
                    .text("Any smooth function, applied entry by entry, may stand for " + Line.and(open) + ".")
                    .paragraph());
        }
        return blocks;
    }

    private static Block declarations(Model model) {
        List<List<List<Inline>>> rows = new ArrayList<>();
        addRows(rows, "size", model.sizes());
        addRows(rows, "data", model.data());
        addRows(rows, "random", model.random());
        addRows(rows, "parameter", model.parameters());
        List<Block.Column> columns = List.of(
                new Block.Column("", false),
                new Block.Column("in the file", false),
                new Block.Column("symbol", false),
                new Block.Column("meaning", false));
        return new Block.Table("", columns, rows);
    }

    private static void addRows(List<List<List<Inline>>> rows, String role, List<Declaration> declarations) {
        for (Declaration declaration : declarations) {
            String name = declaration.name()
                    + declaration
                            .index()
                            .map(range -> "[" + range.index() + "]")
                            .orElse("");
            rows.add(List.of(
                    Line.of(role), Line.ofCode(name), Shapes.of(declaration), Line.of(declaration.description())));
        }
    }

    private static List<Block> objective(Model model) {
        Layout name = NameLayout.of(model.objective().name()).layout();
        Names names = Names.of(model);
        Block loss = new Block.Display(List.of(new Block.Equation(
                Optional.of(name), "=", FormulaLayout.of(model.objective().value(), names))));
        if (model.objective().equations().isEmpty()) {
            return List.of(loss);
        }
        List<Block.Equation> equations = model.objective().equations().stream()
                .map(each -> new Block.Equation(
                        Optional.of(FormulaLayout.of(each.left(), names)), "=", FormulaLayout.of(each.right(), names)))
                .toList();
        List<Block> blocks = new ArrayList<>(
                List.of(new Line().text("The equations to be solved are").paragraph(), new Block.Display(equations)));
        List<Declaration.IndexRange> ranges = model.objective().equations().stream()
                .flatMap(each -> each.range().stream())
                .distinct()
                .toList();
        if (!ranges.isEmpty()) {
            Line line = new Line().text("Those with an index stand for each ");
            for (int i = 0; i < ranges.size(); i++) {
                line.text(i == 0 ? "" : " or ").math(Shapes.range(ranges.get(i)));
            }
            blocks.add(line.text(".").paragraph());
        }
        blocks.add(new Line()
                .text("Searches minimise half the sum of the squares of what their sides differ by,")
                .paragraph());
        blocks.add(loss);
        return blocks;
    }

    static Block lets(List<Model.Let> lets, Names names) {
        return new Block.Display(lets.stream()
                .map(let -> new Block.Equation(
                        Optional.of(FormulaLayout.names(let.names())), "=", FormulaLayout.of(let.value(), names)))
                .toList());
    }

    /** What the abbreviations mean, where the file says so. */
    private static List<Block> glossary(List<Model.Let> lets) {
        List<List<Inline>> items = lets.stream()
                .filter(let -> !let.description().isEmpty())
                .map(let -> new Line()
                        .math(FormulaLayout.names(let.names()))
                        .text(": " + let.description())
                        .inlines())
                .toList();
        if (items.isEmpty()) {
            return List.of();
        }
        Line line = new Line();
        for (int i = 0; i < items.size(); i++) {
            line.add(items.get(i)).text(i == items.size() - 1 ? "." : "; ");
        }
        return List.of(line.paragraph());
    }

    private static List<Block> assumptions(Model model) {
        if (model.assumptions().isEmpty()) {
            return List.of();
        }
        List<List<Inline>> items = model.assumptions().stream()
                .map(assumption -> new Line()
                        .math(assumption.condition())
                        .text(assumption.description().isEmpty() ? "" : ": " + assumption.description())
                        .inlines())
                .toList();
        return List.of(new Line().strong("Assumptions.").paragraph(), new Block.Bullets(items));
    }

    private static List<Block> symmetries(Model model) {
        if (model.symmetries().isEmpty()) {
            return List.of();
        }
        List<List<Inline>> items = new ArrayList<>();
        for (Model.Symmetry symmetry : model.symmetries()) {
            Line line = new Line().code(symmetry.name()).text(": for ");
            symmetry.range().ifPresent(range -> line.math(Shapes.range(range)).text(" and "));
            line.text("every ").add(Shapes.element(symmetry.group())).text(", ");
            List<Map.Entry<dev.nadir.model.Formula, dev.nadir.model.Formula>> maps = symmetry.maps();
            for (int i = 0; i < maps.size(); i++) {
                line.text(i == 0 ? "" : i == maps.size() - 1 ? " and " : ", ");
                line.math(Notation.relation(
                                FormulaLayout.term(maps.get(i).getKey()),
                                "↦",
                                FormulaLayout.term(maps.get(i).getValue()))
                        .layout());
            }
            line.text(" leave the loss alone. " + sentence(symmetry.description()));
            items.add(line.inlines());
        }
        return List.of(new Line().strong("Symmetries.").paragraph(), new Block.Bullets(items));
    }

    /** A description with a full stop at its end. */
    static String sentence(String text) {
        String stripped = text.strip();
        boolean isDone = stripped.isEmpty() || ".!?".indexOf(stripped.charAt(stripped.length() - 1)) >= 0;
        return isDone ? stripped : stripped + ".";
    }
}
