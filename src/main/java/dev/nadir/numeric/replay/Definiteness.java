package dev.nadir.numeric.replay;

import dev.nadir.model.Formula;
import dev.nadir.numeric.linalg.Matrix;
import dev.nadir.numeric.linalg.SymmetricEigen;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * The conditions {@code min(eig(M)) > 0} and {@code a - b > 0}: rounding must not make a singular matrix definite, nor a
 * difference of equal numbers positive.
 */
final class Definiteness {

    private Definiteness() {}

    /** The matrix of such a condition. */
    static Optional<Formula> of(Formula condition) {
        return condition instanceof Formula.Binary b
                        && b.operator() == Formula.Operator.GREATER
                        && b.right() instanceof Formula.NumberLiteral bound
                        && bound.value().isZero()
                ? argument(b.left(), "min").flatMap(eigenvalues -> argument(eigenvalues, "eig"))
                : Optional.empty();
    }

    /** The difference of such a condition, or a sum of terms. */
    static Optional<Formula.Binary> difference(Formula condition) {
        return condition instanceof Formula.Binary b
                        && b.operator() == Formula.Operator.GREATER
                        && b.right() instanceof Formula.NumberLiteral bound
                        && bound.value().isZero()
                        && b.left() instanceof Formula.Binary sum
                        && isSum(sum)
                ? Optional.of(sum)
                : Optional.empty();
    }

    private static boolean isSum(Formula.Binary formula) {
        return formula.operator() == Formula.Operator.ADD || formula.operator() == Formula.Operator.SUBTRACT;
    }

    /** The largest of the terms of a sum. */
    static double largestTerm(Formula formula, ToDoubleFunction<Formula> number) {
        return formula instanceof Formula.Binary b && isSum(b)
                ? Math.max(largestTerm(b.left(), number), largestTerm(b.right(), number))
                : Math.abs(number.applyAsDouble(formula));
    }

    private static Optional<Formula> argument(Formula formula, String function) {
        return formula instanceof Formula.Call call
                        && call.function().equals(function)
                        && call.arguments().size() == 1
                ? Optional.of(call.arguments().get(0))
                : Optional.empty();
    }

    /** Whether the least eigenvalue of a symmetric matrix is above rounding in the largest. */
    static boolean holds(Matrix matrix, double rounding) {
        if (!matrix.isFinite()) {
            return false;
        }
        double[] values = SymmetricEigen.of(matrix).values();
        double least = values[values.length - 1];
        return least > rounding * Math.max(Math.abs(values[0]), Math.abs(least));
    }
}
