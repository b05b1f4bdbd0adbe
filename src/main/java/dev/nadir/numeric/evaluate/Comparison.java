package dev.nadir.numeric.evaluate;

import dev.nadir.model.Formula.Operator;
import dev.nadir.numeric.linalg.Matrix;

/** Both sides of a comparison in numbers; between matrices it is meant entry by entry. */
public record Comparison(Operator operator, Matrix left, Matrix right) {

    /** The left side minus the right side, entry by entry. */
    public Matrix difference() {
        return Arithmetic.entrywise(left, right, (x, y) -> x - y);
    }

    /**
     * How far it is from holding, in the units of its sides: of an equation the largest difference of an entry, of an
     * inequality the largest excess, which is negative where it holds with room to spare. NaN if an entry is.
     */
    public double gap() {
        Matrix difference = difference();
        return switch (operator) {
            case LESS, LESS_OR_EQUAL -> largest(difference);
            case GREATER, GREATER_OR_EQUAL -> largest(difference.scaled(-1));
            default -> difference.maxAbs();
        };
    }

    private static double largest(Matrix matrix) {
        double largest = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < matrix.count(); i++) {
            largest = Math.max(largest, matrix.get(i));
        }
        return largest;
    }

    /** The largest absolute value of an entry on either side. */
    public double scale() {
        return Math.max(left.maxAbs(), right.maxAbs());
    }

    /** Whether it holds: strict ones with no gap, the others to a tolerance times the scale, or times 1 if that is less. */
    public boolean holds(double tolerance) {
        double gap = gap();
        return switch (operator) {
            case LESS, GREATER -> gap < 0;
            default -> gap <= tolerance * Math.max(1, scale());
        };
    }
}
