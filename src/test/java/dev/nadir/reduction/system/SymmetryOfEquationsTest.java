package dev.nadir.reduction.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nadir.base.exact.Rational;
import dev.nadir.reduction.Polynomial;
import dev.nadir.reduction.PolynomialFamily;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SymmetryOfEquationsTest {

    private static final String DECAY = "1/2*c*sum(i in 1..L, normF(W[i])^2)";

    private static List<Polynomial> written(List<Integer> widths, int samples, String penalty) {
        return Polynomials.instantiated(
                Networks.equations(widths, samples, penalty, 3).system());
    }

    /** Coefficients of {@code x, x^2, ...} behind the constant. */
    private static Polynomial inOneVariable(long... coefficients) {
        List<Polynomial.Term> terms = new ArrayList<>();
        for (int k = 0; k < coefficients.length; k++) {
            if (coefficients[k] != 0) {
                terms.add(new Polynomial.Term(Rational.of(coefficients[k]), List.of(k)));
            }
        }
        return new Polynomial(1, terms);
    }

    @Test
    void generic_weights_leave_no_continuous_symmetry() {
        assertThat(LinearSymmetries.of(written(List.of(2, 2, 2), 2, Networks.TIKHONOV)))
                .isEmpty();
    }

    @Test
    void one_weight_a_layer_leaves_the_rotations_of_the_hidden_units() {
        assertThat(LinearSymmetries.of(written(List.of(2, 2, 2), 2, DECAY))).hasSize(1);
        assertThat(LinearSymmetries.of(written(List.of(3, 3, 3), 3, DECAY))).hasSize(3);
    }

    @Test
    void no_weight_leaves_every_change_of_basis() {
        List<LinearSymmetries.Field> fields = LinearSymmetries.of(written(List.of(2, 2, 2), 2, "0*c"));

        assertThat(fields).hasSize(4);
        assertThat(fields.get(0).describe(List.of("a", "b", "c", "d", "e", "f", "g", "h")))
                .contains("at the speed");
    }

    @Test
    void a_shift_is_found_too() {
        Polynomial forward = new Polynomial(
                2,
                List.of(
                        new Polynomial.Term(Rational.of(2), List.of(1, 0)),
                        new Polynomial.Term(Rational.of(-2), List.of(0, 1))));
        Polynomial back = new Polynomial(
                2,
                List.of(
                        new Polynomial.Term(Rational.of(-2), List.of(1, 0)),
                        new Polynomial.Term(Rational.of(2), List.of(0, 1))));

        List<LinearSymmetries.Field> fields = LinearSymmetries.of(List.of(forward, back));

        assertThat(fields).anyMatch(field -> field.terms().values().stream().anyMatch(v -> v.containsKey(-1)));
    }

    @Test
    void signs_make_the_number_odd_only_where_they_change_every_unknown() {
        assertThat(SignParity.isOdd(written(List.of(2, 2, 2), 2, Networks.TIKHONOV)))
                .isTrue();
        assertThat(SignParity.isOdd(List.of(inOneVariable(0, -1, 0, 1)))).isTrue();
        assertThat(SignParity.isOdd(List.of(inOneVariable(0, -1, 1)))).isFalse();
        assertThat(SignParity.isOdd(List.of(inOneVariable(-1, 0, 1)))).isFalse();
    }

    @Test
    void a_shared_weight_is_nobodys_own() {
        PolynomialFamily own = Networks.equations(List.of(1, 1, 1), 1, Networks.TIKHONOV, 3)
                .system()
                .family();
        PolynomialFamily shared =
                Networks.equations(List.of(1, 1, 1), 1, DECAY, 3).system().family();

        assertThat(OwnParameters.has(own)).isTrue();
        assertThat(OwnParameters.has(shared)).isFalse();
    }

    @Test
    void without_parameters_a_system_says_the_same() {
        CriticalEquations equations = Networks.equations(List.of(1, 2, 1), 1, DECAY, 3);

        assertThat(Polynomials.instantiated(OwnParameters.without(equations.system())))
                .isEqualTo(Polynomials.instantiated(equations.system()));
    }
}
