package dev.nadir.report.terminal;

import dev.nadir.expr.print.TextPrinter;
import dev.nadir.symbolic.Derivation;
import dev.nadir.symbolic.Landscape.Constraint.OrthonormalColumns;
import dev.nadir.symbolic.constraint.OnConstraints;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Derivatives on the set of the parameters, and what the critical points are. */
final class ConstraintView {

    private ConstraintView() {}

    /** What follows from the constraints; nothing where there are none. */
    static String of(Derivation derivation) {
        Optional<OnConstraints> found = OnConstraints.of(derivation);
        return found.map(each -> each.multipliers().isEmpty() ? onSet(derivation, each) : stationary(each))
                .orElse("");
    }

    private static String onSet(Derivation derivation, OnConstraints found) {
        List<FormulaRows.Row> rows = new ArrayList<>();
        FormulaRows.names(List.copyOf(found.hessianAlong().values()))
                .forEach((name, definition) -> rows.add(new FormulaRows.Row("with " + name, definition)));
        found.gradient()
                .forEach((parameter, value) -> rows.add(new FormulaRows.Row("gradient " + parameter.name(), value)));
        found.hessianAlong()
                .forEach((parameter, value) -> rows.add(new FormulaRows.Row("Hessian " + parameter.name(), value)));
        StringBuilder text = new StringBuilder("\nOn the set, in the metric that it has inside all matrices:\n");
        FormulaRows.append(text, rows);
        String tangents = derivation.landscape().constraints().stream()
                .filter(OrthonormalColumns.class::isInstance)
                .map(constraint -> ((OrthonormalColumns) constraint).parameter())
                .map(parameter -> {
                    String name = parameter.name();
                    String direction = Optional.ofNullable(
                                    derivation.directions().get(parameter))
                            .orElse(parameter)
                            .name();
                    return name + "'*" + direction + " + " + direction + "'*" + name + " == 0";
                })
                .collect(Collectors.joining(", "));
        return text + "along tangent directions, " + tangents + ".\n";
    }

    private static String stationary(OnConstraints found) {
        List<FormulaRows.Row> rows = new ArrayList<>();
        found.stationary()
                .forEach((parameter, value) -> rows.add(new FormulaRows.Row("zero for " + parameter.name(), value)));
        StringBuilder text = new StringBuilder("\nSubject to the equations, with ");
        text.append(found.multipliers().entrySet().stream()
                        .map(entry -> "a multiplier " + entry.getKey().name() + " for "
                                + TextPrinter.print(entry.getValue().left()) + " == "
                                + TextPrinter.print(entry.getValue().right()))
                        .collect(Collectors.joining(", ")))
                .append(":\n");
        FormulaRows.append(text, rows);
        return text.toString();
    }

    /** What a critical point is. */
    static String criticalPoints(Derivation derivation) {
        return OnConstraints.of(derivation)
                .map(found -> "Gradient and Hessian above the symmetries are those where the parameters are free.\n"
                        + (found.multipliers().isEmpty()
                                ? "Critical points: every gradient on the set is zero.\n"
                                : "Critical points: the equations hold and these are zero, wherever the differentials of"
                                        + " the equations are independent.\n"))
                .orElse("Critical points: every gradient is zero.\n");
    }

    /** In which space derivatives are taken with respect to symmetric, definite and diagonal parameters. */
    static String spaces(Derivation derivation) {
        return derivation.gradient().keySet().stream()
                .filter(parameter ->
                        parameter.isSymmetric() && !parameter.shape().isScalar())
                .map(parameter -> "The gradient and the direction of " + parameter.name()
                        + " are those in the space of "
                        + (parameter.properties().contains(dev.nadir.expr.Property.DIAGONAL) ? "diagonal" : "symmetric")
                        + " matrices, with the Frobenius inner product.\n")
                .collect(Collectors.joining());
    }
}
