package dev.nadir.expr;

import dev.nadir.base.PreconditionException;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The name of a size: {@code n}, or a member of a family such as {@code d[i-1]}.
 *
 * @param index null for a plain name
 */
public record SizeName(String name, @Nullable Size index) implements Comparable<SizeName> {

    /** Checks that there is a name. */
    public SizeName {
        Objects.requireNonNull(name);
    }

    /**
     * The number given to this size.
     *
     * @param numbers by name, as {@link #toString} writes it
     * @throws PreconditionException if there is none
     */
    public int number(Map<String, Integer> numbers) {
        Integer number = numbers.get(toString());
        if (number == null) {
            throw new PreconditionException("every size needs a number, got none for " + this);
        }
        return number;
    }

    @Override
    public int compareTo(SizeName other) {
        return toString().compareTo(other.toString());
    }

    @Override
    public String toString() {
        return index == null ? name : name + "[" + index + "]";
    }
}
