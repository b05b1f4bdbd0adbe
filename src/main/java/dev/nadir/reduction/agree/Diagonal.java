package dev.nadir.reduction.agree;

import dev.nadir.expr.Expr;
import dev.nadir.expr.Exprs;
import dev.nadir.expr.Property;
import dev.nadir.expr.Rebuild;
import dev.nadir.expr.Role;
import dev.nadir.expr.Shape;
import dev.nadir.expr.graph.Form;
import dev.nadir.expr.graph.Monomial;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * A matrix that is {@code scale*X*X'} for data X, with its eigenvectors Q and eigenvalues a. For every X there are
 * numbers r and orthonormal columns R with {@code X = Q*diag(r)*R'}, once zero columns are put beside X if it has fewer
 * columns than rows, which change no product of X with itself or with what zeros are put beside as well; and then
 * {@code a = scale*r.^2}. So what holds of all such Q, r and R holds of all X.
 */
record Diagonal(Expr.Symbol data, Expr scale) {

    /** The matrix as a multiple of the Gram matrix of data; empty if none is seen. */
    static Optional<Diagonal> of(Expr matrix, List<Expr.Symbol> data) {
        for (Expr.Symbol x : data) {
            if (!x.shape().rows().equals(matrix.shape().rows())) {
                continue;
            }
            Expr square = Exprs.times(x, Exprs.transpose(x));
            Expr scale = Exprs.literal(0);
            for (Monomial term : Monomial.of(Form.of(matrix))) {
                scale = Exprs.add(scale, Ratio.scalars(term));
            }
            if (Form.of(Exprs.scaled(scale, square)).equals(Form.of(matrix))) {
                return Optional.of(new Diagonal(x, scale));
            }
        }
        return Optional.empty();
    }

    /** Writes all data that a Gram matrix with eigenvalues and eigenvectors among the letters is of. */
    static void write(
            List<Known> known, List<Expr.Symbol> data, Function<String, Expr> letter, Map<Expr, Expr> written) {
        for (Known vectors : known) {
            for (Known values : known) {
                boolean isPair = vectors.kind().equals("eigenvectors")
                        && values.kind().equals("eigenvalues")
                        && Ratio.of(values.argument(), vectors.argument()).isPresent();
                if (isPair) {
                    of(values.argument(), data)
                            .ifPresent(each ->
                                    each.write(letter.apply(vectors.name()), letter.apply(values.name()), written));
                }
            }
        }
    }

    /** Says how the data and the eigenvalues are written; data that are written already stay so. */
    private void write(Expr vectors, Expr values, Map<Expr, Expr> written) {
        if (written.containsKey(data)) {
            return;
        }
        Expr roots = new Expr.Symbol(
                "roots of " + data.name(), Shape.vector(data.shape().rows()), Role.DATA, Set.of());
        Expr frame = new Expr.Symbol(
                "frame of " + data.name(), data.shape().transpose(), Role.DATA, Set.of(Property.ORTHONORMAL_COLUMNS));
        written.put(data, Exprs.product(List.of(vectors, Exprs.diagonalMatrix(roots), Exprs.transpose(frame))));
        written.put(values, Exprs.scaled(scale, Exprs.hadamard(roots, roots)));
    }

    /** The expression with these parts written so. */
    static Expr replaced(Expr e, Map<Expr, Expr> written) {
        Expr replacement = written.get(e);
        if (replacement != null) {
            return replacement;
        }
        return e instanceof Expr.Named named
                ? replaced(named.definition(), written)
                : Rebuild.of(e, part -> replaced(part, written));
    }
}
