package dev.nadir.reduction.agree;

import dev.nadir.base.PreconditionException;
import dev.nadir.expr.Size;
import dev.nadir.model.Declaration;
import dev.nadir.model.Model;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Letters for an arbitrary set of places: how many there are, their sum, and the matrices that pick them. */
final class PickedPlaces {

    private final Model model;
    private final List<Declaration> sizes;
    private final List<Declaration> letters;
    private final Map<Size, String> picks = new LinkedHashMap<>();

    /** Begins; what is found is declared among the sizes and letters. */
    PickedPlaces(Model model, List<Declaration> sizes, List<Declaration> letters) {
        this.model = model;
        this.sizes = sizes;
        this.letters = letters;
    }

    /** The letter of {@code card} or {@code sum} of the set. */
    String of(String function) {
        return switch (function) {
            case "card" -> count();
            case "sum" -> {
                String name = Declared.fresh(model, "sum_of_places");
                if (letters.stream().noneMatch(each -> each.name().equals(name))) {
                    letters.add(Declared.declaration(name, Declaration.Kind.SCALAR, List.of(), false));
                }
                yield name;
            }
            default -> throw new PreconditionException("a set of places has a number and a sum");
        };
    }

    private String count() {
        String name = Declared.fresh(model, "count_of_places");
        if (sizes.stream().noneMatch(each -> each.name().equals(name))) {
            sizes.add(Declared.declaration(name, Declaration.Kind.SIZE, List.of(), false));
        }
        return name;
    }

    /** The matrix whose transpose takes the places out of a vector of so many entries. */
    String pick(Size of) {
        String count = count();
        return picks.computeIfAbsent(of, size -> {
            String name = Declared.fresh(model, "pick_" + picks.size());
            letters.add(Declared.declaration(name, Declaration.Kind.MATRIX, List.of(size.toString(), count), false));
            return name;
        });
    }
}
