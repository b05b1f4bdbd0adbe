package dev.nadir.report.terminal;

import dev.nadir.base.PreconditionException;
import dev.nadir.expr.Expr;
import dev.nadir.expr.Exprs;
import dev.nadir.expr.print.TextPrinter;
import dev.nadir.symbolic.Derivation;
import dev.nadir.symbolic.entrywise.EntrywiseHessian;
import dev.nadir.symbolic.hessian.BilinearForm;
import dev.nadir.symbolic.hessian.HessianBlocks;
import dev.nadir.symbolic.hessian.KroneckerForm;
import dev.nadir.symbolic.hessian.KroneckerPrinter;
import dev.nadir.symbolic.hessian.OriginFinder;
import dev.nadir.symbolic.hessian.OriginSpectrum;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The Hessian in one of its other forms, below what {@code nadir derive} shows. */
public final class HessianView {

    private HessianView() {}

    /**
     * The form with the given name; nothing for {@code operator}, which is always shown.
     *
     * @param sizes numbers for the sizes, read by {@code entrywise} only
     * @throws dev.nadir.base.PreconditionException if there is no such form, or a size has no number
     */
    public static String of(Derivation derivation, String form, Map<String, Integer> sizes) {
        return switch (form) {
            case "form" -> bilinear(derivation);
            case "kronecker" -> kronecker(derivation);
            case "entrywise" -> entrywise(EntrywiseHessian.of(derivation, sizes));
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
        HessianBlocks blocks = new HessianBlocks(derivation);
        for (Expr.Symbol row : derivation.hessianAlong().keySet()) {
            for (Expr.Symbol column : derivation.directions().keySet()) {
                KroneckerForm form = blocks.kronecker(row, column);
                String text = KroneckerPrinter.text(form);
                hasPlacement |= text.contains("placement(");
                rows.put(row.name() + ", " + column.name(), text + "   " + form.rows() + " x " + form.columns());
            }
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

    private static String entrywise(EntrywiseHessian entries) {
        Map<String, String> rows = new LinkedHashMap<>();
        int n = entries.coordinates().size();
        for (int i = 0; i < n; i++) {
            rows.put(
                    entries.coordinates().get(i),
                    TextPrinter.print(entries.gradient().get(i)));
        }
        int zeros = 0;
        for (int i = 0; i < n; i++) {
            for (int j = i; j < n; j++) {
                Expr entry = entries.hessian().get(i).get(j);
                zeros += Exprs.isZero(entry) ? 1 : 0;
                if (!Exprs.isZero(entry)) {
                    String pair = entries.coordinates().get(i) + ", "
                            + entries.coordinates().get(j);
                    rows.put(pair, TextPrinter.print(entry));
                }
            }
        }
        int width = Text.widest(List.copyOf(rows.keySet())) + 3;
        StringBuilder text = new StringBuilder("\nDerivatives with respect to an entry, and to two of them:\n");
        rows.forEach((name, value) ->
                text.append(Text.pad(name, width)).append(value).append('\n'));
        return text.append("The other ")
                .append(zeros)
                .append(" of ")
                .append(n * (n + 1) / 2)
                .append(" second derivatives are zero.\n")
                .toString();
    }

    /** The eigenvalues at the origin, or why there are none in closed form. */
    public static String origin(Derivation derivation) {
        try {
            return origin(OriginFinder.find(derivation));
        } catch (PreconditionException e) {
            return "\nHessian at the origin: no eigenvalues in closed form: " + e.getMessage() + ".\n";
        }
    }

    private static String origin(OriginSpectrum spectrum) {
        StringBuilder text = new StringBuilder("\nHessian at the origin, ");
        text.append(spectrum.zeros().stream().map(Expr.Symbol::name).collect(Collectors.joining(" = ")))
                .append(" = 0:\n");
        Map<String, String> rows = new LinkedHashMap<>();
        for (OriginSpectrum.Group group : spectrum.groups()) {
            String eigenvalue = "eigenvalue " + TextPrinter.print(group.eigenvalue());
            String times = (group.multiplicity().equals("1") ? "once" : group.multiplicity() + " times")
                    + (group.ranges().isEmpty() ? "" : ", for " + String.join(", ", group.ranges()));
            rows.merge(eigenvalue, times, (one, other) -> one + "; " + other);
        }
        int width = Text.widest(List.copyOf(rows.keySet())) + 3;
        rows.forEach((name, times) ->
                text.append(Text.pad(name, width)).append(times).append('\n'));
        spectrum.letters().forEach((letter, meaning) -> text.append("with ")
                .append(letter)
                .append(meaning.startsWith("eig(") ? ", the eigenvalues" : "")
                .append(meaning.startsWith("svd(") ? ", the singular values" : "")
                .append(meaning.startsWith("norm(") ? " = " + meaning : " of " + inside(meaning))
                .append('\n'));
        spectrum.conditions().forEach((parameter, gradient) -> text.append("critical where the gradient of ")
                .append(parameter.name())
                .append(" is zero: ")
                .append(TextPrinter.print(gradient))
                .append('\n'));
        return text.toString();
    }

    private static String inside(String meaning) {
        return meaning.substring(meaning.indexOf('(') + 1, meaning.length() - 1);
    }
}
