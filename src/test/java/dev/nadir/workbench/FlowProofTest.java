package dev.nadir.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nadir.model.Model;
import dev.nadir.model.read.ModelReader;
import dev.nadir.reduction.agree.claim.Agreement;
import dev.nadir.symbolic.Elaboration;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is claimed of a flow is proved where a derived solution says it, and not where it says something else. */
class FlowProofTest {

    /** Other letters and another scale: du/dt = 4*q*u - 4*k*u^2 from equal factors. */
    private static final String MODEL =
            """
            model logistic
            data
              q : scalar > 0
              k : scalar > 0
            parameters
              x : scalar
              y : scalar
            minimize
              loss = k*(x*y)^2 - 2*q*x*y
            claim the-claim
              for    a : scalar > 0
              from   x == sqrt(a), y == sqrt(a)
              along  t in 0..1, x*y == q*a/(k*a + (q - k*a)*exp(-4*q*t))
            """;

    /** Three factors, a scale, and a start below the end. */
    private static final String THREE =
            """
            model three
            data
              q : scalar > 0
            parameters
              x : scalar
              y : scalar
              z : scalar
            minimize
              loss = 1/2*(z*y*x)^2 - q*x*y*z
            claim the-claim
              for    b : scalar > 0
              let    a = q*b/(1 + b)
              let    before = a^(-1/3)/q * hypergeometric(1, -1/3, 2/3, a/q)
              let    after = (x*y*z)^(-1/3)/q * hypergeometric(1, -1/3, 2/3, x*y*z/q)
              from   x == a^(1/3), y == a^(1/3), z == a^(1/3)
              along  t in 0..1, t == before - after
            """;

    private static Optional<Agreement> proof(String from, String to) {
        return proof(MODEL, from, to);
    }

    private static Optional<Agreement> proof(String text, String from, String to) {
        String changed = from.isEmpty() ? text : text.replace(from, to);
        assertThat(from.isEmpty() || !changed.equals(text)).isTrue();
        Model model = ModelReader.parse(changed, "test.model", Path.of("."));
        return FlowProof.of(
                Elaboration.elaborate(model, Map.of()), model.claims().get(0));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''|''",
                "q*a/(k*a + (q - k*a)*exp(-4*q*t))|q*exp(4*q*t)/(k*exp(4*q*t) - k + q/a)",
                "q*a/(k*a + (q - k*a)*exp(-4*q*t))|1/(k/q + (1/a - k/q)*exp(-4*q*t))",
                "q*a/(k*a + (q - k*a)*exp(-4*q*t))|a*q*exp(2*q*t)/(k*a*exp(2*q*t) + (q - k*a)*exp(-2*q*t))",
                "x*y == q*a/(k*a + (q - k*a)*exp(-4*q*t))|q*a/(k*a + (q - k*a)*exp(-4*q*t)) == y*x",
                "x*y == q*a/(k*a + (q - k*a)*exp(-4*q*t))|t == log(x*y*(q - k*a)/(a*(q - k*x*y)))/(4*q)",
                "sqrt(a), y == sqrt(a)|-sqrt(a), y == -sqrt(a)",
            })
    void a_solution_that_is_derived_proves_the_claim(String from, String to) {
        Optional<Agreement> proof = proof(from, to);

        assertThat(proof).isPresent();
        assertThat(proof.get().lemmas()).containsExactly("mode-flow");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "exp(-4*q*t)|exp(-2*q*t)",
                "exp(-4*q*t)|exp(4*q*t)",
                "q*a/(k*a|2*q*a/(k*a",
                "(q - k*a)*exp|(q - a)*exp",
                "(q - k*a)*exp|(q + k*a)*exp",
                "x*y == q*a|x == q*a",
                "x*y == q*a|x*y^2 == q*a",
                // Unequal sizes, of which the product alone says nothing, and signs that lead to the saddle.
                "y == sqrt(a)|y == 2*sqrt(a)",
                "y == sqrt(a)|y == -sqrt(a)",
                "x == sqrt(a), y == sqrt(a)|x == sqrt(a)",
                "x*y == q*a/(k*a + (q - k*a)*exp(-4*q*t))|t == log(x*y*(q - k*a)/(a*(q - k*x*y)))/(2*q)",
                "x*y == q*a/(k*a + (q - k*a)*exp(-4*q*t))|t == log(x*(q - k*a)/(a*(q - k*x)))/(4*q)",
                "q : scalar > 0|q : scalar",
            })
    void what_is_a_little_beside_it_is_not(String from, String to) {
        assertThat(proof(from, to)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''|''",
                "before - after|-after + before",
                "a = q*b/(1 + b)|a = q/(1 + b)",
                "before - after|(q*before - q*after)/q",
            })
    void the_time_of_three_factors_is_proved_from_a_start_below_the_end(String from, String to) {
        assertThat(proof(THREE, from, to)).isPresent();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "before - after|after - before",
                "before - after|2*before - 2*after",
                "2/3, x*y*z/q|2/3, 2*x*y*z/q",
                "2/3, x*y*z/q|1/3, x*y*z/q",
                "1, -1/3, 2/3, a/q|1, -1/3, 2/3, a",
                "(x*y*z)^(-1/3)|(x*y*z)^(-2/3)",
                // A start that may be above the end, and one that is no number of the product.
                "a = q*b/(1 + b)|a = q*b",
                "a = q*b/(1 + b)|a = 2*q*b/(1 + b)",
                "z == a^(1/3)|z == 2*a^(1/3)",
            })
    void the_time_of_three_factors_is_not_proved_a_little_beside(String from, String to) {
        assertThat(proof(THREE, from, to)).isEmpty();
    }
}
