package dev.nadir.reduction.chain.lemma;

import dev.nadir.reduction.Draft;
import java.util.ArrayList;
import java.util.List;

/**
 * Factors between two matrices with the identity in their upper left corner and zeros elsewhere.
 *
 * @param ends columns of the outermost factor and rows of the innermost that are used
 * @param middle the size of the identity in the factors between them
 */
record Corners(String ends, String middle) {

    /** Sets all factors so that their product is {@code outer * inner}. */
    static void put(Setting setting, Draft.Entry entry, Corners corners, String outer, String inner) {
        int last = setting.count() - 1;
        List<String> widths = new ArrayList<>();
        for (int place = 0; place < last; place++) {
            widths.add(setting.chain().factors().get(place).columns().toString());
        }
        for (int place = 0; place <= last; place++) {
            String left =
                    place == 0 ? outer : unit(widths.get(place - 1), place == last ? corners.ends : corners.middle);
            String right =
                    place == last ? inner : unit(widths.get(place), place == 0 ? corners.ends : corners.middle) + "'";
            setting.put(entry, place, "1", left, right);
        }
    }

    private static String unit(String width, String columns) {
        return "eye(" + width + ")[:, 1..(" + columns + ")]";
    }
}
