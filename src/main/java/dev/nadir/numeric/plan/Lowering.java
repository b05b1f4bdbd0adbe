package dev.nadir.numeric.plan;

import dev.nadir.base.PreconditionException;
import dev.nadir.base.exact.Rational;
import dev.nadir.expr.EntrywiseFunction;
import dev.nadir.expr.Expr;
import dev.nadir.expr.Shape;
import dev.nadir.expr.Size;
import dev.nadir.numeric.linalg.Matrix;
import dev.nadir.numeric.plan.Node.Operation;
import dev.nadir.numeric.plan.Node.Use;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * Turns expressions into a graph of shared nodes at given sizes: transposes become flags, numbers in front become
 * coefficients, products become chains that are bracketed later.
 */
final class Lowering implements Expr.Cases<Use> {

    /** Chains are joined up to this length; ordering costs the cube of it. */
    private static final int LONGEST_CHAIN = 24;

    private final Map<String, Integer> sizes;
    private final Map<String, Matrix> constants;
    private final IdentityHashMap<Expr, Use> known = new IdentityHashMap<>();
    private final Map<Key, Node> nodes = new HashMap<>();

    private record Key(Operation operation, List<Use> arguments, int rows, int columns, double number, String label) {}

    Lowering(Map<String, Integer> sizes, Map<String, Matrix> constants) {
        this.sizes = sizes;
        this.constants = constants;
    }

    Use lower(Expr e) {
        Use use = known.get(e);
        if (use == null) {
            use = e.match(this);
            known.put(e, use);
        }
        return use;
    }

    int evaluate(Size size) {
        return size.evaluate(sizes);
    }

    private Node node(Operation operation, List<Use> arguments, int rows, int columns) {
        return node(new Key(operation, arguments, rows, columns, 0, ""));
    }

    private Node node(Key key) {
        Matrix.requireCount(key.rows(), key.columns());
        return nodes.computeIfAbsent(
                key,
                k -> new Node(
                        nodes.size(),
                        k.operation(),
                        List.copyOf(k.arguments()),
                        k.rows(),
                        k.columns(),
                        k.number(),
                        k.label()));
    }

    private Use fill(Shape shape, double value) {
        int rows = evaluate(shape.rows());
        int columns = evaluate(shape.columns());
        return Use.of(node(new Key(Operation.FILL, List.of(), rows, columns, value, "")));
    }

    private Use number(double value) {
        return new Use(node(new Key(Operation.FILL, List.of(), 1, 1, 1, "")), false, value);
    }

    @Override
    public Use literal(Expr.Literal e) {
        return number(e.value().round());
    }

    @Override
    public Use sizeNumber(Expr.SizeNumber e) {
        Rational value = e.size()
                .substitute(name -> Size.of(name.number(sizes)))
                .constant()
                .orElseThrow();
        return number(value.round());
    }

    @Override
    public Use pi(Expr.Pi e) {
        return number(Math.PI);
    }

    @Override
    public Use symbol(Expr.Symbol e) {
        int rows = evaluate(e.shape().rows());
        int columns = evaluate(e.shape().columns());
        Matrix constant = constants.get(e.name());
        if (constant == null) {
            return Use.of(node(new Key(Operation.INPUT, List.of(), rows, columns, 0, e.name())));
        } else if (constant.rows() != rows || constant.columns() != columns) {
            throw new PreconditionException(
                    e.name() + " must be " + rows + " x " + columns + ", got " + constant.shape());
        }
        return Use.of(node(new Key(Operation.CONSTANT, List.of(), rows, columns, 0, e.name())));
    }

    @Override
    public Use named(Expr.Named e) {
        return lower(e.definition());
    }

    @Override
    public Use zero(Expr.Zero e) {
        return fill(e.shape(), 0);
    }

    @Override
    public Use ones(Expr.Ones e) {
        return fill(e.shape(), 1);
    }

    @Override
    public Use identity(Expr.Identity e) {
        int size = evaluate(e.size());
        return Use.of(node(Operation.IDENTITY, List.of(), size, size));
    }

    @Override
    public Use sum(Expr.Sum e) {
        return combination(e.terms().stream().map(this::lower).toList());
    }

