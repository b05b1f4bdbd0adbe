package dev.nadir.model.check;

import dev.nadir.base.ErrorCode;
import dev.nadir.base.SourceSpan;
import dev.nadir.expr.Shape;
import dev.nadir.expr.Size;
import dev.nadir.expr.SizeName;
import dev.nadir.model.Declaration;
import dev.nadir.model.Formula;
import dev.nadir.model.FormulaPrinter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads what stands in square brackets behind a name. */
final class IndexReader {

    private final Findings findings;
    private final Bounds bounds;
    private final ShapeReader shapes;

    IndexReader(Findings findings, Bounds bounds, ShapeReader shapes) {
        this.findings = findings;
        this.bounds = bounds;
        this.shapes = shapes;
    }

    Type read(Formula.Indexed indexed, Scope scope) {
        Type base = shapes.type(indexed.base(), scope);
        if (base instanceof Type.Members members) {
            return member(indexed, members, scope);
        } else if (base instanceof Type.Value value) {
            return part(indexed, value.shape(), scope);
        } else if (base instanceof Type.Parts parts) {
            return part(indexed, parts.shapes().get(parts.principal()), scope);
        } else if (base instanceof Type.Unknown) {
            return base;
        }
        return noIndex(indexed, "it is not a family, a vector or a matrix");
    }

    private Type noIndex(Formula.Indexed indexed, String why) {
        return findings.report(
                ErrorCode.INDEX,
                indexed.span(),
                "`" + FormulaPrinter.print(indexed.base()) + "` cannot be indexed like this: " + why,
                "A family takes one index, a vector one place, a matrix a row and a column.",
                "Write W[i], v[i], v[1..k], A[i, j] or A[:, 1..k].");
    }

    private Type member(Formula.Indexed indexed, Type.Members members, Scope scope) {
        boolean isOne = indexed.subscripts().size() == 1 && indexed.subscripts().get(0) instanceof Formula.Subscript.At;
        if (!isOne) {
            return noIndex(indexed, "it is a family");
        }
        Formula index = ((Formula.Subscript.At) indexed.subscripts().get(0)).index();
        Optional<Size> place = shapes.size(index, scope);
        if (place.isEmpty()
                || !isInside(index.span(), place.get(), new Scope.Span(members.from(), members.to()), scope)) {
            return new Type.Unknown();
        }
        Declaration declaration = members.declaration();
        if (declaration.kind() == Declaration.Kind.SIZE) {
            return Type.number(Size.of(new SizeName(declaration.name(), place.get())));
        }
        String name = declaration.index().map(Declaration.IndexRange::index).orElse("");
        return Type.value(Telescope.at(members.member(), name, place.get()));
    }

    private Type part(Formula.Indexed indexed, Shape shape, Scope scope) {
        List<Formula.Subscript> subscripts = indexed.subscripts();
        if (shape.isScalar()) {
            return noIndex(indexed, "it is a scalar");
        }
        int needed = shape.isColumn() ? 1 : 2;
        if (subscripts.size() != needed) {
            return noIndex(
                    indexed, "it is " + shape + ", so it takes " + needed + (needed == 1 ? " place" : " places"));
        }
        List<Size> sizes = new ArrayList<>();
        for (int i = 0; i < needed; i++) {
            Size limit = i == 0 ? shape.rows() : shape.columns();
            Optional<Size> size = count(subscripts.get(i), limit, scope);
            if (size.isEmpty()) {
                return new Type.Unknown();
            }
            sizes.add(size.get());
        }
        return Type.value(needed == 1 ? Shape.vector(sizes.get(0)) : new Shape(sizes.get(0), sizes.get(1)));
    }

    /** How many of {@code limit} places a subscript takes. */
    private Optional<Size> count(Formula.Subscript subscript, Size limit, Scope scope) {
        Scope.Span places = new Scope.Span(Size.ONE, limit);
        if (subscript instanceof Formula.Subscript.All) {
            return Optional.of(limit);
        } else if (subscript instanceof Formula.Subscript.Between between) {
            Optional<Size> from = shapes.size(between.from(), scope);
            Optional<Size> to = shapes.size(between.to(), scope);
            if (from.isEmpty() || to.isEmpty()) {
                return Optional.empty();
            }
            boolean isInside = isInside(between.from().span(), from.get(), places, scope)
                    && isInside(between.to().span(), to.get(), places, scope);
            return isInside ? Optional.of(to.get().minus(from.get()).plus(Size.ONE)) : Optional.empty();
        }
        Formula index = ((Formula.Subscript.At) subscript).index();
        if (shapes.type(index, scope) instanceof Type.Places set) {
            return Optional.of(set.count());
        }
        return shapes.size(index, scope)
                .filter(place -> isInside(index.span(), place, places, scope))
                .map(place -> Size.ONE);
    }

    /** Reports a place that is outside whatever the sizes are; what depends on the sizes is left to the instances. */
    private boolean isInside(SourceSpan span, Size place, Scope.Span places, Scope scope) {
        for (Size end : ends(place, scope)) {
            boolean isOutside = bounds.isNegative(end.minus(places.from()))
                    || bounds.isNegative(places.to().minus(end));
            if (isOutside) {
                findings.report(
                        ErrorCode.INDEX,
                        span,
                        "place " + end + " is outside of " + places.from() + ".." + places.to(),
                        end.equals(place)
                                ? "It is outside whatever the sizes are."
                                : "The index gets there at an end of its range.",
                        "Change the index or its range.");
                return false;
            }
        }
        return true;
    }

    /** The place with each index at either end of its range. */
    private static List<Size> ends(Size place, Scope scope) {
        List<Size> ends = List.of(place);
        for (SizeName name :
                place.terms().keySet().stream().flatMap(List::stream).distinct().toList()) {
            Optional<Scope.Span> range = name.index() == null ? scope.range(name.name()) : Optional.empty();
            if (range.isPresent()) {
                List<Size> next = new ArrayList<>();
                for (Size end : ends) {
                    next.add(Telescope.at(end, name.name(), range.get().from()));
                    next.add(Telescope.at(end, name.name(), range.get().to()));
                }
                ends = next;
            }
        }
        return ends;
    }
}
