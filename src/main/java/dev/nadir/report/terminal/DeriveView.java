package dev.nadir.report.terminal;

import dev.nadir.evidence.verify.DerivationCheck;
import dev.nadir.expr.Expr;
import dev.nadir.symbolic.Derivation;
import dev.nadir.symbolic.Symmetries;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What {@code nadir derive} shows. */
public final class DeriveView {

    private DeriveView() {}

    /** Loss, gradient, Hessian and conditions of a derivation; its last line says what was not derived. */
    public static String of(Derivation derivation, Symmetries symmetries) {
        StringBuilder text = new StringBuilder(derivation.landscape().model().name())
                .append("   ")
                .append(derivation.landscape().model().description())
                .append("\n\n");
        List<FormulaRows.Row> rows = new ArrayList<>();
        List<Expr> shown = new ArrayList<>(List.of(derivation.landscape().loss()));
        shown.addAll(derivation.hessianAlong().values());
        FormulaRows.names(shown)
                .forEach((name, definition) -> rows.add(new FormulaRows.Row("with " + name, definition)));
        rows.add(new FormulaRows.Row("loss", derivation.landscape().loss()));
        if (!derivation.landscape().loss().equals(derivation.landscape().expectedLoss())) {
            rows.add(new FormulaRows.Row("mean", derivation.landscape().expectedLoss()));
        }
        derivation.landscape().constraints().forEach(constraint -> rows.add(FormulaRows.Row.of(constraint)));
        derivation
                .gradient()
                .forEach((parameter, value) -> rows.add(new FormulaRows.Row("gradient " + parameter.name(), value)));
        derivation
                .hessianAlong()
                .forEach((parameter, value) -> rows.add(new FormulaRows.Row("Hessian " + parameter.name(), value)));
        FormulaRows.append(text, rows);
        text.append('\n').append(SymmetryView.of(symmetries));
        text.append(ConstraintView.of(derivation));
        text.append('\n').append(notes(derivation));
        return text.toString();
    }

    /** The Taylor check of a derivation on an instance. */
    public static String check(DerivationCheck check, long seed) {
        return "Taylor check: gradient, " + VerdictView.slopes(check.gradient()) + "; Hessian, "
                + VerdictView.slopes(check.hessian()) + ".      seed " + seed + "\n";
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
        return holds + refusal + ConstraintView.spaces(derivation) + ConstraintView.criticalPoints(derivation)
                + (derivation.hessianRefusal().isEmpty()
                        ? "Hessian: the change of each gradient along the directions " + directions + ".\n"
                        : "")
                + "Derived for all sizes" + structure(derivation.landscape().structure())
                + ", by rules and by the canonical form, which agree.\n";
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
