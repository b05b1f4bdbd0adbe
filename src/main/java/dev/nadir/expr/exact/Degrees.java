package dev.nadir.expr.exact;

import dev.nadir.base.exact.Rational;
import dev.nadir.expr.Expr;
import dev.nadir.expr.Shape;
import dev.nadir.expr.Size;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.function.ToIntFunction;

/** Bounds on degrees at given sizes; values of unknown functions count as variables. */
final class Degrees implements Expr.Cases<Degree> {

    private final ToIntFunction<Size> sizes;
    private final Map<Expr, Degree> known = new HashMap<>();
    private double largest;

    Degrees(ToIntFunction<Size> sizes) {
        this.sizes = sizes;
    }

    Degree of(Expr e) {
        Degree degree = known.get(e);
        if (degree == null) {
            degree = e.match(this);
            known.put(e, degree);
            largest = Math.max(largest, degree.sum());
        }
        return degree;
    }

    /** The largest of all parts seen: what is inverted, or an argument of an unknown function. */
    double largest() {
        return largest;
    }

    private double entries(Shape shape) {
        return (double) sizes.applyAsInt(shape.rows()) * sizes.applyAsInt(shape.columns());
    }

    private double rows(Expr e) {
        return sizes.applyAsInt(e.shape().rows());
    }

    private Degree fold(List<Expr> parts, BinaryOperator<Degree> operator) {
        return parts.stream().map(this::of).reduce(operator).orElseThrow();
    }

    @Override
    public Degree literal(Expr.Literal e) {
        return Degree.CONSTANT;
    }

    @Override
    public Degree sizeNumber(Expr.SizeNumber e) {
        return Degree.CONSTANT;
    }

    @Override
    public Degree pi(Expr.Pi e) {
        return Degree.VARIABLE;
    }

    @Override
    public Degree symbol(Expr.Symbol e) {
        return Degree.VARIABLE;
    }

    @Override
    public Degree named(Expr.Named e) {
        return of(e.definition());
    }

    @Override
    public Degree zero(Expr.Zero e) {
        return Degree.CONSTANT;
    }

    @Override
    public Degree ones(Expr.Ones e) {
        return Degree.CONSTANT;
    }

    @Override
    public Degree identity(Expr.Identity e) {
        return Degree.CONSTANT;
    }

    @Override
    public Degree sum(Expr.Sum e) {
        return fold(e.terms(), Degree::plus);
    }

    @Override
    public Degree scaled(Expr.Scaled e) {
        return of(e.scalar()).times(of(e.body()));
    }

    @Override
    public Degree product(Expr.Product e) {
        return fold(e.factors(), Degree::times);
    }

    @Override
    public Degree hadamard(Expr.Hadamard e) {
        return fold(e.factors(), Degree::times);
    }

    @Override
    public Degree power(Expr.Power e) {
        Rational exponent = e.exponent();
        Degree base = of(e.base());
        Degree root = exponent.isInteger() ? base : Degree.VARIABLE;
        return root.power(exponent.numerator().doubleValue(), entries(e.shape()));
    }

    @Override
    public Degree entrywise(Expr.Entrywise e) {
        of(e.argument());
        return Degree.VARIABLE;
    }

    @Override
    public Degree transpose(Expr.Transpose e) {
        return of(e.argument());
    }

    @Override
    public Degree inverse(Expr.Inverse e) {
        return of(e.argument()).inverse(rows(e));
    }

    @Override
    public Degree trace(Expr.Trace e) {
        return of(e.argument());
    }

    @Override
    public Degree logDet(Expr.LogDet e) {
        largest = Math.max(
                largest, 2 * of(e.argument()).determinant(rows(e.argument())).sum());
        return Degree.VARIABLE;
    }

    @Override
    public Degree inner(Expr.Inner e) {
        return of(e.left()).times(of(e.right()));
    }

    @Override
    public Degree total(Expr.Total e) {
        return of(e.argument());
    }

    @Override
    public Degree diagonalMatrix(Expr.DiagonalMatrix e) {
        return of(e.vector());
    }

    @Override
    public Degree diagonalVector(Expr.DiagonalVector e) {
        return of(e.matrix());
    }

    @Override
    public Degree applied(Expr.Applied e) {
        List<Degree> arguments = e.arguments().stream().map(this::of).toList();
        return switch (e.operation()) {
            case SELECTION, COMMUTATION -> Degree.CONSTANT;
            case DETERMINANT -> arguments.get(0).determinant(rows(e.argument()));
            case KRONECKER -> arguments.get(0).times(arguments.get(1));
            case BLOCK_TRACE, BLOCK_SUM, VEC, RESHAPE -> arguments.get(0);
            case SYLVESTER -> {
                double n = rows(e);
                yield arguments.get(0).inverse(n * n).times(arguments.get(1));
            }
            case ROOT, NUCLEAR_NORM, POLAR, SPECTRAL_NORM, LEADING -> Degree.VARIABLE;
        };
    }

    @Override
    public Degree expectation(Expr.Expectation e) {
        return of(e.body());
    }
}
