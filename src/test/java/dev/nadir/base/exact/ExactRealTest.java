package dev.nadir.base.exact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.nadir.base.PreconditionException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExactRealTest {

    private static RealPolynomial polynomial(long... coefficients) {
        return RealPolynomial.of(Arrays.stream(coefficients)
                .mapToObj(c -> ExactReal.of(Rational.of(c)))
                .toList());
    }

    private static ExactReal largest(RealPolynomial squarefree) {
        RealRoots roots = new RealRoots(squarefree, new Effort(1_000_000));
        List<RealRoots.Isolated> all = roots.all();
        return roots.number(all.get(all.size() - 1));
    }

    @Test
    void the_square_of_a_square_root_is_decided_to_be_the_number() {
        ExactReal root = largest(polynomial(-2, 0, 1));

        ExactReal difference = root.times(root).minus(ExactReal.of(Rational.of(2)));

        assertThat(difference.signum()).isZero();
        assertThat(root.signum()).isPositive();
        assertThat(root.round()).isCloseTo(Math.sqrt(2), within(1e-15));
    }

    @Test
    void a_root_in_a_tower_is_told_from_a_close_fraction() {
        ExactReal two = largest(polynomial(-2, 0, 1));
        RealPolynomial overTwo =
                RealPolynomial.of(List.of(two.negate(), ExactReal.Fraction.ZERO, ExactReal.Fraction.ONE));
        ExactReal fourth = largest(overTwo);

        ExactReal power = fourth.power(4).minus(ExactReal.of(Rational.of(2)));
        ExactReal above = fourth.minus(ExactReal.of(Rational.parse("1.18920711500272106671749997056")));
        ExactReal below = fourth.minus(ExactReal.of(Rational.parse("1.18920711500272106671749997057")));

        // 2^(1/4) = 1.189207115002721066717499970560475...
        assertThat(power.signum()).isZero();
        assertThat(above.signum()).isPositive();
        assertThat(below.signum()).isNegative();
    }

    @Test
    void an_inverse_in_an_extension_by_a_reducible_polynomial_is_right() {
        // (x^2 - 2)*(x - 5): what a number shares with the modulus is divided out
        RealPolynomial reducible = polynomial(-2, 0, 1).times(polynomial(-5, 1));
        RealRoots roots = new RealRoots(reducible, new Effort(1_000_000));
        ExactReal root = roots.number(roots.all().get(1));
        ExactReal shifted = root.minus(ExactReal.of(Rational.of(5)));
        ExactReal zero = root.times(root).minus(ExactReal.of(Rational.of(2)));

        ExactReal product = shifted.times(shifted.inverse());

        assertThat(product.minus(ExactReal.Fraction.ONE).signum()).isZero();
        assertThatThrownBy(zero::inverse).isInstanceOf(PreconditionException.class);
    }

    @Test
    void all_real_roots_are_isolated_and_close_ones_are_kept_apart() {
        // Mignotte's example x^5 - 2*(10*x - 1)^2 has two roots very close to 1/10.
        RealPolynomial close = polynomial(-2, 40, -200, 0, 0, 1);

        List<RealRoots.Isolated> roots = new RealRoots(close.squarefree(), new Effort(1_000_000)).all();

        assertThat(roots).hasSize(3);
        for (RealRoots.Isolated place : roots) {
            int atEnds = close.at(place.low()).signum() * close.at(place.high()).signum();
            assertThat(atEnds).isNegative();
        }
    }

    @Test
    void multiple_roots_count_once_after_the_squarefree_part() {
        RealPolynomial multiple = polynomial(-1, 1).times(polynomial(-1, 1)).times(polynomial(2, 1));

        List<RealRoots.Isolated> roots = new RealRoots(multiple.squarefree(), new Effort(1_000_000)).all();

        assertThat(roots).hasSize(2);
    }

    @Test
    void the_simplest_fraction_between_two_lies_strictly_between() {
        for (long i = -40; i < 40; i++) {
            for (long j = 1; j < 30; j++) {
                Rational low = Rational.of(i, 17);
                Rational high = low.plus(Rational.of(1, j * j));

                Rational between = RealRoots.simplest(low, high);

                assertThat(between).isGreaterThan(low).isLessThan(high);
                assertThat(between.denominator().longValueExact()).isLessThanOrEqualTo(17 * j * j * 2);
            }
        }
    }
}
