package dev.nadir.report.terminal;

import dev.nadir.expr.Children;
import dev.nadir.expr.Expr;
import dev.nadir.expr.print.TextPrinter;
import dev.nadir.symbolic.Landscape.Constraint;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Formulas below each other, each with its name and its shape. */
final class FormulaRows {

    /** Formulas longer than this stand alone on their line. */
    private static final int MOST_FORMULA = 88;

    private FormulaRows() {}

    /** A formula with its name. */
    record Row(String name, String text, String shape) {

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

    /** The names that formulas use, each after those that it is made of. */
    static Map<String, Expr> names(Collection<Expr> formulas) {
        Map<String, Expr> names = new LinkedHashMap<>();
        formulas.forEach(formula -> collect(formula, names));
        return names;
    }

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

    static void append(StringBuilder text, List<Row> rows) {
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
}
