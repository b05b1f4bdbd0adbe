package dev.nadir.report.terminal;

import dev.nadir.expr.print.TextPrinter;
import dev.nadir.symbolic.Derivation;
import dev.nadir.symbolic.hessian.BilinearForm;
import dev.nadir.symbolic.hessian.HessianBlock;
import dev.nadir.symbolic.hessian.HessianBlocks;
import dev.nadir.symbolic.hessian.KroneckerForm;
import dev.nadir.symbolic.hessian.KroneckerPrinter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The Hessian in one of its other forms, below what {@code nadir derive} shows. */
public final class HessianView {

    private HessianView() {}

    /**
     * The form with the given name; nothing for {@code operator}, which is always shown.
     *
     * @throws dev.nadir.base.PreconditionException if a block has no such form
     */
    public static String of(Derivation derivation, String form) {
        return switch (form) {
            case "form" -> bilinear(derivation);
            case "kronecker" -> kronecker(derivation);
            default -> "";
        };
    }

    private static String bilinear(Derivation derivation) {
        BilinearForm form = BilinearForm.of(derivation);
        return "\nSecond derivative of the loss along two directions, d and e:\n" + TextPrinter.print(form.value())
                + "\n";
    }

    private static String kronecker(Derivation derivation) {
        Map<String, String> rows = new LinkedHashMap<>();
        boolean hasPlacement = false;
        for (HessianBlock block : new HessianBlocks(derivation).all()) {
            KroneckerForm form = KroneckerForm.of(block);
            String text = KroneckerPrinter.text(form);
            hasPlacement |= text.contains("placement(");
            rows.put(
                    block.row().name() + ", " + block.column().name(),
                    text + "   " + form.rows() + " x " + form.columns());
        }
        int width = Text.widest(List.copyOf(rows.keySet())) + 3;
        StringBuilder lines = new StringBuilder("\nHessian blocks d vec(gradient A) / d vec(B), for A, B:\n");
        rows.forEach(
                (name, text) -> lines.append(Text.pad(name, width)).append(text).append('\n'));
        lines.append("vec puts columns below each other; commutation(m, n)*vec(V) = vec(V') for V of m x n")
                .append(
                        hasPlacement
                                ? ";\nplacement(n)*v = vec(diag(v)), placement(n)'*vec(A) = diagonal(A).\n"
                                : ".\n");
        return lines.toString();
    }
}
