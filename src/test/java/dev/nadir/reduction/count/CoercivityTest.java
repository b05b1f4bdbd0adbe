package dev.nadir.reduction.count;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nadir.base.exact.Rational;
import dev.nadir.reduction.Polynomial;
import dev.nadir.reduction.system.Polynomials;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CoercivityTest {

    /** A function of two unknowns, as in {@code 1:4,0 -2:1,1}: coefficients, then exponents. */
    private static List<Polynomial> gradient(String text) {
        Polynomial function = function(text);
        return List.of(Polynomials.derivative(function, 0), Polynomials.derivative(function, 1));
    }

    private static Polynomial function(String text) {
        List<Polynomial.Term> terms = new ArrayList<>();
        for (String term : text.split(" ", -1)) {
            String[] parts = term.split("[:/]", -1);
            terms.add(new Polynomial.Term(
                    Rational.parse(parts[0]), List.of(Integer.valueOf(parts[1]), Integer.valueOf(parts[2]))));
        }
        return new Polynomial(2, terms);
    }

    @ParameterizedTest
    @CsvSource({
        "1:2/0 1:0/2",
        "1:2/0 1:0/2 -9:1/0",
        "4:2/0 -2:4/0 1:6/0 1:1/1 -4:0/2 4:0/4",
        "1:4/0 1:0/4 3:2/2 -7:2/1",
        "1:4/0 1:0/2 5:6/2"
    })
    void a_function_whose_own_even_powers_lead_is_shown_to_grow(String function) {
        assertThat(Coercivity.isShown(gradient(function))).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "1:3/0 1:0/2",
        "-1:4/0 1:0/2",
        "1:2/0 1:0/2 -2:1/1",
        "1:4/0 1:0/4 -3:2/2",
        "1:4/0 1:0/2 1:3/1",
        "1:2/2 1:2/0",
        "1:4/0 1:0/2 -1:6/2"
    })
    void a_function_that_falls_somewhere_or_might_is_not(String function) {
        assertThat(Coercivity.isShown(gradient(function))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "1:2/0 1:0/2, true",
        "1:2/0 1:0/2 -1:1/1 5:1/0, true",
        "1:2/0 1:0/2 -2:1/1, false",
        "1:2/0 1:0/2 3:1/1, false",
        "1:2/0 1:0/1, false",
        "1:2/0 -1:0/2, false",
        "1:2/0 1:0/2 1:4/0, false"
    })
    void a_quadratic_grows_where_its_second_derivatives_are_definite(String function, boolean grows) {
        assertThat(Coercivity.isDefinite(List.of(function(function)))).isEqualTo(grows);
    }
}
