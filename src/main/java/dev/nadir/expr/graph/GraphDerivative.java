package dev.nadir.expr.graph;

import dev.nadir.base.PreconditionException;
import dev.nadir.base.exact.Rational;
import dev.nadir.expr.EntrywiseFunction;
import dev.nadir.expr.Expr;
import dev.nadir.expr.Operation;
import dev.nadir.expr.Property;
import dev.nadir.expr.Role;
import dev.nadir.expr.Shape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Derivatives on the canonical form: remove a node and graft the differential of its letter onto its legs. Shares no
 * rule with {@code expr.calculus}, and checks it.
 */
public final class GraphDerivative {

    private final Map<Letter, Letter> directions = new HashMap<>();
    private final Map<Letter, Form> known = new HashMap<>();

    private GraphDerivative(Map<Expr.Symbol, Expr.Symbol> directions) {
        directions.forEach((symbol, direction) -> this.directions.put(Letter.of(symbol), Letter.of(direction)));
    }

    /** The differential of a form when each key moves along its value, a symbol of the same shape. */
    public static Form differential(Form form, Map<Expr.Symbol, Expr.Symbol> directions) {
        return new GraphDerivative(directions).of(form);
    }

    /** The gradient of a scalar form, in the symbol's shape; for a symmetric or diagonal symbol on that set. */
    public static Form gradient(Form scalar, Expr.Symbol symbol) {
        Expr.Symbol direction = new Expr.Symbol("?" + symbol.name(), symbol.shape(), Role.DIRECTION, Set.of());
        Form linear = differential(scalar, Map.of(symbol, direction));
        Form.Sum sum = new Form.Sum(symbol.shape());
        linear.terms().forEach((graph, value) -> sum.add(opened(graph, Letter.of(direction), value)));
        Form free = sum.form();
        if (symbol.properties().contains(Property.DIAGONAL)) {
            return free.diagonalVector().diagonalMatrix();
        } else if (symbol.isSymmetric() && !symbol.shape().isScalar()) {
            return free.plus(free.transpose()).times(Rational.HALF);
        } else {
            return free;
        }
    }

    /** A term that is linear in a letter, with that letter's node taken out and its legs open. */
    private static Form opened(Graph graph, Letter letter, Rational coefficient) {
        Wiring wiring = new Wiring();
        List<Node> rest = new ArrayList<>(graph.nodes());
        Node hole =
                rest.stream().filter(n -> n.letter().equals(letter)).findFirst().orElseThrow();
        rest.remove(hole);
        int offset = wiring.addIndices(graph);
        rest.forEach(n -> wiring.add(n.letter(), n.exponent(), Wiring.shift(n.legs(), offset)));
        return wiring.finish(coefficient, Wiring.shift(hole.legs(), offset), letter.shape());
    }

    private Form of(Form form) {
        Form.Sum sum = new Form.Sum(form.shape());
        for (Map.Entry<Graph, Rational> term : form.terms().entrySet()) {
            Graph graph = term.getKey();
            for (int i = 0; i < graph.nodes().size(); i++) {
                Form moved = of(graph.nodes().get(i).letter());
                if (!moved.isZero()) {
                    sum.add(graft(graph, i, moved, form.shape()), term.getValue());
                }
            }
        }
        return sum.form();
    }

    /** The power rule at one node: exponent times the graph with one copy of the letter replaced by its differential. */
    private static Form graft(Graph graph, int position, Form moved, Shape shape) {
        Node node = graph.nodes().get(position);
        Form.Sum sum = new Form.Sum(shape);
        for (Map.Entry<Graph, Rational> inner : moved.terms().entrySet()) {
            Wiring wiring = new Wiring();
            List<Node> nodes = new ArrayList<>(graph.nodes());
            Rational lower = node.exponent().minus(Rational.ONE);
            if (lower.isZero()) {
                nodes.remove(position);
            } else {
                nodes.set(position, node.with(lower));
            }
            int offset = wiring.addIndices(graph);
            nodes.forEach(n -> wiring.add(n.letter(), n.exponent(), Wiring.shift(n.legs(), offset)));
            int[] ends = wiring.add(inner.getKey());
            int[] legs = Wiring.shift(node.legs(), offset);
            for (int k = 0; k < ends.length; k++) {
                wiring.join(legs[k], ends[k]);
            }
            Rational coefficient = inner.getValue().times(node.exponent());
            sum.add(wiring.finish(coefficient, Wiring.shift(graph.opens(), offset), shape));
        }
        return sum.form();
    }

