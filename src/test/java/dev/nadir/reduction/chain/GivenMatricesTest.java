package dev.nadir.reduction.chain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nadir.expr.print.TextPrinter;
import dev.nadir.model.Model;
import dev.nadir.model.read.ModelReader;
import dev.nadir.symbolic.Elaboration;
import dev.nadir.symbolic.Landscape;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GivenMatricesTest {

    private static ChainLoss read(String assumption) {
        Model model = ModelReader.parse(
                "model m\n\nsizes\n  p >= 1\n  q >= 1\n  n >= 1\n\ndata\n  X : matrix[p, n]\n  Y : matrix[q, n]\n"
                        + "  S : spd[p]\n  a : scalar > 0\n\nparameters\n  A : matrix[p, p]\n  B : matrix[q, p]\n\n"
                        + "minimize\n  loss = normF(B*A*X - Y)^2 + a*normF(A)^2 + a*normF(B)^2\n\nassume\n  "
                        + assumption
                        + "\n",
                "m.model",
                Path.of("."));
        Landscape landscape = Elaboration.elaborate(model, Map.of());
        return GivenMatrices.of(landscape).in(ChainReader.read(landscape.expectedLoss(), landscape.parameters()));
    }

    @ParameterizedTest
    @CsvSource({
        "X*X' == eye(p), eye(p)",
        "eye(p) == X*X', eye(p)",
        "1/n*X*X' == eye(p), n*eye(p)",
        "X*X' == n*eye(p), n*eye(p)",
        "2*X*X' == 3*a*eye(p), 3/2*a*eye(p)",
        "X*X' == S, S",
        "X*X' == n*S, n*S"
    })
    void a_moment_that_is_given_stands_in_its_place(String assumption, String right) {
        assertThat(TextPrinter.print(read(assumption).right())).isEqualTo(right);
    }

    @Test
    void the_cross_moment_is_replaced_whichever_way_it_is_written() {
        assertThat(TextPrinter.print(read("X*Y' == zeros(p, q)").cross())).isEqualTo("zeros(q, p)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X'*X == eye(n)",
                "Y*Y' == eye(q)",
                "tr(X*X') == p",
                "S == eye(p)",
                "X*X'*X*X' == eye(p)",
                "invertible(X*X')"
            })
    void another_matrix_is_not_taken_for_it(String assumption) {
        assertThat(TextPrinter.print(read(assumption).right())).isEqualTo("X*X'");
    }
}
