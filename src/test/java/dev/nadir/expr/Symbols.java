package dev.nadir.expr;

import java.util.Set;

/** Short names for the symbols of tests. */
public final class Symbols {

    private Symbols() {}

    public static Size size(String name) {
        return Size.of(name);
    }

    public static Expr.Symbol parameter(String name, String rows, String columns) {
        return new Expr.Symbol(name, Shape.matrix(size(rows), size(columns)), Role.PARAMETER, Set.of());
    }

    public static Expr.Symbol column(String name, String rows, Property... properties) {
        return new Expr.Symbol(name, Shape.vector(size(rows)), Role.PARAMETER, Set.of(properties));
    }

    public static Expr.Symbol scalar(String name, Property... properties) {
        return new Expr.Symbol(name, Shape.SCALAR, Role.PARAMETER, Set.of(properties));
    }

    public static Expr.Symbol square(String name, String rows, Property... properties) {
        return new Expr.Symbol(name, Shape.matrix(size(rows), size(rows)), Role.DATA, Set.of(properties));
    }

    public static Expr.Symbol random(String name, String rows) {
        return new Expr.Symbol(name, Shape.vector(size(rows)), Role.RANDOM, Set.of());
    }
}
