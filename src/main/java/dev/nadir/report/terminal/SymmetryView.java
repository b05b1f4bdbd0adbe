package dev.nadir.report.terminal;

import dev.nadir.expr.Expr;
import dev.nadir.expr.Property;
import dev.nadir.expr.print.TextPrinter;
import dev.nadir.symbolic.Symmetries;
import dev.nadir.symbolic.Symmetries.Invariant;
import dev.nadir.symbolic.Symmetry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The symmetries of a loss, line by line. */
final class SymmetryView {

    private SymmetryView() {}

    static String of(Symmetries symmetries) {
        if (symmetries.refusal().isPresent()) {
            return "Symmetries: not searched for; " + symmetries.refusal().get() + ".\n";
        }
        List<String[]> rows = new ArrayList<>();
        symmetries
                .groups()
                .forEach(group -> rows.add(new String[] {
                    "symmetry", maps(group), group.maps().isEmpty() ? generatorNote(group) : note(group)
                }));
        for (Invariant invariant : symmetries.invariants()) {
            String rate = TextPrinter.print(invariant.rate());
            rows.add(new String[] {
                invariant.isConserved() ? "conserved" : "decaying",
                TextPrinter.print(invariant.quantity()),
                invariant.isConserved() ? "along gradient flow" : "along gradient flow, at the rate " + rate
            });
        }
        if (rows.isEmpty()) {
            return "Symmetries: no linear one of matrices, units, signs or exchanges.\n";
        }
        int names = Text.widest(rows.stream().map(row -> row[0]).toList()) + 3;
        int formulas = Math.min(88, Text.widest(rows.stream().map(row -> row[1]).toList())) + 3;
        StringBuilder text = new StringBuilder();
        rows.forEach(row -> text.append(Text.pad(row[0], names))
                .append(Text.pad(row[1], formulas))
                .append(row[2])
                .append('\n'));
        return text.toString();
    }

    private static String maps(Symmetry symmetry) {
        boolean isFlow = symmetry.maps().isEmpty();
        Map<Expr.Symbol, Expr> images = isFlow ? symmetry.generator() : symmetry.maps();
        return images.entrySet().stream()
                .map(entry -> (isFlow ? "d" : "")
                        + entry.getKey().name()
                        + (isFlow ? " = " : " -> ")
                        + TextPrinter.print(entry.getValue()))
                .collect(Collectors.joining(", "));
    }

    private static String note(Symmetry symmetry) {
        String name = symmetry.element().name();
        String size = symmetry.size().toString();
        return switch (symmetry.group()) {
            case INVERTIBLE -> name + " : invertible[" + size + "]";
            case ORTHOGONAL -> name + " : orthogonal[" + size + "]";
            case ROTATION -> name + " a rotation, " + size + " x " + size;
            case UNIT_SCALING ->
                name + " : vector[" + size + "] "
                        + (symmetry.element().properties().contains(Property.POSITIVE) ? "> 0" : "without zeros");
            case SCALING -> name + " > 0";
            case PERMUTATION -> name + " a permutation, " + size + " x " + size;
            case UNIT_SIGN -> name + " : vector[" + size + "] of signs";
            case SIGN, EXCHANGE, SYMMETRIC_GENERATED -> symmetry.group().word();
        };
    }

    private static String generatorNote(Symmetry symmetry) {
        String name = symmetry.element().name();
        String kind =
                switch (symmetry.group()) {
                    case INVERTIBLE -> " any matrix";
                    case ORTHOGONAL, ROTATION -> " antisymmetric";
                    case SYMMETRIC_GENERATED -> " symmetric";
                    default -> "";
                };
        String inverted = symmetry.inverted().stream().map(TextPrinter::print).collect(Collectors.joining(", "));
        return name + kind + ", infinitesimally" + (inverted.isEmpty() ? "" : ", for invertible " + inverted);
    }
}
