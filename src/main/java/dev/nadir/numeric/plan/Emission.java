package dev.nadir.numeric.plan;

import dev.nadir.numeric.linalg.LuSolver;
import dev.nadir.numeric.linalg.Matrix;
import dev.nadir.numeric.linalg.MatrixProduct;
import dev.nadir.numeric.linalg.Vectors;
import dev.nadir.numeric.plan.Node.Operation;
import dev.nadir.numeric.plan.Node.Use;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;

/**
 * Schedules nodes: gives each an array and a step that fills it. What depends on constants alone is computed at once
 * and costs nothing later.
 */
final class Emission {

    /**
     * An array and what is known of it.
     *
     * @param isLate whether it depends on an input of the late group
     */
    record Slot(double[] values, int rows, int columns, boolean isConstant, boolean isLate) {

        boolean isZero() {
            return isConstant && Vectors.maxAbs(values) == 0;
        }
    }

    /** A step with the part of the program that it belongs to. */
    record Scheduled(Step step, int part) {}

    private final Set<String> lateInputs;
    private final int latePart;
    private final Map<Node, Slot> slots = new HashMap<>();
    private final Map<List<Use>, Slot> parts = new HashMap<>();
    private final Map<Use, Slot> plain = new HashMap<>();
    private final Map<String, Slot> inputs = new HashMap<>();
    private final List<Scheduled> steps = new ArrayList<>();
    private final Map<Operation, Function<Node, Slot>> emitters = new EnumMap<>(Operation.class);
    private final Chains chains;
    private int part;

    Emission(List<Use> outputs, Map<String, Matrix> constants, Set<String> lateInputs, int latePart) {
        this.lateInputs = lateInputs;
        this.latePart = latePart;
        Set<Node> seen = new LinkedHashSet<>();
        outputs.forEach(output -> visit(output.node(), seen));
        seen.removeIf(node -> node.operation() != Operation.CHAIN);
        this.chains =
                new Chains(seen, parts::containsKey, use -> slot(use.node()).isConstant());
        emitters.put(Operation.FILL, this::fill);
        emitters.put(Operation.IDENTITY, node -> constant(Matrix.identity(node.rows())));
        emitters.put(Operation.CONSTANT, node -> constant(Objects.requireNonNull(constants.get(node.label()))));
        emitters.put(Operation.INPUT, this::input);
        emitters.put(Operation.CHAIN, node -> chain(node.arguments()));
        emitters.put(Operation.COMBINATION, this::combination);
        emitters.put(Operation.SCALE, this::scale);
        emitters.put(Operation.HADAMARD, this::hadamard);
        emitters.put(Operation.POWER, this::pointwise);
        emitters.put(Operation.FUNCTION, this::pointwise);
        emitters.put(Operation.INVERSE, this::inverse);
        emitters.put(Operation.TRACE, this::trace);
        emitters.put(Operation.LOG_DET, this::logDet);
        emitters.put(Operation.INNER, this::inner);
        emitters.put(Operation.TOTAL, this::total);
        emitters.put(Operation.DIAGONAL_MATRIX, this::diagonalMatrix);
        emitters.put(Operation.DIAGONAL_VECTOR, this::diagonalVector);
        emitters.put(Operation.APPLIED, this::applied);
    }

    private static void visit(Node node, Set<Node> seen) {
        if (seen.add(node)) {
            node.arguments().forEach(argument -> visit(argument.node(), seen));
        }
    }

    /** Schedules an output for the given part of the program; its array holds the value, row by row. */
    Slot output(Use use, int itsPart) {
        part = itsPart;
        return plain(use);
    }

    List<Scheduled> steps() {
        return steps;
    }

    Map<String, Slot> inputs() {
        return inputs;
    }

    private Slot slot(Node node) {
        Slot slot = slots.get(node);
        if (slot == null) {
            slot = Objects.requireNonNull(emitters.get(node.operation())).apply(node);
            slots.put(node, slot);
        }
        return slot;
    }

    /** The use as it stands: transposed and multiplied where it says so. */
    private Slot plain(Use use) {
        Slot source = slot(use.node());
        if (use.coefficient() == 1 && !use.transposed()) {
            return source;
        }
        Slot known = plain.get(use);
        if (known == null) {
            known = target(use.rows(), use.columns(), List.of(source));
            Step step = use.transposed() && Math.min(source.rows(), source.columns()) > 1
                    ? new Step.Transpose(
                            use.coefficient(), source.values(), source.rows(), source.columns(), known.values())
                    : new Step.Copy(use.coefficient(), source.values(), known.values());
            schedule(step, known);
            plain.put(use, known);
        }
        return known;
    }

