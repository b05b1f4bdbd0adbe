package dev.nadir.report.content;

import dev.nadir.expr.Children;
import dev.nadir.expr.Expr;
import dev.nadir.expr.print.ExprLayout;
import dev.nadir.expr.print.Layout;
import dev.nadir.report.Block;
import dev.nadir.symbolic.constraint.OnConstraints;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Derivatives on the set that the parameters are subject to. */
final class ConstraintSection {

    private ConstraintSection() {}

    static List<Block> of(OnConstraints found, Layout loss) {
        return found.multipliers().isEmpty() ? onSet(found, loss) : stationary(found);
    }

    private static List<Block> onSet(OnConstraints found, Layout loss) {
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Line()
                .strong("On the set.")
                .text(" In the metric that the set has inside all matrices, the critical points are where all of these"
                        + " are zero:")
                .paragraph());
        blocks.add(new Block.Display(found.gradient().entrySet().stream()
                .map(entry -> new Block.Equation(
                        Optional.of(DerivationSection.gradient(loss, entry.getKey())),
                        "=",
                        ExprLayout.of(entry.getValue())))
                .toList()));
        if (found.hessianAlong().isEmpty()) {
            return blocks;
        }
        blocks.add(new Line()
                .text("The Hessian on the set, along tangent directions:")
                .paragraph());
        blocks.add(new Block.Display(DerivationSection.hessianRows(found.hessianAlong())));
        Map<String, Expr.Named> names = new LinkedHashMap<>();
        found.hessianAlong().values().forEach(value -> outermost(value, names));
        if (!names.isEmpty()) {
            blocks.add(new Line().text("with").paragraph());
            blocks.add(new Block.Display(names.values().stream()
                    .map(named -> new Block.Equation(
                            Optional.of(ExprLayout.of(named)), "=", ExprLayout.of(named.definition())))
                    .toList()));
        }
        return blocks;
    }

    private static void outermost(Expr e, Map<String, Expr.Named> names) {
        if (e instanceof Expr.Named named) {
            names.putIfAbsent(named.name(), named);
        } else {
            Children.of(e).forEach(child -> outermost(child, names));
        }
    }

    private static List<Block> stationary(OnConstraints found) {
        Line line = new Line().strong("On the set.").text(" With ");
        found.multipliers().forEach((multiplier, constraint) -> line.text("a multiplier ")
                .math(ExprLayout.of(multiplier))
                .text(" for ")
                .math(constraint.written())
                .text(", "));
        line.text("these are zero at every critical point where the differentials of the equations are independent:");
        return List.of(
                line.paragraph(),
                new Block.Display(found.stationary().values().stream()
                        .map(value -> new Block.Equation(Optional.empty(), "", ExprLayout.of(value)))
                        .toList()));
    }
}
