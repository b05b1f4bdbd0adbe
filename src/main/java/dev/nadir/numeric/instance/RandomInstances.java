package dev.nadir.numeric.instance;

import dev.nadir.base.ModelException;
import dev.nadir.base.PreconditionException;
import dev.nadir.base.Seed;
import dev.nadir.base.SourceSpan;
import dev.nadir.model.Declaration;
import dev.nadir.model.Formula;
import dev.nadir.model.FormulaPrinter;
import dev.nadir.model.Model;
import dev.nadir.model.read.FormulaText;
import dev.nadir.numeric.EquationSolver;
import dev.nadir.numeric.Instance;
import dev.nadir.numeric.evaluate.Interpreter;
import dev.nadir.numeric.evaluate.Value;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Small instances of a model with sizes and data drawn at random, as far as its declarations and the equations that
 * it assumes say what may be. */
public final class RandomInstances {

    private static final SourceSpan NOWHERE = new SourceSpan("random", 1, 1, 1, 1);

    /** Sizes where nothing bounds them: wide, tall, square and 1 all come up. */
    private static final int LARGEST = 5;

    private final Model model;
    private final Map<String, Integer> structure;
    private final AssumedEquations equations;

    /**
     * Prepares the model.
     *
     * @param structure the sizes that are not to be drawn
     * @param solver moves what was drawn to where the equations hold that the model assumes
     */
    public RandomInstances(Model model, Map<String, Integer> structure, EquationSolver solver) {
        this.model = model;
        this.structure = Map.copyOf(structure);
        this.equations = new AssumedEquations(model, solver);
    }

    /** The instance of a seed; empty if what was drawn breaks what the model declares, or an equation that it assumes. */
    public Optional<Instance> draw(Seed seed) {
        try {
            Model.InstanceDeclaration declaration =
                    new Model.InstanceDeclaration(NOWHERE, "random", "", settings(seed), Map.of());
            return equations.met(InstanceBuilder.build(model, declaration, seed));
        } catch (ModelException | PreconditionException e) {
            return Optional.empty();
        }
    }

    private Map<String, Formula> settings(Seed seed) {
        RandomGenerator random = seed.child("sizes").generator();
        Map<String, Integer> sizes = new LinkedHashMap<>();
        Map<String, Formula> settings = new LinkedHashMap<>();
        for (Declaration size : model.sizes()) {
            if (size.index().isEmpty()) {
                sizes.put(size.name(), size(size, size.name(), random));
                settings.put(size.name(), FormulaText.parse(String.valueOf(sizes.get(size.name()))));
                continue;
            }
            Declaration.IndexRange range = size.index().get();
            int to = names(sizes).integer(range.to());
            for (int i = names(sizes).integer(range.from()); i <= to; i++) {
                String name = size.name() + "[" + i + "]";
                sizes.put(name, size(size, name, random));
                settings.put(name, FormulaText.parse(String.valueOf(sizes.get(name))));
            }
        }
        for (Declaration item : model.data()) {
            if (item.index().isEmpty()) {
                settings.put(item.name(), FormulaText.parse(law(item, names(sizes))));
                continue;
            }
            Declaration.IndexRange range = item.index().get();
            int to = names(sizes).integer(range.to());
            for (int i = names(sizes).integer(range.from()); i <= to; i++) {
                String text = law(item, names(sizes).with(range.index(), Value.of(i)));
                settings.put(item.name() + "[" + i + "]", FormulaText.parse(text));
            }
        }
        return settings;
    }

    private Interpreter names(Map<String, Integer> sizes) {
        return Interpreter.of(model, new Instance("random", "", sizes, Map.of(), Map.of()), Map.of());
    }

    private int size(Declaration size, String name, RandomGenerator random) {
        Integer given = structure.get(name);
        return given != null ? given : 1 + random.nextInt(size.condition().isPresent() ? LARGEST : LARGEST - 1);
    }

    /** A formula that draws the item: positive definite where it is symmetric, on the right side of its bound. */
    private static String law(Declaration item, Interpreter names) {
        String rows = item.sizes().isEmpty()
                ? "1"
                : String.valueOf(names.integer(item.sizes().get(0)));
        String columns = item.sizes().size() < 2
                ? "1"
                : String.valueOf(names.integer(item.sizes().get(1)));
        return switch (item.kind()) {
            case SYMMETRIC, SPD -> "wishart(" + rows + ", " + rows + " + 3)";
            case DIAGONAL -> "diag(uniform(" + rows + ", 1, from = 0.3, to = 1.7))";
            case INVERTIBLE -> "gaussian(" + rows + ", " + rows + ")";
            default -> bounded(item, rows + ", " + columns);
        };
    }

    private static String bounded(Declaration item, String shape) {
        if (item.condition().isEmpty()) {
            return "gaussian(" + shape + ")";
        }
        Declaration.Condition condition = item.condition().get();
        String bound = "(" + FormulaPrinter.print(condition.bound()) + ")";
        return switch (condition.operator()) {
            case GREATER, GREATER_OR_EQUAL -> bound + " + uniform(" + shape + ", from = 0.02, to = 0.8)";
            case LESS, LESS_OR_EQUAL -> bound + " - uniform(" + shape + ", from = 0.02, to = 0.8)";
            default -> "gaussian(" + shape + ")";
        };
    }
}