    /** The differential of a letter, with the letter's legs open. */
    private Form of(Letter letter) {
        Form moved = known.get(letter);
        if (moved == null) {
            moved = differentiate(letter);
            known.put(letter, moved);
        }
        return moved;
    }

    private Form differentiate(Letter letter) {
        Letter direction = directions.get(letter);
        if (direction != null) {
            return Form.of(direction);
        } else if (letter.content() instanceof Letter.Content.OfFunction f) {
            Form inner = of(f.argument());
            return inner.isZero() ? inner : derivative(f).hadamard(inner);
        } else if (letter.content() instanceof Letter.Content.OfInverse f) {
            Form inner = of(f.argument());
            Form inverse = Form.of(letter);
            return inner.isZero() ? inner : inverse.times(inner).times(inverse).times(Rational.MINUS_ONE);
        } else if (letter.content() instanceof Letter.Content.OfLogDet f) {
            Form inner = of(f.argument());
            return inner.isZero()
                    ? Form.zero(Shape.SCALAR)
                    : Powers.inverse(f.argument()).times(inner).trace();
        } else if (letter.content() instanceof Letter.Content.OfForm f) {
            return of(f.argument());
        } else if (letter.content() instanceof Letter.Content.OfOperation f) {
            Form inner = of(f.argument());
            return inner.isZero() ? Form.zero(letter.shape()) : operation(letter, f, inner);
        } else if (letter.content() instanceof Letter.Content.OfSylvester f) {
            return AppliedForms.kernelDifferential(f.root(), of(f.root()));
        } else {
            return Form.zero(letter.shape());
        }
    }

    private static Form operation(Letter letter, Letter.Content.OfOperation f, Form inner) {
        return switch (f.operation()) {
            case DETERMINANT ->
                Form.of(letter).times(Powers.inverse(f.argument()).times(inner).trace());
            case ROOT -> AppliedForms.sylvester(Form.of(letter), inner);
            case NUCLEAR_NORM ->
                AppliedForms.dyad(Operation.POLAR, f.argument()).hadamard(inner).total();
            case SPECTRAL_NORM ->
                AppliedForms.dyad(Operation.LEADING, f.argument())
                        .hadamard(inner)
                        .total();
            default ->
                throw new PreconditionException("the second derivative of this norm is not covered, got " + letter);
        };
    }

    private static Form derivative(Letter.Content.OfFunction f) {
        EntrywiseFunction function = f.function();
        Form x = f.argument();
        if (function.equals(EntrywiseFunction.EXP)) {
            return Form.of(Letter.of(function, x));
        } else if (function.equals(EntrywiseFunction.LOG)) {
            return Powers.power(x, Rational.MINUS_ONE);
        } else if (function.equals(EntrywiseFunction.TANH)) {
            return Form.ones(x.shape()).minus(Form.of(Letter.of(function, x), Rational.of(2)));
        } else if (function.equals(EntrywiseFunction.SIN)) {
            return Form.of(Letter.of(EntrywiseFunction.COS, x));
        } else if (function.equals(EntrywiseFunction.COS)) {
            return Form.of(Letter.of(EntrywiseFunction.SIN, x)).times(Rational.MINUS_ONE);
        } else if (function.isKinked()) {
            // Only the jumps are letters; away from them they are constant.
            return Form.zero(x.shape());
        } else {
            return Form.of(Letter.of(function.next(), x));
        }
    }
}
