package dev.nadir.model.check;

import dev.nadir.base.ErrorCode;
import dev.nadir.expr.Shape;
import dev.nadir.expr.Size;
import dev.nadir.model.Formula;
import dev.nadir.model.FormulaPrinter;
import dev.nadir.model.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The shapes of what only instances may call: files, transforms of samples in rows, and laws. */
final class InstanceFunctions {

    /** Laws of square matrices, with how many sizes they are given. */
    private static final Map<String, Integer> SQUARE_LAWS = Map.of("orthogonal", 1, "wishart", 2);

    private final ShapeReader shapes;
    private final FunctionShapes functions;
    private final Findings findings;
    private final Map<String, Table> tables;

    InstanceFunctions(ShapeReader shapes, FunctionShapes functions, Findings findings, Map<String, Table> tables) {
        this.shapes = shapes;
        this.functions = functions;
        this.findings = findings;
        this.tables = tables;
    }

    Type read(Formula.Call call, Scope scope) {
        if (call.function().equals("csv")) {
            Table table = tables.get(FormulaPrinter.print(call));
            // A file that could not be read has been reported with its own place.
            return table == null
                    ? new Type.Unknown()
                    : Type.value(new Shape(Size.of(table.rows()), Size.of(table.columns())));
        }
        if (!functions.checkOptions(call, FunctionShapes.optionsOfInstances(call.function()))) {
            return new Type.Unknown();
        }
        return switch (call.function()) {
            case "clip" -> clip(call, scope);
            case "standardise", "centre" ->
                samples(call, scope).map(Type::value).orElseGet(Type.Unknown::new);
            case "covariance", "moment" ->
                samples(call, scope)
                        .map(shape -> Type.value(new Shape(shape.columns(), shape.columns())))
                        .orElseGet(Type.Unknown::new);
            case "spectrum" -> spectrum(call, scope);
            default -> law(call, scope);
        };
    }

    private Type clip(Formula.Call call, Scope scope) {
        if (call.arguments().size() != 2) {
            return functions.wrongCount(call, "a matrix with a sample in each row, and the largest norm of a row");
        }
        Optional<Shape> bound = shapes.shape(call.arguments().get(1), scope);
        if (bound.isPresent() && !bound.get().isScalar()) {
            return findings.report(
                    ErrorCode.SHAPE_MISMATCH,
                    call.arguments().get(1).span(),
                    Mismatch.describe(call.arguments().get(1), bound.get()),
                    "All rows are scaled down to one norm.",
                    "Write clip(X, 1).");
        }
        return shapes.shape(call.arguments().get(0), scope).map(Type::value).orElseGet(Type.Unknown::new);
    }

    private Optional<Shape> samples(Formula.Call call, Scope scope) {
        if (call.arguments().size() != 1) {
            functions.wrongCount(call, "one matrix, a sample in each row");
            return Optional.empty();
        }
        return shapes.shape(call.arguments().get(0), scope);
    }

    private Type spectrum(Formula.Call call, Scope scope) {
        if (call.arguments().size() != 1) {
            return functions.wrongCount(call, "a list of eigenvalues");
        }
        Optional<Shape> shape = shapes.shape(call.arguments().get(0), scope);
        if (shape.isPresent() && !shape.get().isColumn()) {
            return findings.report(
                    ErrorCode.SHAPE_MISMATCH,
                    call.arguments().get(0).span(),
                    Mismatch.describe(call.arguments().get(0), shape.get()),
                    "A spectrum is a vector of eigenvalues.",
                    "Write spectrum([4, 2, 1]).");
        }
        return shape.map(values -> Type.value(new Shape(values.rows(), values.rows())))
                .orElseGet(Type.Unknown::new);
    }

    /** Laws of matrices are given rows and columns, square ones their size, Wishart its size and its samples. */
    private Type law(Formula.Call call, Scope scope) {
        boolean isSquare = SQUARE_LAWS.containsKey(call.function());
        int count = call.arguments().size();
        boolean hasCount = isSquare ? count == SQUARE_LAWS.getOrDefault(call.function(), 1) : count == 1 || count == 2;
        if (!hasCount) {
            return functions.wrongCount(
                    call, isSquare ? "a size, and for wishart a number of samples" : "rows and columns");
        }
        List<Size> sizes = new ArrayList<>();
        for (Formula argument : call.arguments()) {
            shapes.size(argument, scope).ifPresent(sizes::add);
        }
        if (sizes.size() < count) {
            return new Type.Unknown();
        }
        Size rows = sizes.get(0);
        Size columns = count == 1 ? Size.ONE : sizes.get(1);
        return Type.value(new Shape(rows, isSquare ? rows : columns));
    }
}
