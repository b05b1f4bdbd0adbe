package dev.nadir.report.content;

import dev.nadir.expr.print.Layout;
import dev.nadir.expr.print.Layout.OperatorKind;
import dev.nadir.expr.print.NameLayout;
import dev.nadir.expr.print.Notation;
import dev.nadir.expr.print.Term;
import dev.nadir.model.Declaration;
import dev.nadir.model.Formula;
import dev.nadir.model.print.FormulaLayout;
import dev.nadir.report.Inline;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Declarations as mathematics: the set that a name lives in, and what else is declared of it. */
final class Shapes {

    private static final Map<Declaration.Kind, String> WORDS = Map.of(
            Declaration.Kind.SYMMETRIC, "symmetric",
            Declaration.Kind.SPD, "symmetric positive definite",
            Declaration.Kind.DIAGONAL, "diagonal",
            Declaration.Kind.INVERTIBLE, "invertible",
            Declaration.Kind.ORTHOGONAL, "orthogonal",
            Declaration.Kind.SIGNED_PERMUTATION, "a signed permutation");

    private Shapes() {}

    /** {@code W_i in R^(d_i x d_(i-1)), i = 1, ..., L; symmetric}. */
    static List<Inline> of(Declaration declaration) {
        Line line = new Line().math(membership(declaration));
        declaration
                .condition()
                .filter(c -> declaration.kind() != Declaration.Kind.SIZE)
                .ifPresent(c -> line.text(", ").math(condition(declaration, c)));
        declaration.index().ifPresent(range -> line.text(", ").math(range(range)));
        String word = WORDS.get(declaration.kind());
        if (word != null) {
            line.text(", " + word);
        }
        declaration.law().ifPresent(law -> line.text(", ").math(law(declaration, law)));
        return line.inlines();
    }

    /** {@code invertible G in R^(d_i x d_i)}: the element of a group. */
    static List<Inline> element(Declaration declaration) {
        String word = WORDS.getOrDefault(declaration.kind(), "").replaceFirst("^a ", "");
        return new Line()
                .text(word.isEmpty() ? "" : word + " ")
                .math(membership(declaration))
                .inlines();
    }

    /** {@code i = 1, ..., L}, or from high to low as it was written. */
    static Layout range(Declaration.IndexRange range) {
        Layout comma = Notation.operator(",", OperatorKind.PUNCTUATION);
        return Layout.row(
                NameLayout.of(range.index()).layout(),
                Notation.operator("=", OperatorKind.RELATION),
                FormulaLayout.of(range.from()),
                comma,
                Notation.operator("…", OperatorKind.ORDINARY),
                comma,
                FormulaLayout.of(range.to()));
    }

    /** The name, with its index where it is a family. */
    static Term name(Declaration declaration) {
        Term name = NameLayout.of(declaration.name());
        return declaration
                .index()
                .map(range ->
                        Notation.subscript(name, NameLayout.of(range.index()).layout()))
                .orElse(name);
    }

    private static Layout membership(Declaration declaration) {
        if (declaration.kind() == Declaration.Kind.SIZE) {
            return declaration
                    .condition()
                    .map(c -> condition(declaration, c))
                    .orElse(name(declaration).layout());
        }
        return Notation.relation(name(declaration), "∈", space(declaration)).layout();
    }

    private static Term space(Declaration declaration) {
        Term reals = Term.atom(Notation.operator("ℝ", OperatorKind.ORDINARY));
        List<Layout> sizes = new ArrayList<>();
        for (Formula size : declaration.sizes()) {
            if (!sizes.isEmpty()) {
                sizes.add(Notation.operator("×", OperatorKind.BINARY));
            }
            sizes.add(FormulaLayout.of(size));
        }
        boolean isSquare = sizes.size() == 1
                && declaration.kind() != Declaration.Kind.VECTOR
                && declaration.kind() != Declaration.Kind.SCALAR;
        if (isSquare) {
            sizes.add(Notation.operator("×", OperatorKind.BINARY));
            sizes.add(sizes.get(0));
        }
        return sizes.isEmpty() ? reals : Notation.superscript(reals, Layout.row(sizes));
    }

    private static Layout condition(Declaration declaration, Declaration.Condition condition) {
        String sign = FormulaLayout.relation(condition.operator());
        return Notation.relation(name(declaration), sign, FormulaLayout.term(condition.bound()))
                .layout();
    }

    private static Layout law(Declaration declaration, Formula law) {
        return Notation.relation(name(declaration), "∼", FormulaLayout.term(law))
                .layout();
    }
}
