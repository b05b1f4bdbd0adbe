package dev.nadir.reduction.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nadir.base.exact.Rational;
import dev.nadir.model.Model;
import dev.nadir.model.read.ModelReader;
import dev.nadir.reduction.ExactMatrix;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExactSettingTest {

    private static final String TEXT =
            """
            model exact "data of a file"

            data
              A : matrix[%s]

            parameters
              w : scalar

            minimize
              loss = (w - sum(A))^2

            instance one "from a file"
              A = %s
            """;

    @TempDir
    Path folder;

    private Optional<ExactMatrix> read(String cells, String shape, String setting) throws IOException {
        Files.writeString(folder.resolve("A.csv"), cells);
        Model model = ModelReader.parse(TEXT.formatted(shape, setting), "exact.model", folder);
        Model.InstanceDeclaration instance = model.instances().get(0);
        return Optional.ofNullable(instance.settings().get("A"))
                .flatMap(formula -> new ExactSetting(instance.tables()).of(formula));
    }

    @ParameterizedTest
    @CsvSource({
        "csv(\"A.csv\"), 1/10, -1234567/1000000000000, 3/10",
        "2*csv(\"A.csv\"), 1/5, -1234567/500000000000, 3/5",
        "csv(\"A.csv\") + csv(\"A.csv\")/2, 3/20, -3703701/2000000000000, 9/20",
        "centre(csv(\"A.csv\")), -1/10, -3000001234567/2000000000000, 1/10"
    })
    void decimals_of_a_file_are_the_fractions_that_they_say(
            String setting, Fraction first, Fraction second, Fraction third) throws IOException {
        ExactMatrix exact = read("0.1,-1.234567e-6\n0.3,3\n", "2, 2", setting).orElseThrow();

        assertThat(exact.get(0, 0)).isEqualTo(first.value());
        assertThat(exact.get(0, 1)).isEqualTo(second.value());
        assertThat(exact.get(1, 0)).isEqualTo(third.value());
    }

    @Test
    void a_covariance_is_a_fraction() throws IOException {
        ExactMatrix exact =
                read("0.1,1\n0.4,3\n", "2, 2", "covariance(csv(\"A.csv\"))").orElseThrow();

        assertThat(exact.get(0, 0)).isEqualTo(Rational.of(9, 400));
        assertThat(exact.get(0, 1)).isEqualTo(Rational.of(3, 20));
    }

    @Test
    void a_long_decimal_enters_as_it_is_written() throws IOException {
        ExactMatrix exact = read("0.1,0.123456789012345678\n0.3,3\n", "2, 2", "csv(\"A.csv\")")
                .orElseThrow();

        assertThat(exact.get(0, 1))
                .isEqualTo(Fraction.valueOf("123456789012345678/1000000000000000000")
                        .value());
    }

    @Test
    void what_takes_a_root_is_not_exact() throws IOException {
        assertThat(read("0.1,1\n0.3,3\n", "2, 2", "standardise(csv(\"A.csv\"))"))
                .isEmpty();
    }

    /** A fraction in a table of cases. */
    record Fraction(Rational value) {

        /** Reads {@code p/q}. */
        public static Fraction valueOf(String text) {
            String[] parts = text.split("/", -1);
            return new Fraction(Rational.of(Long.parseLong(parts[0]), Long.parseLong(parts[1])));
        }
    }
}
