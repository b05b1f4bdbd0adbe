package dev.nadir.numeric.homotopy;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Permutations of the unknowns, perhaps with changes of sign, that carry the solutions of equations into one another: all
 * elements one by one, the identity first.
 *
 * @param elements the group
 */
public record PermutationGroup(List<Element> elements) {

    /** Copies the list. */
    public PermutationGroup {
        elements = List.copyOf(elements);
    }

    /**
     * Where the unknowns go.
     *
     * @param images unknown {@code i} goes to the place {@code images[i]}
     * @param flips bit {@code i} is set where unknown {@code i} changes its sign on the way
     */
    public record Element(List<Integer> images, long flips) {

        /** Copies the list. */
        public Element {
            images = List.copyOf(images);
        }

        /** The image of an interleaved point. */
        public double[] apply(double[] point) {
            double[] out = new double[point.length];
            for (int i = 0; i < images.size(); i++) {
                int to = 2 * images.get(i);
                boolean isFlipped = ((flips >>> i) & 1L) == 1;
                out[to] = isFlipped ? 0.0 - point[2 * i] : point[2 * i];
                out[to + 1] = isFlipped ? 0.0 - point[2 * i + 1] : point[2 * i + 1];
            }
            return out;
        }
    }

    /** The identity alone. */
    public static PermutationGroup trivial(int unknowns) {
        return new PermutationGroup(
                List.of(new Element(IntStream.range(0, unknowns).boxed().toList(), 0)));
    }

    /** The same permutations, each with each of the changes of sign, which they must carry into one another. */
    public PermutationGroup with(List<Long> flips) {
        List<Element> all = new ArrayList<>();
        for (Element element : elements) {
            for (long flip : flips) {
                all.add(new Element(element.images(), element.flips() ^ flip));
            }
        }
        return new PermutationGroup(all);
    }

    /** How many elements there are. */
    public int order() {
        return elements.size();
    }

    /** Whether there is nothing but the identity. */
    public boolean isTrivial() {
        return elements.size() == 1;
    }
}
