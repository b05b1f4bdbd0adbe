package dev.nadir.model.check;

import dev.nadir.base.ErrorCode;
import dev.nadir.base.PreconditionException;
import dev.nadir.expr.Shape;
import dev.nadir.expr.Size;
import dev.nadir.model.Formula;
import java.util.List;
import java.util.Optional;

/** The shapes of Kronecker products, of columns below each other, of blocks and of basis vectors. */
final class Rearrangement {

    private final Findings findings;
    private final Formula.Call call;

    Rearrangement(Findings findings, Formula.Call call) {
        this.findings = findings;
        this.call = call;
    }

    Type of(List<Type> arguments) {
        if (call.function().equals("basis") || call.function().equals("commutation")) {
            return ofSizes(arguments);
        }
        if (call.function().equals("placement")) {
            return size(arguments, 0)
                    .map(count -> Type.value(new Shape(count.times(count), count)))
                    .orElseGet(Type.Unknown::new);
        }
        if (!(arguments.get(0) instanceof Type.Value first)) {
            return wrong("the first argument is no matrix");
        }
        Shape shape = first.shape();
        return switch (call.function()) {
            case "equalise" -> Type.value(new Shape(shape.columns(), shape.columns()));
            case "ascending" -> sorted(shape);
            case "vec" -> Type.value(Shape.vector(shape.rows().times(shape.columns())));
            case "reshape" -> reshape(shape, arguments);
            case "blocktrace", "blocksum" -> blocks(shape, arguments.get(1));
            case "kron", "sylvester", "frame", "greater", "tied" -> ofTwo(shape, arguments.get(1));
            default -> Type.value(shape);
        };
    }

    private Type sorted(Shape shape) {
        return shape.columns().isOne() ? Type.value(shape) : wrong("the argument is no vector");
    }

    private Type frame(Shape vector, Shape pattern) {
        return vector.equals(Shape.vector(pattern.rows()))
                ? Type.value(pattern)
                : wrong("the vector is " + vector + ", the pattern " + pattern);
    }

    private Type pairs(Shape vector, Shape other) {
        return vector.columns().isOne() && other.columns().isOne()
                ? Type.value(new Shape(vector.rows(), other.rows()))
                : wrong("the arguments are " + vector + " and " + other + ", vectors are meant");
    }

    private Optional<Size> size(List<Type> arguments, int position) {
        return ShapeReader.size(findings, call.arguments().get(position), arguments.get(position));
    }

    private Type ofSizes(List<Type> arguments) {
        Optional<Size> rows = size(arguments, 0);
        Optional<Size> place = size(arguments, 1);
        if (rows.isEmpty() || place.isEmpty()) {
            return new Type.Unknown();
        }
        if (call.function().equals("commutation")) {
            Size count = rows.get().times(place.get());
            return Type.value(new Shape(count, count));
        }
        boolean isOutside = isNegative(rows.get().minus(place.get()))
                || isNegative(place.get().minus(Size.ONE));
        return isOutside
                ? wrong("place " + place.get() + " is outside of 1.." + rows.get())
                : Type.value(Shape.vector(rows.get()));
    }

    private static boolean isNegative(Size size) {
        return size.constant().filter(value -> value.signum() < 0).isPresent();
    }

    private Type reshape(Shape shape, List<Type> arguments) {
        Optional<Size> rows = size(arguments, 1);
        Optional<Size> columns = size(arguments, 2);
        if (rows.isEmpty() || columns.isEmpty()) {
            return new Type.Unknown();
        }
        Shape result = new Shape(rows.get(), columns.get());
        Size entries = rows.get().times(columns.get());
        return shape.equals(Shape.vector(entries))
                ? Type.value(result)
                : wrong("a vector of " + entries + " entries becomes " + result + ", not one that is " + shape);
    }

    private Type blocks(Shape shape, Type size) {
        Optional<Size> known = ShapeReader.size(findings, call.arguments().get(1), size);
        if (known.isEmpty()) {
            return new Type.Unknown();
        }
        try {
            return Type.value(new Shape(
                    shape.rows().dividedBy(known.get()), shape.columns().dividedBy(known.get())));
        } catch (PreconditionException e) {
            return wrong("rows and columns are multiples of " + known.get() + ", not " + shape);
        }
    }

    private Type ofTwo(Shape left, Type second) {
        if (!(second instanceof Type.Value value)) {
            return wrong("the second argument is no matrix");
        }
        Shape right = value.shape();
        return switch (call.function()) {
            case "kron" ->
                Type.value(new Shape(
                        left.rows().times(right.rows()), left.columns().times(right.columns())));
            case "frame" -> frame(left, right);
            case "sylvester" -> sylvester(left, right);
            default -> pairs(left, right);
        };
    }

    private Type sylvester(Shape left, Shape right) {
        return left.isSquare() && left.equals(right)
                ? Type.value(left)
                : wrong("S and C in S*X + X*S = C are square of one size, not " + left + " and " + right);
    }

    private Type wrong(String why) {
        return findings.report(
                ErrorCode.SHAPE_MISMATCH,
                call.span(),
                "`" + call.function() + "` is given arguments that do not fit",
                why + ".",
                "docs/language.md lists the functions with their arguments.");
    }
}
