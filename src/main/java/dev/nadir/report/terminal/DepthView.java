package dev.nadir.report.terminal;

import dev.nadir.model.Formula;
import dev.nadir.model.FormulaPrinter;
import dev.nadir.reduction.ScalarAnswer;
import dev.nadir.reduction.chain.depth.DepthLaw;
import java.util.List;
import java.util.stream.Collectors;

/** Thresholds as formulas of the depth, for a terminal. */
public final class DepthView {

    private DepthView() {}

    /** The law, with the names that its formulas use. */
    public static String of(DepthLaw law) {
        StringBuilder text = new StringBuilder("\nFor every ")
                .append(law.depth())
                .append(" >= ")
                .append(law.least())
                .append(", ")
                .append(law.factors())
                .append(" factors");
        if (!law.conditions().isEmpty()) {
            text.append(", where ").append(all(law.conditions()));
        }
        text.append('\n');
        law.lets().forEach(let -> text.append("  with   ")
                .append(String.join(", ", let.names()))
                .append(" = ")
                .append(FormulaPrinter.print(let.value()))
                .append('\n'));
        for (ScalarAnswer.Threshold threshold : law.thresholds()) {
            text.append("  ")
                    .append(threshold.name())
                    .append(":  ")
                    .append(all(threshold.condition()))
                    .append('\n');
        }
        for (DepthLaw.Origin origin : law.origin()) {
            text.append("  the origin is a ")
                    .append(origin.kind().word())
                    .append(origin.conditions().isEmpty() ? "" : " when " + all(origin.conditions()))
                    .append('\n');
        }
        return text.append("  by     ")
                .append(String.join(", ", law.lemmas()))
                .append("; the loss was read at ")
                .append(law.read().stream()
                        .map(depth -> law.depth() + " = " + depth)
                        .collect(Collectors.joining(", ")))
                .append('\n')
                .toString();
    }

    private static String all(List<Formula> conditions) {
        return conditions.stream().map(FormulaPrinter::print).collect(Collectors.joining(" and "));
    }
}
