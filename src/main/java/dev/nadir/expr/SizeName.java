package dev.nadir.expr;

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

    @Override
    public int compareTo(SizeName other) {
        return toString().compareTo(other.toString());
    }

    @Override
    public String toString() {
        return index == null ? name : name + "[" + index + "]";
    }
}
