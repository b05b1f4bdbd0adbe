package dev.nadir.model;

import dev.nadir.model.Formula.Operator;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a condition of a derived result says in words: of values, in descending order, that some are equal, and of a set of
 * their places. Words and formulas take turns, words last. Each says exactly what the comparison computes.
 *
 * @param formulas what the words are about
 * @param words what follows each of them
 */
public record Wording(List<Formula> formulas, List<String> words) {

    /** Copies both; as many words as formulas. */
    public Wording {
        formulas = List.copyOf(formulas);
        words = List.copyOf(words);
    }

    /** The words for a condition; empty where it reads well as it is. */
    public static Optional<Wording> of(Formula condition) {
        if (!(condition instanceof Formula.Binary comparison) || comparison.operator() != Operator.GREATER) {
            return Optional.empty();
        }
        String right = FormulaPrinter.print(comparison.right());
        if (!right.equals("0")) {
            return inOrder(comparison);
        }
        return equal(comparison.left())
                .or(() -> nowhere(comparison.left()))
                .or(() -> notFirst(comparison.left()))
                .or(() -> entrywise(comparison.left()));
    }

    /** The sentence, its formulas as text. */
    public String text() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < formulas.size(); i++) {
            text.append(FormulaPrinter.print(formulas.get(i))).append(words.get(i));
        }
        return text.toString();
    }

    /** {@code sum(tied(v, v)) - n} counts what is equal beside each entry and itself; with a plus, what is at a level. */
    private static Optional<Wording> equal(Formula formula) {
        Optional<Formula.Binary> level = binary(formula, Operator.ADD);
        Formula pairs = level.map(Formula.Binary::left).orElse(formula);
        Optional<Formula> values = binary(pairs, Operator.SUBTRACT).flatMap(each -> tied(each.left())
                .filter(call -> isSame(call.arguments().get(0), call.arguments().get(1))
                        && isOfLength(call.arguments().get(0), each.right()))
                .map(call -> call.arguments().get(0)));
        if (level.isEmpty()) {
            return values.map(v -> new Wording(List.of(v), List.of(" has equal entries")));
        }
        return values.flatMap(v -> tied(level.get().right())
                .map(at -> new Wording(
                        List.of(v, at.arguments().get(0), at.arguments().get(1)),
                        List.of(" has equal entries or ", " has an entry equal to ", ""))));
    }

    /** {@code 1 - sum(tied(v, x))}: no entry of v is x. */
    private static Optional<Wording> nowhere(Formula formula) {
        return binary(formula, Operator.SUBTRACT)
                .filter(each -> FormulaPrinter.print(each.left()).equals("1"))
                .flatMap(each -> tied(each.right()))
                .map(call -> new Wording(call.arguments(), List.of(" has no entry equal to ", "")));
    }

    /** The places of a set add up to more than the first ones where it is not the set of these. */
    private static Optional<Wording> notFirst(Formula formula) {
        return set(formula).flatMap(set -> binary(formula, Operator.SUBTRACT)
                .flatMap(each -> binary(each.right(), Operator.DIVIDE))
                .flatMap(each -> binary(each.left(), Operator.MULTIPLY))
                .map(each ->
                        new Wording(List.of(set, each.left()), List.of(" is not the set of the first ", " places"))));
    }

    private static String ofSize(Formula set) {
        return "card(" + FormulaPrinter.print(set) + ")";
    }

    /** {@code min(diagonal(greater(v, w)))}: entry by entry. */
    private static Optional<Wording> entrywise(Formula formula) {
        return call(formula, "min", 1)
                .flatMap(each -> call(each.arguments().get(0), "diagonal", 1))
                .flatMap(each -> call(each.arguments().get(0), "greater", 2))
                .map(each -> new Wording(each.arguments(), List.of(" is greater than ", " entry by entry")));
    }

    /** As many larger values before a set are left out as values at all: no value is left out for an equal one behind it. */
    private static Optional<Wording> inOrder(Formula.Binary comparison) {
        Optional<Formula> set = set(comparison.right());
        Optional<Formula> first = binary(comparison.left(), Operator.ADD)
                .flatMap(each -> binary(each.left(), Operator.SUBTRACT))
                .map(Formula.Binary::left);
        Optional<Formula.Call> larger = first.flatMap(each -> call(each, "sum", 1))
                .map(each -> each.arguments().get(0))
                .filter(each -> each instanceof Formula.Indexed)
                .flatMap(each -> call(((Formula.Indexed) each).base(), "greater", 2));
        if (set.isEmpty() || larger.isEmpty()) {
            return Optional.empty();
        }
        String j = FormulaPrinter.print(set.get());
        Formula values = larger.get().arguments().get(0);
        String v = FormulaPrinter.print(values);
        String pairs = "greater(" + v + ", " + v + ")";
        String expected = "sum(" + pairs + "[:, " + j + "]) - sum(" + pairs + "[" + j + ", " + j + "]) + 1";
        return FormulaPrinter.print(comparison.left()).equals(expected)
                ? Optional.of(
                        new Wording(List.of(set.get(), values), List.of(" takes equal entries of ", " in their order")))
                : Optional.empty();
    }

    /** The J of {@code sum(J) - card(J)*(card(J) + 1)/2}. */
    private static Optional<Formula> set(Formula formula) {
        Optional<Formula> set = binary(formula, Operator.SUBTRACT)
                .flatMap(each -> call(each.left(), "sum", 1))
                .map(each -> each.arguments().get(0))
                .filter(each -> each instanceof Formula.Name);
        return set.filter(each -> FormulaPrinter.print(formula)
                .equals("sum(" + FormulaPrinter.print(each) + ") - " + ofSize(each) + "*(" + ofSize(each) + " + 1)/2"));
    }

    private static Optional<Formula.Call> tied(Formula formula) {
        return call(formula, "sum", 1).flatMap(each -> call(each.arguments().get(0), "tied", 2));
    }

    /** Whether it is {@code v[1..n]}. */
    private static boolean isOfLength(Formula values, Formula count) {
        List<Formula> ends = new ArrayList<>();
        if (values instanceof Formula.Indexed part && part.subscripts().size() == 1) {
            part.subscripts().stream()
                    .filter(each -> each instanceof Formula.Subscript.Between)
                    .map(each -> (Formula.Subscript.Between) each)
                    .forEach(each -> ends.addAll(List.of(each.from(), each.to())));
        }
        return ends.size() == 2 && FormulaPrinter.print(ends.get(0)).equals("1") && isSame(ends.get(1), count);
    }

    private static boolean isSame(Formula one, Formula other) {
        return FormulaPrinter.print(one).equals(FormulaPrinter.print(other));
    }

    private static Optional<Formula.Binary> binary(Formula formula, Operator operator) {
        return formula instanceof Formula.Binary binary && binary.operator() == operator
                ? Optional.of(binary)
                : Optional.empty();
    }

    private static Optional<Formula.Call> call(Formula formula, String function, int arguments) {
        return formula instanceof Formula.Call call
                        && call.function().equals(function)
                        && call.arguments().size() == arguments
                        && call.options().isEmpty()
                ? Optional.of(call)
                : Optional.empty();
    }
}
