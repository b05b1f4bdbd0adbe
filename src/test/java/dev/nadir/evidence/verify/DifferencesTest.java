package dev.nadir.evidence.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.nadir.base.Seed;
import dev.nadir.numeric.linalg.Matrix;
import org.junit.jupiter.api.Test;

/** Curvatures by differences, against Hessians by hand: of x^3 y + exp(y) z + z^2 at (1, 2, 3). */
class DifferencesTest {

    private static final double[] POINT = {1, 2, 3};

    private static final double E2 = Math.exp(2);

    private static final double NOISE = 64 * Math.ulp(40.0);

    private static double function(double[] x) {
        return x[0] * x[0] * x[0] * x[1] + Math.exp(x[1]) * x[2] + x[2] * x[2];
    }

    private static Matrix hessian(double mixed) {
        return Matrix.of(3, 3, 12, 3 + mixed, 0, 3 + mixed, 3 * E2, E2, 0, E2, 2);
    }

    private static double error() {
        return 3 * Differences.curvatureError(POINT, NOISE, 3 * E2);
    }

    private static double disagreement(Matrix hessian) {
        return Differences.disagreement(DifferencesTest::function, POINT, hessian, new Seed(5).generator());
    }

    @Test
    void a_curvature_is_the_second_derivative_along_the_direction() {
        double half = Math.sqrt(0.5);

        double curvature =
                Differences.curvature(DifferencesTest::function, POINT, function(POINT), new double[] {half, half, 0});

        assertThat(curvature).isCloseTo(6 + 3 + 1.5 * E2, within(error()));
    }

    @Test
    void the_right_hessian_agrees_within_the_error() {
        assertThat(disagreement(hessian(0))).isLessThan(error());
    }

    @Test
    void a_hessian_with_a_slightly_wrong_mixed_entry_disagrees() {
        assertThat(disagreement(hessian(1e-2))).isGreaterThan(10 * error());
    }

    @Test
    void a_hessian_of_other_signs_disagrees() {
        assertThat(disagreement(hessian(0).scaled(-1))).isGreaterThan(1);
    }
}
