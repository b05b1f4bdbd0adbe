package dev.nadir.reduction.agree.claim;

import dev.nadir.base.PreconditionException;
import dev.nadir.base.exact.Rational;
import dev.nadir.model.Formula;
import dev.nadir.model.FormulaParts;
import dev.nadir.model.FormulaPrinter;
import dev.nadir.model.Model;
import dev.nadir.reduction.ClosedForm;
import dev.nadir.reduction.FormulaWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * One member of a family: every index is given, a number or the places from one to another, and what is taken of no
 * places is gone.
 */
final class Member {

    /** The places {@code from..to}, none where {@code to} is zero; a number index is {@code to} by itself. */
    record Places(Formula from, Formula to) {

        /** No places. */
        static final Places NONE = new Places(FormulaWriter.number(1), FormulaWriter.number(0));

        boolean isEmpty() {
            return isNumber(to, Rational.ZERO);
        }

        /** How many there are. */
        Formula count() {
            return isNumber(from, Rational.ONE)
                    ? to
                    : folded(FormulaWriter.plus(FormulaWriter.minus(to, from), FormulaWriter.number(1)));
        }

        /** Their sum. */
        Formula sum() {
            return folded(FormulaWriter.over(
                    FormulaWriter.times(FormulaWriter.plus(from, to), count()), FormulaWriter.number(2)));
        }
    }

    private final Map<String, Places> sets;
    private final Map<String, Places> numbers;

    /**
     * A member.
     *
     * @param sets indices that are sets of places
     * @param numbers indices that are numbers
     */
    Member(Map<String, Places> sets, Map<String, Places> numbers) {
        this.sets = Map.copyOf(sets);
        this.numbers = Map.copyOf(numbers);
    }

    /** The member with these places in the place of the indices of a closed form, in order. */
    static Member of(ClosedForm form, List<Places> places) {
        Map<String, Places> sets = new LinkedHashMap<>();
        Map<String, Places> numbers = new LinkedHashMap<>();
        for (int i = 0; i < form.over().size(); i++) {
            ClosedForm.Over over = form.over().get(i);
            (isSet(over.range()) ? sets : numbers).put(over.index(), places.get(i));
        }
        return new Member(sets, numbers);
    }

    /** Whether an index runs over sets of places. */
    static boolean isSet(Formula range) {
        return range instanceof Formula.Call call && call.function().equals("subsets");
    }

    /**
     * The closed form of the member; a point that is zero is the zero matrix of the shape of its parameter.
     *
     * @param zero the zero of a parameter
     */
    ClosedForm of(ClosedForm form, Function<String, Formula> zero) {
        Map<String, Formula> point = new LinkedHashMap<>();
        form.point().forEach((name, formula) -> {
            Formula given = of(formula);
            point.put(name, Hollow.of(given).filter(Hollow::isZero).isPresent() ? zero.apply(name) : given);
        });
        return new ClosedForm(
                form.conditions().stream().map(this::of).toList(),
                of(form.lets()),
                of(form.value()),
                point,
                List.of(),
                form.curvature()
                        .map(each -> new ClosedForm.Curvature(
                                of(each.index()), each.nullity().map(this::of))),
                form.upTo(),
                form.kind(),
                form.lemmas());
    }

    /** The lets with the indices given. */
    List<Model.Let> of(List<Model.Let> lets) {
        return lets.stream()
                .map(let -> new Model.Let(let.span(), let.names(), of(let.value()), let.description()))
                .toList();
    }

    /**
     * The formula with the indices given.
     *
     * @throws PreconditionException if a set stands where no places are taken
     */
    Formula of(Formula formula) {
        if (formula instanceof Formula.Name name) {
            if (sets.containsKey(name.name())) {
                throw new PreconditionException("a set of places stands where no places are taken");
            }
            Places places = numbers.get(name.name());
            return places == null ? name : places.to();
        } else if (formula instanceof Formula.Call call && call.arguments().size() == 1) {
            return call(call);
        } else if (formula instanceof Formula.Indexed indexed) {
            return new Formula.Indexed(
                    indexed.span(),
                    of(indexed.base()),
                    indexed.subscripts().stream().map(this::of).toList());
        } else if (bindsIndex(formula)) {
            throw new PreconditionException("an index of the family has the name of one in the formula");
        }
        return folded(FormulaParts.mapped(formula, this::of));
    }

