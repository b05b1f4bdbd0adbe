package dev.nadir.numeric.plan;

import dev.nadir.base.exact.Rational;
import dev.nadir.expr.EntrywiseFunction;
import dev.nadir.expr.Expr;
import dev.nadir.expr.Exprs;
import dev.nadir.expr.Shape;
import dev.nadir.expr.Size;
import java.util.List;
import java.util.random.RandomGenerator;

/** Expressions of a wanted shape drawn from all operations, in the sizes {@code a}, {@code b}, {@code c}. */
final class RandomExpressions {

    private static final List<Size> SIZES = List.of(Size.of("a"), Size.of("b"), Size.of("c"), Size.ONE);

    private final RandomGenerator generator;
    private final boolean hasLets;

    private RandomExpressions(RandomGenerator generator, boolean hasLets) {
        this.generator = generator;
        this.hasLets = hasLets;
    }

    static RandomExpressions withLets(RandomGenerator generator) {
        return new RandomExpressions(generator, true);
    }

    static RandomExpressions withoutLets(RandomGenerator generator) {
        return new RandomExpressions(generator, false);
    }

    private Size size() {
        return SIZES.get(generator.nextInt(SIZES.size()));
    }

    /** An expression of the given shape; operations nest at most as deep as {@code depth}. */
    Expr draw(Shape shape, int depth) {
        if (depth == 0) {
            return leaf(shape);
        } else if (shape.isScalar()) {
            return scalar(depth);
        }
        return switch (generator.nextInt(shape.isSquare() ? 12 : 9)) {
            case 0 -> Exprs.add(draw(shape, depth - 1), draw(shape, depth - 1));
            case 1 -> Exprs.subtract(draw(shape, depth - 1), draw(shape, depth - 1));
            case 2 -> Exprs.scaled(draw(Shape.SCALAR, depth - 1), draw(shape, depth - 1));
            case 3 -> product(shape, depth);
            case 4 -> product(shape, depth);
            case 5 -> Exprs.transpose(draw(shape.transpose(), depth - 1));
            case 6 -> Exprs.hadamard(draw(shape, depth - 1), draw(shape, depth - 1));
            case 7 -> Exprs.entrywise(EntrywiseFunction.TANH, draw(shape, depth - 1));
            case 8 -> {
                Expr definition = draw(shape, depth - 1);
                yield hasLets ? new Expr.Named("N" + depth, definition) : definition;
            }
            case 9 -> Exprs.inverse(nearIdentity(shape, depth));
            case 10 -> Exprs.diagonalMatrix(draw(Shape.vector(shape.rows()), depth - 1));
            default -> Exprs.power(draw(shape, depth - 1), Rational.of(2 + generator.nextInt(3)));
        };
    }

    private Expr product(Shape shape, int depth) {
        Size first = size();
        Size second = size();
        return Exprs.product(List.of(
                draw(new Shape(shape.rows(), first), depth - 1),
                draw(new Shape(first, second), depth - 1),
                draw(new Shape(second, shape.columns()), depth - 1)));
    }

    private Expr scalar(int depth) {
        Size size = size();
        Shape square = new Shape(size, size);
        Shape any = new Shape(size(), size());
        return switch (generator.nextInt(9)) {
            case 0 -> Exprs.trace(draw(square, depth - 1));
            case 1 -> Exprs.inner(draw(any, depth - 1), draw(any, depth - 1));
            case 2 -> Exprs.total(draw(any, depth - 1));
            case 3 -> Exprs.logDet(nearIdentity(square, depth));
            case 4 -> Exprs.times(draw(Shape.SCALAR, depth - 1), draw(Shape.SCALAR, depth - 1));
            case 5 -> Exprs.add(draw(Shape.SCALAR, depth - 1), Exprs.size(size()));
            case 6 -> Exprs.total(Exprs.diagonalVector(draw(square, depth - 1)));
            case 7 -> {
                Expr body = draw(any, depth - 1);
                yield Exprs.normFSquared(body);
            }
            default ->
                Exprs.times(Exprs.literal(Rational.of(1 + generator.nextInt(5), 3)), draw(Shape.SCALAR, depth - 1));
        };
    }

    /** The identity plus something of entries at most a twentieth: its inverse exists. */
    private Expr nearIdentity(Shape square, int depth) {
        Expr bounded = Exprs.entrywise(EntrywiseFunction.TANH, draw(square, depth - 1));
        return Exprs.add(Exprs.identity(square.rows()), Exprs.scaled(Exprs.literal(Rational.of(1, 20)), bounded));
    }

    private Expr leaf(Shape shape) {
        int kind = generator.nextInt(8);
        if (kind == 0) {
            return Exprs.ones(shape);
        } else if (kind == 1 && shape.isSquare()) {
            return Exprs.identity(shape.rows());
        } else if (kind == 2 && shape.isScalar()) {
            return Exprs.pi();
        }
        String name = (generator.nextBoolean() ? "X" : "K") + generator.nextInt(2) + "_" + shape.rows() + "_"
                + shape.columns();
        return name.startsWith("X") ? Landscapes.parameter(name, shape) : Landscapes.data(name, shape);
    }
}
