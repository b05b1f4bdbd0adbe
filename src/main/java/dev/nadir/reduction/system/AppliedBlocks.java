package dev.nadir.reduction.system;

import dev.nadir.base.exact.Rational;
import dev.nadir.expr.Expr;
import dev.nadir.expr.Size;
import java.util.List;
import java.util.Optional;
import java.util.function.BinaryOperator;
import java.util.function.IntBinaryOperator;
import java.util.function.ToIntFunction;

/** The operations beyond the algebra's own that only move, add and multiply entries. */
final class AppliedBlocks {

    /** A determinant is written out up to this size: it has as many products as permutations. */
    private static final int LARGEST_DETERMINANT = 6;

    private final ToIntFunction<Size> number;
    private final BinaryOperator<Terms> times;

    AppliedBlocks(ToIntFunction<Size> number, BinaryOperator<Terms> times) {
        this.number = number;
        this.times = times;
    }

    /** The result, entry by entry; empty if the operation is not polynomial, or too long. */
    Optional<Block> of(Expr.Applied e, List<Block> arguments) {
        return switch (e.operation()) {
            case SELECTION -> {
                int from = number.applyAsInt(e.sizes().get(1));
                yield Optional.of(constant(e, (i, j) -> i == from - 1 + j ? 1 : 0));
            }
            case COMMUTATION -> {
                int rows = number.applyAsInt(e.sizes().get(0));
                int columns = number.applyAsInt(e.sizes().get(1));
                // Entry (i, j) of a matrix stands at i + j*rows in its vec, and at j + i*columns in that of its
                // transpose.
                yield Optional.of(constant(e, (at, from) -> at == from / rows + from % rows * columns ? 1 : 0));
            }
            case KRONECKER -> Optional.of(kronecker(arguments.get(0), arguments.get(1)));
            case BLOCK_TRACE ->
                Optional.of(blocks(arguments.get(0), number.applyAsInt(e.sizes().get(0)), true));
            case BLOCK_SUM ->
                Optional.of(blocks(arguments.get(0), number.applyAsInt(e.sizes().get(0)), false));
            case VEC, RESHAPE ->
                Optional.of(stacked(
                        arguments.get(0),
                        number.applyAsInt(e.shape().rows()),
                        number.applyAsInt(e.shape().columns())));
            case DETERMINANT ->
                Optional.of(arguments.get(0))
                        .filter(matrix -> matrix.rows() <= LARGEST_DETERMINANT)
                        .map(matrix -> Block.scalar(determinant(matrix, 0, 0)));
            default -> Optional.empty();
        };
    }

    private Block constant(Expr.Applied e, IntBinaryOperator entry) {
        int rows = number.applyAsInt(e.shape().rows());
        int columns = number.applyAsInt(e.shape().columns());
        Terms[] entries = new Terms[rows * columns];
        for (int k = 0; k < entries.length; k++) {
            entries[k] = Terms.constant(Rational.of(entry.applyAsInt(k / columns, k % columns)));
        }
        return new Block(rows, columns, entries);
    }

    private Block kronecker(Block left, Block right) {
        int rows = left.rows() * right.rows();
        int columns = left.columns() * right.columns();
        Terms[] entries = new Terms[rows * columns];
        for (int k = 0; k < entries.length; k++) {
            int i = k / columns;
            int j = k % columns;
            entries[k] = times.apply(
                    left.get(i / right.rows(), j / right.columns()), right.get(i % right.rows(), j % right.columns()));
        }
        return new Block(rows, columns, entries);
    }

    /** The traces of blocks of this size, or the sum of so many blocks on the diagonal. */
    private static Block blocks(Block matrix, int size, boolean isTrace) {
        int rows = matrix.rows() / size;
        int columns = matrix.columns() / size;
        Terms[] entries = new Terms[rows * columns];
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                Terms.Sum sum = new Terms.Sum();
                for (int k = 0; k < size; k++) {
                    sum.add(
                            isTrace
                                    ? matrix.get(i * size + k, j * size + k)
                                    : matrix.get(k * rows + i, k * columns + j));
                }
                entries[i * columns + j] = sum.terms();
            }
        }
        return new Block(rows, columns, entries);
    }

    /** The same entries, column by column, in another shape. */
    private static Block stacked(Block matrix, int rows, int columns) {
        Terms[] entries = new Terms[rows * columns];
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                int place = i + j * rows;
                entries[i * columns + j] = matrix.get(place % matrix.rows(), place / matrix.rows());
            }
        }
        return new Block(rows, columns, entries);
    }

    /** Along the rows from this one on, without the columns that are taken. */
    private Terms determinant(Block matrix, int row, int taken) {
        if (row == matrix.rows()) {
            return Terms.constant(Rational.ONE);
        }
        Terms.Sum sum = new Terms.Sum();
        boolean isNegative = false;
        for (int j = 0; j < matrix.columns(); j++) {
            if ((taken >>> j & 1) == 0) {
                Terms rest = determinant(matrix, row + 1, taken | 1 << j);
                Terms product = times.apply(matrix.get(row, j), rest);
                sum.add(isNegative ? times.apply(Terms.constant(Rational.MINUS_ONE), product) : product);
                isNegative = !isNegative;
            }
        }
        return sum.terms();
    }
}
