package dev.nadir.reduction.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nadir.base.exact.Rational;
import dev.nadir.model.Model;
import dev.nadir.model.read.ModelReader;
import dev.nadir.reduction.Polynomial;
import dev.nadir.symbolic.Deriver;
import dev.nadir.symbolic.Elaboration;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Operations that move entries, as polynomials of the entries a, b, c, d of a 2 x 2 matrix, row by row. */
class AppliedBlocksTest {

    private static final String TEXT =
            """
            model entries "entries of one matrix"

            parameters
              W : matrix[2, 2]

            equations
              %s == 0

            instance one "nothing to set"
            """;

    private static Rational at(Polynomial polynomial, int... values) {
        Rational sum = Rational.ZERO;
        for (Polynomial.Term term : polynomial.terms()) {
            Rational product = term.coefficient();
            for (int i = 0; i < values.length; i++) {
                product = product.times(
                        Rational.of(values[i]).power(term.exponents().get(i)));
            }
            sum = sum.plus(product);
        }
        return sum;
    }

    @ParameterizedTest
    @CsvSource({
        "'W[1, 2]', 3",
        "'basis(2, 2)''*W*basis(2, 1)', 5",
        "det(W), -1",
        "'basis(4, 2)''*vec(W)', 5",
        "'basis(4, 2)''*commutation(2, 2)*vec(W)', 3",
        "'basis(2, 1)''*reshape(vec(W), 2, 2)*basis(2, 2)', 3",
        "'basis(4, 1)''*kron(W, W)*basis(4, 4)', 9",
        "'basis(4, 2)''*kron(W, W)*basis(4, 3)', 15",
        "'basis(2, 1)''*blocktrace(kron(W, W), 2)*basis(2, 2)', 27",
        "'basis(2, 1)''*blocksum(kron(W, W), 2)*basis(2, 2)', 27"
    })
    void an_operation_has_the_value_that_its_definition_gives(String formula, int value) {
        Model model = ModelReader.parse(TEXT.formatted(formula), "entries.model", Path.of("src/test/resources"));

        CriticalEquations equations =
                CriticalEquations.of(Deriver.derive(Elaboration.elaborate(model, Map.of())), Map.of(), Map.of());

        List<Polynomial> written = Polynomials.instantiated(equations.system());
        assertThat(written).hasSize(1);
        assertThat(at(written.get(0), 2, 3, 5, 7)).isEqualTo(Rational.of(value));
    }
}
