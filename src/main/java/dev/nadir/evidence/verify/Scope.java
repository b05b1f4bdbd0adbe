package dev.nadir.evidence.verify;

import dev.nadir.base.PreconditionException;
import dev.nadir.model.Formula;
import dev.nadir.model.Means;
import dev.nadir.model.Model;
import dev.nadir.numeric.Instance;
import dev.nadir.numeric.evaluate.Comparison;
import dev.nadir.numeric.evaluate.Condition;
import dev.nadir.numeric.evaluate.Interpreter;
import dev.nadir.numeric.evaluate.Value;
import dev.nadir.numeric.linalg.Matrix;
import dev.nadir.numeric.sampling.Draws;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.DoubleUnaryOperator;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Names with values, and formulas read in them as they stand in the file. Every {@code with} gives a new scope, in which
 * lets are evaluated anew.
 */
public final class Scope {

    private final Model model;
    private final Instance instance;
    private final Map<String, Matrix> values;
    private final List<Model.Let> lets;
    private final Map<String, Value> sets;
    private final Interpreter interpreter;

    private Scope(
            Model model, Instance instance, Map<String, Matrix> values, List<Model.Let> lets, Map<String, Value> sets) {
        this.model = model;
        this.instance = instance;
        this.values = values;
        this.lets = lets;
        this.sets = sets;
        Interpreter reading =
                Interpreter.of(model, instance, values).withLets(lets).withFunctions(BudgetFunctions::call);
        for (Map.Entry<String, Value> set : sets.entrySet()) {
            reading = reading.with(set.getKey(), set.getValue());
        }
        this.interpreter = reading;
    }

    /** The model's names on an instance. */
    public static Scope of(Model model, Instance instance) {
        return new Scope(model, instance, Map.of(), List.of(), Map.of());
    }

    /** The same with further names, or with other values in their place. */
    public Scope with(Map<String, Matrix> more) {
        Map<String, Matrix> all = new LinkedHashMap<>(values);
        all.putAll(more);
        return new Scope(model, instance, all, lets, sets);
    }

    /** The same with a name for a set of places. */
    public Scope withIndices(String name, int[] places) {
        Map<String, Value> all = new HashMap<>(sets);
        all.put(name, new Value.Places(IntStream.of(places).boxed().toList()));
        return new Scope(model, instance, values, lets, all);
    }

    /** The same with further lets, in order. */
    public Scope with(List<Model.Let> more) {
        List<Model.Let> all = new ArrayList<>(lets);
        all.addAll(more);
        return new Scope(model, instance, values, all, sets);
    }

    /**
     * The same with the values of all lets that stand on none of these names, so that they are evaluated once for
     * many scopes made of it.
     *
     * @param varying names that will get other values
     */
    public Scope settled(Set<String> varying) {
        Means uses = new Means(model, lets);
        Map<String, Matrix> all = new LinkedHashMap<>(values);
        Stream.concat(model.lets().stream(), lets.stream())
                .flatMap(let -> let.names().stream().map(name -> new Formula.Name(let.span(), name)))
                .filter(name -> uses.names(name).stream().noneMatch(varying::contains))
                .forEach(name -> settled(name).ifPresent(value -> all.put(name.name(), value)));
        return new Scope(model, instance, all, lets, sets);
    }

    /** A formula as a function of one name; NaN where it is no number. */
    public DoubleUnaryOperator function(String name, Formula formula) {
        Scope settled = settled(Set.of(name));
        return x ->
                Bench.defined(() -> settled.with(Map.of(name, Matrix.scalar(x))).scalar(formula));
    }

    private Optional<Matrix> settled(Formula.Name name) {
        try {
            return Optional.of(interpreter.matrix(name));
        } catch (PreconditionException e) {
            // Whoever needs it will be told.
            return Optional.empty();
        }
    }

    /**
     * The value of a formula; NaN where it is not defined.
     *
     * @throws PreconditionException if a name has no value or shapes do not fit
     */
    public Matrix value(Formula formula) {
        return interpreter.matrix(formula);
    }

    /** The value of a formula that is a number; NaN where it is not defined. */
    public double scalar(Formula formula) {
        return interpreter.number(formula);
    }

    /** Whether a condition holds, and the number that says so. */
    public Condition condition(Formula condition) {
        return Condition.of(condition, interpreter);
    }

    /** Both sides of a comparison, every operation in between rounded a little differently. */
    public Comparison compareRoughly(Formula.Binary comparison, RandomGenerator random) {
        return interpreter.withRounding(value -> Bench.rounded(value, random)).compare(comparison);
    }

    /** A comparison at draws of what is random. */
    public Draws draws(Formula.Binary comparison) {
        Means means = new Means(model, lets);
        Draws draws = new Draws(model, interpreter, comparison, means);
        draws.prepare(means);
        return draws;
    }

    /** Both sides of a comparison. */
    public Comparison compare(Formula.Binary comparison) {
        return interpreter.compare(comparison);
    }
}
