package dev.nadir.symbolic.hessian;

import dev.nadir.expr.Coefficient;
import dev.nadir.expr.Expr;
import dev.nadir.expr.Exprs;
import dev.nadir.expr.Shape;
import dev.nadir.expr.Size;
import dev.nadir.expr.print.ExprLayout;
import dev.nadir.expr.print.LatexRenderer;
import dev.nadir.expr.print.Layout;
import dev.nadir.expr.print.Layout.Style;
import dev.nadir.expr.print.Notation;
import dev.nadir.expr.print.Term;
import dev.nadir.expr.print.TextPrinter;
import dev.nadir.symbolic.hessian.KroneckerProduct.Factor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Writes blocks as sums of Kronecker products: in the model language, and typeset. */
public final class KroneckerPrinter {

    private KroneckerPrinter() {}

    /** One line of the model language, as in {@code kron(X*X', W[2]'*W[2])}. */
    public static String text(KroneckerForm form) {
        StringBuilder text = new StringBuilder();
        for (KroneckerProduct product : form.products()) {
            boolean isNegative = Coefficient.of(product.scalar()).value().signum() < 0;
            Expr scalar = isNegative ? Exprs.negate(product.scalar()) : product.scalar();
            text.append(text.isEmpty() ? (isNegative ? "-" : "") : isNegative ? " - " : " + ");
            List<String> parts = new ArrayList<>();
            if (!Exprs.isOne(scalar) || product.factors().isEmpty()) {
                parts.add(factor(scalar, !product.factors().isEmpty()));
            }
            boolean isLast = product.factors().size() == 1;
            product.factors().forEach(each -> parts.add(each.match(new Text(parts.isEmpty() && isLast))));
            text.append(String.join("*", parts));
        }
        Shape shape = new Shape(form.rows(), form.columns());
        return text.isEmpty() ? TextPrinter.print(Exprs.zero(shape)) : text.toString();
    }

    /** The same typeset. */
    public static Layout layout(KroneckerForm form) {
        List<Term.Signed> terms = new ArrayList<>();
        for (KroneckerProduct product : form.products()) {
            boolean isNegative = Coefficient.of(product.scalar()).value().signum() < 0;
            Expr scalar = isNegative ? Exprs.negate(product.scalar()) : product.scalar();
            List<Term> parts = new ArrayList<>();
            if (!Exprs.isOne(scalar) || product.factors().isEmpty()) {
                parts.add(ExprLayout.term(scalar));
            }
            product.factors().forEach(each -> parts.add(each.match(new Typeset())));
            terms.add(new Term.Signed(isNegative, parts.size() == 1 ? parts.get(0) : Notation.product(parts)));
        }
        if (terms.isEmpty()) {
            return ExprLayout.of(Exprs.zero(new Shape(form.rows(), form.columns())));
        }
        return Notation.sum(terms).layout();
    }

    /** LaTeX for math mode. */
    public static String latex(KroneckerForm form) {
        return LatexRenderer.render(layout(form));
    }

    /** A factor of a product; sums and fractions in brackets where something follows or precedes. */
    private static String factor(Expr e, boolean isAmongOthers) {
        String text = TextPrinter.print(e);
        boolean isLoose = isAmongOthers && (e instanceof Expr.Sum || e instanceof Expr.Hadamard);
        return isLoose ? "(" + text + ")" : text;
    }

    /** Factors in the model language. */
    private record Text(boolean isAlone) implements KroneckerProduct.Cases<String> {

        @Override
        public String plain(Factor.Plain factor) {
            return factor(factor.matrix(), !isAlone);
        }

        @Override
        public String kron(Factor.Kron factor) {
            return "kron(" + TextPrinter.print(factor.left()) + ", " + TextPrinter.print(factor.right()) + ")";
        }

        @Override
        public String commutation(Factor.Commutation factor) {
            return "commutation(" + factor.rows() + ", " + factor.columns() + ")";
        }

        @Override
        public String vec(Factor.Vec factor) {
            return "vec(" + TextPrinter.print(factor.matrix()) + ")" + (factor.transposed() ? "'" : "");
        }

        @Override
        public String mask(Factor.Mask factor) {
            String text = TextPrinter.print(factor.matrix());
            return factor.matrix().shape().isColumn() ? "diag(" + text + ")" : "diag(vec(" + text + "))";
        }

        @Override
        public String placement(Factor.Placement factor) {
            return "placement(" + factor.size() + ")" + (factor.transposed() ? "'" : "");
        }
    }

    /** Factors typeset. */
    private record Typeset() implements KroneckerProduct.Cases<Term> {

        private static Layout size(Size size) {
            return ExprLayout.of(Exprs.size(size));
        }

        private static Term named(String letter, List<Size> sizes) {
            List<Layout> items = new ArrayList<>();
            for (Size size : sizes) {
                if (!items.isEmpty()) {
                    items.add(Notation.operator(",", Layout.OperatorKind.PUNCTUATION));
                }
                items.add(size(size));
            }
            return Notation.subscript(Term.atom(new Layout.Identifier(letter, Style.ITALIC)), Layout.row(items));
        }

        @Override
        public Term plain(Factor.Plain factor) {
            return ExprLayout.term(factor.matrix());
        }

        @Override
        public Term kron(Factor.Kron factor) {
            Term product = Notation.product(
                    List.of(ExprLayout.term(factor.left()), ExprLayout.term(factor.right())), Optional.of("⊗"));
            return Notation.fenced(Layout.Bracket.ROUND, product.layout());
        }

        @Override
        public Term commutation(Factor.Commutation factor) {
            return named("K", List.of(factor.rows(), factor.columns()));
        }

        @Override
        public Term vec(Factor.Vec factor) {
            Term vec = Notation.apply("vec", ExprLayout.term(factor.matrix()));
            return factor.transposed() ? Notation.transpose(vec) : vec;
        }

        @Override
        public Term mask(Factor.Mask factor) {
            Term matrix = ExprLayout.term(factor.matrix());
            boolean isColumn = factor.matrix().shape().isColumn();
            return Notation.apply("diag", isColumn ? matrix : Notation.apply("vec", matrix));
        }

        @Override
        public Term placement(Factor.Placement factor) {
            Term placement = named("E", List.of(factor.size()));
            return factor.transposed() ? Notation.transpose(placement) : placement;
        }
    }
}
