package dev.nadir.expr.graph;

import dev.nadir.base.exact.Rational;
import dev.nadir.expr.EntrywiseFunction;
import dev.nadir.expr.Property;
import dev.nadir.expr.Shape;
import dev.nadir.expr.Size;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The rules of constant letters. A pair index determines its two places and is determined by them; a chosen place
 * determines its place among all; the Sylvester kernel of S solves exactly where the right side is a power of S.
 */
final class Relations {

    private final Simplification graph;

    Relations(Simplification graph) {
        this.graph = graph;
    }

    /** Indicators are their own squares, signs their own cubes. */
    static Node reduced(Node node) {
        Rational exponent = node.exponent();
        boolean isHigh = exponent.isInteger() && exponent.compareTo(Rational.ONE) > 0;
        if (isHigh && node.letter().isIndicator()) {
            return node.with(Rational.ONE);
        } else if (isHigh && isSign(node.letter())) {
            boolean isEven = exponent.intValueExact() % 2 == 0;
            return node.with(isEven ? Rational.of(2) : Rational.ONE);
        }
        return node;
    }

    private static boolean isSign(Letter letter) {
        return letter.content() instanceof Letter.Content.OfFunction f
                && f.function().equals(EntrywiseFunction.SIGN);
    }

    /** Applies the first rule that fits; false if none does. */
    boolean applyOne() {
        List<Node> nodes = graph.all();
        for (Node node : nodes) {
            Letter.Content content = node.letter().content();
            boolean isDone = node.exponent().isOne()
                    && ((content instanceof Letter.Content.OfPair && pair(node, nodes))
                            || (content instanceof Letter.Content.OfSelection s && selection(node, s, nodes))
                            || (content instanceof Letter.Content.OfSylvester k && kernel(node, k.root(), nodes)));
            boolean isJoined =
                    content instanceof Letter.Content.OfSymbol s && isOrthonormal(s) && orthonormal(node, s, nodes);
            if (isDone || isJoined) {
                return true;
            }
        }
        return false;
    }

    private static boolean isOrthonormal(Letter.Content.OfSymbol symbol) {
        return symbol.symbol().properties().contains(Property.ORTHONORMAL_COLUMNS);
    }

    /** Two copies that meet with their rows and nothing else are an identity; with their columns, where square. */
    private boolean orthonormal(Node node, Letter.Content.OfSymbol content, List<Node> nodes) {
        Shape shape = content.symbol().shape();
        if (shape.rows().isOne()) {
            return false;
        }
        int sides = shape.isSquare() ? 2 : 1;
        for (int side = 0; side < sides; side++) {
            if (orthonormal(node, side, nodes)) {
                return true;
            }
        }
        return false;
    }

    private boolean orthonormal(Node node, int side, List<Node> nodes) {
        int[] legs = node.legs();
        int shared = legs[side];
        boolean isSquared = node.exponent().equals(Rational.of(2)) && graph.degree(shared) == 1;
        if (isSquared) {
            // The sum of the squares of a column's entries.
            graph.remove(node);
            graph.vanish(shared);
            return true;
        }
        if (!node.exponent().isOne() || graph.degree(shared) != 2 || (legs.length == 2 && legs[0] == legs[1])) {
            return false;
        }
        for (Node other : nodes) {
            boolean isTwin = !other.equals(node)
                    && other.letter().equals(node.letter())
                    && other.exponent().isOne()
                    && other.legs()[side] == shared;
            if (isTwin) {
                graph.remove(other);
                graph.remove(node);
                graph.vanish(shared);
                graph.merge(other.legs()[1 - side], legs[1 - side]);
                return true;
            }
        }
        return false;
    }

    /** A functional letter whose value nobody asks for sums to 1. */
    private boolean unused(Node node) {
        int index = node.legs()[0];
        if (graph.degree(index) != 1) {
            return false;
        }
        graph.remove(node);
        graph.vanish(index);
        return true;
    }

    private boolean pair(Node node, List<Node> nodes) {
        if (unused(node)) {
            return true;
        }
        int[] legs = node.legs();
        for (Node other : nodes) {
            int[] theirs = other.legs();
            boolean isSame = !other.equals(node)
                    && other.letter().equals(node.letter())
                    && other.exponent().isOne();
            if (isSame && (legs[0] == theirs[0] || (legs[1] == theirs[1] && legs[2] == theirs[2]))) {
                join(other, node);
                return true;
            }
        }
        return false;
    }

    /** Removes a node whose places are those of another. */
    private void join(Node other, Node kept) {
        graph.remove(other);
        int[] from = other.legs().clone();
        int[] into = kept.legs().clone();
        for (int leg = 0; leg < from.length; leg++) {
            int gone = from[leg];
            int stays = into[leg];
            graph.merge(gone, stays);
            // Later legs may stand on the index that was just renamed.
            replaceAll(from, gone, stays);
            replaceAll(into, gone, stays);
        }
    }

    private static void replaceAll(int[] legs, int from, int to) {
        for (int i = 0; i < legs.length; i++) {
            legs[i] = legs[i] == from ? to : legs[i];
        }
    }

