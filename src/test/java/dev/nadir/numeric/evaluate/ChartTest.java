package dev.nadir.numeric.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.nadir.base.Seed;
import dev.nadir.numeric.linalg.Matrix;
import dev.nadir.numeric.linalg.RandomMatrices;
import dev.nadir.numeric.linalg.Vectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ChartTest {

    private static final double STEP = 1e-5;

    static Stream<Chart> charts() {
        return Stream.of(
                new CholeskyChart(1),
                new CholeskyChart(3),
                new PolarChart(4, 1),
                new PolarChart(5, 3),
                new PolarChart(3, 3));
    }

    private static double[] random(Chart chart, String name) {
        return RandomMatrices.gaussian(chart.count(), 1, new Seed(3).child(name).generator())
                .toArray();
    }

    private interface Curve {
        double[] at(double t);
    }

    private static double[] slope(Curve curve) {
        double[] ahead = curve.at(STEP);
        double[] behind = curve.at(-STEP);
        double[] slope = new double[ahead.length];
        for (int i = 0; i < slope.length; i++) {
            slope[i] = (ahead[i] - behind[i]) / (2 * STEP);
        }
        return slope;
    }

    private static double[] moved(double[] x, double[] direction, double t) {
        return FiniteDifferences.moved(x, direction, t);
    }

    @ParameterizedTest
    @MethodSource("charts")
    void the_differential_is_that_of_the_map(Chart chart) {
        double[] x = random(chart, "x");
        double[] v = random(chart, "v");

        assertThat(chart.push(x, v)).containsExactly(slope(t -> chart.point(moved(x, v, t))), within(1e-6));
    }

    @ParameterizedTest
    @MethodSource("charts")
    void a_gradient_is_pulled_by_the_transpose_of_the_differential(Chart chart) {
        double[] x = random(chart, "x");
        double[] v = random(chart, "v");
        double[] g = random(chart, "g");

        assertThat(Vectors.dot(chart.pull(x, g), v)).isCloseTo(Vectors.dot(g, chart.push(x, v)), within(1e-10));
    }

    @ParameterizedTest
    @MethodSource("charts")
    void the_bend_is_the_change_of_a_pulled_gradient(Chart chart) {
        double[] x = random(chart, "x");
        double[] v = random(chart, "v");
        double[] g = random(chart, "g");

        assertThat(chart.bend(x, v, g)).containsExactly(slope(t -> chart.pull(moved(x, v, t), g)), within(1e-5));
    }

    @ParameterizedTest
    @MethodSource("charts")
    void the_excess_has_its_gradient_and_its_hessian(Chart chart) {
        double[] x = random(chart, "x");
        double[] v = random(chart, "v");

        double[] along = slope(t -> new double[] {chart.excess(moved(x, v, t))});

        assertThat(Vectors.dot(chart.excessGradient(x), v)).isCloseTo(along[0], within(1e-5));
        assertThat(chart.excessTimes(x, v))
                .containsExactly(slope(t -> chart.excessGradient(moved(x, v, t))), within(1e-5));
    }

    @ParameterizedTest
    @MethodSource("charts")
    void coordinates_of_a_point_lead_back_to_it_without_excess(Chart chart) {
        double[] point = chart.point(random(chart, "x"));

        double[] coordinates = chart.coordinates(point);

        assertThat(chart.point(coordinates)).containsExactly(point, within(1e-12));
        assertThat(chart.excess(coordinates)).isCloseTo(0, within(1e-24));
    }

    @ParameterizedTest
    @MethodSource("charts")
    void a_tangent_direction_is_lifted_to_coordinates_that_move_along_it(Chart chart) {
        double[] x = chart.coordinates(chart.point(random(chart, "x")));
        double[] tangent = chart.push(x, random(chart, "v"));

        assertThat(chart.push(x, chart.lift(x, tangent))).containsExactly(tangent, within(1e-10));
    }

    @Test
    void a_matrix_outside_the_set_has_no_coordinates() {
        double[] indefinite = {1, 0, -1};

        assertThat(new CholeskyChart(2).coordinates(indefinite)).containsOnly(Double.NaN);
        assertThat(new PolarChart(2, 1).coordinates(new double[] {1, 1e-3})).containsOnly(Double.NaN);
    }

    @Test
    void columns_are_orthonormal_to_rounding_from_any_coordinates_of_full_rank() {
        Matrix nearlyDependent = Matrix.of(3, 2, 1, 1, 1, 1 + 1e-5, 0, 1e-5);

        double[] point = new PolarChart(3, 2).point(nearlyDependent.toArray());

        Matrix w = Matrix.of(3, 2, point);
        assertThat(w.transpose().times(w).minus(Matrix.identity(2)).maxAbs()).isLessThan(1e-14);
    }
}
