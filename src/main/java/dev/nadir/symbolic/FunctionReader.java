package dev.nadir.symbolic;

import dev.nadir.base.exact.Rational;
import dev.nadir.expr.EntrywiseFunction;
import dev.nadir.expr.Expr;
import dev.nadir.expr.Exprs;
import dev.nadir.expr.Shape;
import dev.nadir.expr.Size;
import dev.nadir.model.Formula;
import java.util.List;
import java.util.Map;

/** The functions that the algebra covers. */
final class FunctionReader {

    private final Elaboration scope;
    private final FormulaReader reader;
    private final Map<String, Integer> indices;

    FunctionReader(Elaboration scope, FormulaReader reader, Map<String, Integer> indices) {
        this.scope = scope;
        this.reader = reader;
        this.indices = indices;
    }

    Expr read(Formula.Call call) {
        return switch (call.function()) {
            case "eye" -> Exprs.identity(size(call, 0));
            case "ones" -> Exprs.ones(constantShape(call));
            case "zeros" -> Exprs.zero(constantShape(call));
            default -> unary(call);
        };
    }

    private Expr unary(Formula.Call call) {
        if (call.arguments().size() != 1) {
            throw refused(call);
        }
        Expr x = reader.read(call.arguments().get(0));
        return switch (call.function()) {
            case "tr" -> Exprs.trace(x);
            case "inv" -> Exprs.inverse(x);
            case "logdet" -> x.shape().isScalar() ? Exprs.entrywise(EntrywiseFunction.LOG, x) : Exprs.logDet(x);
            case "normF" -> norm(x);
            case "norm" -> columnNorm(call, x);
            case "diag" -> Exprs.diagonalMatrix(x);
            case "diagonal" -> Exprs.diagonalVector(x);
            case "sum" -> Exprs.total(x);
            case "mean" -> mean(x);
            case "sqrt" -> Exprs.power(x, Rational.HALF);
            case "exp" -> Exprs.entrywise(EntrywiseFunction.EXP, x);
            case "log" -> Exprs.entrywise(EntrywiseFunction.LOG, x);
            case "tanh" -> Exprs.entrywise(EntrywiseFunction.TANH, x);
            default -> throw refused(call);
        };
    }

    private static Expr norm(Expr x) {
        return Exprs.power(Exprs.normFSquared(x), Rational.HALF);
    }

    private static Expr columnNorm(Formula.Call call, Expr x) {
        if (!x.shape().isColumn()) {
            throw Elaboration.refused(call.span(), "the spectral norm of a matrix (normF is covered)");
        }
        return norm(x);
    }

    private static Expr mean(Expr x) {
        Shape shape = x.shape();
        Expr count = Exprs.size(shape.rows().times(shape.columns()));
        return Exprs.times(Exprs.power(count, Rational.MINUS_ONE), Exprs.total(x));
    }

    private Shape constantShape(Formula.Call call) {
        return call.arguments().size() == 1 ? Shape.vector(size(call, 0)) : Shape.matrix(size(call, 0), size(call, 1));
    }

    private Size size(Formula.Call call, int position) {
        List<Formula> arguments = call.arguments();
        if (position >= arguments.size()) {
            throw refused(call);
        }
        return scope.size(arguments.get(position), indices);
    }

    private static RuntimeException refused(Formula.Call call) {
        return Elaboration.refused(
                call.span(), call.function() + " with " + call.arguments().size() + " argument(s)");
    }
}
