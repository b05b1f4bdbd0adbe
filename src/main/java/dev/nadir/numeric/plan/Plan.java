package dev.nadir.numeric.plan;

import dev.nadir.base.PreconditionException;
import dev.nadir.expr.Expr;
import dev.nadir.numeric.linalg.Matrix;
import dev.nadir.numeric.plan.Emission.Scheduled;
import dev.nadir.numeric.plan.Emission.Slot;
import dev.nadir.numeric.plan.Node.Use;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Expressions compiled at given sizes and data to a straight program over arrays: common parts are computed once,
 * products are bracketed in the cheapest order, what depends on data alone is computed while compiling, and running
 * allocates nothing. A plan holds its arrays: one per thread.
 *
 * <p>The program has one part per stage of outputs, and a last part for all that depends on a late input; a part needs
 * those before it to have run.
 */
public final class Plan {

    private final Step[][] parts;
    private final Map<String, Slot> inputs;
    private final List<Slot> outputs;

    private Plan(Step[][] parts, Map<String, Slot> inputs, List<Slot> outputs) {
        this.parts = parts;
        this.inputs = inputs;
        this.outputs = outputs;
    }

    /**
     * Compiles.
     *
     * @param stages the outputs, in the order in which they are wanted
     * @param sizes every size by name
     * @param constants symbols with their values; every other symbol is an input
     * @param lateInputs inputs that change more often than the others, such as directions
     * @throws PreconditionException if a size has no number, a constant has the wrong shape, or an expectation is left
     */
    public static Plan compile(
            List<List<Expr>> stages,
            Map<String, Integer> sizes,
            Map<String, Matrix> constants,
            Set<String> lateInputs) {
        Lowering lowering = new Lowering(sizes, constants);
        List<List<Use>> lowered = stages.stream()
                .map(stage -> stage.stream().map(lowering::lower).toList())
                .toList();
        List<Use> all = lowered.stream().flatMap(List::stream).toList();
        Emission emission = new Emission(all, constants, lateInputs, stages.size());
        List<Slot> outputs = new ArrayList<>();
        for (int part = 0; part < lowered.size(); part++) {
            for (Use use : lowered.get(part)) {
                outputs.add(emission.output(use, part));
            }
        }
        Step[][] parts = new Step[stages.size() + 1][];
        for (int part = 0; part < parts.length; part++) {
            int number = part;
            parts[part] = emission.steps().stream()
                    .filter(scheduled -> scheduled.part() == number)
                    .map(Scheduled::step)
                    .toArray(Step[]::new);
        }
        return new Plan(parts, Map.copyOf(emission.inputs()), List.copyOf(outputs));
    }

    /** Whether any output depends on the input. */
    public boolean hasInput(String name) {
        return inputs.containsKey(name);
    }

    /**
     * The array of an input, row by row, to be written before a run; of an input that no output depends on, an array
     * that nothing reads.
     */
    double[] input(String name, int count) {
        Slot slot = inputs.get(name);
        if (slot == null) {
            return new double[count];
        } else if (slot.values().length != count) {
            throw new PreconditionException(name + " has " + slot.values().length + " entries, got " + count);
        }
        return slot.values();
    }

    /** Refuses a plan with an input that nobody will set. */
    void requireInputsAmong(Set<String> names) {
        for (String input : inputs.keySet()) {
            if (!names.contains(input)) {
                throw new PreconditionException("every symbol needs a value, got none for " + input);
            }
        }
    }

    /** Sets an input. */
    public void set(String name, Matrix value) {
        value.copyTo(input(name, value.count()), 0);
    }

    /** Runs one part. */
    public void run(int part) {
        for (Step step : parts[part]) {
            step.run();
        }
    }

    /** Runs every part. */
    public void run() {
        for (int part = 0; part < parts.length; part++) {
            run(part);
        }
    }

    /** The array of an output, row by row, as the last run left it; not to be written. */
    double[] output(int index) {
        return outputs.get(index).values();
    }

    /** An output as an operand of a row source, as every run leaves it. */
    RowSource.Operand operand(int index) {
        Slot slot = outputs.get(index);
        return new RowSource.Operand(slot.values(), slot.rows(), slot.columns(), slot.isConstant() && isDiagonal(slot));
    }

    private static boolean isDiagonal(Slot slot) {
        for (int i = 0; i < slot.values().length; i++) {
            if (slot.values()[i] != 0 && i / slot.columns() != i % slot.columns()) {
                return false;
            }
        }
        return slot.rows() == slot.columns();
    }

    /** A copy of an output as the last run left it. */
    public Matrix value(int index) {
        Slot slot = outputs.get(index);
        return Matrix.of(slot.rows(), slot.columns(), slot.values());
    }

    /** The number of matrix products of one run. */
    int multiplicationCount() {
        return (int) multiplications().count();
    }

    /** The number of multiplications in the matrix products of one run. */
    long flops() {
        return multiplications()
                .map(Step.Multiply::product)
                .mapToLong(p -> (long) p.rows() * p.inner() * p.columns())
                .sum();
    }

    private Stream<Step.Multiply> multiplications() {
        return Arrays.stream(parts)
                .flatMap(Arrays::stream)
                .flatMap(step -> step instanceof Step.Multiply multiply ? Stream.of(multiply) : Stream.empty());
    }

    /** The number of steps of one run. */
    public int stepCount() {
        int count = 0;
        for (Step[] part : parts) {
            count += part.length;
        }
        return count;
    }
}
