package dev.nadir.expr.graph;

import dev.nadir.base.PreconditionException;
import dev.nadir.expr.Size;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The canonical numbering of a graph: colour refinement, then individualisation of ties, component by component; the
 * smallest text wins. Colours only order the search, so that a collision of hashes costs time and never correctness.
 *
 * <p>Source: McKay1981, without its pruning by automorphisms: the graphs of a loss are small.
 */
final class Labelling {

    /** Beyond so many leaves of the search a graph is too symmetric; 40320 is 8!, eight exchangeable parts. */
    private static final int MOST_LEAVES = 40_320;

    private final List<Node> nodes;
    private final List<Size> sizes;
    private final int[] opens;
    private final int[] indices;
    /** The legs of each node as positions in {@code indices}. */
    private final int[][] legs;

    private int leaves;
    private @Nullable Ordering best;

    private Labelling(List<Node> nodes, int[] indices, List<Size> sizes, int[] opens) {
        this.nodes = nodes;
        this.indices = indices;
        this.sizes = sizes;
        this.opens = opens;
        this.legs = new int[nodes.size()][];
        for (int i = 0; i < legs.length; i++) {
            legs[i] = Arrays.stream(nodes.get(i).legs())
                    .map(leg -> Arrays.binarySearch(indices, leg))
                    .toArray();
        }
    }

    /** A text, and the order of nodes and indices that gives it. */
    private record Ordering(String text, List<Node> nodes, List<Integer> indices) {}

    /** The canonical graph; indices that no node or open end stands on are left out. */
    static Graph canonical(List<Node> nodes, List<Size> sizes, int[] opens) {
        List<Ordering> parts = new ArrayList<>();
        for (Component component : components(nodes, opens)) {
            int[] indices = component.indices.stream().mapToInt(i -> i).toArray();
            parts.add(new Labelling(component.nodes, indices, sizes, opens).run());
        }
        parts.sort(Comparator.comparing(Ordering::text));
        List<Node> ordered = new ArrayList<>();
        Map<Integer, Integer> numbers = new HashMap<>();
        List<Size> orderedSizes = new ArrayList<>();
        StringBuilder key = new StringBuilder();
        for (Ordering part : parts) {
            for (int index : part.indices()) {
                numbers.put(index, numbers.size());
                orderedSizes.add(sizes.get(index));
            }
            for (Node node : part.nodes()) {
                ordered.add(new Node(node.letter(), node.exponent(), renumbered(node, numbers)));
            }
            key.append(part.text()).append(' ');
        }
        int[] ends =
                Arrays.stream(opens).map(open -> numbers.getOrDefault(open, -1)).toArray();
        return new Graph(ordered, orderedSizes, ends, key.toString().strip());
    }

    private static int[] renumbered(Node node, Map<Integer, Integer> numbers) {
        int[] legs = Arrays.stream(node.legs())
                .map(leg -> numbers.getOrDefault(leg, -1))
                .toArray();
        return node.letter().ordered(legs);
    }

    private record Component(List<Node> nodes, TreeSet<Integer> indices) {}

    private static List<Component> components(List<Node> nodes, int[] opens) {
        List<Component> found = new ArrayList<>();
        for (Node node : nodes) {
            Component merged = new Component(new ArrayList<>(), new TreeSet<>());
            merged.nodes.add(node);
            Arrays.stream(node.legs()).forEach(merged.indices::add);
            found.removeIf(other -> {
                boolean touches = other.indices.stream().anyMatch(merged.indices::contains);
                if (touches) {
                    merged.nodes.addAll(other.nodes);
                    merged.indices.addAll(other.indices);
                }
                return touches;
            });
            found.add(merged);
        }
        for (int open : opens) {
            if (found.stream().noneMatch(c -> c.indices.contains(open))) {
                found.add(new Component(List.of(), new TreeSet<>(List.of(open))));
            }
        }
        return found;
    }

    private Ordering run() {
        long[] nodeColours = new long[nodes.size()];
        long[] indexColours = new long[indices.length];
        for (int i = 0; i < nodeColours.length; i++) {
            Node node = nodes.get(i);
            nodeColours[i] = Colour.mix(node.letter().colour(), node.exponent().hashCode());
        }
        for (int i = 0; i < indices.length; i++) {
            indexColours[i] = Colour.mix(sizes.get(indices[i]).hashCode(), openColour(indices[i]));
        }
        search(nodeColours, indexColours);
        if (best == null) {
            throw new dev.nadir.base.InternalErrorException("a graph has no canonical form");
        }
        return best;
    }

    private long openColour(int index) {
        long colour = 1;
        for (int i = 0; i < opens.length; i++) {
            if (opens[i] == index) {
                colour = Colour.mix(colour, i + 2L);
            }
        }
        return colour;
    }