    private static Slot target(int rows, int columns, List<Slot> sources) {
        boolean isConstant = sources.stream().allMatch(Slot::isConstant);
        boolean isLate = sources.stream().anyMatch(Slot::isLate);
        return new Slot(new double[rows * columns], rows, columns, isConstant, isLate);
    }

    private void schedule(Step step, Slot target) {
        if (target.isConstant()) {
            step.run();
        } else {
            steps.add(new Scheduled(step, target.isLate() ? latePart : part));
        }
    }

    private static Slot constant(Matrix value) {
        return new Slot(value.toArray(), value.rows(), value.columns(), true, false);
    }

    private static Slot zero(int rows, int columns) {
        return constant(Matrix.zeros(rows, columns));
    }

    private Slot fill(Node node) {
        Slot slot = zero(node.rows(), node.columns());
        Arrays.fill(slot.values(), node.number());
        return slot;
    }

    private Slot input(Node node) {
        boolean isLate = lateInputs.contains(node.label());
        Slot slot = new Slot(new double[node.rows() * node.columns()], node.rows(), node.columns(), false, isLate);
        inputs.put(node.label(), slot);
        return slot;
    }

    private Slot chain(List<Use> factors) {
        for (Use factor : factors) {
            if (slot(factor.node()).isZero()) {
                return zero(
                        factors.get(0).rows(), factors.get(factors.size() - 1).columns());
            }
        }
        Slot known = parts.get(factors);
        if (known == null) {
            int split = chains.split(factors);
            Part left = part(factors.subList(0, split));
            Part right = part(factors.subList(split, factors.size()));
            known = target(left.rows(), right.columns(), List.of(left.slot(), right.slot()));
            MatrixProduct product = new MatrixProduct(
                    left.rows(), left.columns(), right.columns(), left.transposed(), right.transposed());
            schedule(
                    new Step.Multiply(
                            product, left.slot().values(), right.slot().values(), known.values()),
                    known);
            parts.put(factors, known);
        }
        return known;
    }

    /** A slot that may stand for its transpose. */
    private record Part(Slot slot, boolean transposed) {
        int rows() {
            return transposed ? slot.columns() : slot.rows();
        }

        int columns() {
            return transposed ? slot.rows() : slot.columns();
        }
    }

    private Part part(List<Use> factors) {
        if (factors.size() == 1) {
            return new Part(slot(factors.get(0).node()), factors.get(0).transposed());
        }
        List<Use> canonical = Chains.canonical(factors);
        return new Part(chain(canonical), !canonical.equals(factors));
    }

    private Slot combination(Node node) {
        List<Use> terms = node.arguments().stream()
                .filter(term -> !slot(term.node()).isZero())
                .toList();
        if (terms.isEmpty()) {
            return zero(node.rows(), node.columns());
        }
        List<Slot> sources = new ArrayList<>();
        for (Use term : terms) {
            // A transposed copy carries its coefficient with it.
            sources.add(term.transposed() ? plain(term) : slot(term.node()));
        }
        Slot target = target(node.rows(), node.columns(), sources);
        double[] c = target.values();
        double first = factor(terms.get(0));
        if (terms.size() == 1) {
            schedule(new Step.Copy(first, sources.get(0).values(), c), target);
            return target;
        }
        double second = factor(terms.get(1));
        schedule(
                new Step.AddTwo(
                        first, sources.get(0).values(), second, sources.get(1).values(), c),
                target);
        for (int i = 2; i < terms.size(); i++) {
            schedule(new Step.Add(factor(terms.get(i)), sources.get(i).values(), c), target);
        }
        return target;
    }

    private static double factor(Use term) {
        return term.transposed() ? 1 : term.coefficient();
    }

    private Slot scale(Node node) {
        Slot scalar = slot(node.arguments().get(0).node());
        Slot body = slot(node.arguments().get(1).node());
        if (scalar.isZero() || body.isZero()) {
            return zero(node.rows(), node.columns());
        }
        Slot target = target(node.rows(), node.columns(), List.of(scalar, body));
        schedule(new Step.Scale(scalar.values(), body.values(), target.values()), target);
        return target;
    }

