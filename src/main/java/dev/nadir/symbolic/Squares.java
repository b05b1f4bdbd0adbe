package dev.nadir.symbolic;

import dev.nadir.base.PreconditionException;
import dev.nadir.expr.Children;
import dev.nadir.expr.Expr;
import dev.nadir.expr.Exprs;
import dev.nadir.expr.calculus.Gradient;
import dev.nadir.expr.graph.Form;
import dev.nadir.expr.graph.Normaliser;
import dev.nadir.expr.graph.Readback;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Completes squares in a mean that was multiplied out: {@code tr(S) - 2*tr(W'*S*V') + tr(S*V'*W'*W*V)} is
 * {@code tr(R*S*R')} with {@code R = W*V - eye(d)}. Candidates for R are the model's lets and the sums that stand in the
 * gradient once common factors are out.
 */
final class Squares {

    /** A mean of more terms is not a person's formula any more, whatever is done to it. */
    private static final int MOST_TERMS = 60;

    private final List<Expr.Symbol> data;
    private final List<Expr.Symbol> parameters;
    private final Simplifier simplifier;
    private final Normaliser canonical = new Normaliser();

    Squares(List<Expr.Symbol> data, List<Expr.Symbol> parameters, Simplifier simplifier) {
        this.data = List.copyOf(data);
        this.parameters = List.copyOf(parameters);
        this.simplifier = simplifier;
    }

    /** The scalar with squares completed and common factors out; itself where that makes it no shorter. */
    Expr in(Expr mean) {
        Expr plain = simplifier.simplify(mean);
        try {
            Form left = canonical.form(mean);
            if (!mean.shape().isScalar() || left.termCount() > MOST_TERMS) {
                return plain;
            }
            List<Expr> squares = new ArrayList<>();
            for (Expr square : candidates(mean)) {
                Form form = canonical.form(square);
                Form factor = factor(form, left);
                if (!factor.isZero()) {
                    left = left.minus(factor.times(form));
                    squares.add(Exprs.times(Readback.expression(factor), square));
                }
            }
            if (squares.isEmpty()) {
                return plain;
            }
            squares.add(Readback.expression(left));
            Expr whole = Exprs.sum(squares);
            // The squares may be longer to write than what they replace, and are what one wants to see even so.
            return canonical.form(whole).equals(canonical.form(mean)) ? simplifier.tidy(whole) : plain;
        } catch (PreconditionException e) {
            return plain;
        }
    }

    /** The scalar in front of a square with which it takes away at least two terms more than it brings; 0 if none does. */
    private static Form factor(Form square, Form whole) {
        if (square.termCount() < 2) {
            return Form.zero(square.shape());
        }
        for (Form part : square.summands()) {
            for (Form factor : whole.cofactors(part)) {
                int terms = whole.minus(factor.times(square)).termCount();
                if (terms <= whole.termCount() - 2) {
                    return factor;
                }
            }
        }
        return Form.zero(square.shape());
    }

    private List<Expr> candidates(Expr mean) {
        List<Expr> squares = new ArrayList<>();
        for (Expr residual : residuals(mean)) {
            for (Expr.Symbol symbol : data) {
                boolean isMatrix = !symbol.shape().isScalar();
                if (isMatrix && symbol.isSymmetric()) {
                    if (symbol.shape().rows().equals(residual.shape().columns())) {
                        squares.add(Exprs.trace(Exprs.product(List.of(residual, symbol, Exprs.transpose(residual)))));
                    }
                    if (symbol.shape().rows().equals(residual.shape().rows())) {
                        squares.add(Exprs.trace(Exprs.product(List.of(Exprs.transpose(residual), symbol, residual))));
                    }
                } else if (isMatrix
                        && symbol.shape().rows().equals(residual.shape().columns())) {
                    squares.add(Exprs.normFSquared(Exprs.times(residual, symbol)));
                }
            }
            squares.add(Exprs.normFSquared(residual));
        }
        return squares;
    }

    private Set<Expr> residuals(Expr mean) {
        Set<Expr> residuals = new LinkedHashSet<>(simplifier.matrices());
        for (Expr gradient : Gradient.of(mean, parameters).values()) {
            collect(simplifier.simplify(gradient), residuals);
            collect(simplifier.factored(gradient), residuals);
        }
        return residuals;
    }

    private static void collect(Expr e, Set<Expr> residuals) {
        if (e instanceof Expr.Sum && !e.shape().isScalar()) {
            residuals.add(e);
        }
        Children.of(e).forEach(child -> collect(child, residuals));
    }
}
