package dev.nadir.symbolic;

import dev.nadir.base.PreconditionException;
import dev.nadir.expr.Expr;
import dev.nadir.expr.Exprs;
import dev.nadir.expr.Operations;
import dev.nadir.expr.Shape;
import dev.nadir.expr.Size;
import java.util.ArrayList;
import java.util.List;

/** Matrices made of blocks. */
final class Blocks {

    private Blocks() {}

    /** The matrix of a grid of blocks: blocks in a row have the same rows, blocks in a column the same columns. */
    static Expr of(List<List<Expr>> grid) {
        if (grid.isEmpty() || grid.get(0).isEmpty()) {
            throw new PreconditionException("a matrix of blocks has at least one, got none");
        }
        List<Size> heights = grid.stream().map(row -> row.get(0).shape().rows()).toList();
        List<Size> widths = grid.get(0).stream().map(e -> e.shape().columns()).toList();
        Size rows = heights.stream().reduce(Size.ZERO, Size::plus);
        Size columns = widths.stream().reduce(Size.ZERO, Size::plus);
        List<Expr> terms = new ArrayList<>();
        Size top = Size.ONE;
        for (int i = 0; i < grid.size(); i++) {
            if (grid.get(i).size() != widths.size()) {
                throw new PreconditionException("rows of blocks have one length, got " + widths.size() + " and "
                        + grid.get(i).size());
            }
            Size left = Size.ONE;
            for (int j = 0; j < widths.size(); j++) {
                Expr block = grid.get(i).get(j);
                Shape place = new Shape(heights.get(i), widths.get(j));
                if (!block.shape().equals(place)) {
                    throw new PreconditionException(
                            "this block must be " + place + " beside its neighbours, got " + block.shape());
                }
                terms.add(Exprs.product(List.of(
                        Operations.selection(rows, top, place.rows()),
                        block,
                        Exprs.transpose(Operations.selection(columns, left, place.columns())))));
                left = left.plus(place.columns());
            }
            top = top.plus(heights.get(i));
        }
        return Exprs.sum(terms);
    }
}
