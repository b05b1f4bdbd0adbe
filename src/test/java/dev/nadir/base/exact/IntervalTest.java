package dev.nadir.base.exact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nadir.base.Seed;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class IntervalTest {

    @Test
    void a_tenth_is_enclosed_by_the_doubles_on_both_sides() {
        Interval tenth = Interval.enclose(Rational.of(1, 10));

        assertThat(tenth.high()).isEqualTo(Math.nextUp(tenth.low()));
        assertThat(Rational.enclose(tenth.low())).isLessThan(Rational.of(1, 10));
        assertThat(Rational.enclose(tenth.high())).isGreaterThan(Rational.of(1, 10));
    }

    @Test
    void a_half_is_a_single_double() {
        Interval half = Interval.enclose(Rational.HALF);

        assertThat(half).isEqualTo(Interval.of(0.5));
    }

    @Test
    void a_number_beyond_all_doubles_has_an_infinite_end() {
        Interval huge = Interval.enclose(Rational.of(10).power(400));

        assertThat(huge).isEqualTo(new Interval(Double.MAX_VALUE, Double.POSITIVE_INFINITY));
    }

    @Test
    void exact_results_lie_inside_for_random_operations() {
        RandomGenerator generator = new Seed(11).generator();

        for (int k = 0; k < 2_000; k++) {
            Rational a = Rational.of(generator.nextInt(2000) - 1000, 1 + generator.nextInt(997));
            Rational b = Rational.of(generator.nextInt(2000) - 1000, 1 + generator.nextInt(997));
            Interval x = Interval.enclose(a);
            Interval y = Interval.enclose(b);

            assertHolds(x.plus(y), a.plus(b));
            assertHolds(x.minus(y), a.minus(b));
            assertHolds(x.times(y), a.times(b));
            assertHolds(x.negate(), a.negate());
        }
    }

    @Test
    void what_is_not_a_number_becomes_everything_and_never_nothing() {
        Interval unknown = new Interval(Double.NaN, 1);
        Interval product = Interval.EVERYTHING.times(Interval.ZERO);

        assertThat(unknown).isEqualTo(Interval.EVERYTHING);
        assertThat(product.holds(0)).isTrue();
    }

    @Test
    void inside_is_strict() {
        Interval outer = new Interval(0, 1);

        assertThat(outer.holdsInside(new Interval(0.1, 0.9))).isTrue();
        assertThat(outer.holdsInside(new Interval(0, 0.9))).isFalse();
        assertThat(outer.meets(new Interval(1, 2))).isTrue();
        assertThat(outer.meets(new Interval(1.5, 2))).isFalse();
        assertThat(new Interval(-3, 2).magnitude()).isEqualTo(3);
    }

    private static void assertHolds(Interval interval, Rational value) {
        assertThat(Rational.enclose(interval.low())).isLessThanOrEqualTo(value);
        assertThat(Rational.enclose(interval.high())).isGreaterThanOrEqualTo(value);
    }
}