    private Use combination(List<Use> terms) {
        List<Use> merged = new ArrayList<>();
        for (Use term : terms) {
            // A sum inside a sum is joined, so that one pass over memory serves both.
            if (term.node().operation() == Operation.COMBINATION) {
                for (Use inner : term.node().arguments()) {
                    Use flipped = term.transposed() ? inner.transpose() : inner;
                    merge(merged, flipped.times(term.coefficient()));
                }
            } else {
                merge(merged, term);
            }
        }
        boolean flipped = merged.stream().allMatch(t -> t.transposed() || t.isScalar());
        List<Use> arguments =
                flipped ? merged.stream().map(Use::transpose).toList() : Collections.unmodifiableList(merged);
        if (arguments.size() == 1) {
            return flipped ? arguments.get(0).transpose() : arguments.get(0);
        }
        Use first = arguments.get(0);
        Use result = Use.of(node(Operation.COMBINATION, arguments, first.rows(), first.columns()));
        return flipped ? result.transpose() : result;
    }

    private static void merge(List<Use> terms, Use term) {
        for (int i = 0; i < terms.size(); i++) {
            Use other = terms.get(i);
            if (other.node().equals(term.node()) && other.transposed() == term.transposed()) {
                terms.set(i, new Use(term.node(), term.transposed(), other.coefficient() + term.coefficient()));
                return;
            }
        }
        terms.add(term);
    }

    @Override
    public Use scaled(Expr.Scaled e) {
        return scale(lower(e.scalar()), lower(e.body()));
    }

    private Use scale(Use scalar, Use body) {
        double coefficient = scalar.coefficient() * body.coefficient();
        if (isNumber(scalar)) {
            return new Use(body.node(), body.transposed(), coefficient);
        }
        Use plain = Use.of(body.node());
        Node node = node(
                Operation.SCALE,
                List.of(scalar.bare(), plain),
                plain.node().rows(),
                plain.node().columns());
        return new Use(node, body.transposed(), coefficient);
    }

    /** Whether this is nothing but its coefficient. */
    private static boolean isNumber(Use use) {
        return use.isScalar()
                && use.node().operation() == Operation.FILL
                && use.node().number() == 1;
    }

    @Override
    public Use product(Expr.Product e) {
        List<Use> factors = e.factors().stream().map(this::lower).toList();
        if (e.factors().stream().allMatch(f -> f.shape().isScalar())) {
            return entrywiseProduct(factors);
        }
        Use result = number(1);
        List<Use> chain = new ArrayList<>();
        for (int i = 0; i < factors.size(); i++) {
            Use factor = factors.get(i);
            if (e.factors().get(i).shape().isScalar()) {
                result = entrywiseProduct(List.of(result, factor));
            } else {
                chain.add(factor);
            }
        }
        return scale(result, chain(chain));
    }

    private Use chain(List<Use> factors) {
        List<Use> flat = new ArrayList<>();
        double coefficient = 1;
        for (Use factor : factors) {
            coefficient *= factor.coefficient();
            List<Use> inner = factor.node().arguments();
            if (factor.node().operation() == Operation.CHAIN
                    && flat.size() + inner.size() + factors.size() <= LONGEST_CHAIN) {
                flat.addAll(factor.transposed() ? reversed(inner) : inner);
            } else {
                flat.add(factor.bare());
            }
        }
        if (flat.size() == 1) {
            return flat.get(0).times(coefficient);
        }
        List<Use> mirror = reversed(flat);
        boolean flipped = compare(mirror, flat) < 0;
        List<Use> chosen = flipped ? mirror : flat;
        Node node = node(
                Operation.CHAIN,
                chosen,
                chosen.get(0).rows(),
                chosen.get(chosen.size() - 1).columns());
        return new Use(node, flipped, coefficient);
    }

    /** The factors of the transposed product. */
    static List<Use> reversed(List<Use> factors) {
        List<Use> reversed =
                new ArrayList<>(factors.stream().map(Use::transpose).toList());
        Collections.reverse(reversed);
        return reversed;
    }

    /** An order of chains of one length, so that a product and its transpose are one node. */
    static int compare(List<Use> left, List<Use> right) {
        for (int i = 0; i < left.size(); i++) {
            int byNode =
                    Integer.compare(left.get(i).node().id(), right.get(i).node().id());
            int byFlag = Boolean.compare(left.get(i).transposed(), right.get(i).transposed());
            if (byNode != 0 || byFlag != 0) {
                return byNode != 0 ? byNode : byFlag;
            }
        }
        return 0;
    }

    @Override
    public Use hadamard(Expr.Hadamard e) {
        return entrywiseProduct(e.factors().stream().map(this::lower).toList());
    }

