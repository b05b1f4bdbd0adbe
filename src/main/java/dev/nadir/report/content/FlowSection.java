package dev.nadir.report.content;

import dev.nadir.expr.print.Layout;
import dev.nadir.expr.print.Layout.OperatorKind;
import dev.nadir.expr.print.Layout.Style;
import dev.nadir.expr.print.NameLayout;
import dev.nadir.expr.print.Notation;
import dev.nadir.expr.print.Term;
import dev.nadir.model.Formula;
import dev.nadir.model.FormulaPrinter;
import dev.nadir.model.print.FormulaLayout;
import dev.nadir.reduction.Refusal;
import dev.nadir.reduction.chain.flow.ModeFlow;
import dev.nadir.reduction.chain.flow.ModeFlows;
import dev.nadir.report.Block;
import dev.nadir.report.Document.Section;
import dev.nadir.symbolic.Derivation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** How the modes of a product move along the gradient flow: equations, what they keep, and solutions. */
final class FlowSection {

    private FlowSection() {}

    /** The section; empty where the modes of the loss have no equations of their own. */
    static Optional<Section> of(Derivation derivation) {
        try {
            return Optional.of(
                    new Section(2, "Gradient flow", blocks(ModeFlows.derive(derivation.landscape()), derivation)));
        } catch (Refusal refusal) {
            // A report says what was found; the command derive says what stopped the search.
            return Optional.empty();
        }
    }

    private static List<Block> blocks(ModeFlow flow, Derivation derivation) {
        List<Block> blocks = new ArrayList<>();
        Line opening = new Line().text("Along the gradient flow ");
        int done = 0;
        for (String parameter : flow.start().keySet()) {
            Layout name = NameLayout.ofSymbol(parameter).layout();
            Layout loss = NameLayout.of(
                            derivation.landscape().model().objective().name())
                    .layout();
            opening.text(done++ == 0 ? "" : ", ")
                    .math(Layout.row(
                            rate(name),
                            Notation.operator("=", OperatorKind.RELATION),
                            Notation.operator("−", OperatorKind.PREFIX),
                            DerivationSection.gradient(
                                    loss,
                                    derivation.gradient().keySet().stream()
                                            .filter(symbol -> symbol.name().equals(parameter))
                                            .findFirst()
                                            .orElseThrow())));
        }
        if (flow.isOfNumbers()) {
            return numbers(flow, opening);
        }
        opening.text(", a start that is aligned with the data stays aligned, and each mode moves by itself. With");
        blocks.add(opening.paragraph());
        ReductionSection.lets(flow.lets()).ifPresent(blocks::add);
        blocks.add(new Line().text("the aligned starts are").paragraph());
        blocks.add(new Block.Display(flow.start().entrySet().stream()
                .map(entry -> equation(NameLayout.ofSymbol(entry.getKey()).layout(), entry.getValue()))
                .toList()));
        boolean hasModes = flow.start().values().stream()
                .anyMatch(start -> FormulaPrinter.print(start).contains("modes"));
        blocks.add(new Line()
                .text(
                        hasModes
                                ? "with any orthonormal columns between two factors and no more modes than the"
                                        + " narrowest of them has units. The sizes of a mode change by"
                                : "and the sizes of the mode change by")
                .paragraph());
        blocks.add(velocities(flow));
        flow.invariants().forEach(invariant -> blocks.add(kept(flow, invariant)));
        blocks.addAll(solutions(flow));
        return blocks;
    }

    /** Parameters that are numbers are the sizes of their one mode. */
    private static List<Block> numbers(ModeFlow flow, Line opening) {
        List<Block> blocks = new ArrayList<>();
        opening.text(flow.lets().isEmpty() ? ", the parameters change by" : ", with");
        blocks.add(opening.paragraph());
        if (!flow.lets().isEmpty()) {
            ReductionSection.lets(flow.lets()).ifPresent(blocks::add);
            blocks.add(new Line().text("the parameters change by").paragraph());
        }
        blocks.add(velocities(flow));
        flow.invariants().forEach(invariant -> blocks.add(kept(flow, invariant)));
        blocks.addAll(solutions(flow));
        return blocks;
    }

    private static Block velocities(ModeFlow flow) {
        List<Block.Equation> rates = new ArrayList<>();
        for (int i = 0; i < flow.sizes().size(); i++) {
            rates.add(
                    equation(rate(name(flow.sizes().get(i))), flow.velocities().get(i)));
        }
        return new Block.Display(rates);
    }

