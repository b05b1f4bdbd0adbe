package dev.nadir.symbolic.hessian;

import dev.nadir.expr.Expr;
import dev.nadir.expr.Exprs;
import java.util.List;

/**
 * The second derivative of the loss with respect to two parameters: how the gradient with respect to {@code row}
 * changes when {@code column} moves along a matrix.
 *
 * @param row whose gradient it is
 * @param column what moves
 * @param terms whose sum is the change; none for a block of zeros
 */
public record HessianBlock(Expr.Symbol row, Expr.Symbol column, List<LinearTerm> terms) {

    /** Copies the terms. */
    public HessianBlock {
        terms = List.copyOf(terms);
    }

    /** The change along a matrix of the column parameter's shape; has the shape of the row parameter. */
    public Expr apply(Expr v) {
        return terms.isEmpty()
                ? Exprs.zero(row.shape())
                : Exprs.sum(terms.stream().map(term -> term.apply(v)).toList());
    }
}
