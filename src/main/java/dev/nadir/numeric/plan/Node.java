package dev.nadir.numeric.plan;

import java.util.List;

/**
 * A value of a program before it is scheduled. Nodes are shared: one per operation on the same arguments.
 *
 * @param id numbers nodes in the order of their making; arguments come before what uses them
 * @param number the exponent of a power, the value of a number
 * @param label the name of an input or a constant, the function of a function
 */
record Node(int id, Operation operation, List<Use> arguments, int rows, int columns, double number, String label) {

    /** What a node does with its arguments. */
    enum Operation {
        /** Every entry is {@code number}. */
        FILL,
        IDENTITY,
        CONSTANT,
        INPUT,
        /** A product of several matrices, not yet bracketed. */
        CHAIN,
        /** A sum of arguments with their coefficients. */
        COMBINATION,
        /** A scalar, the first argument, times the second. */
        SCALE,
        HADAMARD,
        POWER,
        FUNCTION,
        INVERSE,
        TRACE,
        LOG_DET,
        INNER,
        TOTAL,
        DIAGONAL_MATRIX,
        DIAGONAL_VECTOR,
        /** An operation of {@code expr.Operation}, by its name in the label. */
        APPLIED
    }

    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return id;
    }

    /** A node, perhaps transposed, times a number. */
    record Use(Node node, boolean transposed, double coefficient) {

        static Use of(Node node) {
            return new Use(node, false, 1);
        }

        int rows() {
            return transposed ? node.columns : node.rows;
        }

        int columns() {
            return transposed ? node.rows : node.columns;
        }

        boolean isScalar() {
            return node.rows == 1 && node.columns == 1;
        }

        Use transpose() {
            return isScalar() ? this : new Use(node, !transposed, coefficient);
        }

        Use times(double factor) {
            return new Use(node, transposed, coefficient * factor);
        }

        /** The same without its coefficient. */
        Use bare() {
            return coefficient == 1 ? this : new Use(node, transposed, 1);
        }
    }
}
