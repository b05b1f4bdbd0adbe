package dev.nadir.report.terminal;

import dev.nadir.model.Formula;
import dev.nadir.model.FormulaPrinter;
import dev.nadir.reduction.Reduction;
import dev.nadir.reduction.Refusal;
import dev.nadir.reduction.chain.flow.ModeFlow;
import dev.nadir.reduction.chain.flow.ModeFlows;
import dev.nadir.symbolic.Derivation;
import java.util.Map;
import java.util.stream.Collectors;

/** The gradient flow of the modes of a product, for a terminal. */
public final class FlowView {

    private FlowView() {}

    /**
     * Equations, what they keep and their solutions; or the step that could not be taken, once where the closed forms
     * stopped there too.
     */
    public static String of(Derivation derivation, Reduction reduction) {
        try {
            return text(ModeFlows.derive(derivation.landscape()));
        } catch (Refusal refusal) {
            boolean isSaid =
                    reduction.refusedAt().filter(refusal.line()::equals).isPresent();
            return "\nGradient flow: no modes; " + (isSaid ? "stopped there too" : "stopped at " + refusal.line())
                    + "\n";
        }
    }

    private static String text(ModeFlow flow) {
        StringBuilder text = new StringBuilder(
                flow.isOfNumbers() ? "\nGradient flow\n" : "\nGradient flow from an aligned start, mode by mode\n");
        flow.lets().forEach(let -> text.append("  with   ")
                .append(String.join(", ", let.names()))
                .append(" = ")
                .append(FormulaPrinter.print(let.value()))
                .append('\n'));
        Map<String, Formula> starts = flow.isOfNumbers() ? Map.of() : flow.start();
        for (Map.Entry<String, Formula> start : starts.entrySet()) {
            text.append("  start  ")
                    .append(start.getKey())
                    .append(" == ")
                    .append(FormulaPrinter.print(start.getValue()))
                    .append('\n');
        }
        for (int i = 0; i < flow.sizes().size(); i++) {
            rate(text, flow.sizes().get(i), flow.velocities().get(i));
        }
        for (ModeFlow.Invariant invariant : flow.invariants()) {
            String rate = FormulaPrinter.print(invariant.rate());
            text.append("  keeps  ")
                    .append(FormulaPrinter.print(invariant.quantity()))
                    .append(rate.equals("0") ? "" : ", up to the factor exp(-" + rate + "*t)")
                    .append('\n');
        }
        String product = flow.product() + " = " + String.join("*", flow.sizes());
        flow.balanced().ifPresent(velocity -> {
            text.append("\nAll sizes equal, ").append(product).append('\n');
            rate(text, flow.product(), velocity);
        });
        flow.solutions().forEach(solution -> solution(text, flow, solution));
        flow.refusals()
                .forEach(refusal -> text.append("  none   ").append(refusal).append('\n'));
        return text.toString();
    }

    private static void rate(StringBuilder text, String name, Formula velocity) {
        text.append("  d")
                .append(name)
                .append("/dt = ")
                .append(FormulaPrinter.print(velocity))
                .append('\n');
    }

    private static void solution(StringBuilder text, ModeFlow flow, ModeFlow.Solution solution) {
        text.append('\n').append(solution.name());
        if (!solution.conditions().isEmpty()) {
            text.append(" when ")
                    .append(solution.conditions().stream()
                            .map(FormulaPrinter::print)
                            .collect(Collectors.joining(" and ")));
        }
        text.append('\n');
        solution.lets().forEach(let -> text.append("  with   ")
                .append(String.join(", ", let.names()))
                .append(" = ")
                .append(FormulaPrinter.print(let.value()))
                .append('\n'));
        boolean isProduct = solution.unknown() == ModeFlow.Unknown.PRODUCT;
        text.append(isProduct ? "  " + flow.product() + "(t) = " : "  t(" + flow.product() + ") = ")
                .append(FormulaPrinter.print(solution.value()))
                .append('\n');
    }
}
