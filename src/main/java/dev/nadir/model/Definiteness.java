package dev.nadir.model;

import dev.nadir.base.exact.Rational;
import java.util.Optional;

/**
 * A comparison that says which signs the eigenvalues of a matrix have: {@code min(eig(A)) > 0} and its kin.
 *
 * @param matrix A
 * @param words such as {@code is positive definite}
 * @param sign between the matrix and zero
 */
public record Definiteness(Formula matrix, String words, String sign) {

    /** What a comparison says; empty where it says something else. */
    public static Optional<Definiteness> of(Formula formula) {
        boolean isWithZero = formula instanceof Formula.Binary binary
                && binary.right() instanceof Formula.NumberLiteral zero
                && zero.value().equals(Rational.ZERO);
        if (!isWithZero) {
            return Optional.empty();
        }
        Formula.Binary comparison = (Formula.Binary) formula;
        return switch (comparison.operator()) {
            case GREATER -> end("min", comparison.left()).map(a -> new Definiteness(a, "is positive definite", "≻"));
            case GREATER_OR_EQUAL ->
                end("min", comparison.left()).map(a -> new Definiteness(a, "is positive semidefinite", "⪰"));
            case LESS -> end("max", comparison.left()).map(a -> new Definiteness(a, "is negative definite", "≺"));
            case LESS_OR_EQUAL ->
                end("max", comparison.left()).map(a -> new Definiteness(a, "is negative semidefinite", "⪯"));
            default -> Optional.empty();
        };
    }

    /** The A of {@code min(eig(A))} or {@code max(eig(A))}. */
    private static Optional<Formula> end(String function, Formula formula) {
        return argument(function, formula).flatMap(each -> argument("eig", each));
    }

    private static Optional<Formula> argument(String function, Formula formula) {
        return formula instanceof Formula.Call call
                        && call.function().equals(function)
                        && call.arguments().size() == 1
                        && call.options().isEmpty()
                ? Optional.of(call.arguments().get(0))
                : Optional.empty();
    }
}
