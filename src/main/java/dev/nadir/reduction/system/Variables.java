package dev.nadir.reduction.system;

import dev.nadir.base.PreconditionException;
import dev.nadir.base.exact.Rational;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The numbered variables of an expansion: unknowns, unknowns for denominators, and parameters with their values. */
final class Variables {

    private final List<String> names = new ArrayList<>();
    /** The value of a parameter, null for an unknown. */
    private final List<@Nullable Rational> values = new ArrayList<>();

    private final Map<String, Integer> numbers = new HashMap<>();
    private final Map<Terms, Integer> moments = new HashMap<>();

    /** The number of an unknown. */
    int unknown(String name) {
        return number(name, null);
    }

    /** The number of a parameter with its value. */
    int parameter(String name, Rational value) {
        return number(name, value);
    }

    private int number(String name, @Nullable Rational value) {
        Integer known = numbers.get(name);
        if (known != null) {
            return known;
        }
        names.add(name);
        values.add(value);
        numbers.put(name, names.size() - 1);
        return names.size() - 1;
    }

    /** One parameter in the place of a polynomial in parameters; the same one for the same polynomial. */
    Terms moment(Terms data, String name) {
        if (data.isPlain()) {
            return data;
        }
        Integer known = moments.get(data);
        if (known == null) {
            known = number(name, data.value(this::value));
            moments.put(data, known);
        }
        return Terms.variable(known);
    }

    /** What the moments stand for, by their numbers. */
    Map<Integer, Terms> moments() {
        Map<Integer, Terms> byNumber = new HashMap<>();
        moments.forEach((terms, number) -> byNumber.put(number, terms));
        return byNumber;
    }

    boolean isUnknown(int variable) {
        return values.get(variable) == null;
    }

    String name(int variable) {
        return names.get(variable);
    }

    /** The value of a parameter. */
    Rational value(int variable) {
        Rational value = values.get(variable);
        if (value == null) {
            throw new PreconditionException("an unknown has no value, asked for " + names.get(variable));
        }
        return value;
    }

    int count() {
        return names.size();
    }
}
