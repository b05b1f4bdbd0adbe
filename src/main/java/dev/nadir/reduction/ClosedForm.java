package dev.nadir.reduction;

import dev.nadir.model.Formula;
import dev.nadir.model.FormulaPrinter;
import dev.nadir.model.Model;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Stationary points of a loss in closed form.
 *
 * @param conditions comparisons under which it holds; empty for always
 * @param lets names that the formulas use beside the model's, in order; they may use the indices
 * @param value the loss there
 * @param point each parameter there, or a product of parameters where only that is known
 * @param over what indices of the formulas run over, if they have any; a range may use the indices before it
 * @param curvature the signs of the Hessian there, if they are known
 * @param upTo what else leads to the same value
 * @param lemmas the notes in {@code docs/theorems} that it rests on, in order
 */
public record ClosedForm(
        List<Formula> conditions,
        List<Model.Let> lets,
        Formula value,
        Map<String, Formula> point,
        List<Over> over,
        Optional<Curvature> curvature,
        String upTo,
        ScalarAnswer.Kind kind,
        List<String> lemmas) {

    /**
     * An index and what it runs over.
     *
     * @param range a call of {@code subsets}, then the index is a set of places, or a {@link Formula.Range}
     */
    public record Over(String index, Formula range) {
        /** As {@code J in subsets(1..n, at-most r)}. */
        public String text() {
            return index + " in " + FormulaPrinter.print(range);
        }
    }

    /**
     * The signs of the Hessian's eigenvalues.
     *
     * @param index how many are negative
     * @param nullity how many are zero, where that is known
     */
    public record Curvature(Formula index, Optional<Formula> nullity) {}

    /** What the indices run over, as {@code J in subsets(1..n, at-most r)}; empty for none. */
    public String overText() {
        return over.stream().map(Over::text).collect(Collectors.joining(", "));
    }

    /** The lets that depend on an index, in order: they have a value for each choice. */
    public List<Model.Let> indexed() {
        Set<String> moving = moving();
        return lets.stream().filter(let -> moving.containsAll(let.names())).toList();
    }

    /** Whether a formula depends on an index, by itself or through a let. */
    public boolean isIndexed(Formula formula) {
        return mentions(formula, moving());
    }

    /** The indices, and the names of the lets that depend on them. */
    private Set<String> moving() {
        Set<String> moving = new HashSet<>();
        over.forEach(each -> moving.add(each.index()));
        for (Model.Let let : lets) {
            if (mentions(let.value(), moving)) {
                moving.addAll(let.names());
            }
        }
        return moving;
    }

    private static boolean mentions(Formula formula, Set<String> names) {
        return (formula instanceof Formula.Name name && names.contains(name.name()))
                || formula.children().stream().anyMatch(child -> mentions(child, names));
    }

    /** Copies. */
    public ClosedForm {
        conditions = List.copyOf(conditions);
        lets = List.copyOf(lets);
        point = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(point));
        over = List.copyOf(over);
        lemmas = List.copyOf(lemmas);
    }
}
