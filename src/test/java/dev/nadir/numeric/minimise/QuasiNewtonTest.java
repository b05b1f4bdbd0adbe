package dev.nadir.numeric.minimise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.nadir.base.PreconditionException;
import dev.nadir.base.Seed;
import dev.nadir.numeric.DeepLinearObjective;
import dev.nadir.numeric.LocalSolver;
import dev.nadir.numeric.Objective;
import dev.nadir.numeric.Point;
import dev.nadir.numeric.StartLaw;
import dev.nadir.numeric.Termination;
import dev.nadir.numeric.TestObjectives;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QuasiNewtonTest {

    private final LocalSolver solver = new QuasiNewton(QuasiNewtonOptions.DEFAULTS);

    @Test
    void the_end_of_rosenbrocks_valley_is_found_to_rounding() {
        Point end = solver.solve(TestObjectives.rosenbrock(), new double[] {-1.2, 1});

        assertThat(end.termination().isConvergence()).isTrue();
        assertThat(end.coordinates()[0]).isCloseTo(1, within(1e-11));
        assertThat(end.coordinates()[1]).isCloseTo(1, within(1e-11));
        assertThat(end.value()).isLessThan(1e-22);
        assertThat(end.iterations()).isLessThan(80);
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e-100, 1e-8, 1, 1e8, 1e100})
    void a_scaled_loss_has_the_same_minimiser(double scale) {
        double[] curvatures = {scale, 10 * scale, 100 * scale, 1000 * scale};

        Point end = solver.solve(TestObjectives.quadratic(curvatures, 1, scale), new double[] {3, -1, 4, 1});

        assertThat(end.termination()).isEqualTo(Termination.CONVERGED);
        assertThat(end.coordinates()).usingComparatorWithPrecision(1e-9).containsExactly(1, 1, 1, 1);
        assertThat(end.value() / scale).isCloseTo(1, within(1e-14));
    }

    @Test
    void a_condition_number_of_a_billion_leaves_no_gap() {
        double[] curvatures = {1e9, 1e6, 1e3, 30, 1};

        Point end = solver.solve(TestObjectives.quadratic(curvatures, 1, 1), new double[] {2, 2, 2, 2, 2});

        assertThat(end.termination().isConvergence()).isTrue();
        assertThat(end.value()).isCloseTo(1, within(1e-14));
    }

    @Test
    void where_conjugate_gradients_do_not_end_the_hessian_is_factored() {
        double[] curvatures = new double[80];
        java.util.Arrays.setAll(curvatures, i -> Math.pow(10, -i / 8.0));
        double[] start = StartLaw.gaussian(1).draw(80, new Seed(2).generator());
        LocalSolver soonNewton = new QuasiNewton(new QuasiNewtonOptions(10, 1e-14, 20, 12, true));

        Point end = soonNewton.solve(TestObjectives.quadratic(curvatures, 1, 0), start);

        assertThat(end.termination()).isEqualTo(Termination.CONVERGED);
        assertThat(end.coordinates())
                .usingComparatorWithPrecision(1e-4)
                .containsExactly(java.util.stream.DoubleStream.generate(() -> 1)
                        .limit(80)
                        .toArray());
    }

    @Test
    void a_flat_minimum_beside_a_constant_is_reached_to_rounding() {
        Point end = solver.solve(TestObjectives.quartic(1), new double[] {1.3, -0.4});

        assertThat(end.termination().isConvergence()).isTrue();
        assertThat(end.value()).isEqualTo(1);
        assertThat(end.gradientNorm()).isLessThan(1e-12);
    }

    @Test
    void a_minimum_0_at_0_ends_by_convergence() {
        Point end = solver.solve(TestObjectives.quartic(0), new double[] {1.3, -0.4});

        assertThat(end.termination().isConvergence()).isTrue();
        assertThat(end.value()).isLessThan(1e-30);
    }

    @Test
    void the_same_start_gives_the_same_bits() {
        double[] start = StartLaw.gaussian(0.5).draw(300, new Seed(1).generator());

        Point first = solver.solve(DeepLinearObjective.threeLayersOfTen(), start);
        Point second = solver.solve(DeepLinearObjective.threeLayersOfTen(), start);

        assertThat(first.coordinates()).isEqualTo(second.coordinates());
        assertThat(first.iterations()).isEqualTo(second.iterations());
    }

    @Test
    void three_layers_of_ten_reach_a_predicted_level() {
        Objective objective = DeepLinearObjective.threeLayersOfTen();
        double[] start = StartLaw.gaussian(0.5).draw(300, new Seed(1).generator());

        Point end = solver.solve(objective, start);

        assertThat(end.termination()).isEqualTo(Termination.CONVERGED);
        assertThat(end.value()).isCloseTo(0.7147741606, within(5e-11));
        assertThat(end.gradientNorm()).isLessThan(1e-10);
    }

    @Test
    void a_start_at_a_critical_point_stays_there() {
        double squares = 0;
        for (int i = 0; i < 10; i++) {
            squares += (2 - 1.9 * i / 9) * (2 - 1.9 * i / 9);
        }

        Point end = solver.solve(DeepLinearObjective.threeLayersOfTen(), new double[300]);

        assertThat(end.termination()).isEqualTo(Termination.CONVERGED);
        assertThat(end.iterations()).isZero();
        assertThat(end.value()).isCloseTo(0.5 * squares, within(1e-12));
    }

    @Test
    void a_loss_that_falls_without_bound_diverges() {
        Point end = solver.solve(TestObjectives.unbounded(), new double[] {1, 1});

        assertThat(end.termination()).isEqualTo(Termination.DIVERGED);
    }

    @Test
    void a_saddle_whose_loss_is_unbounded_diverges() {
        Point end = solver.solve(TestObjectives.monkeySaddle(), new double[] {-0.1, 0.02});

        assertThat(end.termination()).isEqualTo(Termination.DIVERGED);
    }

    @Test
    void a_start_outside_the_domain_is_not_finite() {
        Point end = solver.solve(TestObjectives.logBarrier(), new double[] {-1, 0});

        assertThat(end.termination()).isEqualTo(Termination.NOT_FINITE);
    }

    @Test
    void steps_that_leave_the_domain_are_shortened() {
        Point end = solver.solve(TestObjectives.logBarrier(), new double[] {40, 3});

        assertThat(end.termination()).isEqualTo(Termination.CONVERGED);
        assertThat(end.coordinates()[0]).isCloseTo(1, within(1e-11));
    }

    @Test
    void a_limit_is_not_convergence() {
        LocalSolver short_ = new QuasiNewton(new QuasiNewtonOptions(5, 1e-12, 3, 0, false));

        Point end = short_.solve(TestObjectives.rosenbrock(), new double[] {-1.2, 1});

        assertThat(end.termination()).isEqualTo(Termination.ITERATION_LIMIT);
        assertThat(end.iterations()).isEqualTo(3);
    }

    @Test
    void a_cancelled_run_says_so() {
        int[] asked = {0};

        Point end = solver.solve(TestObjectives.rosenbrock(), new double[] {-1.2, 1}, () -> asked[0]++ > 5);

        assertThat(end.termination()).isEqualTo(Termination.TIME_LIMIT);
        assertThat(end.iterations()).isLessThanOrEqualTo(6);
    }

    @Test
    void the_newton_phase_finishes_what_the_first_could_not() {
        LocalSolver newtonOnly = new QuasiNewton(new QuasiNewtonOptions(5, 1e-12, 0, 200, false));

        Point end = newtonOnly.solve(TestObjectives.rosenbrock(), new double[] {-1.2, 1});

        assertThat(end.termination().isConvergence()).isTrue();
        assertThat(end.value()).isLessThan(1e-20);
    }

    @Test
    void polishing_brings_the_gradient_down_to_rounding() {
        double[] start = StartLaw.gaussian(0.5).draw(300, new Seed(3).generator());
        Objective objective = DeepLinearObjective.threeLayersOfTen();

        Point careful = new QuasiNewton(QuasiNewtonOptions.CAREFUL).solve(objective, start);

        assertThat(careful.termination().isConvergence()).isTrue();
        assertThat(careful.gradientNorm()).isLessThan(1e-13);
    }

    @Test
    void a_start_of_the_wrong_length_is_refused() {
        assertThatThrownBy(() -> solver.solve(TestObjectives.rosenbrock(), new double[3]))
                .isInstanceOf(PreconditionException.class)
                .hasMessageContaining("2 coordinates, got 3");
    }
}
