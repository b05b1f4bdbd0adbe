package dev.nadir.report.content;

import dev.nadir.expr.Expr;
import dev.nadir.expr.print.ExprLayout;
import dev.nadir.expr.print.Layout;
import dev.nadir.expr.print.Layout.Style;
import dev.nadir.expr.print.NameLayout;
import dev.nadir.expr.print.Notation;
import dev.nadir.expr.print.Term;
import dev.nadir.reduction.Reduction;
import dev.nadir.reduction.chain.depth.DepthLaw;
import dev.nadir.report.Block;
import dev.nadir.report.Document.Section;
import dev.nadir.symbolic.Derivation;
import dev.nadir.symbolic.operator.DerivativesOf;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Derivations without evidence, as parts to be put into a paper. */
public final class FormulaAuthor {

    private FormulaAuthor() {}

    /** Gradient, Hessian in its four forms, symmetries, closed forms, gradient flow and thresholds for every depth. */
    public static List<Section> of(
            Derivation derivation, Reduction reduction, Optional<DepthLaw> depthLaw, Map<String, Integer> sizes) {
        return DerivationSection.of(
                List.of(derivation), List.of(reduction), depthLaw, List.of(new DerivationSection.Use("", sizes)));
    }

    /** The derivatives of one formula. */
    public static List<Section> of(DerivativesOf derivatives, Map<String, Integer> sizes) {
        List<Block> blocks = new ArrayList<>();
        Layout name = NameLayout.ofSymbol(derivatives.name()).layout();
        blocks.add(
                equations(List.of(new Block.Equation(Optional.of(name), "=", ExprLayout.of(derivatives.formula())))));
        derivatives.scalar().ifPresent(scalar -> {
            blocks.addAll(DerivationSection.derivatives(scalar, name));
            if (!scalar.hessianAlong().isEmpty()) {
                blocks.addAll(HessianSection.of(scalar, sizes));
            }
        });
        boolean isScalar = derivatives.scalar().isPresent();
        if (!isScalar && !derivatives.jacobians().isEmpty()) {
            blocks.add(new Line()
                    .strong("Jacobian.")
                    .text(" The derivative of its vectorisation with respect to that of each parameter, columns below"
                            + " each other:")
                    .paragraph());
            blocks.add(equations(derivatives.jacobians().entrySet().stream()
                    .map(entry -> new Block.Equation(
                            Optional.of(Notation.subscript(
                                            Term.atom(new Layout.Identifier("J", Style.ITALIC)),
                                            ExprLayout.of(entry.getKey()))
                                    .layout()),
                            "=",
                            ExprLayout.of(entry.getValue())))
                    .toList()));
        }
        Map<Expr.Symbol, String> refusals = isScalar ? Map.of() : derivatives.refusals();
        refusals.forEach((parameter, reason) -> blocks.add(new Line()
                .text("There is no Jacobian with respect to ")
                .math(ExprLayout.of(parameter))
                .text(": " + reason + ".")
                .paragraph()));
        blocks.addAll(directional(derivatives));
        if (!isScalar && !derivatives.conditions().isEmpty()) {
            blocks.add(new Line()
                    .text("This holds " + String.join("; and ", derivatives.conditions()) + ".")
                    .paragraph());
        }
        return List.of(new Section(2, "Derivatives of " + derivatives.name(), blocks));
    }

    private static Block equations(List<Block.Equation> equations) {
        return new Block.Display(equations);
    }

    private static List<Block> directional(DerivativesOf derivatives) {
        if (derivatives.directions().isEmpty()) {
            return List.of(new Line()
                    .text("No parameter stands in it: every derivative is zero.")
                    .paragraph());
        }
        Line line = new Line().strong("Along directions.").text(" When each parameter moves along its direction ");
        int done = 0;
        for (Expr.Symbol direction : derivatives.directions().values()) {
            line.text(done++ == 0 ? "" : ", ").math(ExprLayout.of(direction));
        }
        List<Block.Equation> equations = new ArrayList<>();
        for (int i = 0; i < derivatives.differentials().size(); i++) {
            Term d = Term.atom(new Layout.Identifier("D", Style.ITALIC));
            Layout power = i == 0
                    ? d.layout()
                    : Notation.superscript(d, new Layout.Digits(Integer.toString(i + 1)))
                            .layout();
            Layout left = Layout.row(
                    power,
                    new Layout.Space(Layout.SpaceKind.THIN),
                    NameLayout.ofSymbol(derivatives.name()).layout());
            equations.add(new Block.Equation(
                    Optional.of(left),
                    "=",
                    ExprLayout.of(derivatives.differentials().get(i))));
        }
        List<Block> blocks =
                new ArrayList<>(List.of(line.text(", the derivatives are").paragraph(), equations(equations)));
        blocks.addAll(DerivationSection.changes(derivatives.differentials()));
        return blocks;
    }
}
