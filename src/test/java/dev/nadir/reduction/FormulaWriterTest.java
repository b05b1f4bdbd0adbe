package dev.nadir.reduction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nadir.base.PreconditionException;
import dev.nadir.base.exact.Rational;
import dev.nadir.model.Formula;
import dev.nadir.model.FormulaPrinter;
import org.junit.jupiter.api.Test;

class FormulaWriterTest {

    private static final LaurentPolynomial L = LaurentPolynomial.of("l");
    private static final LaurentPolynomial S = LaurentPolynomial.of("s");

    @Test
    void a_comparison_has_no_negative_terms() {
        LaurentPolynomial discriminant = L.power(3).times(Rational.of(16)).minus(S.power(4));

        Formula formula = FormulaWriter.comparison(discriminant, Formula.Operator.LESS);

        assertThat(FormulaPrinter.print(formula)).isEqualTo("16*l^3 < s^4");
    }

    @Test
    void fractions_and_negative_powers_become_one_quotient() {
        LaurentPolynomial loss = S.power(2).times(Rational.HALF).minus(L.times(S.power(-1)));

        String text = FormulaPrinter.print(FormulaWriter.polynomial(loss));

        assertThat(text).isEqualTo("(s^3 - 2*l)/(2*s)");
    }

    @Test
    void a_polynomial_is_differentiated_and_substituted() {
        LaurentPolynomial cube = S.minus(L).power(3);

        LaurentPolynomial derivative = cube.derivative("s");

        assertThat(derivative).isEqualTo(S.minus(L).power(2).times(Rational.of(3)));
        assertThat(cube.substitute(java.util.Map.of("s", L))).isEqualTo(LaurentPolynomial.ZERO);
        assertThat(derivative.evaluate(name -> name.equals("s") ? 5 : 3)).isEqualTo(12);
    }

    @Test
    void a_sum_has_no_negative_power() {
        LaurentPolynomial sum = S.plus(L);

        assertThatThrownBy(() -> sum.power(-1)).isInstanceOf(PreconditionException.class);
    }
}
