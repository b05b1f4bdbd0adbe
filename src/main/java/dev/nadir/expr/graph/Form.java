package dev.nadir.expr.graph;

import dev.nadir.base.PreconditionException;
import dev.nadir.base.exact.Rational;
import dev.nadir.expr.Expr;
import dev.nadir.expr.Shape;
import dev.nadir.expr.Size;
import dev.nadir.expr.SizeName;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The canonical form of an expression: contraction graphs with rational coefficients. Two expressions with equal forms
 * are equal for all sizes and all values; see {@code docs/decisions/canonical-form.md} for what the converse needs.
 */
public final class Form {

    /** A form with more terms than this is a mistake, or a computation that will not end. */
    private static final int MOST_TERMS = 20_000;

    private final Shape shape;
    private final SortedMap<Graph, Rational> terms;
    private @Nullable String key;

    private Form(Shape shape, SortedMap<Graph, Rational> terms) {
        if (terms.size() > MOST_TERMS) {
            throw new PreconditionException(
                    "an expanded formula must have at most " + MOST_TERMS + " terms, got " + terms.size());
        }
        this.shape = shape;
        this.terms = terms;
    }

    private static SortedMap<Graph, Rational> empty() {
        return new TreeMap<>(java.util.Comparator.comparing(Graph::key));
    }

    /**
     * The canonical form of an expression.
     *
     * @throws PreconditionException if it holds a mean that is not carried out, or grows beyond all bounds
     */
    public static Form of(Expr e) {
        return new Normaliser().form(e);
    }

    /** Every entry 0. */
    public static Form zero(Shape shape) {
        return new Form(shape, empty());
    }

    static Form of(Rational value) {
        return of(new Wiring(), value, new int[0], Shape.SCALAR);
    }

    private static Form of(Wiring wiring, Rational coefficient, int[] opens, Shape shape) {
        return wiring.finish(coefficient, opens, shape);
    }

    static Form of(Graph graph, Rational coefficient, Shape shape) {
        SortedMap<Graph, Rational> terms = empty();
        if (!coefficient.isZero()) {
            terms.put(graph, coefficient);
        }
        return new Form(shape, terms);
    }

    /** The form of one letter to a power, its legs open. */
    static Form of(Letter letter, Rational exponent) {
        Wiring wiring = new Wiring();
        int[] legs = opens(wiring, letter.shape());
        wiring.add(letter, exponent, legs);
        return wiring.finish(Rational.ONE, legs, letter.shape());
    }

    static Form of(Letter letter) {
        return of(letter, Rational.ONE);
    }

    /** Every entry 1. */
    static Form ones(Shape shape) {
        Wiring wiring = new Wiring();
        return wiring.finish(Rational.ONE, opens(wiring, shape), shape);
    }

    static Form identity(Size size) {
        Wiring wiring = new Wiring();
        int index = wiring.index(size);
        return wiring.finish(Rational.ONE, new int[] {index, index}, new Shape(size, size));
    }

    /** The number that a size is. */
    static Form of(Size size) {
        return of(Rational.ONE).times(size);
    }

    private static int[] opens(Wiring wiring, Shape shape) {
        return List.of(shape.rows(), shape.columns()).stream()
                .filter(size -> !size.isOne())
                .mapToInt(wiring::index)
                .toArray();
    }

    public Shape shape() {
        return shape;
    }

    /** A text that is the same for two forms exactly when they are equal. */
    public String key() {
        // Long, and only needed where forms become letters or are compared: made once, on demand.
        String known = key;
        if (known == null) {
            StringBuilder text = new StringBuilder();
            terms.forEach((graph, value) -> text.append(text.isEmpty() ? "" : " + ")
                    .append(value)
                    .append(" . ")
                    .append(graph.key()));
            known = text.toString();
            key = known;
        }
        return known;
    }

    public boolean isZero() {
        return terms.isEmpty();
    }

    /** The number of terms. */
    public int termCount() {
        return terms.size();
    }

    /** The coefficient of each term, by a text that is the same for equal terms: the form as a vector. */
    public Map<String, Rational> coefficients() {
        Map<String, Rational> coefficients = new java.util.LinkedHashMap<>();
        terms.forEach((graph, value) -> coefficients.put(graph.key(), value));
        return Collections.unmodifiableMap(coefficients);
    }

    /** The terms, each as a form of its own. */
    public List<Form> summands() {
        List<Form> parts = new ArrayList<>();
        terms.forEach((graph, value) -> parts.add(of(graph, value, shape)));
        return parts;
    }

    Map<Graph, Rational> terms() {
        return Collections.unmodifiableMap(terms);
    }

    /** Whether it is square, no scalar, and its own transpose. */
    public boolean isSymmetric() {
        return shape.isSquare() && !shape.isScalar() && equals(transpose());
    }

    public Form plus(Form other) {
        if (!shape.equals(other.shape)) {
            throw new PreconditionException("terms of a sum must have one shape, got " + shape + " and " + other.shape);
        }
        return new Sum(shape).add(this).add(other).form();
    }

    public Form minus(Form other) {
        return plus(other.times(Rational.MINUS_ONE));
    }

    /** Times a number. */
    public Form times(Rational factor) {
        SortedMap<Graph, Rational> scaled = empty();
        if (!factor.isZero()) {
            terms.forEach((graph, value) -> scaled.put(graph, value.times(factor)));
        }
        return new Form(shape, scaled);
    }

    /** Times a polynomial of sizes. */
    Form times(Size size) {
        if (size.isOne()) {
            return this;
        }
        Form result = zero(shape);
        for (Map.Entry<List<SizeName>, Rational> monomial : size.terms().entrySet()) {
            Form product = times(monomial.getValue());
            for (SizeName name : monomial.getKey()) {
                product = of(Letter.of(name)).times(product);
            }
            result = result.plus(product);
        }
        return result;
    }

