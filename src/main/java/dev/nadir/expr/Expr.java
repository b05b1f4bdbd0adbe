package dev.nadir.expr;

import dev.nadir.base.exact.Rational;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * A matrix expression with a known shape. Immutable; equal when written the same ({@code graph.Form} decides equality
 * of what is meant). Make expressions with {@link Exprs}, which checks shapes and removes zeros and ones.
 */
public sealed interface Expr {

    /** Rows and columns of the value. */
    Shape shape();

    /** A number. */
    record Literal(Rational value) implements Expr {
        @Override
        public Shape shape() {
            return Shape.SCALAR;
        }
    }

    /** A size used as a number, as in {@code d/2}. */
    record SizeNumber(Size size) implements Expr {
        @Override
        public Shape shape() {
            return Shape.SCALAR;
        }
    }

    /** The circle number. */
    record Pi() implements Expr {
        @Override
        public Shape shape() {
            return Shape.SCALAR;
        }
    }

    /** A declared name; a member of a family carries its index in its name, as in {@code W[2]}. */
    record Symbol(String name, Shape shape, Role role, Set<Property> properties) implements Expr {
        /** Copies the properties. */
        public Symbol {
            properties = Set.copyOf(properties);
        }

        public boolean isSymmetric() {
            return properties.contains(Property.SYMMETRIC)
                    || properties.contains(Property.POSITIVE_DEFINITE)
                    || properties.contains(Property.DIAGONAL);
        }
    }

    /** A {@code let}: prints as its name, means its definition. */
    record Named(String name, Expr definition) implements Expr {
        @Override
        public Shape shape() {
            return definition.shape();
        }
    }

    /** Every entry 0. */
    record Zero(Shape shape) implements Expr {}

    /** Every entry 1. */
    record Ones(Shape shape) implements Expr {}

    /** The identity matrix. */
    record Identity(Size size) implements Expr {
        @Override
        public Shape shape() {
            return new Shape(size, size);
        }
    }

    /** A sum of at least two terms of the same shape. */
    record Sum(List<Expr> terms) implements Expr {
        /** Copies the terms. */
        public Sum {
            terms = List.copyOf(terms);
        }

        @Override
        public Shape shape() {
            return terms.get(0).shape();
        }
    }

    /** A scalar times something that is not one. */
    record Scaled(Expr scalar, Expr body) implements Expr {
        @Override
        public Shape shape() {
            return body.shape();
        }
    }

    /** The matrix product of at least two factors, or the product of scalars. */
    record Product(List<Expr> factors) implements Expr {
        /** Copies the factors. */
        public Product {
            factors = List.copyOf(factors);
        }

        @Override
        public Shape shape() {
            return new Shape(
                    factors.get(0).shape().rows(),
                    factors.get(factors.size() - 1).shape().columns());
        }
    }

    /** The product entry by entry of at least two factors of the same shape. */
    record Hadamard(List<Expr> factors) implements Expr {
        /** Copies the factors. */
        public Hadamard {
            factors = List.copyOf(factors);
        }

        @Override
        public Shape shape() {
            return factors.get(0).shape();
        }
    }

    /** Every entry raised to a rational power: {@code s2^-1}, {@code sqrt(x)}, {@code A.^2}. */
    record Power(Expr base, Rational exponent) implements Expr {
        @Override
        public Shape shape() {
            return base.shape();
        }
    }

    /** A function of one number applied to every entry. */
    record Entrywise(EntrywiseFunction function, Expr argument) implements Expr {
        @Override
        public Shape shape() {
            return argument.shape();
        }
    }

    /** The transpose. */
    record Transpose(Expr argument) implements Expr {
        @Override
        public Shape shape() {
            return argument.shape().transpose();
        }
    }

    /** The inverse of a square matrix that is not a scalar. */
    record Inverse(Expr argument) implements Expr {
        @Override
        public Shape shape() {
            return argument.shape();
        }
    }

    /** The sum of the diagonal of a square matrix. */
    record Trace(Expr argument) implements Expr {
        @Override
        public Shape shape() {
            return Shape.SCALAR;
        }
    }

    /** The logarithm of the absolute value of the determinant of a square matrix. */
    record LogDet(Expr argument) implements Expr {
        @Override
        public Shape shape() {
            return Shape.SCALAR;
        }
    }

