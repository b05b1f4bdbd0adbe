package dev.nadir.numeric.evaluate;

import dev.nadir.base.PreconditionException;
import dev.nadir.model.Model;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The values of names, and lets that are evaluated when they are first wanted. */
final class Scope {

    private final Map<String, Value> values;
    private final List<Model.Let> lets;
    private final Map<String, Value> known;
    private final Map<String, Value> moving;
    private final Set<String> underWay = new HashSet<>();

    Scope(Map<String, Value> values, List<Model.Let> lets) {
        this(values, lets, new HashMap<>());
    }

    private Scope(Map<String, Value> values, List<Model.Let> lets, Map<String, Value> known) {
        this(values, lets, known, Map.of());
    }

    private Scope(
            Map<String, Value> values, List<Model.Let> lets, Map<String, Value> known, Map<String, Value> moving) {
        this.values = values;
        this.lets = lets;
        this.known = known;
        this.moving = moving;
    }

    /** More names; the lets that are known stay known. */
    Scope with(Map<String, Value> more) {
        Map<String, Value> all = new HashMap<>(values);
        all.putAll(moving);
        all.putAll(more);
        return new Scope(all, lets, known);
    }

    /** The same over names whose values change from one evaluation to the next; no let may depend on them. */
    Scope over(Map<String, Value> moving) {
        return new Scope(values, lets, known, moving);
    }

    /** More lets; a later one hides an earlier one of its name. */
    Scope withLets(List<Model.Let> more) {
        List<Model.Let> all = new ArrayList<>(more);
        all.addAll(lets);
        Map<String, Value> kept = new HashMap<>(known);
        more.forEach(let -> let.names().forEach(kept::remove));
        return new Scope(values, all, kept, moving);
    }

    /** Other values; these lets are evaluated anew. */
    Scope replacing(Map<String, Value> others, Set<String> stale) {
        Map<String, Value> all = new HashMap<>(values);
        all.putAll(moving);
        all.putAll(others);
        Map<String, Value> kept = new HashMap<>(known);
        kept.keySet().removeAll(stale);
        return new Scope(all, lets, kept);
    }

    /** Other values; every let is evaluated anew. */
    Scope replacing(Map<String, Value> others) {
        Map<String, Value> all = new HashMap<>(values);
        all.putAll(moving);
        all.putAll(others);
        return new Scope(all, lets);
    }

    /** The value of a name; null if it has none. */
    @Nullable
    Value lookup(String name, Interpreter interpreter) {
        Value value = moving.get(name);
        if (value == null) {
            value = values.get(name);
        }
        if (value == null) {
            value = known.get(name);
        }
        if (value == null) {
            value = let(name, interpreter);
        }
        if (value == null) {
            value = family(name);
        }
        return value == null && name.equals("pi") ? Value.of(Math.PI) : value;
    }

    /** The value of {@code name[place]} where the name has no value of its own; null if there is none. */
    @Nullable
    Value member(String name, double place) {
        return place == Math.rint(place) && Math.abs(place) < 1e6 && !values.containsKey(name)
                ? values.get(name + "[" + (int) place + "]")
                : null;
    }

    private @Nullable Value let(String name, Interpreter interpreter) {
        for (Model.Let let : lets) {
            int place = let.names().indexOf(name);
            if (place >= 0) {
                if (!underWay.add(name)) {
                    throw new PreconditionException("a let must not use itself, got " + name);
                }
                Value value = interpreter.evaluate(let.value());
                underWay.remove(name);
                bind(let, value);
                return known.get(name);
            }
        }
        return null;
    }

    private void bind(Model.Let let, Value value) {
        if (let.names().size() == 1) {
            known.put(let.names().get(0), value);
            return;
        }
        if (!(value instanceof Value.Several several)
                || several.parts().size() != let.names().size()) {
            throw new PreconditionException(
                    "a let of " + let.names().size() + " names needs as many results (" + let.span() + ")");
        }
        for (int i = 0; i < let.names().size(); i++) {
            known.put(let.names().get(i), several.parts().get(i));
        }
    }

    /** The members {@code name[..]} in the order of their indices. */
    private @Nullable Value family(String name) {
        TreeMap<Integer, Value> members = new TreeMap<>();
        String start = name + "[";
        values.forEach((key, value) -> {
            if (key.startsWith(start) && key.endsWith("]")) {
                members.put(Integer.parseInt(key.substring(start.length(), key.length() - 1)), value);
            }
        });
        return members.isEmpty() ? null : new Value.Family(members.firstKey(), new ArrayList<>(members.values()));
    }
}
