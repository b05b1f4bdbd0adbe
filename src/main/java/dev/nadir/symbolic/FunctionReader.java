package dev.nadir.symbolic;

import static java.util.Map.entry;

import dev.nadir.base.exact.Rational;
import dev.nadir.expr.EntrywiseFunction;
import dev.nadir.expr.Expr;
import dev.nadir.expr.Exprs;
import dev.nadir.expr.Operations;
import dev.nadir.expr.Positive;
import dev.nadir.expr.Role;
import dev.nadir.expr.Shape;
import dev.nadir.expr.Size;
import dev.nadir.expr.calculus.Lifting;
import dev.nadir.model.Formula;
import dev.nadir.model.Model;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;

/** The functions that the algebra covers. */
final class FunctionReader {

    /** The functions of one argument. */
    private static final Map<String, UnaryOperator<Expr>> RULES = Map.ofEntries(
            entry("tr", Exprs::trace),
            entry("inv", Exprs::inverse),
            entry("logdet", FunctionReader::logDet),
            entry("normF", FunctionReader::norm),
            entry("norm", Operations::spectralNorm),
            entry("diag", Exprs::diagonalMatrix),
            entry("diagonal", Exprs::diagonalVector),
            entry("sum", Exprs::total),
            entry("mean", FunctionReader::mean),
            entry("sqrt", x -> Exprs.power(x, Rational.HALF)),
            entry("exp", x -> Exprs.entrywise(EntrywiseFunction.EXP, x)),
            entry("log", x -> Exprs.entrywise(EntrywiseFunction.LOG, x)),
            entry("tanh", x -> Exprs.entrywise(EntrywiseFunction.TANH, x)),
            entry("sin", x -> Exprs.entrywise(EntrywiseFunction.SIN, x)),
            entry("cos", x -> Exprs.entrywise(EntrywiseFunction.COS, x)),
            entry("relu", FunctionReader::relu),
            entry("abs", x -> Exprs.entrywise(EntrywiseFunction.ABS, x)),
            entry("sign", x -> Exprs.entrywise(EntrywiseFunction.SIGN, x)),
            entry("step", x -> Exprs.entrywise(EntrywiseFunction.STEP, x)),
            entry("det", Operations::determinant),
            entry("vec", Operations::vec),
            entry("norm1", x -> Exprs.total(Exprs.entrywise(EntrywiseFunction.ABS, x))),
            entry("nuclear", Operations::nuclearNorm),
            entry("polar", Operations::polar),
            entry("leading", Operations::leading));

    /** The functions of two arguments of which both are expressions. */
    private static final Map<String, BinaryOperator<Expr>> OF_TWO = Map.of(
            "kron", Operations::kronecker,
            "sylvester", Operations::sylvester,
            "max", FunctionReader::max,
            "min", (x, y) -> Exprs.negate(max(Exprs.negate(x), Exprs.negate(y))));

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
            case "commutation" -> Operations.commutation(size(call, 0), size(call, 1));
            case "placement" -> Operations.placement(size(call, 0));
            case "basis" -> Operations.basis(size(call, 0), size(call, 1));
            case "blocktrace" -> Operations.blockTrace(argument(call), size(call, 1));
            case "blocksum" -> Operations.blockSum(argument(call), size(call, 1));
            case "reshape" -> Operations.reshape(argument(call), Shape.matrix(size(call, 1), size(call, 2)));
            default -> unary(call);
        };
    }

    private Expr argument(Formula.Call call) {
        return reader.read(call.arguments().get(0));
    }

    private Expr unary(Formula.Call call) {
        BinaryOperator<Expr> binary = OF_TWO.get(call.function());
        if (binary != null && call.arguments().size() == 2) {
            return binary.apply(argument(call), reader.read(call.arguments().get(1)));
        }
        Optional<Expr> declared = declared(call);
        if (declared.isPresent()) {
            return declared.get();
        }
        UnaryOperator<Expr> rule = RULES.get(call.function());
        if (rule == null || call.arguments().size() != 1) {
            throw refused(call);
        }
        Expr x = reader.read(call.arguments().get(0));
        return rule.apply(x);
    }

    /** A function of the model: by name with its primes, or its definition, or a derivative of that, entry by entry. */
    private Optional<Expr> declared(Formula.Call call) {
        Optional<Model.Function> function = scope.function(call.function());
        if (function.isEmpty() || call.arguments().size() != 1) {
            return Optional.empty();
        }
        int order = Model.Function.orderOf(call.function());
        Expr argument = argument(call);
        if (function.get().definition().isEmpty()) {
            EntrywiseFunction named = EntrywiseFunction.named(function.get().name());
            for (int k = 0; k < order; k++) {
                named = named.next();
            }
            return Optional.of(Exprs.entrywise(named, argument));
        }
        Model.Function.Definition definition = function.get().definition().get();
        // A name that no file can write: the argument may hold the variable of another function.
        Expr.Symbol variable = new Expr.Symbol(definition.variable() + "$", Shape.SCALAR, Role.DATA, Set.of());
        Expr body = scope.bodyOf(definition, variable);
        return Optional.of(Lifting.of(Lifting.derivative(body, variable, order), variable, argument));
    }

    private static Expr norm(Expr x) {
        return Exprs.power(Exprs.normFSquared(x), Rational.HALF);
    }

    private static Expr relu(Expr x) {
        return Exprs.entrywise(EntrywiseFunction.RELU, x);
    }

    /** {@code max(x, y) = y + relu(x - y)}, entry by entry. */
    private static Expr max(Expr x, Expr y) {
        Expr left = FormulaReader.spread(x, y.shape());
        Expr right = FormulaReader.spread(y, x.shape());
        if (Exprs.isZero(right)) {
            return relu(left);
        } else if (Exprs.isZero(left)) {
            return relu(right);
        }
        return Exprs.add(right, relu(Exprs.subtract(left, right)));
    }

    private static Expr logDet(Expr x) {
        if (!x.shape().isScalar()) {
            return Exprs.logDet(x);
        } else if (Positive.isPositive(x)) {
            return Exprs.entrywise(EntrywiseFunction.LOG, x);
        }
        // The logarithm of the absolute value.
        Expr square = Exprs.entrywise(EntrywiseFunction.LOG, Exprs.power(x, Rational.of(2)));
        return Exprs.scaled(Exprs.literal(Rational.HALF), square);
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
        String mend =
                switch (call.function()) {
                    case "eig" ->
                        " (an eigenvalue has no derivative where two meet; tr(S) is their sum, det(S) their product)";
                    case "svd" -> " (nuclear(A) is the sum of the singular values, norm(A) the largest)";
                    case "min", "max" -> " of one argument (max(a, b) is, entry by entry)";
                    default -> "";
                };
        return Elaboration.refused(call.span(), "`" + call.function() + "` in a loss" + mend);
    }
}
