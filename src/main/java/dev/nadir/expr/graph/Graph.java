package dev.nadir.expr.graph;

import dev.nadir.base.exact.Rational;
import dev.nadir.expr.Size;
import java.util.List;

/**
 * A contraction graph in canonical numbering: the product over its nodes of the letters' entries, summed over every
 * index that is not open.
 *
 * @param sizes of the indices
 * @param opens the index of each open leg: rows, then columns, without those of size 1
 * @param key the same for two graphs exactly when they are isomorphic
 */
record Graph(List<Node> nodes, List<Size> sizes, int[] opens, String key) {

    Graph {
        nodes = List.copyOf(nodes);
        sizes = List.copyOf(sizes);
    }

    /** Whether nothing but a number is left. */
    boolean isEmpty() {
        return nodes.isEmpty() && sizes.isEmpty();
    }

    boolean isOpen(int index) {
        for (int open : opens) {
            if (open == index) {
                return true;
            }
        }
        return false;
    }

    /** How many legs and open ends meet at an index. */
    int degree(int index) {
        int degree = 0;
        for (Node node : nodes) {
            for (int leg : node.legs()) {
                degree += leg == index ? 1 : 0;
            }
        }
        for (int open : opens) {
            degree += open == index ? 1 : 0;
        }
        return degree;
    }

    /** Whether no index is summed over. */
    boolean hasOnlyOpenIndices() {
        for (int i = 0; i < sizes.size(); i++) {
            if (!isOpen(i)) {
                return false;
            }
        }
        return true;
    }

    /** Whether every letter is known to be positive; an even root is never negative. */
    boolean isPositive() {
        return nodes.stream()
                .allMatch(n ->
                        n.letter().positive() || !n.exponent().denominator().testBit(0));
    }

    /** The exponents times a number. */
    List<Node> powered(Rational factor) {
        return nodes.stream().map(n -> n.with(n.exponent().times(factor))).toList();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Graph graph && key.equals(graph.key);
    }

    @Override
    public int hashCode() {
        return key.hashCode();
    }

    @Override
    public String toString() {
        return key;
    }
}
