package dev.nadir.numeric.minimise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.nadir.base.Seed;
import dev.nadir.numeric.EquationSolver;
import dev.nadir.numeric.EquationSolver.Equations;
import dev.nadir.numeric.EquationSolver.Root;
import dev.nadir.numeric.Termination;
import dev.nadir.numeric.linalg.Matrix;
import dev.nadir.numeric.linalg.RandomMatrices;
import java.util.Arrays;
import java.util.function.BiConsumer;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class LeastSquaresTest {

    private final EquationSolver solver = new LeastSquares(LeastSquaresOptions.DEFAULTS);

    private static Equations equations(int unknowns, int count, BiConsumer<double[], double[]> residual) {
        return new Equations() {
            @Override
            public int unknowns() {
                return unknowns;
            }

            @Override
            public int count() {
                return count;
            }

            @Override
            public void residual(double[] x, double[] r) {
                residual.accept(x, r);
            }
        };
    }

    @Test
    void a_regular_root_is_found_to_rounding() {
        Equations circleAndLine = equations(2, 2, (x, r) -> {
            r[0] = x[0] * x[0] + x[1] * x[1] - 4;
            r[1] = x[0] - x[1];
        });

        Root root = solver.solve(circleAndLine, new double[] {3, 1}, () -> false);

        assertThat(root.termination()).isEqualTo(Termination.CONVERGED);
        assertThat(root.x()[0]).isCloseTo(Math.sqrt(2), within(1e-15));
        assertThat(root.residualNorm()).isLessThan(2e-15);
    }

    @Test
    void a_product_of_matrices_is_factored_though_the_factors_are_not_unique() {
        RandomGenerator random = new Seed(4).generator();
        Matrix target = RandomMatrices.gaussian(3, 2, random).times(RandomMatrices.gaussian(2, 4, random));
        Equations product = equations(14, 12, (x, r) -> {
            Matrix left = Matrix.of(3, 2, Arrays.copyOfRange(x, 0, 6));
            Matrix right = Matrix.of(2, 4, Arrays.copyOfRange(x, 6, 14));
            System.arraycopy(left.times(right).minus(target).toArray(), 0, r, 0, 12);
        });
        double[] start = RandomMatrices.gaussian(1, 14, random).toArray();

        Root root = solver.solve(product, start, () -> false);

        assertThat(root.termination()).isEqualTo(Termination.CONVERGED);
        assertThat(root.residualNorm()).isLessThan(1e-14 * target.normF());
    }

    @Test
    void a_double_root_is_approached() {
        Equations square = equations(1, 1, (x, r) -> r[0] = (x[0] - 1) * (x[0] - 1));

        Root root = solver.solve(square, new double[] {3}, () -> false);

        assertThat(root.x()[0]).isCloseTo(1, within(1e-6));
        assertThat(root.residualNorm()).isLessThan(1e-12);
    }

    @Test
    void equations_without_a_root_end_in_failure() {
        Equations none = equations(1, 2, (x, r) -> {
            r[0] = x[0] - 1;
            r[1] = x[0] + 1;
        });

        Root root = solver.solve(none, new double[] {5}, () -> false);

        assertThat(root.termination()).isEqualTo(Termination.STEP_FAILED);
        assertThat(root.residualNorm()).isCloseTo(Math.sqrt(2), within(1e-9));
    }

    @Test
    void an_equation_that_only_infinity_solves_does_not_converge() {
        Equations decay = equations(1, 1, (x, r) -> r[0] = 1 / (1 + x[0] * x[0]) + 0.1);

        Root root = solver.solve(decay, new double[] {1}, () -> false);

        assertThat(root.termination().isConvergence()).isFalse();
    }

    @Test
    void a_start_where_the_equations_are_not_defined_is_not_finite() {
        Equations root = equations(1, 1, (x, r) -> r[0] = Math.log(x[0]));

        assertThat(solver.solve(root, new double[] {-1}, () -> false).termination())
                .isEqualTo(Termination.NOT_FINITE);
    }

    @Test
    void a_cancelled_search_says_so() {
        Equations line = equations(1, 1, (x, r) -> r[0] = x[0] - 1);

        assertThat(solver.solve(line, new double[] {7}, () -> true).termination())
                .isEqualTo(Termination.TIME_LIMIT);
    }
}
