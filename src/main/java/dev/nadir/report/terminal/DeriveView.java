package dev.nadir.report.terminal;

import dev.nadir.evidence.verify.DerivationCheck;
import dev.nadir.expr.Children;
import dev.nadir.expr.Expr;
import dev.nadir.expr.print.TextPrinter;
import dev.nadir.symbolic.Derivation;
import dev.nadir.symbolic.Landscape.Constraint;
import dev.nadir.symbolic.Symmetries;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What {@code nadir derive} shows. */
public final class DeriveView {

    /** Formulas longer than this stand alone on their line. */
    private static final int MOST_FORMULA = 88;

    private DeriveView() {}

    /** Loss, gradient, Hessian and conditions of a derivation; its last line says what was not derived. */
    public static String of(Derivation derivation, Symmetries symmetries) {
        StringBuilder text = new StringBuilder(derivation.landscape().model().name())
                .append("   ")
                .append(derivation.landscape().model().description())
                .append("\n\n");
        List<Row> rows = new ArrayList<>();
        Map<String, Expr> names = new LinkedHashMap<>();
        collect(derivation.landscape().loss(), names);
        derivation.hessianAlong().values().forEach(value -> collect(value, names));
        names.forEach((name, definition) -> rows.add(new Row("with " + name, definition)));
        rows.add(new Row("loss", derivation.landscape().loss()));
        if (!derivation.landscape().loss().equals(derivation.landscape().expectedLoss())) {
            rows.add(new Row("mean", derivation.landscape().expectedLoss()));
        }
        derivation.landscape().constraints().forEach(constraint -> rows.add(Row.of(constraint)));
        derivation.gradient().forEach((parameter, value) -> rows.add(new Row("gradient " + parameter.name(), value)));
        derivation
                .hessianAlong()
                .forEach((parameter, value) -> rows.add(new Row("Hessian " + parameter.name(), value)));
        append(text, rows);
        text.append('\n').append(SymmetryView.of(symmetries));
        text.append('\n').append(notes(derivation));
        return text.toString();
    }

    /** The Taylor check of a derivation on an instance. */
    public static String check(DerivationCheck check, long seed) {
        return "Taylor check: gradient, " + VerdictView.slopes(check.gradient()) + "; Hessian, "
                + VerdictView.slopes(check.hessian()) + ".      seed " + seed + "\n";
    }

    /** The names that a formula uses, each after those that it is made of. */
    private static void collect(Expr value, Map<String, Expr> names) {
        if (value instanceof Expr.Named named) {
            if (!names.containsKey(named.name())) {
                collect(named.definition(), names);
                names.put(named.name(), named.definition());
            }
            return;
        }
        Children.of(value).forEach(child -> collect(child, names));
    }

    /** A formula with its name. */
    private record Row(String name, String text, String shape) {

        Row(String name, Expr value) {
            this(name, TextPrinter.print(value), value.shape().toString());
        }

        static Row of(Constraint constraint) {
            return new Row(
                    "subject to",
                    TextPrinter.print(constraint.left()) + " == " + TextPrinter.print(constraint.right()),
                    constraint.left().shape().toString());
        }
    }

    private static void append(StringBuilder text, List<Row> rows) {
        int names = Text.widest(rows.stream().map(Row::name).toList()) + 3;
        int formulas = rows.stream()
                .mapToInt(row -> row.text().length())
                .filter(length -> length <= MOST_FORMULA)
                .max()
                .orElse(0);
        for (Row row : rows) {
            text.append(Text.pad(row.name(), names))
                    .append(Text.pad(row.text(), formulas + 3))
                    .append(row.shape())
                    .append('\n');
        }
    }

    private static String notes(Derivation derivation) {
        String directions = derivation.directions().entrySet().stream()
                .map(entry -> entry.getValue().name())
                .collect(Collectors.joining(", "));
        String holds = derivation.conditions().stream()
                .map(condition -> "Holds " + condition + ".\n")
                .collect(Collectors.joining());
        String refusal = derivation
                .hessianRefusal()
                .map(reason -> "Hessian: refused; " + reason + ".\n")
                .orElse("");
        return holds + refusal + criticalPoints(derivation)
                + (derivation.hessianRefusal().isEmpty()
                        ? "Hessian: the change of each gradient along the directions " + directions + ".\n"
                        : "")
                + "Derived for all sizes" + structure(derivation.landscape().structure())
                + ", by rules and by the canonical form, which agree.\n";
    }

    private static String criticalPoints(Derivation derivation) {
        return derivation.landscape().constraints().isEmpty()
                ? "Critical points: every gradient is zero.\n"
                : "Gradient and Hessian are those of the loss where its parameters are free.\n"
                        + "Critical points subject to the equations: refused; no derivative on their set is derived.\n";
    }

    private static String structure(Map<String, Integer> structure) {
        return structure.isEmpty()
                ? ""
                : " at "
                        + structure.entrySet().stream()
                                .map(entry -> entry.getKey() + " = " + entry.getValue())
                                .collect(Collectors.joining(", "));
    }
}
