package dev.nadir.report.terminal;

import dev.nadir.expr.Expr;
import dev.nadir.symbolic.operator.DerivativesOf;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What {@code nadir derive --of NAME} shows. */
public final class DerivativesView {

    private static final String[] ORDINALS = {
        "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth"
    };

    private DerivativesView() {}

    /** The formula, its gradient and Hessian or its Jacobians, and its derivatives along the directions. */
    public static String of(DerivativesOf derivatives) {
        String name = derivatives.name();
        StringBuilder text = new StringBuilder(derivatives.landscape().model().name())
                .append("   ")
                .append(name)
                .append("\n\n");
        List<Expr> shown = new ArrayList<>(derivatives.differentials());
        Map<Expr.Symbol, Expr> jacobians = derivatives.scalar().isPresent() ? Map.of() : derivatives.jacobians();
        shown.addAll(jacobians.values());
        derivatives
                .scalar()
                .ifPresent(scalar -> shown.addAll(scalar.hessianAlong().values()));
        shown.add(derivatives.formula());
        List<FormulaRows.Row> rows = new ArrayList<>();
        FormulaRows.names(shown).forEach((let, definition) -> rows.add(new FormulaRows.Row("with " + let, definition)));
        rows.add(new FormulaRows.Row(name, derivatives.formula()));
        derivatives.scalar().ifPresent(scalar -> {
            scalar.gradient()
                    .forEach(
                            (parameter, value) -> rows.add(new FormulaRows.Row("gradient " + parameter.name(), value)));
            scalar.hessianAlong()
                    .forEach((parameter, value) -> rows.add(new FormulaRows.Row("Hessian " + parameter.name(), value)));
        });
        jacobians.forEach((parameter, value) -> rows.add(new FormulaRows.Row("Jacobian " + parameter.name(), value)));
        List<Expr> differentials = derivatives.differentials();
        for (int i = 0; i < differentials.size(); i++) {
            rows.add(new FormulaRows.Row(ORDINALS[i] + " derivative", differentials.get(i)));
        }
        FormulaRows.append(text, rows);
        return text.append('\n').append(notes(derivatives)).toString();
    }

    private static String notes(DerivativesOf derivatives) {
        StringBuilder text = new StringBuilder();
        derivatives
                .conditions()
                .forEach(each -> text.append("Holds ").append(each).append(".\n"));
        derivatives.scalar().flatMap(scalar -> scalar.hessianRefusal()).ifPresent(reason -> text.append(
                        "Hessian: refused; ")
                .append(reason)
                .append(".\n"));
        boolean isScalar = derivatives.scalar().isPresent();
        Map<Expr.Symbol, String> refusals = isScalar ? Map.of() : derivatives.refusals();
        refusals.forEach((parameter, reason) -> text.append("Jacobian ")
                .append(parameter.name())
                .append(": refused; ")
                .append(reason)
                .append(".\n"));
        if (derivatives.directions().isEmpty()) {
            return text.append("No parameter stands in ")
                    .append(derivatives.name())
                    .append(": every derivative is zero.\n")
                    .toString();
        }
        if (!isScalar && !derivatives.jacobians().isEmpty()) {
            text.append("Jacobian: the J with vec(change of ")
                    .append(derivatives.name())
                    .append(") = J*vec(change of the parameter), vec putting columns below each other.\n");
        }
        return text.append(
                        "Along directions: at t = 0, when each parameter moves to itself plus t times its direction ")
                .append(derivatives.directions().values().stream()
                        .map(Expr.Symbol::name)
                        .collect(Collectors.joining(", ")))
                .append(".\n")
                .append("Derived for all sizes")
                .append(structure(derivatives.landscape().structure()))
                .append(", by rules and by the canonical form, which agree.\n")
                .toString();
    }

    private static String structure(Map<String, Integer> structure) {
        return structure.isEmpty()
                ? ""
                : structure.entrySet().stream()
                        .map(entry -> entry.getKey() + " = " + entry.getValue())
                        .collect(Collectors.joining(", ", " at ", ""));
    }
}
