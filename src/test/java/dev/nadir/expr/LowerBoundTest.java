package dev.nadir.expr;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nadir.base.exact.Rational;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LowerBoundTest {

    private static final Size N = Size.of("n");
    private static final Expr.Symbol A = symbol("A", new Shape(N, N));
    private static final Expr.Symbol X = symbol("x", Shape.SCALAR);
    private static final Expr.Symbol W = symbol("w", Shape.SCALAR);

    private static Expr.Symbol symbol(String name, Shape shape) {
        return new Expr.Symbol(name, shape, Role.PARAMETER, Set.of());
    }

    private static Expr number(long value) {
        return new Expr.Literal(Rational.of(value));
    }

    private static Optional<Rational> bound(Expr e) {
        return LowerBound.of(e, symbol -> symbol.equals(W));
    }

    @Test
    void squares_norms_and_what_is_declared_are_not_negative() {
        Expr gram = new Expr.Trace(new Expr.Product(List.of(Exprs.transpose(A), A)));
        Expr weighted = new Expr.Scaled(W, new Expr.Power(X, Rational.of(2)));

        assertThat(bound(new Expr.Inner(A, A))).contains(Rational.ZERO);
        assertThat(bound(gram)).contains(Rational.ZERO);
        assertThat(bound(weighted)).contains(Rational.ZERO);
        assertThat(bound(new Expr.Product(List.of(X, W, X)))).contains(Rational.ZERO);
        assertThat(bound(new Expr.Total(new Expr.Power(A, Rational.of(4))))).contains(Rational.ZERO);
        assertThat(bound(new Expr.Power(X, Rational.HALF))).contains(Rational.ZERO);
    }

    @Test
    void constants_move_the_bound() {
        Expr square = new Expr.Power(X, Rational.of(2));

        assertThat(bound(new Expr.Sum(List.of(square, number(-3))))).contains(Rational.of(-3));
        assertThat(bound(new Expr.Sum(List.of(new Expr.Scaled(number(2), square), number(5)))))
                .contains(Rational.of(5));
    }

    @Test
    void nothing_is_seen_where_a_sign_is_open() {
        Expr square = new Expr.Power(X, Rational.of(2));
        Expr matrixSquare = new Expr.Total(new Expr.Product(List.of(A, A)));

        assertThat(bound(X)).isEmpty();
        assertThat(bound(matrixSquare)).as("A*A may have negative entries").isEmpty();
        assertThat(bound(new Expr.Trace(new Expr.Product(List.of(A, A))))).isEmpty();
        assertThat(bound(new Expr.Scaled(number(-1), square))).isEmpty();
        assertThat(bound(new Expr.Sum(List.of(square, X)))).isEmpty();
        assertThat(bound(new Expr.Product(List.of(X, X, X)))).isEmpty();
        assertThat(bound(new Expr.Inner(A, new Expr.Hadamard(List.of(A, A))))).isEmpty();
        assertThat(bound(new Expr.Power(X, Rational.of(3)))).isEmpty();
    }
}
