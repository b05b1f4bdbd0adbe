package dev.nadir.expr.graph;

import dev.nadir.base.InternalErrorException;
import dev.nadir.base.exact.Rational;
import dev.nadir.expr.Shape;
import dev.nadir.expr.Size;
import java.util.ArrayList;
import java.util.List;

/** A graph under construction: nodes are added, indices joined, and the result brought to canonical form. */
final class Wiring {

    private final List<Node> nodes = new ArrayList<>();
    private final List<Size> sizes = new ArrayList<>();
    private final List<Integer> parents = new ArrayList<>();

    /** A copy that can be built on without changing this. */
    Wiring copy() {
        Wiring copy = new Wiring();
        copy.nodes.addAll(nodes);
        copy.sizes.addAll(sizes);
        copy.parents.addAll(parents);
        return copy;
    }

    /** Adds a new index and returns its number. */
    int index(Size size) {
        sizes.add(size);
        parents.add(parents.size());
        return parents.size() - 1;
    }

    /** Adds a letter to a power on the given indices. */
    void add(Letter letter, Rational exponent, int[] legs) {
        nodes.add(new Node(letter, exponent, legs));
    }

    /** Adds a copy of a graph and returns the numbers of its open legs' indices. */
    int[] add(Graph graph) {
        return add(graph, graph.nodes());
    }

    /** Adds a copy of a graph with other nodes on its indices. */
    int[] add(Graph graph, List<Node> itsNodes) {
        int offset = addIndices(graph);
        for (Node node : itsNodes) {
            nodes.add(new Node(node.letter(), node.exponent(), shift(node.legs(), offset)));
        }
        return shift(graph.opens(), offset);
    }

    /** Adds the indices of a graph; index {@code i} becomes the returned number plus {@code i}. */
    int addIndices(Graph graph) {
        int offset = sizes.size();
        graph.sizes().forEach(this::index);
        return offset;
    }

    static int[] shift(int[] indices, int offset) {
        int[] shifted = new int[indices.length];
        for (int i = 0; i < indices.length; i++) {
            shifted[i] = indices[i] + offset;
        }
        return shifted;
    }

    /** Makes two indices one. */
    void join(int left, int right) {
        int a = root(left);
        int b = root(right);
        if (!sizes.get(a).equals(sizes.get(b))) {
            throw new InternalErrorException("joined indices have sizes " + sizes.get(a) + " and " + sizes.get(b));
        }
        parents.set(Math.max(a, b), Math.min(a, b));
    }

    private int root(int index) {
        int root = index;
        while (parents.get(root) != root) {
            root = parents.get(root);
        }
        return root;
    }

    /** The form of this graph with a number in front; twins merged, inverses cancelled, free indices counted. */
    Form finish(Rational coefficient, int[] opens, Shape shape) {
        int[] ends = roots(opens);
        List<Node> resolved = new ArrayList<>();
        nodes.forEach(node -> resolved.add(new Node(node.letter(), node.exponent(), roots(node.legs()))));
        Simplification simple = new Simplification(resolved, ends);
        simple.run();
        boolean[] isUsed = new boolean[sizes.size()];
        simple.markUsed(isUsed);
        if (simple.factor().isZero()) {
            return Form.zero(shape);
        }
        Size factor = Size.of(1);
        for (int i = 0; i < sizes.size(); i++) {
            if (parents.get(i) == i && !isUsed[i] && !simple.isJoinedAway(i)) {
                factor = factor.times(sizes.get(i));
            }
        }
        Form form = Form.of(
                Labelling.canonical(simple.nodes(), sizes, simple.opens()), coefficient.times(simple.factor()), shape);
        return simple.expand(form).times(factor);
    }

    private int[] roots(int[] indices) {
        int[] roots = new int[indices.length];
        for (int i = 0; i < indices.length; i++) {
            roots[i] = root(indices[i]);
        }
        return roots;
    }
}
