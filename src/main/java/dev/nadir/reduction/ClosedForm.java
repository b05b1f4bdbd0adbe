package dev.nadir.reduction;

import dev.nadir.model.Formula;
import dev.nadir.model.Model;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Stationary points of a loss in closed form.
 *
 * @param conditions comparisons under which it holds; empty for always
 * @param lets names that the formulas use beside the model's, in order
 * @param value the loss there
 * @param point each parameter there, or a product of parameters where only that is known
 * @param over what an index of the formulas runs over, as {@code J in subsets(1..n, at-most r)}; empty for none
 * @param upTo what else leads to the same value
 * @param lemmas the notes in {@code docs/theorems} that it rests on, in order
 */
public record ClosedForm(
        List<Formula> conditions,
        List<Model.Let> lets,
        Formula value,
        Map<String, Formula> point,
        String over,
        String upTo,
        ScalarAnswer.Kind kind,
        List<String> lemmas) {

    /** Copies. */
    public ClosedForm {
        conditions = List.copyOf(conditions);
        lets = List.copyOf(lets);
        point = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(point));
        lemmas = List.copyOf(lemmas);
    }
}
