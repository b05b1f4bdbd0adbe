package dev.nadir.symbolic.hessian;

import dev.nadir.base.PreconditionException;
import dev.nadir.expr.Expr;
import dev.nadir.expr.Exprs;
import java.util.ArrayList;
import java.util.List;

/**
 * One term {@code scalar*left*V*right} of a block, its sides without numbers in front.
 *
 * @param left 1 for an identity
 * @param right 1 for an identity
 */
record Mode(Expr scalar, Expr left, Expr right, boolean transposed) {

    /** The terms of a block as modes, sums on either side distributed. */
    static List<Mode> of(List<LinearTerm> terms) {
        List<Mode> modes = new ArrayList<>();
        for (LinearTerm term : terms) {
            if (term instanceof LinearTerm.Sandwich s) {
                for (Expr left : summands(s.left())) {
                    for (Expr right : summands(s.right())) {
                        modes.add(of(left, right, s.transposed()));
                    }
                }
            } else if (term instanceof LinearTerm.Outer o
                    && o.value().shape().isScalar()
                    && o.functional().shape().isScalar()) {
                modes.add(of(Exprs.times(o.value(), o.functional()), Exprs.literal(1), false));
            } else if (term instanceof LinearTerm.Masked m
                    && m.inner() instanceof LinearTerm.Sandwich s
                    && m.shape().isColumn()
                    && !s.transposed()) {
                // mask.*(left*v) = diag(mask)*left*v
                summands(m.mask())
                        .forEach(mask ->
                                modes.add(of(Exprs.times(Exprs.diagonalMatrix(mask), s.left()), s.right(), false)));
            } else {
                throw new PreconditionException("a block is not a sum of products left*V*right there");
            }
        }
        return modes;
    }

    private static Mode of(Expr left, Expr right, boolean transposed) {
        List<Expr> scalars = new ArrayList<>(List.of(Exprs.literal(1)));
        Expr bareLeft = bare(left, scalars);
        Expr bareRight = bare(right, scalars);
        return new Mode(Exprs.product(scalars), bareLeft, bareRight, transposed);
    }

    private static List<Expr> summands(Expr e) {
        if (e instanceof Expr.Sum sum) {
            return sum.terms();
        } else if (e instanceof Expr.Scaled scaled && scaled.body() instanceof Expr.Sum sum) {
            return sum.terms().stream()
                    .map(term -> Exprs.scaled(scaled.scalar(), term))
                    .toList();
        }
        return List.of(e);
    }

    private static Expr bare(Expr e, List<Expr> scalars) {
        if (e.shape().isScalar()) {
            scalars.add(e);
            return Exprs.literal(1);
        } else if (e instanceof Expr.Scaled scaled) {
            scalars.add(scaled.scalar());
            return bare(scaled.body(), scalars);
        }
        return e instanceof Expr.Identity ? Exprs.literal(1) : e;
    }

    /** The same on transposed matrices: of {@code V'} for the value, for the direction, or for both. */
    Mode mirrored() {
        return new Mode(scalar, Exprs.transpose(right), Exprs.transpose(left), transposed);
    }

    /** The same with the direction replaced by its transpose. */
    Mode crossed() {
        return new Mode(scalar, left, right, !transposed);
    }
}
