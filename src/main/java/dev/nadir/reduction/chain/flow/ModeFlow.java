package dev.nadir.reduction.chain.flow;

import dev.nadir.model.Formula;
import dev.nadir.model.FormulaPrinter;
import dev.nadir.model.Model;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The flow {@code dW/dt = -gradient(W)} from an aligned start, mode by mode.
 *
 * @param lets the names of the formulas: scales of the loss and the singular values of its target, in order
 * @param start the aligned start of each parameter; the flow keeps this form, only the sizes of the modes change
 * @param sizes the names of the sizes of a mode in each factor, from the input to the output
 * @param velocities how fast each of them changes
 * @param product the name of their product, the size of the mode in the product of all factors
 * @param invariants what the flow of a mode keeps, or how it decays
 * @param balanced how fast the product changes where all sizes are equal; empty where they do not stay so
 * @param solutions with their conditions
 * @param refusals what has no formula, and why
 */
public record ModeFlow(
        List<Model.Let> lets,
        Map<String, Formula> start,
        List<String> sizes,
        List<Formula> velocities,
        String product,
        List<Invariant> invariants,
        Optional<Formula> balanced,
        List<Solution> solutions,
        List<String> refusals) {

    /** Copies the lists; maps keep their order. */
    public ModeFlow {
        lets = List.copyOf(lets);
        start = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(start));
        sizes = List.copyOf(sizes);
        velocities = List.copyOf(velocities);
        invariants = List.copyOf(invariants);
        solutions = List.copyOf(solutions);
        refusals = List.copyOf(refusals);
    }

    /** Whether the sizes are the parameters themselves, which are numbers: then every start is aligned. */
    public boolean isOfNumbers() {
        return start.entrySet().stream()
                .allMatch(entry -> FormulaPrinter.print(entry.getValue()).equals(entry.getKey()));
    }

    /** A quantity {@code Q} with {@code dQ/dt = -rate*Q}. */
    public record Invariant(Formula quantity, Formula rate) {}

    /**
     * The product of the sizes of a mode as a function of time.
     *
     * @param name of the kind of start, such as {@code balanced}
     * @param conditions under which it holds
     * @param lets further names of the formula
     * @param unknown what the formula gives: the product at a time, or the time at which the product has a value
     * @param value the formula, of the time or of the value
     */
    public record Solution(
            String name, List<Formula> conditions, List<Model.Let> lets, Unknown unknown, Formula value) {
        /** Copies the lists. */
        public Solution {
            conditions = List.copyOf(conditions);
            lets = List.copyOf(lets);
        }
    }

    /** What a solution gives. */
    public enum Unknown {
        PRODUCT,
        TIME
    }
}
