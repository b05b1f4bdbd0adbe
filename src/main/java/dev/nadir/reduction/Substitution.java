package dev.nadir.reduction;

import dev.nadir.model.Formula;
import dev.nadir.model.Model;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Puts formulas in the place of names. */
public final class Substitution {

    private final Map<String, Formula> replacements;

    /** Replaces each of the names. */
    public Substitution(Map<String, Formula> replacements) {
        this.replacements = Map.copyOf(replacements);
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
    static List<Model.Let> used(
            List<Model.Let> lets, List<Formula> conditions, Formula value, Collection<Formula> others) {
        Set<String> needed = new HashSet<>();
        conditions.forEach(condition -> names(condition, needed));
        names(value, needed);
        others.forEach(other -> names(other, needed));
        List<Model.Let> used = new ArrayList<>();
        for (int i = lets.size() - 1; i >= 0; i--) {
            if (lets.get(i).names().stream().anyMatch(needed::contains)) {
                used.add(0, lets.get(i));
                names(lets.get(i).value(), needed);
            }
        }
        return used;
    }

    private static void names(Formula formula, Set<String> found) {
        if (formula instanceof Formula.Name name) {
            found.add(name.name());
        }
        formula.children().forEach(child -> names(child, found));
    }

    /** The formula with the names replaced, and tidied. */
    public Formula of(Formula formula) {
        return Tidy.node(replaced(formula));
    }

    private Formula replaced(Formula formula) {
        if (formula instanceof Formula.Name name) {
            return replacements.getOrDefault(name.name(), name);
        } else if (formula instanceof Formula.Negation n) {
            return new Formula.Negation(n.span(), of(n.argument()));
        } else if (formula instanceof Formula.Transposition t) {
            return new Formula.Transposition(t.span(), of(t.argument()));
        } else if (formula instanceof Formula.Binary b) {
            return new Formula.Binary(b.span(), b.operator(), of(b.left()), of(b.right()));
        } else if (formula instanceof Formula.Indexed i) {
            return new Formula.Indexed(
                    i.span(),
                    of(i.base()),
                    i.subscripts().stream().map(this::of).toList());
        }
        return bracketed(formula);
    }

    private Formula bracketed(Formula formula) {
        if (formula instanceof Formula.Call c) {
            Map<String, Formula> options = new LinkedHashMap<>();
            c.options().forEach((name, option) -> options.put(name, of(option)));
            return new Formula.Call(
                    c.span(), c.function(), c.arguments().stream().map(this::of).toList(), options);
        } else if (formula instanceof Formula.Ranged r) {
            return new Formula.Ranged(r.span(), r.isProduct(), r.index(), of(r.from()), of(r.to()), of(r.body()));
        } else if (formula instanceof Formula.Search s) {
            return new Formula.Search(s.span(), s.isMinimum(), s.index(), of(s.from()), of(s.to()), of(s.body()));
        } else if (formula instanceof Formula.Range r) {
            return new Formula.Range(r.span(), of(r.from()), of(r.to()));
        } else if (formula instanceof Formula.Expectation e) {
            return new Formula.Expectation(e.span(), of(e.body()));
        } else if (formula instanceof Formula.ArrayLiteral a) {
            return new Formula.ArrayLiteral(
                    a.span(), a.elements().stream().map(this::of).toList());
        }
        return formula;
    }

    private Formula.Subscript of(Formula.Subscript subscript) {
        if (subscript instanceof Formula.Subscript.At at) {
            return new Formula.Subscript.At(of(at.index()));
        } else if (subscript instanceof Formula.Subscript.Between between) {
            return new Formula.Subscript.Between(of(between.from()), of(between.to()));
        }
        return subscript;
    }
}
