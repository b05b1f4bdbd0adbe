package dev.nadir.report.content;

import dev.nadir.expr.Expr;
import dev.nadir.expr.Property;
import dev.nadir.expr.print.ExprLayout;
import dev.nadir.expr.print.Layout;
import dev.nadir.expr.print.Layout.OperatorKind;
import dev.nadir.expr.print.Notation;
import dev.nadir.report.Block;
import dev.nadir.report.Inline;
import dev.nadir.symbolic.Derivation;
import dev.nadir.symbolic.Symmetries;
import dev.nadir.symbolic.Symmetry;
import dev.nadir.symbolic.symmetry.SymmetrySearch;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What leaves the loss alone, found from the loss, and what gradient flow keeps because of it. */
final class SymmetrySection {

    private SymmetrySection() {}

    static List<Block> of(Derivation derivation) {
        Symmetries symmetries = SymmetrySearch.of(derivation);
        List<Block> blocks = new ArrayList<>();
        Line opening = new Line().strong("Symmetries found.");
        if (symmetries.refusal().isPresent()) {
            return List.of(opening.text(
                            " None were searched for: " + symmetries.refusal().get() + ".")
                    .paragraph());
        } else if (symmetries.groups().isEmpty()) {
            blocks.add(opening.text(" No linear one of matrices, units, signs or exchanges leaves the loss alone.")
                    .paragraph());
        } else {
            blocks.add(opening.text(" The loss stays the same under").paragraph());
            blocks.add(new Block.Bullets(
                    symmetries.groups().stream().map(SymmetrySection::group).toList()));
        }
        blocks.addAll(invariants(symmetries));
        return blocks;
    }

    private static List<Inline> group(Symmetry symmetry) {
        Line line = new Line();
        boolean isFlow = symmetry.maps().isEmpty();
        Map<Expr.Symbol, Expr> images = isFlow ? symmetry.generator() : symmetry.maps();
        int done = 0;
        for (Map.Entry<Expr.Symbol, Expr> each : images.entrySet()) {
            line.text(done++ == 0 ? "" : ", ")
                    .math(Layout.row(
                            ExprLayout.of(each.getKey()),
                            Notation.operator("↦", OperatorKind.RELATION),
                            ExprLayout.of(
                                    isFlow
                                            ? dev.nadir.expr.Exprs.add(each.getKey(), each.getValue())
                                            : each.getValue())));
        }
        boolean isNamed = !symmetry.group().isFinite()
                || symmetry.group() == Symmetry.Group.PERMUTATION
                || symmetry.group() == Symmetry.Group.UNIT_SIGN;
        if (isNamed) {
            line.text(", ")
                    .math(ExprLayout.of(symmetry.element()))
                    .text(" " + (isFlow ? small(symmetry) : what(symmetry)));
        }
        if (isFlow) {
            symmetry.inverted().forEach(matrix -> line.text(", for invertible ").math(ExprLayout.of(matrix)));
        }
        return line.inlines();
    }

    private static String what(Symmetry symmetry) {
        return switch (symmetry.group()) {
            case INVERTIBLE -> "invertible";
            case ORTHOGONAL -> "orthogonal";
            case ROTATION -> "a rotation";
            case UNIT_SCALING ->
                symmetry.element().properties().contains(Property.POSITIVE)
                        ? "a vector of positive numbers"
                        : "a vector without zeros";
            case SCALING -> "positive";
            case PERMUTATION -> "a permutation matrix";
            case UNIT_SIGN -> "a vector of signs";
            case SIGN, EXCHANGE, SYMMETRIC_GENERATED -> symmetry.group().word();
        };
    }

    private static String small(Symmetry symmetry) {
        return switch (symmetry.group()) {
            case ORTHOGONAL, ROTATION -> "antisymmetric and infinitesimal";
            case SYMMETRIC_GENERATED -> "symmetric and infinitesimal";
            default -> "infinitesimal";
        };
    }

    private static List<Block> invariants(Symmetries symmetries) {
        List<Block> blocks = new ArrayList<>();
        List<Symmetries.Invariant> conserved = symmetries.invariants().stream()
                .filter(Symmetries.Invariant::isConserved)
                .toList();
        if (!conserved.isEmpty()) {
            blocks.add(new Line()
                    .strong("Conserved.")
                    .text(" Gradient flow keeps these constant, by the canonical form of their derivative:")
                    .paragraph());
            blocks.add(new Block.Display(conserved.stream()
                    .map(each -> new Block.Equation(java.util.Optional.empty(), "", ExprLayout.of(each.quantity())))
                    .toList()));
        }
        List<Symmetries.Invariant> decaying = symmetries.invariants().stream()
                .filter(each -> !each.isConserved())
                .toList();
        if (!decaying.isEmpty()) {
            blocks.add(new Line()
                    .strong("Decaying.")
                    .text(" Along gradient flow these decay exponentially, each at its rate:")
                    .paragraph());
            blocks.add(new Block.Bullets(decaying.stream()
                    .map(each -> new Line()
                            .math(ExprLayout.of(each.quantity()))
                            .text(" at the rate ")
                            .math(ExprLayout.of(each.rate()))
                            .inlines())
                    .toList()));
        }
        return blocks;
    }
}
