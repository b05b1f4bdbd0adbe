package dev.nadir.expr;

import java.util.List;

/** The direct parts of an expression. */
public final class Children implements Expr.Cases<List<Expr>> {

    private static final Children INSTANCE = new Children();

    private Children() {}

    /** The direct parts, from left to right. */
    public static List<Expr> of(Expr e) {
        return e.match(INSTANCE);
    }

    @Override
    public List<Expr> literal(Expr.Literal e) {
        return List.of();
    }

    @Override
    public List<Expr> sizeNumber(Expr.SizeNumber e) {
        return List.of();
    }

    @Override
    public List<Expr> pi(Expr.Pi e) {
        return List.of();
    }

    @Override
    public List<Expr> symbol(Expr.Symbol e) {
        return List.of();
    }

    @Override
    public List<Expr> named(Expr.Named e) {
        return List.of(e.definition());
    }

    @Override
    public List<Expr> zero(Expr.Zero e) {
        return List.of();
    }

    @Override
    public List<Expr> ones(Expr.Ones e) {
        return List.of();
    }

    @Override
    public List<Expr> identity(Expr.Identity e) {
        return List.of();
    }

    @Override
    public List<Expr> sum(Expr.Sum e) {
        return e.terms();
    }

    @Override
    public List<Expr> scaled(Expr.Scaled e) {
        return List.of(e.scalar(), e.body());
    }

    @Override
    public List<Expr> product(Expr.Product e) {
        return e.factors();
    }

    @Override
    public List<Expr> hadamard(Expr.Hadamard e) {
        return e.factors();
    }

    @Override
    public List<Expr> power(Expr.Power e) {
        return List.of(e.base());
    }

    @Override
    public List<Expr> entrywise(Expr.Entrywise e) {
        return List.of(e.argument());
    }

    @Override
    public List<Expr> transpose(Expr.Transpose e) {
        return List.of(e.argument());
    }

    @Override
    public List<Expr> inverse(Expr.Inverse e) {
        return List.of(e.argument());
    }

    @Override
    public List<Expr> trace(Expr.Trace e) {
        return List.of(e.argument());
    }

    @Override
    public List<Expr> logDet(Expr.LogDet e) {
        return List.of(e.argument());
    }

    @Override
    public List<Expr> inner(Expr.Inner e) {
        return List.of(e.left(), e.right());
    }

    @Override
    public List<Expr> total(Expr.Total e) {
        return List.of(e.argument());
    }

    @Override
    public List<Expr> diagonalMatrix(Expr.DiagonalMatrix e) {
        return List.of(e.vector());
    }

    @Override
    public List<Expr> diagonalVector(Expr.DiagonalVector e) {
        return List.of(e.matrix());
    }

    @Override
    public List<Expr> applied(Expr.Applied e) {
        return e.arguments();
    }

    @Override
    public List<Expr> expectation(Expr.Expectation e) {
        return List.of(e.body());
    }
}
