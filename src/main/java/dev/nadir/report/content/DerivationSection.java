package dev.nadir.report.content;

import dev.nadir.expr.Children;
import dev.nadir.expr.Expr;
import dev.nadir.expr.print.ExprLayout;
import dev.nadir.expr.print.Layout;
import dev.nadir.expr.print.Layout.OperatorKind;
import dev.nadir.expr.print.Layout.Style;
import dev.nadir.expr.print.NameLayout;
import dev.nadir.expr.print.Notation;
import dev.nadir.expr.print.Term;
import dev.nadir.reduction.Reduction;
import dev.nadir.reduction.chain.depth.DepthLaw;
import dev.nadir.report.Block;
import dev.nadir.report.Document.Section;
import dev.nadir.symbolic.Derivation;
import dev.nadir.symbolic.constraint.OnConstraints;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What follows from the loss: expectation, gradient, conditions, Hessian; once for each structure. */
final class DerivationSection {

    private DerivationSection() {}

    /**
     * Who uses a derivation.
     *
     * @param instance its name; empty where there is none
     * @param sizes every size that has a number there
     */
    record Use(String instance, Map<String, Integer> sizes) {}

    /** The sections; instances with the same structure share one. */
    static List<Section> of(
            List<Derivation> derivations,
            List<Reduction> reductions,
            Optional<DepthLaw> depthLaw,
            List<Use> instances) {
        Map<Map<String, Integer>, List<Use>> users = new LinkedHashMap<>();
        Map<Map<String, Integer>, Derivation> byStructure = new LinkedHashMap<>();
        Map<Map<String, Integer>, Reduction> closedForms = new LinkedHashMap<>();
        for (int i = 0; i < derivations.size(); i++) {
            Map<String, Integer> structure = derivations.get(i).landscape().structure();
            byStructure.putIfAbsent(structure, derivations.get(i));
            if (i < reductions.size()) {
                closedForms.putIfAbsent(structure, reductions.get(i));
            }
            users.computeIfAbsent(structure, s -> new ArrayList<>())
                    .add(i < instances.size() ? instances.get(i) : new Use("", Map.of()));
        }
        List<Section> sections = new ArrayList<>();
        List<Block> opening = List.of(new Line()
                .text("Gradient and Hessian were derived from the loss by rules, for all sizes")
                .text(byStructure.keySet().stream().allMatch(Map::isEmpty) ? "" : " but those that the structure fixes")
                .text(". A gradient has the shape of its parameter. ")
                .paragraph());
        sections.add(new Section(1, "What was derived", opening));
        byStructure.forEach((structure, derivation) -> {
            boolean isFirst = sections.size() == 1;
            sections.add(section(derivation, users.getOrDefault(structure, List.of()), isFirst));
            Optional.ofNullable(closedForms.get(structure))
                    .ifPresent(found -> sections.add(new Section(
                            2,
                            "What follows in closed form",
                            ReductionSection.of(found, derivation.landscape().model()))));
            FlowSection.of(derivation).ifPresent(sections::add);
        });
        depthLaw.ifPresent(law -> sections.add(ReductionSection.everyDepth(law)));
        return sections;
    }

    /** Only the first structure has the Hessian in all its forms: they would fill the report. */
    private static Section section(Derivation derivation, List<Use> users, boolean isFirst) {
        String structure = derivation.landscape().structure().entrySet().stream()
                .map(entry -> entry.getKey() + " = " + entry.getValue())
                .collect(Collectors.joining(", "));
        String title = structure.isEmpty() ? "For all sizes" : "For " + structure;
        List<Block> blocks = new ArrayList<>();
        List<String> names = users.stream()
                .map(Use::instance)
                .filter(name -> !name.isEmpty())
                .toList();
        if (!names.isEmpty()) {
            blocks.add(new Line()
                    .text("This is what the " + (names.size() == 1 ? "instance " : "instances ") + Line.and(names)
                            + (names.size() == 1 ? " uses." : " use."))
                    .paragraph());
        }
        Expr expected = derivation.landscape().expectedLoss();
        if (!expected.equals(derivation.landscape().loss())) {
            blocks.add(new Line()
                    .text("With the expectations carried out, the loss is")
                    .paragraph());
            blocks.add(new Block.Display(
                    List.of(new Block.Equation(Optional.of(loss(derivation).layout()), "=", ExprLayout.of(expected)))));
        }
        Map<String, Integer> sizes = users.isEmpty() ? Map.of() : users.get(0).sizes();
        blocks.addAll(derivatives(derivation, loss(derivation).layout()));
        if (isFirst && !derivation.hessianAlong().isEmpty()) {
            blocks.addAll(HessianSection.of(derivation, sizes));
        }
        OnConstraints.of(derivation)
                .ifPresent(found -> blocks.addAll(
                        ConstraintSection.of(found, loss(derivation).layout())));
        blocks.addAll(SymmetrySection.of(derivation));
        return new Section(2, title, blocks);
    }

