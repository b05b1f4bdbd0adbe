package dev.nadir.model.check;

import dev.nadir.expr.Shape;
import dev.nadir.model.Model;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The shapes of the names of a checked model, for all sizes.
 *
 * @param shapes by name, in the order of the file; that of a family's member carries its index as a name
 */
public record ShapeTable(Map<String, Shape> shapes) {

    /** Copies the shapes, in order. */
    public ShapeTable {
        shapes = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(shapes));
    }

    /** The shapes of a model that has been checked. */
    public static ShapeTable of(Model model) {
        Scope scope = Checker.scope(model);
        Map<String, Shape> shapes = new LinkedHashMap<>();
        Set<String> names = scope.names();
        for (String name : names) {
            shape(scope.type(name)).ifPresent(shape -> shapes.put(name, shape));
        }
        return new ShapeTable(shapes);
    }

    private static Optional<Shape> shape(Optional<Type> type) {
        if (type.isPresent() && type.get() instanceof Type.Members members) {
            return Optional.of(members.member());
        }
        return type.filter(Type.Value.class::isInstance).map(value -> ((Type.Value) value).shape());
    }

    /** {@code P is d[L] x d[0]}; empty for a name that has no shape. */
    public Optional<String> describe(String name) {
        return Optional.ofNullable(shapes.get(name)).map(shape -> name + " is " + shape);
    }
}