    private static Block.Equation equation(Layout left, Formula right) {
        return new Block.Equation(Optional.of(left), "=", FormulaLayout.of(right));
    }

    private static Layout name(String name) {
        return NameLayout.ofSymbol(name).layout();
    }

    private static Layout rate(Layout name) {
        Layout d = new Layout.Identifier("d", Style.UPRIGHT);
        return new Layout.Fraction(
                Layout.row(d, name), Layout.row(d, NameLayout.of("t").layout()));
    }

    private static Block kept(ModeFlow flow, ModeFlow.Invariant invariant) {
        boolean isConstant = FormulaPrinter.print(invariant.rate()).equals("0");
        String of = flow.isOfNumbers() ? "" : " of each mode";
        Line line = new Line()
                .strong(isConstant ? "Conserved." : "Decaying.")
                .text(" The imbalance ")
                .math(invariant.quantity());
        return isConstant
                ? line.text(of + " keeps its value.").paragraph()
                : line.text(of + " decays at the rate ")
                        .math(invariant.rate())
                        .text(".")
                        .paragraph();
    }

    private static List<Block> solutions(ModeFlow flow) {
        List<Block> blocks = new ArrayList<>();
        Layout product = Notation.product(flow.sizes().stream()
                        .map(size -> NameLayout.ofSymbol(size))
                        .toList())
                .layout();
        boolean isOne = flow.sizes().size() == 1;
        flow.balanced().ifPresent(velocity -> {
            Line line = new Line().strong(isOne ? "One factor." : "Balanced.");
            line.text(
                            isOne
                                    ? " The size "
                                    : flow.isOfNumbers()
                                            ? " Parameters that are equal stay equal, and their product "
                                            : " Where all sizes of a mode are equal, they stay equal, and their product ")
                    .math(Layout.row(name(flow.product()), Notation.operator("=", OperatorKind.RELATION), product))
                    .text(" moves by");
            blocks.add(line.paragraph());
            blocks.add(new Block.Display(List.of(equation(rate(name(flow.product())), velocity))));
        });
        flow.solutions().forEach(solution -> blocks.addAll(solution(flow, solution)));
        flow.refusals()
                .forEach(reason -> blocks.add(new Line()
                        .strong("No formula.")
                        .text(" " + ReductionSection.capital(reason) + ".")
                        .paragraph()));
        return blocks;
    }

    /** The name that the product at the start has in a formula. */
    private static Optional<String> initial(ModeFlow flow, ModeFlow.Solution solution) {
        Matcher matcher = Pattern.compile("\\b" + flow.product() + "_0\\w*")
                .matcher(FormulaPrinter.print(solution.value())
                        + solution.lets().stream()
                                .map(let -> FormulaPrinter.print(let.value()))
                                .collect(Collectors.joining(" ", " ", "")));
        return matcher.find() ? Optional.of(matcher.group()) : Optional.empty();
    }

    private static List<Block> solution(ModeFlow flow, ModeFlow.Solution solution) {
        boolean isProduct = solution.unknown() == ModeFlow.Unknown.PRODUCT;
        Line line = new Line()
                .strong("Solution.")
                .text(isProduct ? " The product at a time" : " The time at which the product has a value");
        line.text(", from a start that is " + solution.name());
        initial(flow, solution)
                .ifPresent(name -> line.text(" and has the product ").math(name(name)));
        if (!solution.conditions().isEmpty()) {
            ReductionSection.conditions(line.text(", where "), solution.conditions());
        }
        List<Block> blocks = new ArrayList<>(List.of(line.text(":").paragraph()));
        Term of = isProduct ? NameLayout.ofSymbol(flow.product()) : NameLayout.of("t");
        Layout at = isProduct
                ? NameLayout.of("t").layout()
                : NameLayout.ofSymbol(flow.product()).layout();
        Layout left = Layout.row(of.layout(), new Layout.Fence(Layout.Bracket.ROUND, at));
        blocks.add(new Block.Display(List.of(equation(left, solution.value()))));
        ReductionSection.lets(solution.lets()).ifPresent(lets -> {
            blocks.add(new Line().text("with").paragraph());
            blocks.add(lets);
        });
        return blocks;
    }
}
