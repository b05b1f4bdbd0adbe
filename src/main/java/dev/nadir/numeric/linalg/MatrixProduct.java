package dev.nadir.numeric.linalg;

/**
 * The product {@code C = op(A) * op(B)} of arrays row by row, {@code op} being a transpose or nothing. Tuned for sides
 * of 2 to 30; nothing is allocated.
 *
 * @param rows of C
 * @param inner columns of {@code op(A)}
 * @param columns of C
 * @param leftTransposed whether A is stored as inner x rows
 * @param rightTransposed whether B is stored as columns x inner
 */
public record MatrixProduct(int rows, int inner, int columns, boolean leftTransposed, boolean rightTransposed) {

    /** Rows of C that are at least this long are built as sums of rows of B, which the compiler vectorises. */
    private static final int LONG_ROW = 48;

    /** Writes the product into {@code c}. */
    public void multiply(double[] a, double[] b, double[] c) {
        if (columns >= LONG_ROW && !rightTransposed) {
            multiplyByRows(a, b, c);
        } else {
            multiplyByBlocks(a, b, c);
        }
    }

    private void multiplyByRows(double[] a, double[] b, double[] c) {
        int aRow = leftTransposed ? 1 : inner;
        int aColumn = leftTransposed ? rows : 1;
        for (int i = 0; i < rows; i++) {
            int target = i * columns;
            for (int j = 0; j < columns; j++) {
                c[target + j] = 0;
            }
            for (int k = 0; k < inner; k++) {
                double factor = a[i * aRow + k * aColumn];
                int source = k * columns;
                for (int j = 0; j < columns; j++) {
                    c[target + j] += factor * b[source + j];
                }
            }
        }
    }

    /** Two rows by four columns at a time: eight sums in registers, six loads a step. */
    private void multiplyByBlocks(double[] a, double[] b, double[] c) {
        int i = 0;
        for (; i < rows - 1; i += 2) {
            int j = 0;
            for (; j < columns - 3; j += 4) {
                block(a, b, c, i, j);
            }
            for (; j < columns; j++) {
                pair(a, b, c, i, j);
            }
        }
        if (i < rows) {
            for (int j = 0; j < columns; j++) {
                single(a, b, c, i, j);
            }
        }
    }

    private void block(double[] a, double[] b, double[] c, int i, int j) {
        int aRow = leftTransposed ? 1 : inner;
        int aStep = leftTransposed ? rows : 1;
        int bColumn = rightTransposed ? inner : 1;
        int bStep = rightTransposed ? 1 : columns;
        int p = i * aRow;
        int q = j * bColumn;
        double c00 = 0;
        double c01 = 0;
        double c02 = 0;
        double c03 = 0;
        double c10 = 0;
        double c11 = 0;
        double c12 = 0;
        double c13 = 0;
        for (int k = 0; k < inner; k++) {
            double a0 = a[p];
            double a1 = a[p + aRow];
            double b0 = b[q];
            double b1 = b[q + bColumn];
            double b2 = b[q + 2 * bColumn];
            double b3 = b[q + 3 * bColumn];
            c00 += a0 * b0;
            c01 += a0 * b1;
            c02 += a0 * b2;
            c03 += a0 * b3;
            c10 += a1 * b0;
            c11 += a1 * b1;
            c12 += a1 * b2;
            c13 += a1 * b3;
            p += aStep;
            q += bStep;
        }
        int r = i * columns + j;
        c[r] = c00;
        c[r + 1] = c01;
        c[r + 2] = c02;
        c[r + 3] = c03;
        c[r + columns] = c10;
        c[r + columns + 1] = c11;
        c[r + columns + 2] = c12;
        c[r + columns + 3] = c13;
    }

    private void pair(double[] a, double[] b, double[] c, int i, int j) {
        int aRow = leftTransposed ? 1 : inner;
        int aStep = leftTransposed ? rows : 1;
        int bStep = rightTransposed ? 1 : columns;
        int p = i * aRow;
        int q = rightTransposed ? j * inner : j;
        double c0 = 0;
        double c1 = 0;
        for (int k = 0; k < inner; k++) {
            double b0 = b[q];
            c0 += a[p] * b0;
            c1 += a[p + aRow] * b0;
            p += aStep;
            q += bStep;
        }
        c[i * columns + j] = c0;
        c[(i + 1) * columns + j] = c1;
    }

    private void single(double[] a, double[] b, double[] c, int i, int j) {
        int aStep = leftTransposed ? rows : 1;
        int bStep = rightTransposed ? 1 : columns;
        int p = leftTransposed ? i : i * inner;
        int q = rightTransposed ? j * inner : j;
        double sum = 0;
        for (int k = 0; k < inner; k++) {
            sum += a[p] * b[q];
            p += aStep;
            q += bStep;
        }
        c[i * columns + j] = sum;
    }
}