    private Use entrywiseProduct(List<Use> factors) {
        double coefficient = 1;
        List<Use> kept = new ArrayList<>();
        for (Use factor : factors) {
            coefficient *= factor.coefficient();
            if (!isNumber(factor)) {
                kept.add(factor.bare());
            }
        }
        if (kept.isEmpty()) {
            return number(coefficient);
        }
        boolean flipped = kept.stream().allMatch(Use::transposed);
        List<Use> arguments = flipped ? kept.stream().map(Use::transpose).toList() : kept;
        if (arguments.size() == 1) {
            return new Use(arguments.get(0).node(), flipped, coefficient);
        }
        Node node = node(
                Operation.HADAMARD,
                arguments,
                arguments.get(0).rows(),
                arguments.get(0).columns());
        return new Use(node, flipped, coefficient);
    }

    @Override
    public Use power(Expr.Power e) {
        return entrywise(Operation.POWER, lower(e.base()), e.exponent().round(), "");
    }

    @Override
    public Use entrywise(Expr.Entrywise e) {
        EntrywiseFunction function = e.function();
        return entrywise(Operation.FUNCTION, lower(e.argument()), 0, function.symbol());
    }

    private Use entrywise(Operation operation, Use argument, double number, String label) {
        Use inner = new Use(argument.node(), false, argument.coefficient());
        Key key = new Key(operation, List.of(inner), inner.rows(), inner.columns(), number, label);
        return new Use(node(key), argument.transposed(), 1);
    }

    @Override
    public Use transpose(Expr.Transpose e) {
        return lower(e.argument()).transpose();
    }

    @Override
    public Use inverse(Expr.Inverse e) {
        Use argument = lower(e.argument());
        Use inner = Use.of(argument.node());
        Node node = node(Operation.INVERSE, List.of(inner), inner.rows(), inner.columns());
        return new Use(node, argument.transposed(), 1 / argument.coefficient());
    }

    @Override
    public Use trace(Expr.Trace e) {
        Use argument = lower(e.argument());
        Node node = node(Operation.TRACE, List.of(Use.of(argument.node())), 1, 1);
        return new Use(node, false, argument.coefficient());
    }

    @Override
    public Use logDet(Expr.LogDet e) {
        Use argument = lower(e.argument());
        Use inner = new Use(argument.node(), false, argument.coefficient());
        return Use.of(node(Operation.LOG_DET, List.of(inner), 1, 1));
    }

    @Override
    public Use inner(Expr.Inner e) {
        Use left = lower(e.left());
        Use right = lower(e.right());
        double coefficient = left.coefficient() * right.coefficient();
        // Both transposed is neither transposed, and the order does not matter.
        boolean mixed = left.transposed() != right.transposed();
        boolean swapped = left.node().id() > right.node().id();
        Use first = Use.of((swapped ? right : left).node());
        Use second = new Use((swapped ? left : right).node(), mixed, 1);
        return new Use(node(Operation.INNER, List.of(first, second), 1, 1), false, coefficient);
    }

    @Override
    public Use total(Expr.Total e) {
        Use argument = lower(e.argument());
        Node node = node(Operation.TOTAL, List.of(Use.of(argument.node())), 1, 1);
        return new Use(node, false, argument.coefficient());
    }

    @Override
    public Use diagonalMatrix(Expr.DiagonalMatrix e) {
        Use argument = lower(e.vector());
        Use inner = Use.of(argument.node());
        int size = Math.max(inner.rows(), inner.columns());
        if (inner.rows() * inner.columns() == 0) {
            size = 0;
        }
        return new Use(node(Operation.DIAGONAL_MATRIX, List.of(inner), size, size), false, argument.coefficient());
    }

    @Override
    public Use diagonalVector(Expr.DiagonalVector e) {
        Use argument = lower(e.matrix());
        Use inner = Use.of(argument.node());
        return new Use(node(Operation.DIAGONAL_VECTOR, List.of(inner), inner.rows(), 1), false, argument.coefficient());
    }

    @Override
    public Use applied(Expr.Applied e) {
        // The sizes that an operation needs stand in its arguments as numbers.
        List<Use> arguments =
                new ArrayList<>(e.arguments().stream().map(this::lower).toList());
        e.sizes().forEach(size -> arguments.add(number(evaluate(size))));
        int rows = evaluate(e.shape().rows());
        int columns = evaluate(e.shape().columns());
        return Use.of(node(new Key(
                Operation.APPLIED, arguments, rows, columns, 0, e.operation().name())));
    }

    @Override
    public Use expectation(Expr.Expectation e) {
        throw new PreconditionException("a program has no expectations; carry them out first, or sample them");
    }
}