    private boolean selection(Node node, Letter.Content.OfSelection mine, List<Node> nodes) {
        if (unused(node)) {
            return true;
        }
        for (Node other : nodes) {
            boolean isOther = !other.equals(node)
                    && other.exponent().isOne()
                    && other.letter().content() instanceof Letter.Content.OfSelection;
            if (isOther
                    && ofTwo(node, mine, other, (Letter.Content.OfSelection)
                            other.letter().content())) {
                return true;
            }
        }
        return false;
    }

    private boolean ofTwo(Node node, Letter.Content.OfSelection mine, Node other, Letter.Content.OfSelection theirs) {
        int[] legs = node.legs();
        int[] others = other.legs();
        boolean isSame = node.letter().equals(other.letter());
        if (isSame && (legs[0] == others[0] || (legs.length == 2 && legs[1] == others[1]))) {
            join(other, node);
            return true;
        }
        if (legs[0] == others[0]) {
            if (isBefore(mine, theirs) || isBefore(theirs, mine)) {
                graph.scale(Rational.ZERO);
                return true;
            }
            return legs.length == 1 && others.length == 2 && contained(mine, other, theirs);
        }
        return legs.length == 2 && legs[1] == others[0] && composed(node, mine, other, theirs);
    }

    private static boolean isBefore(Letter.Content.OfSelection left, Letter.Content.OfSelection right) {
        return isNonNegative(right.from().minus(left.from()).minus(left.count()));
    }

    /** Whether a polynomial of sizes is at least 0 because none of its coefficients is negative. */
    private static boolean isNonNegative(Size size) {
        return size.terms().values().stream().allMatch(value -> value.signum() >= 0);
    }

    /** A basis vector on the places that another chooses from is a basis vector among the chosen. */
    private boolean contained(Letter.Content.OfSelection basis, Node other, Letter.Content.OfSelection theirs) {
        Size before = basis.from().minus(theirs.from());
        Size after = theirs.count().minus(Size.ONE).minus(before);
        if (!isNonNegative(before) || !isNonNegative(after)) {
            return false;
        }
        graph.remove(other);
        Letter letter = Letter.selection(theirs.count(), before.plus(Size.ONE), Size.ONE);
        graph.add(new Node(letter, Rational.ONE, new int[] {other.legs()[1]}));
        return true;
    }

    /** A choice among the chosen is a choice among all. */
    private boolean composed(
            Node outer, Letter.Content.OfSelection mine, Node inner, Letter.Content.OfSelection theirs) {
        int between = outer.legs()[1];
        boolean isAlone = graph.degree(between) == 2;
        if (!isAlone && inner.legs().length == 2) {
            return false;
        }
        Letter letter =
                Letter.selection(mine.rows(), mine.from().plus(theirs.from()).minus(Size.ONE), theirs.count());
        int[] legs = inner.legs().clone();
        legs[0] = outer.legs()[0];
        graph.remove(outer);
        graph.add(new Node(letter, Rational.ONE, legs));
        if (isAlone) {
            graph.remove(inner);
            graph.vanish(between);
        }
        return true;
    }

    private boolean kernel(Node node, Form root, List<Node> nodes) {
        int[] legs = node.legs();
        return kernel(node, root, new int[] {legs[0], legs[1], legs[2], legs[3]}, nodes)
                || kernel(node, root, new int[] {legs[2], legs[3], legs[0], legs[1]}, nodes);
    }

    /** {@code S*X + X*S = S^p} has the solution {@code S^(p-1)/2}. */
    private boolean kernel(Node node, Form root, int[] legs, List<Node> nodes) {
        int start = legs[2];
        int end = legs[3];
        if (start == end) {
            if (graph.degree(start) != 2) {
                return false;
            }
            graph.remove(node);
            graph.vanish(start);
            graph.add(new Node(Letter.inverse(root), Rational.ONE, new int[] {legs[0], legs[1]}));
            graph.scale(Rational.HALF);
            return true;
        }
        Optional<List<Node>> path = path(root, start, end, nodes);
        if (path.isEmpty()) {
            return false;
        }
        Node first = path.get().get(0);
        int next = first.legs()[0] == start ? first.legs()[1] : first.legs()[0];
        graph.remove(node);
        graph.remove(first);
        graph.vanish(start);
        graph.merge(next, legs[0]);
        int last = next == end ? legs[0] : end;
        graph.merge(last, legs[1] == next ? legs[0] : legs[1]);
        graph.scale(Rational.HALF);
        return true;
    }

    /** The nodes of one letter that lead from an index to another with nothing beside them. */
    private Optional<List<Node>> path(Form root, int start, int end, List<Node> nodes) {
        Optional<Letter> letter = Word.of(root)
                .filter(word -> word.size() == 1 && word.get(0).letter().symmetric())
                .map(word -> word.get(0).letter());
        if (letter.isEmpty() || graph.degree(end) != 2) {
            return Optional.empty();
        }
        List<Node> path = new ArrayList<>();
        int at = start;
        while (at != end) {
            int here = at;
            Optional<Node> next = nodes.stream()
                    .filter(n -> n.letter().equals(letter.get())
                            && n.exponent().isOne()
                            && !path.contains(n)
                            && Arrays.stream(n.legs()).anyMatch(leg -> leg == here))
                    .findFirst();
            if (next.isEmpty() || graph.degree(at) != 2) {
                return Optional.empty();
            }
            path.add(next.get());
            at = next.get().legs()[0] == here
                    ? next.get().legs()[1]
                    : next.get().legs()[0];
        }
        return Optional.of(path);
    }
}
