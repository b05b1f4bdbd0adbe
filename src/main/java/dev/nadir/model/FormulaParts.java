package dev.nadir.model;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Formulas made of the parts of others. */
public final class FormulaParts {

    private FormulaParts() {}

    /** The formula with each of its direct parts mapped. */
    public static Formula mapped(Formula formula, UnaryOperator<Formula> map) {
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
                    i.subscripts().stream().map(each -> mapped(each, map)).toList());
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
                    s.span(), s.sought(), s.index(), map.apply(s.from()), map.apply(s.to()), map.apply(s.body()));
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

    private static Formula.Subscript mapped(Formula.Subscript subscript, UnaryOperator<Formula> map) {
        if (subscript instanceof Formula.Subscript.At at) {
            return new Formula.Subscript.At(map.apply(at.index()));
        } else if (subscript instanceof Formula.Subscript.Between between) {
            return new Formula.Subscript.Between(map.apply(between.from()), map.apply(between.to()));
        }
        return subscript;
    }
}
