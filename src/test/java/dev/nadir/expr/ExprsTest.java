package dev.nadir.expr;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ExprsTest {

    private static final Size N = Size.of("n");

    private static final Expr COLUMN = Exprs.ones(Shape.vector(N));

    private static final Expr ROW = Exprs.transpose(COLUMN);

    private static final Expr X = new Expr.Symbol("X", new Shape(N, N), Role.DATA, Set.of());

    @Test
    void a_row_of_ones_times_a_column_of_them_is_their_number() {
        assertThat(Exprs.product(List.of(ROW, COLUMN))).isEqualTo(Exprs.size(N));
        assertThat(Exprs.product(List.of(X, COLUMN, ROW, COLUMN, ROW, COLUMN, ROW)))
                .isEqualTo(Exprs.scaled(
                        Exprs.times(Exprs.size(N), Exprs.size(N)), Exprs.product(List.of(X, COLUMN, ROW))));
        assertThat(Exprs.product(List.of(ROW, COLUMN, ROW, X)))
                .isEqualTo(Exprs.scaled(Exprs.size(N), Exprs.times(ROW, X)));
    }

    @Test
    void a_column_times_a_row_stays_a_matrix() {
        assertThat(Exprs.product(List.of(COLUMN, ROW))).isInstanceOf(Expr.Product.class);
    }
}
