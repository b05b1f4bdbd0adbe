package dev.nadir.reduction.agree;

import dev.nadir.base.SourceSpan;
import dev.nadir.model.Claim;
import dev.nadir.model.Declaration;
import dev.nadir.model.Formula;
import dev.nadir.model.FormulaPrinter;
import dev.nadir.model.Model;
import dev.nadir.model.read.FormulaText;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What a model declares of its names. */
public final class Declared {

    private Declared() {}

    /** What the names of letters and sizes that stand for something begin with. */
    private static final List<String> STEMS = List.of(
            "at_positive_",
            "at_any_",
            "count_of_places",
            "function_",
            "leading_places",
            "least_",
            "pick_",
            "place_",
            "places_of_a_rank",
            "rank_",
            "singular_",
            "sum_of_places",
            "values_",
            "vectors_");

    /** Whether a let or a variable has a name that a letter may have: then nothing is compared. */
    public static boolean isMistakable(Model model, Claim claim) {
        Stream<String> lets =
                Stream.concat(model.lets().stream(), claim.lets().stream()).flatMap(let -> let.names().stream());
        return Stream.concat(lets, claim.over().stream().map(Declaration::name))
                .map(name -> name.startsWith(FROM_ZERO) ? name.substring(FROM_ZERO.length()) : name)
                .anyMatch(name -> STEMS.stream().anyMatch(name::startsWith));
    }

    /** Whether something has the name. */
    static boolean isTaken(Model model, String name) {
        return Stream.of(model.sizes(), model.data(), model.random(), model.parameters())
                .flatMap(List::stream)
                .anyMatch(declaration -> declaration.name().equals(name));
    }

    /** Whether a number is declared not to be negative; one of a family by its declaration. */
    static boolean isNonnegative(Model model, String name) {
        return model.data().stream()
                .filter(each -> each.name().equals(name.replaceAll("\\[.*", "")))
                .flatMap(each -> each.condition().stream())
                .anyMatch(each -> (each.operator() == Formula.Operator.GREATER
                                || each.operator() == Formula.Operator.GREATER_OR_EQUAL)
                        && each.number().filter(bound -> bound.signum() >= 0).isPresent());
    }

    /** Whether {@code small < large} or {@code small <= large} is declared of two sizes. */
    static boolean isBelow(Model model, String small, String large) {
        return !small.equals(large)
                && model.sizes().stream().anyMatch(size -> size.condition()
                        .filter(condition -> isBelow(size.name(), condition, small, large))
                        .isPresent());
    }

    /** Whether {@code small < large} is declared of two sizes. */
    static boolean isStrictlyBelow(Model model, String small, String large) {
        return !small.equals(large)
                && model.sizes().stream().anyMatch(size -> size.condition()
                        .filter(condition -> condition.operator() == Formula.Operator.LESS
                                || condition.operator() == Formula.Operator.GREATER)
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

    /** What begins the name of a letter that is not negative but may be zero; the rules for powers take it for positive. */
    private static final String FROM_ZERO = "from_zero_";

    /** The name of a letter that is not negative. */
    static String nonnegative(String preferred, boolean mayBeZero) {
        return mayBeZero ? FROM_ZERO + preferred : preferred;
    }

    /** The same, where the model does not have it. */
    static String fresh(Model model, String preferred, boolean mayBeZero) {
        return fresh(model, nonnegative(preferred, mayBeZero));
    }

    /** Whether a letter of this name may be zero. */
    static boolean mayBeZero(String name) {
        return name.startsWith(FROM_ZERO);
    }

    /** A name that the model does not have. */
    static String fresh(Model model, String preferred) {
        String name = preferred;
        while (isTaken(model, name)) {
            name = name + "0";
        }
        return name;
    }

    /** A declaration of what the model does not have. */
    /** A number of which nothing is known. */
    public static Declaration letter(String name) {
        return declaration(name, Declaration.Kind.SCALAR, List.of(), false);
    }

    static Declaration declaration(String name, Declaration.Kind kind, List<String> sizes, boolean isPositive) {
        Optional<Declaration.Condition> condition = isPositive
                ? Optional.of(new Declaration.Condition(Formula.Operator.GREATER, FormulaText.parse("0")))
                : Optional.empty();
        return new Declaration(
                new SourceSpan("derived", 1, 1, 1, 1),
                name,
                Optional.empty(),
                kind,
                sizes.stream().map(FormulaText::parse).toList(),
                condition,
                Optional.empty(),
                "");
    }
}
