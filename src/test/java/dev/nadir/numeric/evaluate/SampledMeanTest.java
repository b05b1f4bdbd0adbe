package dev.nadir.numeric.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nadir.base.PreconditionException;
import dev.nadir.base.Seed;
import dev.nadir.model.Model;
import dev.nadir.model.read.ModelReader;
import dev.nadir.numeric.Instance;
import dev.nadir.numeric.linalg.Matrix;
import dev.nadir.numeric.linalg.RandomMatrices;
import dev.nadir.numeric.plan.Plan;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SampledMeanTest {

    private static final String FRAME =
            """
            model noisy "Means for tests"

            sizes
              d >= 1 "side"
              q >= 1 "hidden"

            data
              S : spd[d] "covariance"

            random
              z    : vector[d]    ~ gaussian(mean = 0, covariance = S)        "inputs"
              eps  : vector[q]    ~ independent(mean = 0, variance = 4)  "noise"
              mask : vector[q]    ~ dropout(keep = 0.75)          "dropout"

            parameters
              W : matrix[q, d] "weights"

            minimize
              loss = %s
            """;

    private static final Instance INSTANCE = new Instance(
            "drawn",
            "",
            Map.of("d", 3, "q", 2),
            Map.of("S", RandomMatrices.wishart(3, 9, new Seed(1).generator())),
            Map.of());

    private static final Map<String, Matrix> POINT =
            Map.of("W", RandomMatrices.gaussian(2, 3, new Seed(2).generator()));

    private static SampledMean sample(String loss, int draws, long seed) {
        Model model = ModelReader.parse(FRAME.formatted(loss), "noisy.model", Path.of("."));
        return SampledMean.of(
                model.objective().value(), model, INSTANCE, POINT, new SampledMean.Sampling(draws, new Seed(seed)));
    }

    private static double exact(String loss) {
        Model model = ModelReader.parse(FRAME.formatted(loss), "noisy.model", Path.of("."));
        return Interpreter.of(model, INSTANCE, POINT).number(model.objective().value());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void the_mean_of_a_square_agrees_with_the_trace_and_not_with_half_of_it(long seed) {
        double trace = exact("tr(W*S*W')");

        SampledMean mean = sample("E[normF(W*z)^2]", 3200, seed);

        assertThat(mean.agreesWith(trace)).isTrue();
        assertThat(mean.agreesWith(trace / 2)).isFalse();
        assertThat(Math.abs(mean.score(trace))).isLessThan(6.5);
    }

    @Test
    void independent_entries_and_masks_have_the_declared_moments() {
        // E eps^2 = 4; a mask has mean 1 and second moment 1/keep.
        assertThat(sample("E[eps'*eps]", 6400, 5).agreesWith(8)).isTrue();
        assertThat(sample("E[sum(mask)]", 6400, 5).agreesWith(2)).isTrue();
        assertThat(sample("E[sum(mask.*mask)]", 6400, 5).agreesWith(2 / 0.75)).isTrue();
        assertThat(sample("E[sum(mask.*mask)]", 6400, 5).agreesWith(2)).isFalse();
    }

    @Test
    void the_same_seed_gives_the_same_mean_and_another_seed_another() {
        assertThat(sample("E[eps'*eps]", 640, 5)).isEqualTo(sample("E[eps'*eps]", 640, 5));
        assertThat(sample("E[eps'*eps]", 640, 5)).isNotEqualTo(sample("E[eps'*eps]", 640, 6));
    }

    @Test
    void the_compiled_expected_loss_agrees_with_the_mean_of_the_loss_as_written() {
        String loss = "E[1/2 * normF(W'*(mask.*(W*z) + eps))^2] + normF(W)^2";
        Model model = ModelReader.parse(FRAME.formatted(loss), "noisy.model", Path.of("."));
        var landscape = dev.nadir.symbolic.Elaboration.elaborate(model, Map.of());

        Plan plan =
                Plan.compile(List.of(List.of(landscape.expectedLoss())), INSTANCE.sizes(), INSTANCE.data(), Set.of());
        POINT.forEach(plan::set);
        plan.run();

        assertThat(sample(loss, 12800, 8).agreesWith(plan.value(0).get(0))).isTrue();
        assertThat(sample(loss, 12800, 8).agreesWith(1.1 * plan.value(0).get(0)))
                .isFalse();
    }

    @Test
    void a_mean_is_refused_where_nobody_asked_for_samples() {
        assertThatThrownBy(() -> exact("E[normF(W*z)^2]"))
                .isInstanceOf(PreconditionException.class)
                .hasMessageContaining("noisy.model:");
        assertThatThrownBy(() -> sample("E[eps'*eps]", 10, 1)).isInstanceOf(PreconditionException.class);
    }
}