    /** A sum under construction. */
    static final class Sum {
        private final Shape shape;
        private final SortedMap<Graph, Rational> terms = empty();

        Sum(Shape shape) {
            this.shape = shape;
        }

        Sum add(Form form) {
            return add(form, Rational.ONE);
        }

        Sum add(Form form, Rational factor) {
            form.terms.forEach((graph, value) -> {
                Rational product = factor.isOne() ? value : value.times(factor);
                Rational total = terms.merge(graph, product, Rational::plus);
                if (total.isZero()) {
                    terms.remove(graph);
                }
            });
            return this;
        }

        Form form() {
            return new Form(shape, terms);
        }
    }

    /** How two graphs, already in the wiring, are joined; returns the open legs of the result. */
    interface Joint {
        int[] join(Wiring wiring, int[] left, int[] right);
    }

    Form combine(Form other, Shape result, Joint joint) {
        Sum sum = new Sum(result);
        for (Map.Entry<Graph, Rational> left : terms.entrySet()) {
            for (Map.Entry<Graph, Rational> right : other.terms.entrySet()) {
                Wiring wiring = new Wiring();
                int[] a = wiring.add(left.getKey());
                int[] b = wiring.add(right.getKey());
                int[] opens = joint.join(wiring, a, b);
                sum.add(wiring.finish(left.getValue().times(right.getValue()), opens, result));
            }
        }
        return sum.form();
    }

    /** The matrix product; a scalar on either side scales. */
    public Form times(Form other) {
        if (shape.isScalar()) {
            return combine(other, other.shape, (wiring, a, b) -> b);
        } else if (other.shape.isScalar()) {
            return combine(other, shape, (wiring, a, b) -> a);
        }
        boolean isJoined = !shape.columns().isOne();
        return combine(other, new Shape(shape.rows(), other.shape.columns()), (wiring, a, b) -> {
            if (isJoined) {
                wiring.join(a[a.length - 1], b[0]);
            }
            int keptLeft = isJoined ? a.length - 1 : a.length;
            int skippedRight = isJoined ? 1 : 0;
            int[] opens = new int[keptLeft + b.length - skippedRight];
            System.arraycopy(a, 0, opens, 0, keptLeft);
            System.arraycopy(b, skippedRight, opens, keptLeft, b.length - skippedRight);
            return opens;
        });
    }

    /** The product entry by entry. */
    public Form hadamard(Form other) {
        return combine(other, shape, (wiring, a, b) -> {
            for (int i = 0; i < a.length; i++) {
                wiring.join(a[i], b[i]);
            }
            return a;
        });
    }

    Form rewire(Shape result, Joint joint) {
        Sum sum = new Sum(result);
        for (Map.Entry<Graph, Rational> term : terms.entrySet()) {
            Wiring wiring = new Wiring();
            int[] opens = joint.join(wiring, wiring.add(term.getKey()), new int[0]);
            sum.add(wiring.finish(term.getValue(), opens, result));
        }
        return sum.form();
    }

    /** The transpose. */
    public Form transpose() {
        return rewire(shape.transpose(), (wiring, a, none) -> a.length == 2 ? new int[] {a[1], a[0]} : a);
    }

    /** The sum of the diagonal. */
    public Form trace() {
        return rewire(Shape.SCALAR, (wiring, a, none) -> {
            wiring.join(a[0], a[1]);
            return none;
        });
    }

    /** The sum of all entries. */
    Form total() {
        return rewire(Shape.SCALAR, (wiring, a, none) -> none);
    }

    Form diagonalMatrix() {
        return rewire(new Shape(shape.rows(), shape.rows()), (wiring, a, none) -> new int[] {a[0], a[0]});
    }

    /** The diagonal as a column. */
    public Form diagonalVector() {
        return rewire(Shape.vector(shape.rows()), (wiring, a, none) -> {
            wiring.join(a[0], a[1]);
            return new int[] {a[0]};
        });
    }

    /**
     * Scalars {@code c}, one for each term that is {@code c} times the given one.
     *
     * @param term a form of one term and the same shape
     */
    public List<Form> cofactors(Form term) {
        List<Form> found = new ArrayList<>();
        if (term.termCount() != 1) {
            return found;
        }
        Graph wanted = term.terms.keySet().iterator().next();
        Rational unit = term.terms.values().iterator().next();
        String body = body(wanted, shape);
        for (Map.Entry<Graph, Rational> each : terms.entrySet()) {
            if (body.equals(body(each.getKey(), shape))) {
                Wiring quotient = new Wiring();
                scalars(each.getKey(), Rational.ONE, quotient);
                scalars(wanted, Rational.MINUS_ONE, quotient);
                found.add(quotient.finish(each.getValue().dividedBy(unit), new int[0], Shape.SCALAR));
            }
        }
        return found;
    }

    /** The graph without its scalar letters. */
    private static String body(Graph graph, Shape shape) {
        Wiring without = new Wiring();
        int[] opens = without.add(
                graph,
                graph.nodes().stream().filter(node -> node.legs().length > 0).toList());
        return without.finish(Rational.ONE, opens, shape).key();
    }

    private static void scalars(Graph graph, Rational sign, Wiring wiring) {
        for (Node node : graph.nodes()) {
            if (node.legs().length == 0) {
                wiring.add(node.letter(), node.exponent().times(sign), new int[0]);
            }
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Form form && shape.equals(form.shape) && terms.equals(form.terms);
    }

    @Override
    public int hashCode() {
        return terms.hashCode();
    }

    @Override
    public String toString() {
        return isZero() ? "0" : key();
    }
}
