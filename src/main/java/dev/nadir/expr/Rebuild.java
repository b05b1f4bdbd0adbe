package dev.nadir.expr;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** An expression with each direct part replaced, made again by the factory's rules. */
public record Rebuild(UnaryOperator<Expr> replacement) implements Expr.Cases<Expr> {

    /** The expression with its direct parts replaced; itself where no part changes. */
    public static Expr of(Expr e, UnaryOperator<Expr> replacement) {
        // Each part once: two calls for every part would be two to the power of the depth for a recursive replacement.
        Map<Expr, Expr> images = new HashMap<>();
        boolean isUnchanged = true;
        for (Expr child : Children.of(e)) {
            Expr image = images.get(child);
            if (image == null) {
                image = replacement.apply(child);
                images.put(child, image);
            }
            isUnchanged &= image.equals(child);
        }
        return isUnchanged ? e : e.match(new Rebuild(child -> images.getOrDefault(child, child)));
    }

    private Expr at(Expr e) {
        return replacement.apply(e);
    }

    private List<Expr> at(List<Expr> list) {
        return list.stream().map(replacement).toList();
    }

    @Override
    public Expr literal(Expr.Literal e) {
        return e;
    }

    @Override
    public Expr sizeNumber(Expr.SizeNumber e) {
        return e;
    }

    @Override
    public Expr pi(Expr.Pi e) {
        return e;
    }

    @Override
    public Expr symbol(Expr.Symbol e) {
        return e;
    }

    @Override
    public Expr named(Expr.Named e) {
        return new Expr.Named(e.name(), at(e.definition()));
    }

    @Override
    public Expr zero(Expr.Zero e) {
        return e;
    }

    @Override
    public Expr ones(Expr.Ones e) {
        return e;
    }

    @Override
    public Expr identity(Expr.Identity e) {
        return e;
    }

    @Override
    public Expr sum(Expr.Sum e) {
        return Exprs.sum(at(e.terms()));
    }

    @Override
    public Expr scaled(Expr.Scaled e) {
        return Exprs.scaled(at(e.scalar()), at(e.body()));
    }

    @Override
    public Expr product(Expr.Product e) {
        return Exprs.product(at(e.factors()));
    }

    @Override
    public Expr hadamard(Expr.Hadamard e) {
        return at(e.factors()).stream().reduce(Exprs::hadamard).orElseThrow();
    }

    @Override
    public Expr power(Expr.Power e) {
        return Exprs.power(at(e.base()), e.exponent());
    }

    @Override
    public Expr entrywise(Expr.Entrywise e) {
        return Exprs.entrywise(e.function(), at(e.argument()));
    }

    @Override
    public Expr transpose(Expr.Transpose e) {
        return Exprs.transpose(at(e.argument()));
    }

    @Override
    public Expr inverse(Expr.Inverse e) {
        return Exprs.inverse(at(e.argument()));
    }

    @Override
    public Expr trace(Expr.Trace e) {
        return Exprs.trace(at(e.argument()));
    }

    @Override
    public Expr logDet(Expr.LogDet e) {
        return Exprs.logDet(at(e.argument()));
    }

    @Override
    public Expr inner(Expr.Inner e) {
        return Exprs.inner(at(e.left()), at(e.right()));
    }

    @Override
    public Expr total(Expr.Total e) {
        return Exprs.total(at(e.argument()));
    }

    @Override
    public Expr diagonalMatrix(Expr.DiagonalMatrix e) {
        return Exprs.diagonalMatrix(at(e.vector()));
    }

    @Override
    public Expr diagonalVector(Expr.DiagonalVector e) {
        return Exprs.diagonalVector(at(e.matrix()));
    }

    @Override
    public Expr applied(Expr.Applied e) {
        return Operations.again(e, at(e.arguments()));
    }

    @Override
    public Expr expectation(Expr.Expectation e) {
        return Exprs.expectation(at(e.body()));
    }
}
