package dev.nadir.reduction.chain.depth;

import dev.nadir.reduction.Refusal;
import java.util.List;

/** What the layers have in common, read off several depths: one text with the layer's number in it. */
final class Pattern {

    private Pattern() {}

    /**
     * The product of the texts of layers 1, 2, ... as a text in the depth.
     *
     * @param texts for each depth that was read, those of its layers, the first first
     * @param depths that were read
     * @param depth the name of the depth
     * @throws Refusal if they follow no pattern
     */
    static String product(String what, List<List<String>> texts, List<Integer> depths, String depth) {
        List<String> longest = texts.get(texts.size() - 1);
        String first = longest.get(0);
        if (longest.stream().allMatch(first::equals)) {
            boolean isSame = texts.stream().flatMap(List::stream).allMatch(first::equals);
            if (isSame) {
                return first + "^(" + affine(depth, texts.get(0).size() - depths.get(0)) + ")";
            }
        }
        String template = first.replace("[1]", "[i]");
        int layers = 0;
        while (layers < longest.size() && at(template, layers + 1).equals(longest.get(layers))) {
            layers++;
        }
        // What is left after the layers that follow the pattern is the same at every depth.
        List<String> rest = longest.subList(layers, longest.size());
        int more = layers - depths.get(depths.size() - 1);
        for (int k = 0; k < depths.size(); k++) {
            if (template.equals(first) || !follows(texts.get(k), template, depths.get(k) + more, rest)) {
                throw new Refusal(
                        "symbolic depth",
                        what + " follow no pattern over the layers: " + String.join(", ", texts.get(k)) + " at " + depth
                                + " = " + depths.get(k));
            }
        }
        String product = "product(i in 1.." + affine(depth, more) + ", " + template + ")";
        return rest.isEmpty() ? product : String.join("*", rest) + "*" + product;
    }

    /** Whether so many layers are the template, and those after them the rest. */
    private static boolean follows(List<String> texts, String template, int count, List<String> rest) {
        boolean isLongEnough = count >= 0 && texts.size() == count + rest.size();
        if (!isLongEnough || !texts.subList(count, texts.size()).equals(rest)) {
            return false;
        }
        for (int i = 1; i <= count; i++) {
            if (!at(template, i).equals(texts.get(i - 1))) {
                return false;
            }
        }
        return true;
    }

    private static String at(String template, int layer) {
        return template.replace("[i]", "[" + layer + "]");
    }

    /** The depth and a number. */
    static String affine(String depth, int more) {
        return more == 0 ? depth : more > 0 ? depth + " + " + more : depth + " - " + -more;
    }
}