    /** {@code tr(A'*B)}, the sum of the products of the entries; {@code normF(A)^2} when both are the same. */
    record Inner(Expr left, Expr right) implements Expr {
        @Override
        public Shape shape() {
            return Shape.SCALAR;
        }
    }

    /** The sum of all entries. */
    record Total(Expr argument) implements Expr {
        @Override
        public Shape shape() {
            return Shape.SCALAR;
        }
    }

    /** The square matrix with the given vector on its diagonal. */
    record DiagonalMatrix(Expr vector) implements Expr {
        @Override
        public Shape shape() {
            return new Shape(vector.shape().rows(), vector.shape().rows());
        }
    }

    /** The vector on the diagonal of a square matrix. */
    record DiagonalVector(Expr matrix) implements Expr {
        @Override
        public Shape shape() {
            return Shape.vector(matrix.shape().rows());
        }
    }

    /**
     * An operation beyond the ones above; {@link Operations} makes it and finds its shape.
     *
     * @param sizes what the operation needs besides its arguments, such as the place of a basis vector
     */
    record Applied(Operation operation, List<Expr> arguments, List<Size> sizes, Shape shape) implements Expr {
        /** Copies the lists. */
        public Applied {
            arguments = List.copyOf(arguments);
            sizes = List.copyOf(sizes);
        }

        /** The only argument, or the first. */
        public Expr argument() {
            return arguments.get(0);
        }
    }

    /** The mean over the random symbols in the body. */
    record Expectation(Expr body) implements Expr {
        @Override
        public Shape shape() {
            return body.shape();
        }
    }

    /** One function per case; a new case breaks every implementer at compile time. */
    interface Cases<R> {
        R literal(Literal e);

        R sizeNumber(SizeNumber e);

        R pi(Pi e);

        R symbol(Symbol e);

        R named(Named e);

        R zero(Zero e);

        R ones(Ones e);

        R identity(Identity e);

        R sum(Sum e);

        R scaled(Scaled e);

        R product(Product e);

        R hadamard(Hadamard e);

        R power(Power e);

        R entrywise(Entrywise e);

        R transpose(Transpose e);

        R inverse(Inverse e);

        R trace(Trace e);

        R logDet(LogDet e);

        R inner(Inner e);

        R total(Total e);

        R diagonalMatrix(DiagonalMatrix e);

        R diagonalVector(DiagonalVector e);

        R applied(Applied e);

        R expectation(Expectation e);
    }

    /** Folds over the cases. */
    default <R> R match(Cases<R> cases) {
        Objects.requireNonNull(cases);
        if (this instanceof Literal e) {
            return cases.literal(e);
        } else if (this instanceof SizeNumber e) {
            return cases.sizeNumber(e);
        } else if (this instanceof Pi e) {
            return cases.pi(e);
        } else if (this instanceof Symbol e) {
            return cases.symbol(e);
        } else if (this instanceof Named e) {
            return cases.named(e);
        } else if (this instanceof Zero e) {
            return cases.zero(e);
        } else if (this instanceof Ones e) {
            return cases.ones(e);
        } else if (this instanceof Identity e) {
            return cases.identity(e);
        } else if (this instanceof Sum e) {
            return cases.sum(e);
        } else if (this instanceof Scaled e) {
            return cases.scaled(e);
        } else if (this instanceof Product e) {
            return cases.product(e);
        } else if (this instanceof Hadamard e) {
            return cases.hadamard(e);
        } else if (this instanceof Power e) {
            return cases.power(e);
        } else if (this instanceof Entrywise e) {
            return cases.entrywise(e);
        } else if (this instanceof Transpose e) {
            return cases.transpose(e);
        } else if (this instanceof Inverse e) {
            return cases.inverse(e);
        } else if (this instanceof Trace e) {
            return cases.trace(e);
        } else if (this instanceof LogDet e) {
            return cases.logDet(e);
        } else if (this instanceof Inner e) {
            return cases.inner(e);
        } else if (this instanceof Total e) {
            return cases.total(e);
        } else if (this instanceof DiagonalMatrix e) {
            return cases.diagonalMatrix(e);
        } else if (this instanceof DiagonalVector e) {
            return cases.diagonalVector(e);
        } else if (this instanceof Applied e) {
            return cases.applied(e);
        } else {
            return cases.expectation((Expectation) this);
        }
    }
}
