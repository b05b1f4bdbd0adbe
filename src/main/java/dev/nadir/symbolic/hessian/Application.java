package dev.nadir.symbolic.hessian;

import dev.nadir.expr.Expr;
import dev.nadir.expr.Exprs;
import java.util.List;

/** The value of a linear term at {@code v}. */
record Application(Expr v) implements LinearTerm.Cases<Expr> {

    @Override
    public Expr sandwich(LinearTerm.Sandwich term) {
        return Exprs.product(List.of(term.left(), term.transposed() ? Exprs.transpose(v) : v, term.right()));
    }

    @Override
    public Expr outer(LinearTerm.Outer term) {
        return Exprs.scaled(Exprs.inner(term.functional(), v), term.value());
    }

    @Override
    public Expr masked(LinearTerm.Masked term) {
        return Exprs.hadamard(term.mask(), term.inner().match(this));
    }

    @Override
    public Expr onDiagonal(LinearTerm.OnDiagonal term) {
        return Exprs.diagonalMatrix(term.inner().match(this));
    }

    @Override
    public Expr ofDiagonal(LinearTerm.OfDiagonal term) {
        return Exprs.diagonalVector(term.inner().match(this));
    }

    @Override
    public Expr between(LinearTerm.Between term) {
        return Exprs.product(List.of(term.left(), term.inner().match(this), term.right()));
    }
}