    private void search(long[] nodeColours, long[] indexColours) {
        refine(nodeColours, indexColours);
        int[] tied = firstTie(nodeColours);
        boolean isTieOfNodes = tied.length > 0;
        if (!isTieOfNodes) {
            tied = firstTie(indexColours);
        }
        if (tied.length == 0) {
            leaf(nodeColours, indexColours);
            return;
        }
        for (int member : tied) {
            long[] its = nodeColours.clone();
            long[] their = indexColours.clone();
            long[] chosen = isTieOfNodes ? its : their;
            chosen[member] = Colour.mix(chosen[member], 0x5DEECE66DL);
            search(its, their);
        }
    }

    private void refine(long[] nodeColours, long[] indexColours) {
        int classes = 0;
        int now = distinct(nodeColours) + distinct(indexColours);
        while (now != classes) {
            classes = now;
            for (int i = 0; i < nodeColours.length; i++) {
                long[] around = new long[legs[i].length];
                for (int leg = 0; leg < around.length; leg++) {
                    around[leg] = indexColours[legs[i][leg]];
                }
                nodeColours[i] =
                        mixAll(nodeColours[i], around, nodes.get(i).letter().symmetric());
            }
            long[][] arriving = arriving(nodeColours, indexColours.length);
            for (int i = 0; i < indexColours.length; i++) {
                indexColours[i] = mixAll(indexColours[i], arriving[i], true);
            }
            now = distinct(nodeColours) + distinct(indexColours);
        }
    }

    /** For each index the colours of the legs that stand on it. */
    private long[][] arriving(long[] nodeColours, int count) {
        long[][] arriving = new long[count][];
        Arrays.fill(arriving, new long[0]);
        for (int i = 0; i < nodeColours.length; i++) {
            for (int leg = 0; leg < legs[i].length; leg++) {
                int at = legs[i][leg];
                long side = nodes.get(i).letter().symmetric() ? 0 : leg + 1L;
                arriving[at] = Arrays.copyOf(arriving[at], arriving[at].length + 1);
                arriving[at][arriving[at].length - 1] = Colour.mix(nodeColours[i], side);
            }
        }
        return arriving;
    }

    private static long mixAll(long colour, long[] others, boolean isUnordered) {
        if (isUnordered) {
            Arrays.sort(others);
        }
        long mixed = colour;
        for (long other : others) {
            mixed = Colour.mix(mixed, other);
        }
        return mixed;
    }

    private static int distinct(long[] colours) {
        long[] sorted = colours.clone();
        Arrays.sort(sorted);
        int distinct = sorted.length == 0 ? 0 : 1;
        for (int i = 1; i < sorted.length; i++) {
            distinct += sorted[i] == sorted[i - 1] ? 0 : 1;
        }
        return distinct;
    }

    /** The members of the tie with the smallest colour; empty if all colours differ. */
    private static int[] firstTie(long[] colours) {
        if (distinct(colours) == colours.length) {
            return new int[0];
        }
        TreeMap<Long, List<Integer>> classes = new TreeMap<>();
        for (int i = 0; i < colours.length; i++) {
            classes.computeIfAbsent(colours[i], key -> new ArrayList<>()).add(i);
        }
        return classes.values().stream()
                .filter(members -> members.size() > 1)
                .findFirst()
                .map(members -> members.stream().mapToInt(i -> i).toArray())
                .orElse(new int[0]);
    }

    private void leaf(long[] nodeColours, long[] indexColours) {
        if (++leaves > MOST_LEAVES) {
            throw new PreconditionException("the canonical form gives up on a term with more than " + MOST_LEAVES
                    + " indistinguishable orders, got " + nodes.size() + " factors");
        }
        Integer[] indexOrder = order(indexColours);
        int[] rank = new int[indexOrder.length];
        for (int i = 0; i < indexOrder.length; i++) {
            rank[indexOrder[i]] = i;
        }
        StringBuilder text = new StringBuilder();
        List<Node> orderedNodes = new ArrayList<>();
        for (int i : order(nodeColours)) {
            text.append(text(nodes.get(i), legs[i], rank)).append(' ');
            orderedNodes.add(nodes.get(i));
        }
        List<Integer> orderedIndices = new ArrayList<>();
        for (int i : indexOrder) {
            text.append('<').append(sizes.get(indices[i]));
            for (int open = 0; open < opens.length; open++) {
                text.append(opens[open] == indices[i] ? "|" + open : "");
            }
            text.append('>');
            orderedIndices.add(indices[i]);
        }
        if (best == null || text.toString().compareTo(best.text()) < 0) {
            best = new Ordering(text.toString(), orderedNodes, orderedIndices);
        }
    }

    private static String text(Node node, int[] legs, int[] rank) {
        int[] ranked =
                node.letter().ordered(Arrays.stream(legs).map(leg -> rank[leg]).toArray());
        String power = node.exponent().isOne() ? "" : "^" + node.exponent();
        return node.letter().key() + power + (ranked.length == 0 ? "" : Arrays.toString(ranked));
    }

    private static Integer[] order(long[] colours) {
        Integer[] order = new Integer[colours.length];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, Comparator.comparingLong(i -> colours[i]));
        return order;
    }
}
