package dev.nadir.reduction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nadir.model.FormulaPrinter;
import dev.nadir.model.read.FormulaText;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TidyTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    x/1                       | x
                    (1/2*g)/(1/2*l)           | g/l
                    (3*g)/(2*l)               | 3/2 * g/l
                    x/(1/2*a)                 | 2*x/a
                    x/(2*n)                   | x/(2*n)
                    A*b - zeros(2, 3)*c       | A*b
                    A*b + C*zeros(3)          | A*b
                    2 + zeros(3)              | 2 + zeros(3)
                    1*x                       | x
                    2*(3*x)                   | 6*x
                    """)
    void a_formula_is_written_as_a_person_would(String formula, String tidy) {
        Tidy rules = new Tidy(Set.of("x", "g", "l", "a", "n"));

        assertThat(FormulaPrinter.print(rules.node(FormulaText.parse(formula)))).isEqualTo(tidy);
    }
}
