package dev.nadir.numeric.plan;

import dev.nadir.base.exact.Rational;
import dev.nadir.expr.Expr;
import dev.nadir.expr.Exprs;
import dev.nadir.expr.Property;
import dev.nadir.expr.Role;
import dev.nadir.expr.Shape;
import dev.nadir.expr.Size;
import dev.nadir.expr.calculus.Differential;
import dev.nadir.expr.calculus.Gradient;
import dev.nadir.model.Formula;
import dev.nadir.model.Model;
import dev.nadir.model.SourceFile;
import dev.nadir.symbolic.Derivation;
import dev.nadir.symbolic.Landscape;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Derivations of hand-made losses, for tests. */
final class Landscapes {

    private Landscapes() {}

    static Expr.Symbol parameter(String name, Shape shape, Property... properties) {
        return new Expr.Symbol(name, shape, Role.PARAMETER, Set.of(properties));
    }

    static Expr.Symbol data(String name, Shape shape, Property... properties) {
        return new Expr.Symbol(name, shape, Role.DATA, Set.of(properties));
    }

    static Shape matrix(String rows, String columns) {
        return Shape.matrix(Size.of(rows), Size.of(columns));
    }

    static Expr half(Expr e) {
        return Exprs.scaled(Exprs.literal(Rational.HALF), e);
    }

    /** {@code 1/2*normF(W3*W2*W1-M)^2 + 0.05/2*sum(normF(W[i])^2)}. */
    static Derivation weightDecayedChain() {
        List<Expr.Symbol> parameters = List.of(
                parameter("W[1]", matrix("n", "n")),
                parameter("W[2]", matrix("n", "n")),
                parameter("W[3]", matrix("n", "n")));
        Expr product = Exprs.product(List.of(parameters.get(2), parameters.get(1), parameters.get(0)));
        Expr loss = half(Exprs.normFSquared(Exprs.subtract(product, data("M", matrix("n", "n")))));
        for (Expr.Symbol parameter : parameters) {
            Expr penalty = Exprs.normFSquared(parameter);
            loss = Exprs.add(loss, Exprs.scaled(Exprs.literal(Rational.of(5, 200)), penalty));
        }
        return derive(loss, parameters);
    }

    static Derivation derive(Expr loss, List<Expr.Symbol> parameters) {
        Map<Expr.Symbol, Expr.Symbol> directions = new LinkedHashMap<>();
        for (Expr.Symbol p : parameters) {
            directions.put(p, new Expr.Symbol("d" + p.name(), p.shape(), Role.DIRECTION, p.properties()));
        }
        Map<Expr.Symbol, Expr> gradient = Gradient.of(loss, parameters);
        Map<Expr.Symbol, Expr> along = new LinkedHashMap<>();
        Differential differential = new Differential(directions);
        gradient.forEach((symbol, e) -> along.put(symbol, differential.of(e)));
        Landscape landscape = new Landscape(
                emptyModel(), Map.of(), List.of(), List.of(), parameters, Map.of(), loss, loss, List.of());
        return new Derivation(landscape, gradient, directions, along);
    }

    private static Model emptyModel() {
        var span = new dev.nadir.base.SourceSpan("test.model", 1, 1, 1, 2);
        Formula zero = new Formula.NumberLiteral(span, Rational.ZERO, "0");
        return new Model(
                "test",
                "",
                List.of(),
                new SourceFile(Path.of("test.model"), "test.model", "", ""),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                new Model.Objective(span, "loss", zero, List.of(), ""),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of());
    }
}
