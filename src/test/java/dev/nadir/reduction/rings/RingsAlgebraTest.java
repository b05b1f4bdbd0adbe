package dev.nadir.reduction.rings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nadir.base.exact.Rational;
import dev.nadir.reduction.Polynomial;
import dev.nadir.reduction.PolynomialAlgebra;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RingsAlgebraTest {

    private final PolynomialAlgebra algebra = new RingsAlgebra();

    /** Coefficient, then exponents, for each term. */
    private static Polynomial polynomial(int arity, long... numbers) {
        List<Polynomial.Term> terms = new ArrayList<>();
        for (int i = 0; i < numbers.length; i += arity + 1) {
            List<Integer> exponents = new ArrayList<>();
            for (int j = 1; j <= arity; j++) {
                exponents.add((int) numbers[i + j]);
            }
            terms.add(new Polynomial.Term(Rational.of(numbers[i]), exponents));
        }
        return new Polynomial(arity, terms);
    }

    @Test
    void the_discriminant_of_a_quartic_is_known() {
        // a^4 - s*a + l over (a, s, l)
        Polynomial quartic = polynomial(3, 1, 4, 0, 0, -1, 1, 1, 0, 1, 0, 0, 1);
        Polynomial derivative = polynomial(3, 4, 3, 0, 0, -1, 0, 1, 0);

        Polynomial resultant = algebra.resultant(quartic, derivative, 0);

        Polynomial known = polynomial(3, 256, 0, 0, 3, -27, 0, 4, 0);
        assertThat(resultant.terms()).hasSize(2);
        Rational scale = resultant.terms().stream()
                .filter(term -> term.exponents().get(2) == 3)
                .findFirst()
                .orElseThrow()
                .coefficient()
                .dividedBy(Rational.of(256));
        for (Polynomial.Term term : known.terms()) {
            assertThat(resultant.terms())
                    .contains(new Polynomial.Term(term.coefficient().times(scale), term.exponents()));
        }
    }

    @Test
    void factors_come_once_each_without_the_constant() {
        // 6*x^2*(x - y) with a fraction in front
        Polynomial product = new Polynomial(
                2,
                List.of(
                        new Polynomial.Term(Rational.of(6, 5), List.of(3, 0)),
                        new Polynomial.Term(Rational.of(-6, 5), List.of(2, 1))));

        List<Polynomial> factors = algebra.factors(product);

        assertThat(factors).hasSize(2).anySatisfy(factor -> assertThat(factor).isEqualTo(polynomial(2, 1, 1, 0)));
    }

    @Test
    void a_constant_has_no_factors() {
        List<Polynomial> factors = algebra.factors(polynomial(2, 7, 0, 0));

        assertThat(factors).isEmpty();
    }
}
