package dev.nadir.expr.graph;

import dev.nadir.base.exact.Rational;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Graphs that are paths, read as words of letters. */
final class Word {

    private Word() {}

    /** A letter in a word, transposed or not. */
    record Place(Letter letter, boolean transposed) {

        Place transpose() {
            return new Place(letter, !transposed && !letter.symmetric());
        }

        /** The index beyond a node that is this letter and has its near leg on the given index; -1 if it is not. */
        int beyond(Node node, int near) {
            if (!node.letter().equals(letter) || !node.exponent().isOne() || node.legs().length != 2) {
                return -1;
            }
            int entry = transposed ? 1 : 0;
            if (node.legs()[entry] == near) {
                return node.legs()[1 - entry];
            }
            return letter.symmetric() && node.legs()[1 - entry] == near ? node.legs()[entry] : -1;
        }
    }

    static List<Place> transpose(List<Place> word) {
        List<Place> transposed = new ArrayList<>();
        for (int i = word.size() - 1; i >= 0; i--) {
            transposed.add(word.get(i).transpose());
        }
        return transposed;
    }

    /** The word of a form that is one path with nothing beside it and the coefficient 1. */
    static Optional<List<Place>> of(Form form) {
        if (form.terms().size() != 1) {
            return Optional.empty();
        }
        var term = form.terms().entrySet().iterator().next();
        return term.getValue().isOne() ? of(term.getKey()) : Optional.empty();
    }

    /** The word of a graph that is one path from its row end to its column end with nothing beside it. */
    static Optional<List<Place>> of(Graph graph) {
        if (graph.opens().length != 2 || graph.opens()[0] == graph.opens()[1]) {
            return Optional.empty();
        }
        List<Place> word = new ArrayList<>();
        List<Node> left = new ArrayList<>(graph.nodes());
        int at = graph.opens()[0];
        while (at != graph.opens()[1]) {
            int here = at;
            Optional<Node> next =
                    left.stream().filter(node -> node.hasLegOn(here)).findFirst();
            if (graph.degree(at) != 2
                    || next.isEmpty()
                    || next.get().legs().length != 2
                    || !next.get().exponent().equals(Rational.ONE)) {
                return Optional.empty();
            }
            Node node = next.get();
            boolean isForward = node.legs()[0] == at;
            word.add(new Place(node.letter(), !isForward && !node.letter().symmetric()));
            at = isForward ? node.legs()[1] : node.legs()[0];
            left.remove(node);
        }
        return left.isEmpty() && graph.degree(at) == 2 ? Optional.of(word) : Optional.empty();
    }
}
