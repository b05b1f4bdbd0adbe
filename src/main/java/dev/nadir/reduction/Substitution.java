package dev.nadir.reduction;

import dev.nadir.model.Formula;
import dev.nadir.model.FormulaPrinter;
import dev.nadir.model.Model;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

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
        return tidy.node(replaced(formula));
    }

    private Formula replaced(Formula formula) {
        if (formula instanceof Formula.Name name) {
            return replacements.getOrDefault(name.name(), name);
        }
        // A member of a family has a name with its index.
        Formula member = formula instanceof Formula.Indexed ? replacements.get(FormulaPrinter.print(formula)) : null;
        return member != null ? member : rebuilt(formula, this::of);
    }

    /** The formula with each of its direct parts mapped. */
    public static Formula rebuilt(Formula formula, UnaryOperator<Formula> map) {
        if (formula instanceof Formula.Negation n) {
            return new Formula.Negation(n.span(), map.apply(n.argument()));
        } else if (formula instanceof Formula.Transposition t) {
            return new Formula.Transposition(t.span(), map.apply(t.argument()));
        } else if (formula instanceof Formula.Binary b) {
            return new Formula.Binary(b.span(), b.operator(), map.apply(b.left()), map.apply(b.right()));
        } else if (formula instanceof Formula.Indexed i) {
            return new Formula.Indexed(
                    i.span(),
                    map.apply(i.base()),
                    i.subscripts().stream().map(each -> rebuilt(each, map)).toList());
        }
        return bracketed(formula, map);
    }

    private static Formula bracketed(Formula formula, UnaryOperator<Formula> map) {
        if (formula instanceof Formula.Call c) {
            Map<String, Formula> options = new LinkedHashMap<>();
            c.options().forEach((name, option) -> options.put(name, map.apply(option)));
            return new Formula.Call(
                    c.span(), c.function(), c.arguments().stream().map(map).toList(), options);
        } else if (formula instanceof Formula.Ranged r) {
            return new Formula.Ranged(
                    r.span(), r.isProduct(), r.index(), map.apply(r.from()), map.apply(r.to()), map.apply(r.body()));
        } else if (formula instanceof Formula.Search s) {
            return new Formula.Search(
                    s.span(), s.isMinimum(), s.index(), map.apply(s.from()), map.apply(s.to()), map.apply(s.body()));
        } else if (formula instanceof Formula.Range r) {
            return new Formula.Range(r.span(), map.apply(r.from()), map.apply(r.to()));
        } else if (formula instanceof Formula.Expectation e) {
            return new Formula.Expectation(e.span(), map.apply(e.body()));
        } else if (formula instanceof Formula.ArrayLiteral a) {
            return new Formula.ArrayLiteral(
                    a.span(), a.elements().stream().map(map).toList());
        }
        return formula;
    }

    private static Formula.Subscript rebuilt(Formula.Subscript subscript, UnaryOperator<Formula> map) {
        if (subscript instanceof Formula.Subscript.At at) {
            return new Formula.Subscript.At(map.apply(at.index()));
        } else if (subscript instanceof Formula.Subscript.Between between) {
            return new Formula.Subscript.Between(map.apply(between.from()), map.apply(between.to()));
        }
        return subscript;
    }
}
