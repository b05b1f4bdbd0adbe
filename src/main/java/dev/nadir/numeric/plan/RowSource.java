package dev.nadir.numeric.plan;

/**
 * A block of a Hessian, or a term of one, by rows: row {@code (i, j)} says how the entry at {@code i, j} of one
 * parameter's gradient changes with every entry of another parameter.
 */
interface RowSource {

    /** Adds {@code factor} times a row to {@code target} from {@code start} on. */
    void add(int i, int j, double factor, double[] target, int start);

    /**
     * {@code L*V*R}: entry {@code (k, l)} of V counts {@code L[i,k]*R[l,j]}.
     *
     * @param right transposed, so that rows run along memory
     */
    record Straight(Operand left, Operand right) implements RowSource {
        @Override
        public void add(int i, int j, double factor, double[] target, int start) {
            int width = right.columns();
            if (left.isDiagonal()) {
                right.addRow(j, factor * left.at(i, i), target, start + i * width);
                return;
            }
            for (int k = 0; k < left.columns(); k++) {
                right.addRow(j, factor * left.at(i, k), target, start + k * width);
            }
        }
    }

    /** {@code L*V'*R}: entry {@code (k, l)} of V counts {@code L[i,l]*R[k,j]}. */
    record Crossed(Operand left, Operand right) implements RowSource {
        @Override
        public void add(int i, int j, double factor, double[] target, int start) {
            int width = left.columns();
            if (right.isDiagonal()) {
                left.addRow(i, factor * right.at(j, j), target, start + j * width);
                return;
            }
            for (int k = 0; k < right.rows(); k++) {
                left.addRow(i, factor * right.at(k, j), target, start + k * width);
            }
        }
    }

    /** {@code D*tr(C'*V)}. */
    record OuterRows(Operand value, Operand functional) implements RowSource {
        @Override
        public void add(int i, int j, double factor, double[] target, int start) {
            double f = factor * value.at(i, j);
            double[] c = functional.values();
            for (int k = 0; k < c.length; k++) {
                target[start + k] += f * c[k];
            }
        }
    }

    /** {@code M.*inner}. */
    record MaskedRows(Operand mask, RowSource inner) implements RowSource {
        @Override
        public void add(int i, int j, double factor, double[] target, int start) {
            inner.add(i, j, factor * mask.at(i, j), target, start);
        }
    }

    /** {@code diag(inner)}. */
    record OnDiagonalRows(RowSource inner) implements RowSource {
        @Override
        public void add(int i, int j, double factor, double[] target, int start) {
            if (i == j) {
                inner.add(i, 0, factor, target, start);
            }
        }
    }

    /** {@code diagonal(inner)}. */
    record OfDiagonalRows(RowSource inner) implements RowSource {
        @Override
        public void add(int i, int j, double factor, double[] target, int start) {
            inner.add(i, i, factor, target, start);
        }
    }

    /**
     * A matrix that the plan computes.
     *
     * @param isDiagonal whether every entry beside the diagonal is known to be zero
     */
    record Operand(double[] values, int rows, int columns, boolean isDiagonal) {

        double at(int i, int j) {
            return values[i * columns + j];
        }

        void addRow(int row, double factor, double[] target, int start) {
            if (isDiagonal) {
                target[start + row] += factor * values[row * columns + row];
                return;
            }
            int from = row * columns;
            for (int l = 0; l < columns; l++) {
                target[start + l] += factor * values[from + l];
            }
        }
    }
}
