package dev.nadir.symbolic;

import dev.nadir.base.ModelException;
import dev.nadir.base.SourceSpan;
import dev.nadir.expr.Expr;
import dev.nadir.expr.Exprs;
import dev.nadir.expr.Shape;
import dev.nadir.expr.Size;
import dev.nadir.expr.graph.Law;
import dev.nadir.model.Formula;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Turns the law of a random declaration into what the algebra needs to know of it. */
final class LawReader {

    private final BiFunction<Formula, Map<String, Integer>, Expr> reader;
    private final BiFunction<SourceSpan, String, ModelException> refusal;

    LawReader(
            BiFunction<Formula, Map<String, Integer>, Expr> reader,
            BiFunction<SourceSpan, String, ModelException> refusal) {
        this.reader = reader;
        this.refusal = refusal;
    }

    Law read(Formula.Call call, Expr.Symbol symbol, Map<String, Integer> indices) {
        return switch (call.function()) {
            case "gaussian" -> gaussian(call, symbol, indices);
            case "independent" ->
                new Law.Independent(
                        entry(call, "mean", 0, indices, Exprs.literal(0)), entry(call, "variance", 1, indices, null));
            case "dropout" -> new Law.Dropout(entry(call, "keep", 0, indices, null));
            default -> throw refusal.apply(call.span(), "the law " + call.function());
        };
    }

    private Law gaussian(Formula.Call call, Expr.Symbol symbol, Map<String, Integer> indices) {
        Shape shape = symbol.shape();
        Expr mean = argument(call, "mean", 0, indices, Exprs.zero(shape));
        boolean isScalarMean = mean.shape().isScalar() && !shape.isScalar();
        Expr spread = isScalarMean ? Exprs.scaled(mean, Exprs.ones(shape)) : mean;
        if (!spread.shape().equals(shape)) {
            throw refusal.apply(call.span(), "a Gaussian law of " + shape + " with mean " + mean.shape());
        }
        if (call.options().containsKey("variance")) {
            Expr variance = entry(call, "variance", 1, indices, null);
            return new Law.Gaussian(
                    spread, Exprs.scaled(variance, Exprs.identity(shape.rows())), Exprs.identity(shape.columns()));
        }
        boolean isMatrix = call.options().containsKey("rows") || call.options().containsKey("columns");
        if (!isMatrix && shape.isColumn()) {
            return new Law.Gaussian(spread, covariance(call, "covariance", shape.rows(), indices, null));
        }
        return new Law.Gaussian(
                spread,
                covariance(call, "rows", shape.rows(), indices, Exprs.identity(shape.rows())),
                covariance(call, "columns", shape.columns(), indices, Exprs.identity(shape.columns())));
    }

    private Expr covariance(
            Formula.Call call, String name, Size size, Map<String, Integer> indices, @Nullable Expr otherwise) {
        Expr covariance = argument(call, name, 1, indices, otherwise);
        if (!covariance.shape().equals(new Shape(size, size))) {
            throw refusal.apply(
                    call.span(), "a Gaussian law with " + name + " = " + covariance.shape() + " for the size " + size);
        }
        return covariance;
    }

    private Expr entry(
            Formula.Call call, String name, int position, Map<String, Integer> indices, @Nullable Expr otherwise) {
        Expr value = argument(call, name, position, indices, otherwise);
        if (!value.shape().isScalar()) {
            throw refusal.apply(call.span(), "a law whose " + name + " is not one scalar for all entries");
        }
        return value;
    }

    private Expr argument(
            Formula.Call call, String name, int position, Map<String, Integer> indices, @Nullable Expr otherwise) {
        Formula formula = call.options().get(name);
        if (formula == null && position < call.arguments().size()) {
            formula = call.arguments().get(position);
        }
        if (formula != null) {
            return reader.apply(formula, indices);
        }
        if (otherwise == null) {
            throw refusal.apply(call.span(), "the law " + call.function() + " without its " + name);
        }
        return otherwise;
    }
}
