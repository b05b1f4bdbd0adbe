package dev.nadir.symbolic;

import dev.nadir.base.exact.Rational;
import dev.nadir.expr.Size;
import dev.nadir.expr.SizeName;
import dev.nadir.model.Formula;
import dev.nadir.model.Model;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What can be read off a formula without its meaning: parts, names, sizes. */
final class Formulas {

    private Formulas() {}

    /** The direct parts. */
    static List<Formula> children(Formula formula) {
        if (formula instanceof Formula.Negation n) {
            return List.of(n.argument());
        } else if (formula instanceof Formula.Transposition t) {
            return List.of(t.argument());
        } else if (formula instanceof Formula.Binary b) {
            return List.of(b.left(), b.right());
        } else if (formula instanceof Formula.Call c) {
            List<Formula> parts = new ArrayList<>(c.arguments());
            parts.addAll(c.options().values());
            return parts;
        } else if (formula instanceof Formula.Ranged r) {
            return List.of(r.from(), r.to(), r.body());
        } else if (formula instanceof Formula.Search s) {
            return List.of(s.from(), s.to(), s.body());
        } else if (formula instanceof Formula.Expectation e) {
            return List.of(e.body());
        } else if (formula instanceof Formula.ArrayLiteral a) {
            return a.elements();
        } else if (formula instanceof Formula.Indexed i) {
            List<Formula> parts = new ArrayList<>(List.of(i.base()));
            i.subscripts().forEach(s -> parts.addAll(children(s)));
            return parts;
        } else {
            return List.of();
        }
    }

    private static List<Formula> children(Formula.Subscript subscript) {
        if (subscript instanceof Formula.Subscript.At at) {
            return List.of(at.index());
        } else if (subscript instanceof Formula.Subscript.Between between) {
            return List.of(between.from(), between.to());
        } else {
            return List.of();
        }
    }

    /** Adds every plain name in the formula. */
    static void names(Formula formula, Set<String> found) {
        if (formula instanceof Formula.Name name) {
            found.add(name.name());
        }
        children(formula).forEach(child -> names(child, found));
    }

    /** Adds every name that stands in the range of a sum or product. */
    static void rangeNames(Formula formula, Set<String> found) {
        if (formula instanceof Formula.Ranged ranged) {
            names(ranged.from(), found);
            names(ranged.to(), found);
        }
        children(formula).forEach(child -> rangeNames(child, found));
    }

    /** The size that a formula of sizes stands for. */
    static Size size(Formula formula, Map<String, Integer> numbers, Model model) {
        if (formula instanceof Formula.NumberLiteral literal) {
            return Size.of(literal.value());
        } else if (formula instanceof Formula.Name name) {
            Integer number = numbers.get(name.name());
            if (number == null && !isSize(name.name(), model)) {
                throw Elaboration.refused(formula.span(), name.name() + " in the place of a size");
            }
            return number == null ? Size.of(name.name()) : Size.of(number);
        } else if (formula instanceof Formula.Negation negation) {
            return Size.ZERO.minus(size(negation.argument(), numbers, model));
        } else if (formula instanceof Formula.Indexed indexed
                && indexed.base() instanceof Formula.Name name
                && indexed.subscripts().size() == 1
                && indexed.subscripts().get(0) instanceof Formula.Subscript.At at) {
            return Size.of(new SizeName(name.name(), size(at.index(), numbers, model)));
        } else if (formula instanceof Formula.Binary binary) {
            return binary(binary, numbers, model);
        } else {
            throw Elaboration.refused(formula.span(), "this in the place of a size");
        }
    }

    private static boolean isSize(String name, Model model) {
        return model.sizes().stream()
                .anyMatch(s -> s.name().equals(name) && s.index().isEmpty());
    }

    private static Size binary(Formula.Binary formula, Map<String, Integer> numbers, Model model) {
        Size left = size(formula.left(), numbers, model);
        Size right = size(formula.right(), numbers, model);
        return switch (formula.operator()) {
            case ADD -> left.plus(right);
            case SUBTRACT -> left.minus(right);
            case MULTIPLY -> left.times(right);
            case DIVIDE ->
                left.times(Size.of(right.constant()
                        .filter(value -> !value.isZero())
                        .map(Rational::inverse)
                        .orElseThrow(() -> Elaboration.refused(formula.span(), "a size divided by " + right))));
            default ->
                throw Elaboration.refused(formula.span(), formula.operator().symbol() + " in the place of a size");
        };
    }
}