    private Slot hadamard(Node node) {
        List<Slot> sources = node.arguments().stream().map(this::plain).toList();
        if (sources.stream().anyMatch(Slot::isZero)) {
            return zero(node.rows(), node.columns());
        }
        Slot product = sources.get(0);
        for (Slot factor : sources.subList(1, sources.size())) {
            Slot next = target(node.rows(), node.columns(), List.of(product, factor));
            schedule(new Step.Hadamard(product.values(), factor.values(), next.values()), next);
            product = next;
        }
        return product;
    }

    private Slot pointwise(Node node) {
        Use argument = node.arguments().get(0);
        Slot source = slot(argument.node());
        Slot target = target(node.rows(), node.columns(), List.of(source));
        var function = node.operation() == Operation.POWER ? Step.power(node.number()) : Step.function(node.label());
        schedule(new Step.Apply(function, argument.coefficient(), source.values(), target.values()), target);
        return target;
    }

    private Slot inverse(Node node) {
        Slot source = slot(node.arguments().get(0).node());
        Slot target = target(node.rows(), node.columns(), List.of(source));
        schedule(new Step.Invert(new LuSolver(node.rows()), node.rows(), source.values(), target.values()), target);
        return target;
    }

    private Slot logDet(Node node) {
        Use argument = node.arguments().get(0);
        Slot source = slot(argument.node());
        Slot target = target(1, 1, List.of(source));
        // log|det(c*A)| = n*log|c| + log|det(A)|
        double shift = argument.rows() * Math.log(Math.abs(argument.coefficient()));
        schedule(
                new Step.LogDet(
                        new LuSolver(argument.rows()),
                        argument.rows() == 0 ? 0 : shift,
                        source.values(),
                        target.values()),
                target);
        return target;
    }

    private Slot trace(Node node) {
        Node argument = node.arguments().get(0).node();
        if (argument.operation() == Operation.CHAIN && !slots.containsKey(argument)) {
            List<Use> factors = argument.arguments();
            int split = chains.splitOfTrace(factors);
            Part left = part(factors.subList(0, split));
            Part right = part(factors.subList(split, factors.size()));
            // tr(L*R) = <L', R>
            return inner(left.slot(), right.slot(), left.transposed() == right.transposed());
        }
        Slot source = slot(argument);
        Slot target = target(1, 1, List.of(source));
        schedule(new Step.Trace(source.values(), argument.rows(), target.values()), target);
        return target;
    }

    private Slot inner(Node node) {
        Slot left = slot(node.arguments().get(0).node());
        Use right = node.arguments().get(1);
        return inner(left, slot(right.node()), right.transposed());
    }

    private Slot inner(Slot left, Slot right, boolean mixed) {
        if (left.isZero() || right.isZero()) {
            return zero(1, 1);
        }
        Slot target = target(1, 1, List.of(left, right));
        boolean strided = mixed && Math.min(left.rows(), left.columns()) > 1;
        schedule(
                strided
                        ? new Step.InnerTransposed(
                                left.values(), right.values(), left.rows(), left.columns(), target.values())
                        : new Step.Inner(left.values(), right.values(), target.values()),
                target);
        return target;
    }

    private Slot total(Node node) {
        Slot source = slot(node.arguments().get(0).node());
        Slot target = target(1, 1, List.of(source));
        schedule(new Step.Total(source.values(), target.values()), target);
        return target;
    }

    private Slot diagonalMatrix(Node node) {
        Slot source = slot(node.arguments().get(0).node());
        Slot target = target(node.rows(), node.columns(), List.of(source));
        schedule(new Step.ToDiagonal(source.values(), target.values()), target);
        return target;
    }

    private Slot diagonalVector(Node node) {
        Slot source = slot(node.arguments().get(0).node());
        Slot target = target(node.rows(), 1, List.of(source));
        schedule(new Step.FromDiagonal(source.values(), target.values()), target);
        return target;
    }

    private Slot applied(Node node) {
        List<Slot> sources = node.arguments().stream().map(this::plain).toList();
        Slot target = target(node.rows(), node.columns(), sources);
        schedule(Step.Applied.of(node.label(), sources, target), target);
        return target;
    }
}
