package dev.nadir.expr;

import dev.nadir.base.PreconditionException;
import dev.nadir.base.exact.Rational;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Makes {@link Expr.Applied}: checks shapes, and simplifies where the result is plainer for every argument.
 *
 * <p>Every method throws {@link PreconditionException} where shapes do not fit.
 */
public final class Operations {

    private static final Rational HALF = Rational.HALF;

    private static final Map<Operation, UnaryOperator<Expr>> OF_ONE = Map.of(
            Operation.DETERMINANT, Operations::determinant,
            Operation.VEC, Operations::vec,
            Operation.ROOT, Operations::root,
            Operation.NUCLEAR_NORM, Operations::nuclearNorm,
            Operation.POLAR, Operations::polar,
            Operation.SPECTRAL_NORM, Operations::spectralNorm,
            Operation.LEADING, Operations::leading);

    private Operations() {}

    /** The same operation on other arguments. */
    public static Expr again(Expr.Applied e, List<Expr> arguments) {
        UnaryOperator<Expr> ofOne = OF_ONE.get(e.operation());
        if (ofOne != null) {
            return ofOne.apply(arguments.get(0));
        }
        return switch (e.operation()) {
            case KRONECKER -> kronecker(arguments.get(0), arguments.get(1));
            case BLOCK_TRACE -> blockTrace(arguments.get(0), e.sizes().get(0));
            case BLOCK_SUM -> blockSum(arguments.get(0), e.sizes().get(0));
            case RESHAPE -> reshape(arguments.get(0), e.shape());
            case SYLVESTER -> sylvester(arguments.get(0), arguments.get(1));
            // Constants.
            default -> e;
        };
    }

    private static Expr make(Operation operation, Shape shape, Expr... arguments) {
        return new Expr.Applied(operation, List.of(arguments), List.of(), shape);
    }

    /** Columns {@code from..from+count-1} of the identity; a basis vector where {@code count} is 1. */
    public static Expr selection(Size rows, Size from, Size count) {
        require(!isNegative(from.minus(Size.ONE)), "places count from 1", "got " + from);
        require(
                !isNegative(rows.minus(from).minus(count).plus(Size.ONE)),
                "places lie in 1.." + rows,
                "got " + from + ".." + from.plus(count).minus(Size.ONE));
        if (rows.equals(count)) {
            return Exprs.identity(rows);
        }
        return new Expr.Applied(Operation.SELECTION, List.of(), List.of(rows, from, count), new Shape(rows, count));
    }

    /** The vector of zeros with a 1 at the given place. */
    public static Expr basis(Size rows, Size place) {
        return selection(rows, place, Size.ONE);
    }

    private static boolean isNegative(Size size) {
        return size.constant().filter(value -> value.signum() < 0).isPresent();
    }

    /** The determinant; of a scalar the scalar. */
    public static Expr determinant(Expr e) {
        requireSquare("a determinant", e);
        if (e.shape().isScalar()) {
            return e;
        } else if (e instanceof Expr.Identity) {
            return Exprs.literal(1);
        }
        return make(Operation.DETERMINANT, Shape.SCALAR, e);
    }

    /** The Kronecker product. */
    public static Expr kronecker(Expr left, Expr right) {
        if (left.shape().isScalar() || right.shape().isScalar()) {
            return Exprs.times(left, right);
        }
        Shape shape = new Shape(
                left.shape().rows().times(right.shape().rows()),
                left.shape().columns().times(right.shape().columns()));
        if (Exprs.isZero(left) || Exprs.isZero(right)) {
            return Exprs.zero(shape);
        } else if (left instanceof Expr.Identity && right instanceof Expr.Identity) {
            return Exprs.identity(shape.rows());
        } else if (left instanceof Expr.Scaled scaled) {
            return Exprs.scaled(scaled.scalar(), kronecker(scaled.body(), right));
        } else if (right instanceof Expr.Scaled scaled) {
            return Exprs.scaled(scaled.scalar(), kronecker(left, scaled.body()));
        } else if (left instanceof Expr.Applied inner && inner.operation() == Operation.KRONECKER) {
            return kronecker(
                    inner.arguments().get(0), kronecker(inner.arguments().get(1), right));
        }
        return make(Operation.KRONECKER, shape, left, right);
    }

    /** The matrix of the traces of the blocks of {@code block} rows and columns. */
    public static Expr blockTrace(Expr e, Size block) {
        Shape shape =
                new Shape(e.shape().rows().dividedBy(block), e.shape().columns().dividedBy(block));
        return grouped(Operation.BLOCK_TRACE, e, block, shape);
    }

    /** The sum of the {@code count} blocks on the diagonal. */
    public static Expr blockSum(Expr e, Size count) {
        Shape shape =
                new Shape(e.shape().rows().dividedBy(count), e.shape().columns().dividedBy(count));
        return grouped(Operation.BLOCK_SUM, e, count, shape);
    }

    private static Expr grouped(Operation operation, Expr e, Size size, Shape shape) {
        boolean isTrace = operation == Operation.BLOCK_TRACE;
        if (size.isOne()) {
            return e;
        } else if (shape.isScalar() && isTrace) {
            return Exprs.trace(e);
        } else if (Exprs.isZero(e)) {
            return Exprs.zero(shape);
        } else if (e instanceof Expr.Scaled scaled) {
            return Exprs.scaled(scaled.scalar(), grouped(operation, scaled.body(), size, shape));
        } else if (shape.isScalar()) {
            return Exprs.trace(e);
        }
        return new Expr.Applied(operation, List.of(e), List.of(size), shape);
    }

