package dev.nadir.symbolic.hessian;

import dev.nadir.expr.Expr;
import dev.nadir.expr.Shape;
import java.util.Objects;

/** A linear map of a matrix {@code V}, one term of a sum; its coefficients do not depend on {@code V}. */
public sealed interface LinearTerm {

    /** The shape of the value. */
    Shape shape();

    /**
     * {@code left*V*right}, or {@code left*V'*right}.
     *
     * @param transposed whether V is transposed
     */
    record Sandwich(Expr left, Expr right, boolean transposed) implements LinearTerm {
        @Override
        public Shape shape() {
            return new Shape(left.shape().rows(), right.shape().columns());
        }
    }

    /** {@code value*tr(functional'*V)}. */
    record Outer(Expr value, Expr functional) implements LinearTerm {
        @Override
        public Shape shape() {
            return value.shape();
        }
    }

    /** {@code mask.*inner}. */
    record Masked(Expr mask, LinearTerm inner) implements LinearTerm {
        @Override
        public Shape shape() {
            return mask.shape();
        }
    }

    /** {@code diag(inner)}, of a column. */
    record OnDiagonal(LinearTerm inner) implements LinearTerm {
        @Override
        public Shape shape() {
            return new Shape(inner.shape().rows(), inner.shape().rows());
        }
    }

    /** {@code diagonal(inner)}, of a square matrix. */
    record OfDiagonal(LinearTerm inner) implements LinearTerm {
        @Override
        public Shape shape() {
            return Shape.vector(inner.shape().rows());
        }
    }

    /** {@code left*inner*right}, around what is not a sandwich itself. */
    record Between(Expr left, LinearTerm inner, Expr right) implements LinearTerm {
        @Override
        public Shape shape() {
            return new Shape(left.shape().rows(), right.shape().columns());
        }
    }

    /** One function per case. */
    interface Cases<R> {
        /** {@code left*V*right}. */
        R sandwich(Sandwich term);

        /** {@code value*tr(functional'*V)}. */
        R outer(Outer term);

        /** {@code mask.*inner}. */
        R masked(Masked term);

        /** {@code diag(inner)}. */
        R onDiagonal(OnDiagonal term);

        /** {@code diagonal(inner)}. */
        R ofDiagonal(OfDiagonal term);

        /** {@code left*inner*right}. */
        R between(Between term);
    }

    /** Folds over the cases. */
    default <R> R match(Cases<R> cases) {
        Objects.requireNonNull(cases);
        if (this instanceof Sandwich term) {
            return cases.sandwich(term);
        } else if (this instanceof Outer term) {
            return cases.outer(term);
        } else if (this instanceof Masked term) {
            return cases.masked(term);
        } else if (this instanceof OnDiagonal term) {
            return cases.onDiagonal(term);
        } else if (this instanceof OfDiagonal term) {
            return cases.ofDiagonal(term);
        } else {
            return cases.between((Between) this);
        }
    }

    /** The value at a matrix, as an expression. */
    default Expr apply(Expr v) {
        return match(new Application(v));
    }

    /** The matrix {@code C} with {@code tr(weight'*this(V)) = tr(C'*V)} for all V: the adjoint at the weight. */
    default Expr adjoint(Expr weight) {
        return match(new Adjoint(weight));
    }
}
