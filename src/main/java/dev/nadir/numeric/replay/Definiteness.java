package dev.nadir.numeric.replay;

import dev.nadir.model.Formula;
import dev.nadir.numeric.linalg.Matrix;
import dev.nadir.numeric.linalg.SymmetricEigen;
import java.util.Optional;

/** The condition {@code min(eig(M)) > 0}: rounding must not make a singular matrix definite. */
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