    /** The columns below each other. */
    public static Expr vec(Expr e) {
        Shape shape = Shape.vector(e.shape().rows().times(e.shape().columns()));
        if (e.shape().isColumn()) {
            return e;
        } else if (e.shape().rows().isOne()) {
            return Exprs.transpose(e);
        } else if (Exprs.isZero(e)) {
            return Exprs.zero(shape);
        } else if (e instanceof Expr.Scaled scaled) {
            return Exprs.scaled(scaled.scalar(), vec(scaled.body()));
        } else if (e instanceof Expr.Applied inner && inner.operation() == Operation.RESHAPE) {
            return inner.argument();
        }
        return make(Operation.VEC, shape, e);
    }

    /** The matrix of the given shape whose columns stand below each other in a vector. */
    public static Expr reshape(Expr vector, Shape shape) {
        require(
                vector.shape().equals(Shape.vector(shape.rows().times(shape.columns()))),
                "a vector that becomes " + shape + " has as many entries",
                "got " + vector.shape());
        if (shape.isColumn()) {
            return vector;
        } else if (shape.rows().isOne()) {
            return Exprs.transpose(vector);
        } else if (Exprs.isZero(vector)) {
            return Exprs.zero(shape);
        } else if (vector instanceof Expr.Scaled scaled) {
            return Exprs.scaled(scaled.scalar(), reshape(scaled.body(), shape));
        } else if (vector instanceof Expr.Applied inner
                && inner.operation() == Operation.VEC
                && inner.argument().shape().equals(shape)) {
            return inner.argument();
        }
        return make(Operation.RESHAPE, shape, vector);
    }

    /** The matrix T with {@code T*v = vec(diag(v))} for every v of so many entries. */
    public static Expr placement(Size size) {
        Expr identity = Exprs.identity(size);
        Expr ones = Exprs.ones(Shape.vector(size));
        return Exprs.hadamard(kronecker(identity, ones), kronecker(ones, identity));
    }

    /** The permutation K with {@code K*vec(A) = vec(A')} for every A of so many rows and columns. */
    public static Expr commutation(Size rows, Size columns) {
        Size count = rows.times(columns);
        return rows.isOne() || columns.isOne()
                ? Exprs.identity(count)
                : new Expr.Applied(Operation.COMMUTATION, List.of(), List.of(rows, columns), new Shape(count, count));
    }

    /** The symmetric positive root; of a matrix that is not seen to be symmetric it is refused. */
    public static Expr root(Expr e) {
        requireSquare("a matrix root", e);
        if (e.shape().isScalar()) {
            return Exprs.power(e, HALF);
        } else if (e instanceof Expr.Identity) {
            return e;
        } else if (e instanceof Expr.DiagonalMatrix diagonal) {
            return Exprs.diagonalMatrix(Exprs.power(diagonal.vector(), HALF));
        }
        require(
                Symmetric.isSymmetric(e),
                "a matrix root is taken of what is symmetric as it is written, such as A'*A or a symbol that is declared"
                        + " spd",
                "got " + e.shape());
        return make(Operation.ROOT, e.shape(), e);
    }

    /** The X with {@code S*X + X*S = C}; S is taken to be symmetric and positive definite. */
    public static Expr sylvester(Expr s, Expr c) {
        requireSquare("a Sylvester equation", s);
        require(s.shape().equals(c.shape()), "both sides of a Sylvester equation have one shape", "got " + c.shape());
        if (s.shape().isScalar()) {
            return Exprs.times(Exprs.literal(HALF), Exprs.times(Exprs.power(s, Rational.MINUS_ONE), c));
        } else if (Exprs.isZero(c)) {
            return c;
        } else if (c instanceof Expr.Scaled scaled) {
            return Exprs.scaled(scaled.scalar(), sylvester(s, scaled.body()));
        } else if (c instanceof Expr.Identity) {
            return Exprs.scaled(Exprs.literal(HALF), Exprs.inverse(s));
        } else if (c.equals(s)) {
            return Exprs.scaled(Exprs.literal(HALF), Exprs.identity(s.shape().rows()));
        } else if (c instanceof Expr.Product product
                && product.factors().stream().allMatch(factor -> factor.equals(s))) {
            List<Expr> rest = product.factors().subList(1, product.factors().size());
            return Exprs.scaled(Exprs.literal(HALF), Exprs.product(rest));
        }
        return make(Operation.SYLVESTER, c.shape(), s, c);
    }

    /** The sum of the singular values. */
    public static Expr nuclearNorm(Expr e) {
        return e.shape().isColumn() || e.shape().rows().isOne()
                ? Exprs.power(Exprs.normFSquared(e), HALF)
                : make(Operation.NUCLEAR_NORM, Shape.SCALAR, e);
    }

    /** The largest singular value. */
    public static Expr spectralNorm(Expr e) {
        return e.shape().isColumn() || e.shape().rows().isOne()
                ? Exprs.power(Exprs.normFSquared(e), HALF)
                : make(Operation.SPECTRAL_NORM, Shape.SCALAR, e);
    }

    /** {@code U*V'} of the thin singular value decomposition. */
    public static Expr polar(Expr e) {
        return make(Operation.POLAR, e.shape(), e);
    }

    /** {@code u*v'} of the largest singular value. */
    public static Expr leading(Expr e) {
        return make(Operation.LEADING, e.shape(), e);
    }

    private static void requireSquare(String what, Expr e) {
        require(e.shape().isSquare(), what + " needs a square matrix", "got " + e.shape());
    }

    private static void require(boolean holds, String rule, String got) {
        if (!holds) {
            throw new PreconditionException(rule + ", " + got);
        }
    }
}
