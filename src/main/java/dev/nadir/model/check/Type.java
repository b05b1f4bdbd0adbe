package dev.nadir.model.check;

import dev.nadir.expr.Shape;
import dev.nadir.expr.Size;
import dev.nadir.model.Declaration;
import java.util.List;
import java.util.Optional;

/** What a formula stands for, as far as it can be known for all sizes. */
public sealed interface Type {

    /** A scalar without anything known of it. */
    Type SCALAR = value(Shape.SCALAR);

    /**
     * A matrix, a vector or a scalar.
     *
     * @param number for a whole number made of sizes, which one
     */
    record Value(Shape shape, Optional<Size> number) implements Type {}

    /**
     * A family without its index, such as {@code W} or {@code d}.
     *
     * @param member the shape of a member, its index a name
     */
    record Members(Declaration declaration, Shape member, Size from, Size to) implements Type {}

    /** What {@code eig} and {@code svd} give; used as one value it is the part {@code principal}. */
    record Parts(List<Shape> shapes, int principal) implements Type {
        /** Copies the shapes. */
        public Parts {
            shapes = List.copyOf(shapes);
        }
    }

    /** A set of places, as in {@code J in subsets(1..n)}; taking it from a vector leaves {@code count} entries. */
    record Places(Size count) implements Type {}

    /** A range or the sets over which {@code values} runs. */
    record Choices(boolean areSets) implements Type {}

    /** Something that holds or does not. */
    record Condition() implements Type {}

    /** A function of one number, applied to every entry. */
    record Function() implements Type {}

    /** Wrong, and already reported. */
    record Unknown() implements Type {}

    /** A value of the given shape. */
    static Type value(Shape shape) {
        return new Value(shape, Optional.empty());
    }

    /** A whole number made of sizes. */
    static Type number(Size size) {
        return new Value(Shape.SCALAR, Optional.of(size));
    }
}
