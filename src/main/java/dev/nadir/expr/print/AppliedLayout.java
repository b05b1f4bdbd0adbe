package dev.nadir.expr.print;

import dev.nadir.expr.Expr;
import dev.nadir.expr.Size;
import dev.nadir.expr.print.Layout.Bracket;
import dev.nadir.expr.print.Layout.OperatorKind;
import dev.nadir.expr.print.Layout.Style;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The typeset form of {@link Expr.Applied}. */
final class AppliedLayout {

    private AppliedLayout() {}

    static Term of(Expr.Applied e, Function<Expr, Term> term) {
        List<Term> arguments = new ArrayList<>(e.arguments().stream().map(term).toList());
        return switch (e.operation()) {
            case SELECTION -> selection(e.sizes());
            case COMMUTATION ->
                Notation.subscript(
                        Term.atom(new Layout.Identifier("K", Style.BOLD)),
                        Layout.row(
                                NameLayout.of(e.sizes().get(0)).layout(),
                                Notation.operator(",", OperatorKind.PUNCTUATION),
                                NameLayout.of(e.sizes().get(1)).layout()));
            case KRONECKER ->
                Notation.fenced(
                        Bracket.ROUND,
                        Notation.product(arguments, Optional.of("⊗")).layout());
            case ROOT ->
                Notation.superscript(
                        arguments.get(0),
                        Layout.row(
                                new Layout.Digits("1"),
                                Notation.operator("/", OperatorKind.ORDINARY),
                                new Layout.Digits("2")));
            case NUCLEAR_NORM -> Notation.norm(arguments.get(0), "*");
            case SPECTRAL_NORM -> Notation.norm(arguments.get(0), "2");
            case BLOCK_TRACE, BLOCK_SUM -> {
                arguments.add(NameLayout.of(e.sizes().get(0)));
                yield Notation.apply(e.operation().symbol(), arguments);
            }
            case RESHAPE -> {
                arguments.add(NameLayout.of(e.shape().rows()));
                arguments.add(NameLayout.of(e.shape().columns()));
                yield Notation.apply(e.operation().symbol(), arguments);
            }
            default -> Notation.apply(e.operation().symbol(), arguments);
        };
    }

    /** Upright e with its place; of several columns the identity with its places. */
    private static Term selection(List<Size> sizes) {
        Size from = sizes.get(1);
        Term letter = Term.atom(new Layout.Identifier("e", Style.BOLD));
        if (sizes.get(2).isOne()) {
            return Notation.subscript(letter, NameLayout.of(from).layout());
        }
        Layout range = Layout.row(
                Notation.operator(":", OperatorKind.PUNCTUATION),
                Notation.operator(",", OperatorKind.PUNCTUATION),
                NameLayout.of(from).layout(),
                Notation.operator("…", OperatorKind.ORDINARY),
                NameLayout.of(from.plus(sizes.get(2)).minus(Size.ONE)).layout());
        return Notation.subscript(Notation.identity(NameLayout.of(sizes.get(0)).layout()), range);
    }
}
