package dev.nadir.numeric.instance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.nadir.base.ErrorCode;
import dev.nadir.base.ModelException;
import dev.nadir.base.Seed;
import dev.nadir.model.Model;
import dev.nadir.model.read.ModelReader;
import dev.nadir.numeric.Instance;
import dev.nadir.numeric.linalg.Matrix;
import dev.nadir.numeric.linalg.SymmetricEigen;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InstanceBuilderTest {

    private static final String FRAME =
            """
            model frame "Settings for tests"

            sizes
              n            >= 2 "side"
              k            < n  "less"
              d[i in 0..k] >= 1 "widths"

            data
              A     : matrix[n, 2]   "any"
              S     : spd[n]         "definite"
              D     : diagonal[n] > 0 "diagonal, positive there"
              noise : scalar > 0     "positive"
              v     : vector[n]      "a vector"

            parameters
              t : scalar "a number"

            minimize
              loss = t^2

            instance drawn "for tests"
            """;

    private static final String SETTINGS =
            """
              n = 3
              k = 1
              d = [4, 2]
              A = [[1, 2], [3, 4], [5, 6.5]]
              S = [[2, 1, 0], [1, 2, 0], [0, 0, 1]]
              D = diag([1, 2, 3])
              noise = 0.5
              v = [1, 2, 3]
            """;

    private static Instance build(String settings, long seed) {
        Model model = ModelReader.parse(FRAME + settings, "frame.model", Path.of("."));
        return InstanceBuilder.build(model, model.instances().get(0), new Seed(seed));
    }

    private static Instance withSetting(String name, String value) {
        return build(SETTINGS.replaceAll("(?m)^  " + name + " = .*$", "  " + name + " = " + value), 1);
    }

    private static Matrix data(Instance instance, String name) {
        return Objects.requireNonNull(instance.data().get(name));
    }

    @Test
    void literals_and_arrays_become_sizes_and_data() {
        Instance instance = build(SETTINGS, 1);

        assertThat(instance.sizes())
                .containsEntry("n", 3)
                .containsEntry("k", 1)
                .containsEntry("d[0]", 4)
                .containsEntry("d[1]", 2)
                .hasSize(4);
        assertThat(data(instance, "A")).isEqualTo(Matrix.of(3, 2, 1, 2, 3, 4, 5, 6.5));
        assertThat(data(instance, "noise")).isEqualTo(Matrix.scalar(0.5));
        assertThat(data(instance, "v")).isEqualTo(Matrix.column(1, 2, 3));
        assertThat(instance.sources()).containsEntry("noise", "0.5");
    }

    @Test
    void samples_follow_the_seed_of_the_run_and_differ_by_name() {
        String sampled = SETTINGS.replaceAll("(?m)^  A = .*$", "  A = gaussian(n, 2)")
                .replaceAll("(?m)^  v = .*$", "  v = gaussian(n, 1)");

        Instance one = build(sampled, 1);

        assertThat(build(sampled, 1).data()).isEqualTo(one.data());
        assertThat(data(build(sampled, 2), "A")).isNotEqualTo(data(one, "A"));
        assertThat(data(one, "v")).isNotEqualTo(data(one, "A").columnAt(0));
        assertThat(one.sources().get("A")).contains("gaussian").contains("seed of the run");
    }

    @Test
    void a_seed_in_the_file_fixes_samples_whatever_the_seed_of_the_run() {
        String sampled = SETTINGS.replaceAll("(?m)^  A = .*$", "  seed = 7\n  A = gaussian(n, 2)");

        assertThat(build(sampled, 1).data()).isEqualTo(build(sampled, 2).data());
    }

    @Test
    void laws_have_what_they_promise() {
        Matrix wishart = data(withSetting("S", "wishart(n, 50)"), "S");
        Matrix spectrum = data(withSetting("S", "spectrum([3, 2, 0.5])"), "S");
        Matrix orthogonal = data(withSetting("A", "orthogonal(3)[:, 1..2]"), "A");
        Matrix uniform = data(withSetting("A", "uniform(n, 2)"), "A");

        assertThat(wishart.isSymmetric(0)).isTrue();
        assertThat(wishart.trace()).isBetween(1.5, 4.5);
        assertThat(SymmetricEigen.of(spectrum).values()).containsExactly(new double[] {3, 2, 0.5}, within(1e-14));
        assertThat(orthogonal
                        .transpose()
                        .times(orthogonal)
                        .minus(Matrix.identity(2))
                        .maxAbs())
                .isLessThan(1e-14);
        assertThat(uniform.maxAbs()).isLessThan(1);
    }

    @Test
    void standardised_columns_have_mean_zero_and_variance_one_and_their_covariance_is_the_correlation() {
        Matrix standardised = data(withSetting("A", "standardise([[1, 2], [3, 5], [5, 7]])"), "A");
        Matrix covariance = data(
                withSetting("S", "covariance(standardise([[1, 2, 9], [3, 5, 1], [5, 7, 4], [2, 2, 2], [7, 1, 0]]))"),
                "S");

        assertThat(standardised.columnAt(0).sum()).isCloseTo(0, within(1e-15));
        assertThat(standardised.columnAt(0).normF()).isCloseTo(Math.sqrt(3), within(1e-15));
        assertThat(covariance.diagonalVector().toArray()).containsExactly(new double[] {1, 1, 1}, within(1e-14));
        assertThat(Math.abs(covariance.get(0, 1))).isLessThan(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "S | [[1, 2, 0], [2, 1, 0], [0, 0, 1]] | SETTING_PROPERTY",
                "S | [[1, 1, 0], [1, 1, 0], [0, 0, 1]] | SETTING_PROPERTY",
                "S | [[2, 1, 0], [0, 2, 0], [0, 0, 1]] | SETTING_PROPERTY",
                "S | [[2, 1], [1, 2]] | SETTING_SHAPE",
                "S | wishart(n, 2) | SETTING_PROPERTY",
                "D | [[1, 1, 0], [0, 2, 0], [0, 0, 1]] | SETTING_PROPERTY",
                "D | diag([1, -2, 3]) | SETTING_PROPERTY",
                "noise | 0 | SETTING_PROPERTY",
                "noise | -1 | SETTING_PROPERTY",
                "noise | 1/0 | SETTING_PROPERTY",
                "A | [[1, 2, 3], [4, 5, 6]] | SETTING_SHAPE",
                "A | log(-ones(3, 2)) | SETTING_PROPERTY",
                "d | [4, 0] | SETTING_PROPERTY",
            })
    void what_breaks_its_declaration_is_refused_where_it_stands(String name, String value, ErrorCode code) {
        assertThatThrownBy(() -> withSetting(name, value)).isInstanceOfSatisfying(ModelException.class, e -> {
            assertThat(e.diagnostics()).isNotEmpty();
            assertThat(e.diagnostics().get(0).code()).isEqualTo(code);
            assertThat(e.diagnostics().get(0).sourceLine()).contains(name + " = ");
            assertThat(e.diagnostics().get(0).span().line()).isGreaterThan(20);
        });
    }

    @Test
    void a_setting_that_is_missing_is_named() {
        assertThatThrownBy(() -> build(SETTINGS.replaceAll("(?m)^  D = .*\n", ""), 1))
                .isInstanceOfSatisfying(
                        ModelException.class,
                        e -> assertThat(e.diagnostics().get(0).code()).isEqualTo(ErrorCode.SETTING_MISSING))
                .hasMessageContaining("`D`");
    }
}
