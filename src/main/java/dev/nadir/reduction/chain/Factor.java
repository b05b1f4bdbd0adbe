package dev.nadir.reduction.chain;

import dev.nadir.expr.Expr;
import dev.nadir.expr.Exprs;
import dev.nadir.expr.Shape;
import dev.nadir.expr.Size;

/**
 * A parameter as it stands in a product.
 *
 * @param transposed whether its transpose stands there
 */
public record Factor(Expr.Symbol symbol, boolean transposed) {

    /** Rows and columns of what stands in the product. */
    public Shape shape() {
        return transposed ? symbol.shape().transpose() : symbol.shape();
    }

    /** The width on the side of the output. */
    public Size rows() {
        return shape().rows();
    }

    /** The width on the side of the input. */
    public Size columns() {
        return shape().columns();
    }

    /** What stands in the product. */
    public Expr expression() {
        return transposed ? Exprs.transpose(symbol) : symbol;
    }
}
