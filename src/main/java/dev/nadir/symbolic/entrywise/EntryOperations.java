package dev.nadir.symbolic.entrywise;

import dev.nadir.expr.Expr;
import dev.nadir.expr.Exprs;
import dev.nadir.expr.Operation;
import dev.nadir.expr.Operations;

/** The entries of operations: those that move entries about, and those whose entries are letters of their own. */
final class EntryOperations {

    private final EntryReader reader;

    EntryOperations(EntryReader reader) {
        this.reader = reader;
    }

    EntryMatrix read(Expr.Applied e) {
        int rows = reader.size(e.shape().rows());
        int columns = reader.size(e.shape().columns());
        return switch (e.operation()) {
            case SELECTION -> {
                int from = reader.size(e.sizes().get(1));
                yield indicator(rows, columns, (i, j) -> i == from - 1 + j);
            }
            case COMMUTATION -> {
                int first = reader.size(e.sizes().get(0));
                int second = reader.size(e.sizes().get(1));
                yield indicator(rows, rows, (i, j) -> i / second == j % first && i % second == j / first);
            }
            case KRONECKER ->
                kronecker(
                        reader.read(e.arguments().get(0)),
                        reader.read(e.arguments().get(1)));
            case VEC -> vec(reader.read(e.argument()));
            case RESHAPE -> {
                EntryMatrix vector = reader.read(e.argument());
                yield EntryMatrix.of(rows, columns, (i, j) -> vector.at(j * rows + i, 0));
            }
            case BLOCK_TRACE, BLOCK_SUM -> blocks(e, reader.read(e.argument()), rows, columns);
            case SYLVESTER ->
                sylvester(e.arguments().get(0), reader.read(e.arguments().get(1)), rows);
            case DETERMINANT, ROOT, NUCLEAR_NORM, POLAR, SPECTRAL_NORM, LEADING -> reader.whole(e);
        };
    }

    /** Where there is a 1. */
    private interface Place {
        boolean holds(int i, int j);
    }

    private static EntryMatrix indicator(int rows, int columns, Place place) {
        return EntryMatrix.of(rows, columns, (i, j) -> place.holds(i, j) ? EntryPolynomial.ONE : EntryPolynomial.ZERO);
    }

    private static EntryMatrix kronecker(EntryMatrix left, EntryMatrix right) {
        return EntryMatrix.of(left.rows() * right.rows(), left.columns() * right.columns(), (i, j) -> left.at(
                        i / right.rows(), j / right.columns())
                .times(right.at(i % right.rows(), j % right.columns())));
    }

    private static EntryMatrix vec(EntryMatrix matrix) {
        int rows = matrix.rows();
        return EntryMatrix.of(rows * matrix.columns(), 1, (i, j) -> matrix.at(i % rows, i / rows));
    }

    private EntryMatrix blocks(Expr.Applied e, EntryMatrix matrix, int rows, int columns) {
        int count = reader.size(e.sizes().get(0));
        boolean isTrace = e.operation() == Operation.BLOCK_TRACE;
        return EntryMatrix.of(rows, columns, (i, j) -> {
            EntryPolynomial sum = EntryPolynomial.ZERO;
            for (int k = 0; k < count; k++) {
                sum = sum.plus(
                        isTrace ? matrix.at(i * count + k, j * count + k) : matrix.at(k * rows + i, k * columns + j));
            }
            return sum;
        });
    }

    /** By the inverse of {@code kron(eye(n), S) + kron(S, eye(n))}, whose entries are letters. */
    private EntryMatrix sylvester(Expr s, EntryMatrix right, int rows) {
        Expr identity = Exprs.identity(s.shape().rows());
        Expr system = Exprs.add(Operations.kronecker(identity, s), Operations.kronecker(s, identity));
        EntryMatrix solution = reader.read(Exprs.inverse(system)).times(vec(right));
        return EntryMatrix.of(rows, rows, (i, j) -> solution.at(j * rows + i, 0));
    }
}
