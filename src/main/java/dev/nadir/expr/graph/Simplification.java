package dev.nadir.expr.graph;

import dev.nadir.base.exact.Rational;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The rewriting rules of a graph: the same letter on the same indices is a power; a letter to the power zero is gone; an
 * inverse beside what it inverts is gone and its ends are joined; {@link Relations} knows those of constant letters.
 */
final class Simplification {

    private final List<Node> nodes;
    private final int[] opens;
    private final Set<Integer> joinedAway = new HashSet<>();
    private Rational factor = Rational.ONE;

    Simplification(List<Node> nodes, int[] opens) {
        this.nodes = new ArrayList<>(nodes);
        this.opens = opens.clone();
    }

    void run() {
        Relations relations = new Relations(this);
        do {
            mergeTwins();
        } while (!factor.isZero() && (cancelOneInverse() || relations.applyOne()));
    }

    List<Node> nodes() {
        return nodes.stream().filter(n -> !isExpandable(n)).toList();
    }

    /** The number that the rules found in front. */
    Rational factor() {
        return factor;
    }

    /** Multiplies the graph with a number; zero ends the search for more. */
    void scale(Rational number) {
        factor = factor.times(number);
    }

    /** All nodes, those that will be expanded among them. */
    List<Node> all() {
        return List.copyOf(nodes);
    }

    void remove(Node node) {
        nodes.remove(node);
    }

    void add(Node node) {
        nodes.add(node);
    }

    /** An index that no longer stands for anything. */
    void vanish(int index) {
        joinedAway.add(index);
    }

    /** Makes one index of two. */
    void merge(int from, int into) {
        if (from != into) {
            replace(from, into);
            joinedAway.add(from);
            joinedAway.remove(into);
        }
    }

    int[] opens() {
        return opens.clone();
    }

    boolean isJoinedAway(int index) {
        return joinedAway.contains(index);
    }

    /** Marks the indices that a node or an open end stands on; nodes that will be expanded count. */
    void markUsed(boolean[] isUsed) {
        nodes.forEach(node -> Arrays.stream(node.legs()).forEach(leg -> isUsed[leg] = true));
        Arrays.stream(opens).forEach(open -> isUsed[open] = true);
    }

    /** A whole positive power of a form is multiplied out again; only scalars can be, without losing their place. */
    Form expand(Form rest) {
        Form result = rest;
        for (Node node : nodes) {
            if (isExpandable(node)) {
                Form argument = ((Letter.Content.OfForm) node.letter().content()).argument();
                for (int i = 0; i < node.exponent().intValueExact(); i++) {
                    result = argument.times(result);
                }
            }
        }
        return result;
    }

    private static boolean isExpandable(Node node) {
        return node.letter().content() instanceof Letter.Content.OfForm
                && node.letter().legCount() == 0
                && node.exponent().isInteger()
                && node.exponent().signum() > 0;
    }

    private void mergeTwins() {
        List<Node> merged = new ArrayList<>();
        for (Node node : nodes) {
            int twin = 0;
            while (twin < merged.size() && !merged.get(twin).isTwinOf(node)) {
                twin++;
            }
            if (twin == merged.size()) {
                merged.add(node);
            } else {
                Rational exponent = merged.get(twin).exponent().plus(node.exponent());
                merged.set(twin, node.with(exponent));
            }
        }
        merged.removeIf(node -> node.exponent().isZero());
        merged.replaceAll(Relations::reduced);
        nodes.clear();
        nodes.addAll(merged);
    }

    private boolean cancelOneInverse() {
        for (Node node : nodes) {
            if (node.letter().content() instanceof Letter.Content.OfInverse inverse
                    && node.exponent().isOne()
                    && node.legs().length == 2) {
                Optional<List<Word.Place>> word = Word.of(inverse.argument());
                if (word.isPresent() && cancel(node, word.get())) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean cancel(Node inverse, List<Word.Place> word) {
        List<Word.Place> transposed = Word.transpose(word);
        int first = inverse.legs()[0];
        int second = inverse.legs()[1];
        boolean isSymmetric = inverse.letter().symmetric();
        return cancel(inverse, second, first, word)
                || cancel(inverse, first, second, transposed)
                || (isSymmetric
                        && (cancel(inverse, first, second, word) || cancel(inverse, second, first, transposed)));
    }

    /** Walks the word from one leg of the inverse; where all of it is there, inverse and word become one index. */
    private boolean cancel(Node inverse, int start, int end, List<Word.Place> word) {
        List<Node> used = new ArrayList<>(List.of(inverse));
        int at = start;
        for (Word.Place place : word) {
            if (degree(at) != 2) {
                return false;
            }
            Node next = null;
            int beyond = -1;
            for (Node node : nodes) {
                if (next == null && !used.contains(node)) {
                    beyond = place.beyond(node, at);
                    next = beyond >= 0 ? node : null;
                }
            }
            if (next == null) {
                return false;
            }
            used.add(next);
            at = beyond;
        }
        nodes.removeAll(used);
        for (Node node : used) {
            Arrays.stream(node.legs()).forEach(joinedAway::add);
        }
        replace(at, end);
        joinedAway.remove(end);
        return true;
    }

    private void replace(int from, int to) {
        nodes.replaceAll(node -> new Node(node.letter(), node.exponent(), replaced(node.legs(), from, to)));
        System.arraycopy(replaced(opens, from, to), 0, opens, 0, opens.length);
    }

    private static int[] replaced(int[] legs, int from, int to) {
        return Arrays.stream(legs).map(leg -> leg == from ? to : leg).toArray();
    }

    /** How many legs and open ends meet at an index. */
    int degree(int index) {
        int degree = (int) Arrays.stream(opens).filter(open -> open == index).count();
        for (Node node : nodes) {
            degree +=
                    (int) Arrays.stream(node.legs()).filter(leg -> leg == index).count();
        }
        return degree;
    }
}
