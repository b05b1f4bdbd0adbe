package dev.nadir.symbolic;

import dev.nadir.base.ModelException;
import dev.nadir.base.PreconditionException;
import dev.nadir.expr.Size;
import dev.nadir.expr.SizeName;
import dev.nadir.model.Declaration;
import dev.nadir.model.Formula;
import dev.nadir.model.Model;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;

/** Whether sizes satisfy the conditions of a model; a condition that cannot be read is not satisfied. */
final class AdmissibleSizes implements Predicate<Map<String, Integer>> {

    private final Model model;
    private final Map<String, Integer> structure;

    AdmissibleSizes(Model model, Map<String, Integer> structure) {
        this.model = model;
        this.structure = structure;
    }

    @Override
    public boolean test(Map<String, Integer> sizes) {
        return model.sizes().stream().allMatch(size -> size.condition()
                .map(condition -> holds(size, condition, sizes))
                .orElse(true));
    }

    private boolean holds(Declaration size, Declaration.Condition condition, Map<String, Integer> sizes) {
        Map<String, Integer> known = new HashMap<>(sizes);
        known.putAll(structure);
        try {
            Size bound = Formulas.size(condition.bound(), structure, model);
            return known.entrySet().stream()
                    .filter(entry ->
                            entry.getKey().equals(size.name()) || entry.getKey().startsWith(size.name() + "["))
                    .allMatch(entry -> compare(entry.getValue(), condition.operator(), number(bound, known)));
        } catch (ModelException | PreconditionException e) {
            return false;
        }
    }

    private static int number(Size size, Map<String, Integer> known) {
        return size.evaluate((SizeName name) -> {
            Integer value = known.get(name.toString());
            if (value == null) {
                throw new PreconditionException("a condition needs a number for each size, got none for " + name);
            }
            return value;
        });
    }

    private static boolean compare(int value, Formula.Operator operator, int bound) {
        return switch (operator) {
            case LESS -> value < bound;
            case LESS_OR_EQUAL -> value <= bound;
            case GREATER -> value > bound;
            case GREATER_OR_EQUAL -> value >= bound;
            default -> value == bound;
        };
    }
}
