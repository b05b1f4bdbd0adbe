package dev.nadir.numeric.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.nadir.base.Seed;
import dev.nadir.numeric.DeepLinearObjective;
import dev.nadir.numeric.FlowResult;
import dev.nadir.numeric.StartLaw;
import dev.nadir.numeric.Termination;
import dev.nadir.numeric.TestObjectives;
import dev.nadir.numeric.linalg.Matrix;
import dev.nadir.numeric.linalg.RandomMatrices;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class GradientFlowTest {

    private final GradientFlow flow = new GradientFlow(FlowOptions.DEFAULTS);

    private static DeepLinearObjective network() {
        RandomGenerator random = new Seed(5).generator();
        return new DeepLinearObjective(
                new int[] {3, 3, 3}, Matrix.identity(3), RandomMatrices.gaussian(3, 3, random), 0);
    }

    /** {@code W2'*W2 - W1*W1'}. */
    private static double[] imbalance(double[] x) {
        Matrix w1 = Matrix.of(3, 3, Arrays.copyOfRange(x, 0, 9));
        Matrix w2 = Matrix.of(3, 3, Arrays.copyOfRange(x, 9, 18));
        return w2.transpose().times(w2).minus(w1.times(w1.transpose())).toArray();
    }

    private FlowResult follow(FlowOptions options, Map<String, UnaryOperator<double[]>> conserved) {
        double[] start = StartLaw.gaussian(0.5).draw(18, new Seed(2).generator());
        return new GradientFlow(options).follow(network(), start, conserved, () -> false);
    }

    @Test
    void the_flow_of_a_parabola_is_an_exponential() {
        FlowResult result =
                flow.follow(TestObjectives.quadratic(new double[] {1}, 0, 0), new double[] {1}, Map.of(), () -> false);

        List<Double> times = result.times();
        assertThat(result.end().termination()).isEqualTo(Termination.CONVERGED);
        for (int i = 0; i < times.size(); i++) {
            double exact = 0.5 * Math.exp(-2 * times.get(i));
            assertThat(result.losses().get(i)).isCloseTo(exact, within(1e-9 * exact + 1e-12));
        }
        // The gradient is the point: it has fallen to 1e-9 at time 9*log(10).
        assertThat(times.get(times.size() - 1)).isCloseTo(9 * Math.log(10), within(1e-2));
    }

    @Test
    void balance_is_conserved_and_the_loss_never_rises() {
        FlowResult result = follow(FlowOptions.DEFAULTS, Map.of("balance", GradientFlowTest::imbalance));

        assertThat(result.end().termination()).isEqualTo(Termination.CONVERGED);
        assertThat(result.drifts().get("balance")).isLessThan(1e-9);
        assertThat(result.end().value()).isLessThan(1e-12);
        for (int i = 1; i < result.losses().size(); i++) {
            assertThat(result.losses().get(i))
                    .isLessThanOrEqualTo(result.losses().get(i - 1) + 1e-14);
        }
    }

    @Test
    void what_is_not_conserved_drifts() {
        UnaryOperator<double[]> wrong = x -> new double[] {x[0] * x[0] + x[1]};

        FlowResult result = follow(FlowOptions.DEFAULTS, Map.of("wrong", wrong));

        assertThat(result.drifts().get("wrong")).isGreaterThan(1e-2);
    }

    @Test
    void a_tighter_tolerance_conserves_better() {
        Map<String, UnaryOperator<double[]>> conserved = Map.of("balance", GradientFlowTest::imbalance);

        double fast = follow(FlowOptions.FAST, conserved).drifts().getOrDefault("balance", Double.NaN);
        double careful = follow(FlowOptions.CAREFUL, conserved).drifts().getOrDefault("balance", Double.NaN);

        assertThat(fast).isLessThan(1e-5);
        assertThat(careful).isLessThan(1e-11);
        assertThat(careful).isLessThan(fast);
    }

    @Test
    void a_flow_to_infinity_diverges() {
        FlowResult result = flow.follow(TestObjectives.monkeySaddle(), new double[] {-1, 0.1}, Map.of(), () -> false);

        assertThat(result.end().termination()).isIn(Termination.DIVERGED, Termination.STEP_FAILED);
        assertThat(result.end().value()).isLessThan(-1e3);
    }

    @Test
    void a_stiff_flow_gives_up_and_says_so() {
        FlowOptions few = new FlowOptions(1e-11, 1e-9, 1e9, 2_000, 50);

        FlowResult result = new GradientFlow(few)
                .follow(
                        TestObjectives.quadratic(new double[] {1e6, 1}, 0, 0),
                        new double[] {1, 1},
                        Map.of(),
                        () -> false);

        assertThat(result.end().termination().isConvergence()).isFalse();
        assertThat(result.losses().size()).isLessThanOrEqualTo(51);
    }

    @Test
    void a_start_at_a_critical_point_stays() {
        FlowResult result = flow.follow(TestObjectives.monkeySaddle(), new double[2], Map.of(), () -> false);

        assertThat(result.end().termination()).isEqualTo(Termination.CONVERGED);
        assertThat(result.end().iterations()).isZero();
    }

    @Test
    void a_start_outside_the_domain_is_not_finite() {
        FlowResult result = flow.follow(TestObjectives.logBarrier(), new double[] {-1, 0}, Map.of(), () -> false);

        assertThat(result.end().termination()).isEqualTo(Termination.NOT_FINITE);
    }

    @Test
    void a_cancelled_flow_keeps_what_it_has() {
        int[] asked = {0};

        FlowResult result =
                flow.follow(TestObjectives.rosenbrock(), new double[] {-1, 1}, Map.of(), () -> asked[0]++ >= 5);

        assertThat(result.end().termination()).isEqualTo(Termination.TIME_LIMIT);
        assertThat(result.end().iterations()).isEqualTo(6);
    }
}
