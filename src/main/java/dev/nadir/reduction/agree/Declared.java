package dev.nadir.reduction.agree;

import dev.nadir.model.Declaration;
import dev.nadir.model.FormulaPrinter;
import dev.nadir.model.Model;
import java.util.List;
import java.util.stream.Stream;

/** What a model declares of its names. */
final class Declared {

    private Declared() {}

    /** Whether something has the name. */
    static boolean isTaken(Model model, String name) {
        return Stream.of(model.sizes(), model.data(), model.random(), model.parameters())
                .flatMap(List::stream)
                .anyMatch(declaration -> declaration.name().equals(name));
    }

    /** Whether {@code small < large} or {@code small <= large} is declared of two sizes. */
    static boolean isBelow(Model model, String small, String large) {
        return !small.equals(large)
                && model.sizes().stream().anyMatch(size -> size.condition()
                        .filter(condition -> isBelow(size.name(), condition, small, large))
                        .isPresent());
    }

    private static boolean isBelow(String name, Declaration.Condition condition, String small, String large) {
        String bound = FormulaPrinter.print(condition.bound());
        return switch (condition.operator()) {
            case LESS, LESS_OR_EQUAL -> name.equals(small) && bound.equals(large);
            case GREATER, GREATER_OR_EQUAL -> name.equals(large) && bound.equals(small);
            default -> false;
        };
    }
}
