package dev.nadir.model.check;

import dev.nadir.base.ErrorCode;
import dev.nadir.base.SourceSpan;
import dev.nadir.base.Spelling;
import dev.nadir.expr.Size;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The names that may be used at a place, with what they stand for. */
public final class Scope {

    private final @Nullable Scope outer;
    private final Map<String, Type> types = new LinkedHashMap<>();
    private final Map<String, SourceSpan> places = new LinkedHashMap<>();
    private final Map<String, Span> ranges = new LinkedHashMap<>();
    private boolean isAlongFlow;

    Scope() {
        this(null);
    }

    private Scope(@Nullable Scope outer) {
        this.outer = outer;
    }

    /** A scope for names of its own, such as those of a claim, that sees the names of this one. */
    Scope inner() {
        return new Scope(this);
    }

    /** Says that the formulas here speak of a flow, which has a start. */
    void flow() {
        isAlongFlow = true;
    }

    /** Whether the formulas here speak of a flow. */
    boolean isAlongFlow() {
        return isAlongFlow || (outer != null && outer.isAlongFlow());
    }

    /** The first and the last place that an index takes. */
    record Span(Size from, Size to) {}

    /** A scope in which one name is an index. */
    Scope with(String index, Span span) {
        Scope scope = inner();
        scope.types.put(index, Type.number(Size.of(index)));
        scope.ranges.put(index, span);
        return scope;
    }

    /** Says what range a declared number has. */
    void limit(String index, Span span) {
        ranges.put(index, span);
    }

    /** A scope in which one name is a set of places. */
    Scope withPlaces(String name) {
        Scope scope = inner();
        scope.types.put(name, new Type.Places(Size.of("#" + name)));
        return scope;
    }

    /** The range of an index. */
    Optional<Span> range(String index) {
        Span here = ranges.get(index);
        if (here != null || outer == null) {
            return Optional.ofNullable(here);
        }
        return outer.range(index);
    }

    /** Declares a name, or reports that it is taken. */
    void declare(String name, Type type, SourceSpan span, Findings findings) {
        Optional<SourceSpan> before = place(name);
        if (before.isPresent()) {
            findings.report(
                    ErrorCode.DUPLICATE_NAME,
                    span,
                    "`" + name + "` is declared a second time",
                    "It is declared on line " + before.get().line() + ".",
                    "Choose another name.");
        } else if (FunctionShapes.isFunction(name) || name.equals("pi")) {
            findings.report(
                    ErrorCode.DUPLICATE_NAME,
                    span,
                    "`" + name + "` is a " + (name.equals("pi") ? "number" : "function") + " of the language",
                    "A name means one thing.",
                    "Choose another name.");
        } else {
            types.put(name, type);
            places.put(name, span);
        }
    }

    private Optional<SourceSpan> place(String name) {
        SourceSpan here = places.get(name);
        if (here != null || outer == null) {
            return Optional.ofNullable(here);
        }
        return outer.place(name);
    }

    /** What a name stands for. */
    public Optional<Type> type(String name) {
        Type here = types.get(name);
        if (here != null || outer == null) {
            return Optional.ofNullable(here);
        }
        return outer.type(name);
    }

    /** All names, the outer ones first. */
    public Set<String> names() {
        Set<String> names = outer == null ? new LinkedHashSet<>() : outer.names();
        names.addAll(types.keySet());
        return names;
    }

    /** The name that was probably meant. */
    String didYouMean(String name, String otherwise) {
        return Spelling.didYouMean(name, names(), otherwise);
    }
}
