package dev.nadir.reduction.rings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nadir.base.exact.Rational;
import dev.nadir.reduction.Polynomial;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class QuotientDimensionTest {

    private static final long WORK = 100_000;

    /** A polynomial in one unknown, its coefficients from the constant one on. */
    private static Polynomial univariate(long... coefficients) {
        List<Polynomial.Term> terms = new ArrayList<>();
        for (int i = 0; i < coefficients.length; i++) {
            if (coefficients[i] != 0) {
                terms.add(new Polynomial.Term(Rational.of(coefficients[i]), List.of(i)));
            }
        }
        return new Polynomial(1, terms);
    }

    private static Polynomial plane(long coefficient, int x, int y, long constant) {
        return new Polynomial(
                2,
                List.of(
                        new Polynomial.Term(Rational.of(coefficient), List.of(x, y)),
                        new Polynomial.Term(Rational.of(constant), List.of(0, 0))));
    }

    @Test
    void several_equations_in_one_unknown_have_their_common_roots() {
        List<Polynomial> common = List.of(univariate(-1, 0, 1), univariate(2, -3, 1));
        List<Polynomial> none = List.of(univariate(-1, 0, 1), univariate(-2, 1));

        assertThat(QuotientDimension.of(common, WORK).orElseThrow().count()).isEqualTo(1);
        assertThat(QuotientDimension.of(none, WORK).orElseThrow().count()).isZero();
    }

    @Test
    void modulo_a_prime_the_dimension_is_the_same_but_for_unlucky_ones() {
        List<Polynomial> plain = List.of(plane(3, 2, 0, -5), plane(1, 0, 3, 7));
        List<Polynomial> unlucky = List.of(plane(QuotientDimension.PRIME, 1, 0, -1), plane(1, 0, 1, -1));
        List<Polynomial> curve = List.of(plane(1, 1, 1, -1), plane(2, 1, 1, -2));

        assertThat(QuotientDimension.modulo(plain, WORK).orElseThrow().count()).isEqualTo(6);
        assertThat(QuotientDimension.of(plain, WORK).orElseThrow().count()).isEqualTo(6);
        assertThat(QuotientDimension.modulo(unlucky, WORK).orElseThrow().count())
                .isZero();
        assertThat(QuotientDimension.of(unlucky, WORK).orElseThrow().count()).isEqualTo(1);
        assertThat(QuotientDimension.modulo(curve, WORK).orElseThrow().isFinite())
                .isFalse();
    }

    @Test
    void too_little_work_is_no_answer() {
        List<Polynomial> plain = List.of(plane(3, 7, 5, -5), plane(1, 4, 9, 7));

        assertThat(QuotientDimension.of(plain, 10)).isEmpty();
        assertThat(QuotientDimension.modulo(plain, 10)).isEmpty();
    }
}
