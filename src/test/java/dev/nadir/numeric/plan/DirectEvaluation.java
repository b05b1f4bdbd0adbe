package dev.nadir.numeric.plan;

import dev.nadir.expr.Expr;
import dev.nadir.expr.Shape;
import dev.nadir.expr.Size;
import dev.nadir.numeric.linalg.Matrix;
import java.util.Map;
import java.util.Objects;

/** Expressions evaluated operation by operation, as a reader would: what plans are compared with. */
final class DirectEvaluation implements Expr.Cases<Matrix> {

    private final Map<String, Integer> sizes;
    private final Map<String, Matrix> values;

    DirectEvaluation(Map<String, Integer> sizes, Map<String, Matrix> values) {
        this.sizes = sizes;
        this.values = values;
    }

    Matrix of(Expr e) {
        return e.match(this);
    }

    private int size(Size size) {
        return size.evaluate(name -> sizes.get(name.toString()));
    }

    private Matrix fill(Shape shape, double value) {
        return Matrix.constant(size(shape.rows()), size(shape.columns()), value);
    }

    @Override
    public Matrix literal(Expr.Literal e) {
        return Matrix.scalar(e.value().round());
    }

    @Override
    public Matrix sizeNumber(Expr.SizeNumber e) {
        return Matrix.scalar(size(e.size()));
    }

    @Override
    public Matrix pi(Expr.Pi e) {
        return Matrix.scalar(Math.PI);
    }

    @Override
    public Matrix symbol(Expr.Symbol e) {
        return Objects.requireNonNull(values.get(e.name()));
    }

    @Override
    public Matrix named(Expr.Named e) {
        return of(e.definition());
    }

    @Override
    public Matrix zero(Expr.Zero e) {
        return fill(e.shape(), 0);
    }

    @Override
    public Matrix ones(Expr.Ones e) {
        return fill(e.shape(), 1);
    }

    @Override
    public Matrix identity(Expr.Identity e) {
        return Matrix.identity(size(e.size()));
    }

    @Override
    public Matrix sum(Expr.Sum e) {
        return e.terms().stream().map(this::of).reduce(Matrix::plus).orElseThrow();
    }

    @Override
    public Matrix scaled(Expr.Scaled e) {
        return of(e.body()).scaled(of(e.scalar()).get(0));
    }

    @Override
    public Matrix product(Expr.Product e) {
        return e.factors().stream().map(this::of).reduce(Matrix::times).orElseThrow();
    }

    @Override
    public Matrix hadamard(Expr.Hadamard e) {
        return e.factors().stream().map(this::of).reduce(Matrix::hadamard).orElseThrow();
    }

    @Override
    public Matrix power(Expr.Power e) {
        return of(e.base()).map(x -> Math.pow(x, e.exponent().round()));
    }

    @Override
    public Matrix entrywise(Expr.Entrywise e) {
        return of(e.argument()).map(x -> switch (e.function().symbol()) {
            case "exp" -> Math.exp(x);
            case "log" -> Math.log(x);
            case "tanh" -> Math.tanh(x);
            default -> throw new UnsupportedOperationException(e.function().symbol());
        });
    }

    @Override
    public Matrix transpose(Expr.Transpose e) {
        return of(e.argument()).transpose();
    }

    @Override
    public Matrix inverse(Expr.Inverse e) {
        return of(e.argument()).inverse().orElseThrow();
    }

    @Override
    public Matrix trace(Expr.Trace e) {
        return Matrix.scalar(of(e.argument()).trace());
    }

    @Override
    public Matrix logDet(Expr.LogDet e) {
        return Matrix.scalar(Math.log(Math.abs(of(e.argument()).determinant())));
    }

    @Override
    public Matrix inner(Expr.Inner e) {
        return Matrix.scalar(of(e.left()).hadamard(of(e.right())).sum());
    }

    @Override
    public Matrix total(Expr.Total e) {
        return Matrix.scalar(of(e.argument()).sum());
    }

    @Override
    public Matrix diagonalMatrix(Expr.DiagonalMatrix e) {
        return Matrix.diagonal(of(e.vector()).toArray());
    }

    @Override
    public Matrix diagonalVector(Expr.DiagonalVector e) {
        return of(e.matrix()).diagonalVector();
    }

    @Override
    public Matrix applied(Expr.Applied e) {
        throw new UnsupportedOperationException(e.operation().symbol());
    }

    @Override
    public Matrix expectation(Expr.Expectation e) {
        throw new UnsupportedOperationException("a mean is not a direct evaluation");
    }
}
