package dev.nadir.symbolic.hessian;

import dev.nadir.expr.Expr;
import dev.nadir.expr.Exprs;
import java.util.List;

/** The adjoint of a linear term at a weight of its value's shape. */
record Adjoint(Expr weight) implements LinearTerm.Cases<Expr> {

    @Override
    public Expr sandwich(LinearTerm.Sandwich term) {
        // tr(G'*L*V*R) = tr((L'*G*R')'*V) and tr(G'*L*V'*R) = tr((R*G'*L)'*V)
        return term.transposed()
                ? Exprs.product(List.of(term.right(), Exprs.transpose(weight), term.left()))
                : Exprs.product(List.of(Exprs.transpose(term.left()), weight, Exprs.transpose(term.right())));
    }

    @Override
    public Expr outer(LinearTerm.Outer term) {
        return Exprs.scaled(Exprs.inner(weight, term.value()), term.functional());
    }

    @Override
    public Expr masked(LinearTerm.Masked term) {
        return term.inner().adjoint(Exprs.hadamard(term.mask(), weight));
    }

    @Override
    public Expr onDiagonal(LinearTerm.OnDiagonal term) {
        return term.inner().adjoint(Exprs.diagonalVector(weight));
    }

    @Override
    public Expr ofDiagonal(LinearTerm.OfDiagonal term) {
        return term.inner().adjoint(Exprs.diagonalMatrix(weight));
    }

    @Override
    public Expr between(LinearTerm.Between term) {
        return term.inner()
                .adjoint(Exprs.product(List.of(Exprs.transpose(term.left()), weight, Exprs.transpose(term.right()))));
    }
}
