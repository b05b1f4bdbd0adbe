package dev.nadir.numeric.evaluate;

import dev.nadir.base.PreconditionException;
import dev.nadir.model.Formula;
import dev.nadir.numeric.linalg.Matrix;
import dev.nadir.numeric.linalg.SingularValues;
import dev.nadir.numeric.linalg.SymmetricEigen;
import java.util.Arrays;

/**
 * Whether an assumption holds at given numbers, and the number that says so.
 *
 * @param quantity what was computed, as in {@code smallest eigenvalue}
 * @param value of that
 */
public record Condition(boolean holds, String quantity, double value) {

    /** A matrix whose smallest singular value is less than this of the largest loses all but a few digits. */
    private static final double INVERTIBLE_TOLERANCE = 1e-10;

    /** The tolerance of an equation or of an inequality that is not strict. */
    private static final double RELATION_TOLERANCE = 1e-9;

    /**
     * Evaluates {@code invertible(A)}, {@code distinct(v)} or a comparison.
     *
     * @throws PreconditionException for any other formula
     */
    public static Condition of(Formula formula, Interpreter interpreter) {
        if (formula instanceof Formula.Binary binary && binary.operator().isComparison()) {
            Comparison comparison = interpreter.compare(binary);
            return new Condition(comparison.holds(RELATION_TOLERANCE), "gap", comparison.gap());
        } else if (formula instanceof Formula.Call call && call.arguments().size() == 1) {
            Matrix argument = interpreter.matrix(call.arguments().get(0));
            if (call.function().equals("invertible")) {
                return invertible(argument);
            } else if (call.function().equals("distinct")) {
                return distinct(argument);
            }
        }
        throw new PreconditionException(
                "a condition is invertible(A), distinct(v) or a comparison (" + formula.span() + ")");
    }

    private static Condition invertible(Matrix matrix) {
        if (!matrix.isFinite() || !matrix.isSquare() || matrix.count() == 0) {
            return new Condition(matrix.isFinite() && matrix.isSquare(), "smallest singular value", Double.NaN);
        }
        SingularValues svd = SingularValues.of(matrix);
        double smallest = svd.value(svd.count() - 1);
        boolean holds = smallest > INVERTIBLE_TOLERANCE * svd.value(0);
        if (matrix.isSymmetric(SymmetricEigen.SYMMETRY_TOLERANCE)) {
            return new Condition(
                    holds, "smallest eigenvalue", SymmetricEigen.of(matrix).value(matrix.rows() - 1));
        }
        return new Condition(holds, "smallest singular value", smallest);
    }

    private static Condition distinct(Matrix vector) {
        double[] sorted = vector.toArray();
        Arrays.sort(sorted);
        double largest = vector.maxAbs();
        double gap = Double.POSITIVE_INFINITY;
        boolean holds = vector.isFinite();
        for (int i = 1; i < sorted.length; i++) {
            double apart = sorted[i] - sorted[i - 1];
            gap = Math.min(gap, apart);
            // Where this holds no entry of tied(v, v) beside the diagonal is one.
            holds &= apart > MatrixFunctions.tie(sorted[i], sorted[i - 1], largest);
        }
        return new Condition(holds, "smallest gap", gap);
    }
}
