package dev.nadir.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nadir.evidence.ClaimResult;
import dev.nadir.evidence.Verdict;
import dev.nadir.evidence.VerifyOptions;
import dev.nadir.evidence.Watcher;
import dev.nadir.model.Model;
import dev.nadir.model.read.ModelReader;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Claims that are right on the instance of their file, and wrong elsewhere. */
class OtherDataTest {

    private static final String MODEL =
            """
            model chain "Three scalar layers, at a target where powers of it cannot be told apart"

            data
              s : scalar > 0
              l : scalar > 0

            parameters
              a : scalar
              b : scalar
              c : scalar

            minimize
              loss = 1/2*(a*b*c - s)^2 + l/2*(a^2 + b^2 + c^2)

            claim c
              %s

            instance one
              s = 1
              l = 1

            verify one
              multi-start  starts = 10, seed = 3
            """;

    private static ClaimResult decide(String lines) {
        String text = MODEL.formatted(lines.replace("; ", "\n  "));
        Model model = ModelReader.parse(text, "chain.model", Path.of("."));
        return new Workbench()
                .verify(model, VerifyOptions.DEFAULTS, Watcher.none())
                .instances()
                .get(0)
                .claims()
                .get(0);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    at a == 0, b == 0, c == 0; type global-minimum; iff 16*l^3 >= s^3
                    at a == 0, b == 0, c == 0; type global-minimum; iff 256*l^3 > 27*s^4
                    at a == 0, b == 0, c == 0; type global-minimum; iff 4*l^3 >= s^4
                    needs 16*l^3 >= s^3; value s^2/2
                    value s/2
                    at a == 0, b == 0, c == 0; type strict-saddle; iff l^2 < s/10
                    at a == 0, b == 0, c == 0; index step(s - 4*l)
                    needs l <= s; at a == 0, b == 0, c == 0; type global-minimum
                    """)
    void a_claim_that_fails_on_other_data_is_refuted_there(String lines) {
        ClaimResult result = decide(lines);

        assertThat(result.verdict()).as("%s", result).isInstanceOf(Verdict.Refuted.class);
        assertThat(((Verdict.Refuted) result.verdict()).witness())
                .contains("other data")
                .contains("s = ")
                .contains("l = ");
        assertThat(result.facts()).anySatisfy(fact -> assertThat(fact.name()).isEqualTo("on this instance"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    at a == 0, b == 0, c == 0; type global-minimum; iff 16*l^3 >= s^4
                    at a == 0, b == 0, c == 0; type global-minimum; iff 2*l^(3/4) >= s
                    needs 16*l^3 >= s^4; value s*s*s/(2*s)
                    at a == 0, b == 0, c == 0; type local-minimum; index 0
                    at a == 0, b == 0, c == 0; index 0*step(s - l)
                    at a == 0, b == 0, c == 0; type strict-saddle; iff l < 0*s
                    """)
    void what_is_right_everywhere_stands(String lines) {
        ClaimResult result = decide(lines);

        assertThat(result.verdict()).as("%s", result).isInstanceOfAny(Verdict.Corroborated.class, Verdict.Proved.class);
    }

    @ParameterizedTest
    @CsvSource({"value 1/2", "value 0.5"})
    void what_names_no_data_speaks_of_the_instance(String lines) {
        ClaimResult result = decide(lines);

        assertThat(result.verdict()).as("%s", result).isInstanceOf(Verdict.Corroborated.class);
    }
}
