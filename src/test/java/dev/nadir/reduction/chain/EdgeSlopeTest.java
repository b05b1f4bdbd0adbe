package dev.nadir.reduction.chain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nadir.base.exact.Rational;
import dev.nadir.expr.Expr;
import dev.nadir.expr.Exprs;
import dev.nadir.expr.Property;
import dev.nadir.expr.Role;
import dev.nadir.expr.Shape;
import dev.nadir.expr.Size;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Which modes are kept, from the slope of the loss at their edges. */
class EdgeSlopeTest {

    private static final Expr.Symbol MASK = new Expr.Symbol("on", Shape.vector(Size.of("r")), Role.DATA, Set.of());
    private static final Expr.Symbol VALUES = new Expr.Symbol("z", MASK.shape(), Role.DATA, Set.of(Property.POSITIVE));
    private static final Expr TOTAL = new Expr.Symbol("T", Shape.SCALAR, Role.DATA, Set.of(Property.POSITIVE));
    private static final Expr COUNT = Exprs.size(Size.of("d"));
    private static final Expr LEFT =
            Exprs.subtract(TOTAL, Exprs.total(Exprs.hadamard(MASK, Exprs.power(VALUES, Rational.of(2)))));
    private static final Expr OTHERS = Exprs.subtract(COUNT, Exprs.total(MASK));

    private static Expr half(Expr e) {
        return Exprs.times(Exprs.literal(Rational.HALF), e);
    }

    @Test
    void an_eigenvalue_is_kept_above_the_mean_of_what_is_left_and_numbers_cancel() {
        EdgeSlope slope = new EdgeSlope(half(Exprs.negate(LEFT)), Exprs.literal(0), half(OTHERS), MASK);

        String kept = slope.kept("z.^2", "L", true);

        assertThat(kept).isEqualTo("step((d - L*(ones(r))).*z.^2 - T + L*(z.^2))");
    }

    @Test
    void above_their_edges_modes_are_kept_where_the_loss_falls() {
        EdgeSlope slope = new EdgeSlope(Exprs.negate(OTHERS), Exprs.literal(0), LEFT, MASK);

        String kept = slope.kept("z.^2", "L", false);

        assertThat(kept).isEqualTo("step((d - L*(ones(r))).*z.^2 - T + L*(z.^2))");
    }

    @Test
    void what_no_mode_moves_is_a_number_in_front_and_the_power_halfway_a_root() {
        EdgeSlope slope = new EdgeSlope(Exprs.negate(TOTAL), Exprs.total(Exprs.hadamard(MASK, VALUES)), COUNT, MASK);

        String kept = slope.kept("z.^2", "L", true);

        assertThat(kept).isEqualTo("step(d*z.^2 + (L*z).*sqrt(z.^2) - T)");
    }
}