    /** Gradient and Hessian of what has the given name. */
    static List<Block> derivatives(Derivation derivation, Layout name) {
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Line()
                .strong("Gradient.")
                .text(
                        derivation.landscape().constraints().isEmpty()
                                ? " The critical points are where all of these are zero:"
                                : " Of the loss where its parameters are free:")
                .paragraph());
        blocks.add(new Block.Display(derivation.gradient().entrySet().stream()
                .map(entry -> new Block.Equation(
                        Optional.of(gradient(name, entry.getKey())), "=", ExprLayout.of(entry.getValue())))
                .toList()));
        if (!derivation.conditions().isEmpty()) {
            blocks.add(new Line()
                    .text("This holds " + String.join("; and ", derivation.conditions()) + ".")
                    .paragraph());
        }
        derivation
                .hessianRefusal()
                .ifPresent(reason -> blocks.add(new Line()
                        .strong("Hessian.")
                        .text(" Refused: " + reason + ".")
                        .paragraph()));
        if (!derivation.hessianAlong().isEmpty()) {
            blocks.addAll(hessian(derivation));
        }
        return blocks;
    }

    private static Term loss(Derivation derivation) {
        return NameLayout.of(derivation.landscape().model().objective().name());
    }

    static Layout gradient(Layout name, Expr.Symbol parameter) {
        Term nabla = Term.atom(Notation.operator("∇", OperatorKind.ORDINARY));
        return Layout.row(
                Notation.subscript(nabla, ExprLayout.of(parameter)).layout(),
                new Layout.Space(Layout.SpaceKind.THIN),
                name);
    }

    private static List<Block> hessian(Derivation derivation) {
        Line line = new Line().strong("Hessian.").text(" Along a direction ");
        List<Layout> directions = new ArrayList<>();
        for (Expr.Symbol parameter : derivation.hessianAlong().keySet()) {
            Expr.Symbol direction = derivation.directions().get(parameter);
            if (direction != null) {
                directions.add(ExprLayout.of(direction));
            }
        }
        for (int i = 0; i < directions.size(); i++) {
            line.text(i == 0 ? "" : ", ").math(directions.get(i));
        }
        line.text(" the gradient changes by these, and the second derivative of the loss is the sum of their inner"
                + " products with the direction:");
        List<Block> blocks =
                new ArrayList<>(List.of(line.paragraph(), new Block.Display(hessianRows(derivation.hessianAlong()))));
        blocks.addAll(changes(derivation.hessianAlong().values()));
        return blocks;
    }

    /** What the changes of abbreviations in the formulas are. */
    static List<Block> changes(Collection<Expr> formulas) {
        Map<String, Expr.Named> changes = new LinkedHashMap<>();
        formulas.forEach(expr -> changes(expr, changes));
        if (changes.isEmpty()) {
            return List.of();
        }
        return List.of(
                new Line().text("with the changes of the abbreviations").paragraph(),
                new Block.Display(changes.values().stream()
                        .map(named -> new Block.Equation(
                                Optional.of(ExprLayout.of(named)), "=", ExprLayout.of(named.definition())))
                        .toList()));
    }

    static List<Block.Equation> hessianRows(Map<Expr.Symbol, Expr> hessian) {
        return hessian.entrySet().stream()
                .map(entry -> new Block.Equation(
                        Optional.of(Notation.subscript(
                                        Term.atom(new Layout.Identifier("H", Style.ITALIC)),
                                        ExprLayout.of(entry.getKey()))
                                .layout()),
                        "=",
                        ExprLayout.of(entry.getValue())))
                .toList();
    }

    /** The differentials that stand in the expression by name, those within others first. */
    private static void changes(Expr expr, Map<String, Expr.Named> found) {
        boolean isKnown = expr instanceof Expr.Named named && found.containsKey(named.name());
        if (!isKnown) {
            Children.of(expr).forEach(child -> changes(child, found));
            if (expr instanceof Expr.Named named && ExprLayout.isDifferential(named)) {
                found.put(named.name(), named);
            }
        }
    }
}
