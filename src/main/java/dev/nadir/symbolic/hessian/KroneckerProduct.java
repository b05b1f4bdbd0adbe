package dev.nadir.symbolic.hessian;

import dev.nadir.expr.Expr;
import dev.nadir.expr.Exprs;
import dev.nadir.expr.Size;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * A product of matrices that act on columns {@code vec(V)}, with a scalar in front.
 *
 * @param scalar in front
 * @param factors from left to right, none for the number alone
 */
public record KroneckerProduct(Expr scalar, List<Factor> factors) {

    /** Copies the factors. */
    public KroneckerProduct {
        factors = List.copyOf(factors);
    }

    /** A matrix in such a product. */
    public sealed interface Factor {

        /** A matrix as it is. */
        record Plain(Expr matrix) implements Factor {}

        /** {@code kron(left, right)}: all products of an entry of one and an entry of the other. */
        record Kron(Expr left, Expr right) implements Factor {}

        /** {@code commutation(rows, columns)}: {@code vec(V')} from {@code vec(V)} of a V of this shape. */
        record Commutation(Size rows, Size columns) implements Factor {}

        /** {@code vec(matrix)}, a column, or its transpose. */
        record Vec(Expr matrix, boolean transposed) implements Factor {}

        /** {@code diag(vec(matrix))}. */
        record Mask(Expr matrix) implements Factor {}

        /** {@code placement(size)}: {@code vec(diag(v))} from v; transposed, {@code diagonal(A)} from {@code vec(A)}. */
        record Placement(Size size, boolean transposed) implements Factor {}

        /** Folds over the cases. */
        default <R> R match(Cases<R> cases) {
            Objects.requireNonNull(cases);
            if (this instanceof Plain factor) {
                return cases.plain(factor);
            } else if (this instanceof Kron factor) {
                return cases.kron(factor);
            } else if (this instanceof Commutation factor) {
                return cases.commutation(factor);
            } else if (this instanceof Vec factor) {
                return cases.vec(factor);
            } else if (this instanceof Mask factor) {
                return cases.mask(factor);
            } else {
                return cases.placement((Placement) this);
            }
        }
    }

    /** One function per case. */
    public interface Cases<R> {
        /** A matrix as it is. */
        R plain(Factor.Plain factor);

        /** A Kronecker product. */
        R kron(Factor.Kron factor);

        /** A commutation matrix. */
        R commutation(Factor.Commutation factor);

        /** The columns of a matrix below each other. */
        R vec(Factor.Vec factor);

        /** A diagonal matrix of the entries of another. */
        R mask(Factor.Mask factor);

        /** The places of a diagonal. */
        R placement(Factor.Placement factor);
    }

    KroneckerProduct times(Expr factor) {
        return new KroneckerProduct(Exprs.times(factor, scalar), factors);
    }

    /** This product after one more factor on its left; an identity alone gives way. */
    KroneckerProduct after(Factor factor) {
        List<Factor> more = new ArrayList<>();
        more.add(factor);
        boolean isIdentity = factors.size() == 1
                && factors.get(0) instanceof Factor.Plain plain
                && Collecting.isIdentity(plain.matrix());
        if (!isIdentity) {
            more.addAll(factors);
        }
        return new KroneckerProduct(scalar, more);
    }
}
