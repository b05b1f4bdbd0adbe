package dev.nadir.reduction;

import dev.nadir.model.Formula;
import dev.nadir.model.FormulaParts;
import dev.nadir.model.FormulaPrinter;
import dev.nadir.model.Model;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Puts formulas in the place of names. */
public final class Substitution {

    private final Map<String, Formula> replacements;
    private final Tidy tidy;

    /** Replaces each of the names. */
    public Substitution(Map<String, Formula> replacements) {
        this(replacements, Set.of());
    }

    /** The same where some names are known to stand for numbers. */
    public Substitution(Map<String, Formula> replacements, Set<String> scalars) {
        this.replacements = Map.copyOf(replacements);
        this.tidy = new Tidy(scalars);
    }

    /** The formula with no name of a let in it; a let of several names gives its first by the call alone. */
    public static Formula inlined(Formula formula, List<Model.Let> lets) {
        Map<String, Formula> values = new HashMap<>();
        for (Model.Let let : lets) {
            Formula value = new Substitution(values).of(let.value());
            if (let.names().size() == 1) {
                values.put(let.names().get(0), value);
            } else {
                boolean isSvd =
                        value instanceof Formula.Call call && call.function().equals("svd");
                values.put(let.names().get(isSvd ? 1 : 0), value);
            }
        }
        return new Substitution(values).of(formula);
    }

    /** The lets that the formulas need, in order. */
    public static List<Model.Let> used(List<Model.Let> lets, List<Formula> formulas) {
        Set<String> needed = new HashSet<>();
        formulas.forEach(formula -> names(formula, needed));
        List<Model.Let> used = new ArrayList<>();
        for (int i = lets.size() - 1; i >= 0; i--) {
            if (lets.get(i).names().stream().anyMatch(needed::contains)) {
                used.add(0, lets.get(i));
                names(lets.get(i).value(), needed);
            }
        }
        return used;
    }

    static List<Model.Let> used(
            List<Model.Let> lets, List<Formula> conditions, Formula value, Collection<Formula> others) {
        List<Formula> all = new ArrayList<>(conditions);
        all.add(value);
        all.addAll(others);
        return used(lets, all);
    }

    private static void names(Formula formula, Set<String> found) {
        if (formula instanceof Formula.Name name) {
            found.add(name.name());
        }
        formula.children().forEach(child -> names(child, found));
    }

    /** The formula with the names replaced, and tidied. */
    public Formula of(Formula formula) {
        return tidy.node(replaced(formula));
    }

    private Formula replaced(Formula formula) {
        if (formula instanceof Formula.Name name) {
            return replacements.getOrDefault(name.name(), name);
        }
        // A member of a family has a name with its index.
        Formula member = formula instanceof Formula.Indexed ? replacements.get(FormulaPrinter.print(formula)) : null;
        return member != null ? member : FormulaParts.mapped(formula, this::of);
    }
}
