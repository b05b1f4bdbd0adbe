package dev.nadir.reduction.agree;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nadir.expr.Expr;
import dev.nadir.expr.Exprs;
import dev.nadir.expr.Property;
import dev.nadir.expr.Role;
import dev.nadir.expr.Shape;
import dev.nadir.expr.Size;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Eigenvalues of a matrix that may be singular are not taken for positive ones. */
class RatioTest {

    private static final Expr.Symbol POSITIVE = letter("g", false);
    private static final Expr.Symbol FROM_ZERO = letter("lambda", true);
    private static final Expr.Symbol OTHER_FROM_ZERO = letter("mu", true);

    private static Expr.Symbol letter(String name, boolean mayBeZero) {
        return new Expr.Symbol(
                Declared.nonnegative(name, mayBeZero),
                Shape.vector(Size.of("n")),
                Role.DATA,
                Set.of(Property.POSITIVE));
    }

    private static Expr square(Expr e) {
        return Exprs.hadamard(e, e);
    }

    @Test
    void what_may_be_zero_is_not_negative_and_not_positive() {
        assertThat(Ratio.isPositive(POSITIVE)).isTrue();
        assertThat(Ratio.isPositive(FROM_ZERO)).isFalse();
        assertThat(Ratio.isNonnegative(FROM_ZERO)).isTrue();
        assertThat(Ratio.isNonnegative(Exprs.subtract(POSITIVE, FROM_ZERO))).isFalse();
    }

    @Test
    void squares_have_the_order_of_their_roots_where_one_of_two_is_positive() {
        Expr difference = Exprs.subtract(FROM_ZERO, POSITIVE);
        Expr ofSquares = Exprs.subtract(square(FROM_ZERO), square(POSITIVE));

        assertThat(Cases.haveOneSign(difference, ofSquares)).isTrue();
        assertThat(Cases.haveOneSign(difference, Exprs.negate(ofSquares))).isFalse();
    }

    @Test
    void a_factor_that_may_be_zero_may_hide_a_sign() {
        Expr difference = Exprs.subtract(FROM_ZERO, OTHER_FROM_ZERO);
        Expr product = Exprs.hadamard(FROM_ZERO, difference);

        assertThat(Cases.haveOneSign(difference, product)).isFalse();
    }
}