    private boolean bindsIndex(Formula formula) {
        String index = formula instanceof Formula.Ranged ranged
                ? ranged.index()
                : formula instanceof Formula.Search search ? search.index() : "";
        return sets.containsKey(index) || numbers.containsKey(index);
    }

    private Formula call(Formula.Call call) {
        Places places = call.arguments().get(0) instanceof Formula.Name name ? sets.get(name.name()) : null;
        if (places != null) {
            if (call.function().equals("card")) {
                return places.isEmpty() ? FormulaWriter.number(0) : places.count();
            } else if (call.function().equals("sum")) {
                return places.isEmpty() ? FormulaWriter.number(0) : places.sum();
            }
        }
        Formula given = FormulaParts.mapped(call, this::of);
        boolean isSumOfNothing = call.function().equals("sum")
                && Hollow.of(((Formula.Call) given).arguments().get(0)).isPresent();
        return isSumOfNothing ? FormulaWriter.number(0) : given;
    }

    private Formula.Subscript of(Formula.Subscript subscript) {
        if (subscript instanceof Formula.Subscript.At at) {
            Places places = at.index() instanceof Formula.Name name ? sets.get(name.name()) : null;
            if (places != null) {
                return new Formula.Subscript.Between(places.from(), places.to());
            }
            return new Formula.Subscript.At(of(at.index()));
        } else if (subscript instanceof Formula.Subscript.Between between) {
            return new Formula.Subscript.Between(of(between.from()), of(between.to()));
        }
        return subscript;
    }

    static boolean isNumber(Formula formula, Rational value) {
        return formula instanceof Formula.NumberLiteral literal
                && literal.value().equals(value);
    }

    /** Arithmetic of numbers, carried out. */
    private static Formula folded(Formula formula) {
        if (formula instanceof Formula.Binary binary
                && binary.left() instanceof Formula.NumberLiteral left
                && binary.right() instanceof Formula.NumberLiteral right) {
            Optional<Rational> value =
                    switch (binary.operator()) {
                        case ADD -> Optional.of(left.value().plus(right.value()));
                        case SUBTRACT -> Optional.of(left.value().minus(right.value()));
                        case MULTIPLY -> Optional.of(left.value().times(right.value()));
                        default -> Optional.empty();
                    };
            return value.filter(each -> each.isInteger() && each.signum() >= 0)
                    .map(FormulaWriter::number)
                    .orElse(formula);
        }
        return formula;
    }

    /** The places that a formula takes of vectors, of columns or of unit vectors: what a member may be of. */
    static void places(Formula formula, List<Places> found) {
        if (formula instanceof Formula.Indexed indexed) {
            for (Formula.Subscript subscript : indexed.subscripts()) {
                add(
                        subscript instanceof Formula.Subscript.Between between
                                ? new Places(between.from(), between.to())
                                : subscript instanceof Formula.Subscript.At at
                                        ? new Places(at.index(), at.index())
                                        : Places.NONE,
                        found);
            }
        } else if (formula instanceof Formula.Call unit && unit.function().equals("basis")) {
            Formula place = unit.arguments().get(unit.arguments().size() - 1);
            add(new Places(place, place), found);
        } else if (formula instanceof Formula.Ranged ranged) {
            add(new Places(ranged.from(), ranged.to()), found);
        }
        formula.children().forEach(child -> places(child, found));
    }

    private static void add(Places places, List<Places> found) {
        if (found.stream().noneMatch(each -> text(each).equals(text(places)))) {
            found.add(places);
        }
    }

    private static String text(Places places) {
        return FormulaPrinter.print(places.from()) + ".." + FormulaPrinter.print(places.to());
    }
}
