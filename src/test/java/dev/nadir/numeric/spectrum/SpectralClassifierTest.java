package dev.nadir.numeric.spectrum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.nadir.base.Seed;
import dev.nadir.numeric.Classifier;
import dev.nadir.numeric.Classifier.Classification;
import dev.nadir.numeric.DeepLinearObjective;
import dev.nadir.numeric.LocalSolver;
import dev.nadir.numeric.Objective;
import dev.nadir.numeric.Point;
import dev.nadir.numeric.PointKind;
import dev.nadir.numeric.StartLaw;
import dev.nadir.numeric.Symmetries;
import dev.nadir.numeric.SymmetryAction;
import dev.nadir.numeric.SymmetryAction.Group;
import dev.nadir.numeric.Termination;
import dev.nadir.numeric.TestObjectives;
import dev.nadir.numeric.linalg.Matrix;
import dev.nadir.numeric.linalg.RandomMatrices;
import dev.nadir.numeric.minimise.LeastSquares;
import dev.nadir.numeric.minimise.LeastSquaresOptions;
import dev.nadir.numeric.minimise.QuasiNewton;
import dev.nadir.numeric.minimise.QuasiNewtonOptions;
import dev.nadir.numeric.symmetry.GroupOrbitMatcher;
import dev.nadir.numeric.symmetry.OrbitMatcherOptions;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class SpectralClassifierTest {

    private final LocalSolver solver = new QuasiNewton(QuasiNewtonOptions.DEFAULTS);

    private final Classifier classifier = new SpectralClassifier(
            new QuasiNewton(QuasiNewtonOptions.FAST),
            new GroupOrbitMatcher(new LeastSquares(LeastSquaresOptions.DEFAULTS), OrbitMatcherOptions.DEFAULTS),
            SpectralClassifierOptions.DEFAULTS);

    private Classification classify(Objective objective, double[] x, SymmetryAction symmetry) {
        double[] gradient = new double[x.length];
        double value = objective.valueAndGradient(x, gradient);
        double norm = dev.nadir.numeric.linalg.Vectors.norm(gradient);
        return classifier.classify(
                objective, new Point(x, value, norm, Termination.ITERATION_LIMIT, 0), symmetry, new Seed(1));
    }

    private Classification classify(Objective objective, double... x) {
        return classify(objective, x, SymmetryAction.none());
    }

    private static DeepLinearObjective bottleneck() {
        RandomGenerator random = new Seed(5).generator();
        return new DeepLinearObjective(
                new int[] {4, 3, 2, 3},
                RandomMatrices.gaussian(4, 12, random),
                RandomMatrices.gaussian(3, 12, random),
                0);
    }

    @Test
    void the_end_of_rosenbrocks_valley_is_a_minimum() {
        Classification what = classify(TestObjectives.rosenbrock(), 1, 1);

        assertThat(what.kind()).isEqualTo(PointKind.LOCAL_MINIMUM);
        assertThat(what.spectrum().eigenvalues()[1]).isCloseTo(1001.6006, within(1e-3));
        assertThat(what.spectrum().nullity()).isZero();
    }

    @Test
    void the_top_between_two_wells_is_a_strict_saddle() {
        Classification what = classify(TestObjectives.doubleWell(0), 0, 0);

        assertThat(what.kind()).isEqualTo(PointKind.STRICT_SADDLE);
        assertThat(what.spectrum().index()).isEqualTo(1);
    }

    @Test
    void the_monkey_saddle_is_a_non_strict_saddle_with_a_witness() {
        Classification what = classify(TestObjectives.monkeySaddle(), 0, 0);

        assertThat(what.kind()).isEqualTo(PointKind.NON_STRICT_SADDLE);
        assertThat(what.below()).hasValueSatisfying(point -> {
            assertThat(point.value()).isLessThan(-1e-3);
            assertThat(TestObjectives.monkeySaddle().value(point.coordinates())).isEqualTo(point.value());
        });
    }

    @Test
    void zero_weights_of_three_layers_are_a_non_strict_saddle() {
        Classification what = classify(bottleneck(), new double[24]);

        assertThat(what.kind()).isEqualTo(PointKind.NON_STRICT_SADDLE);
        assertThat(what.spectrum().nullity()).isEqualTo(24);
    }

    @Test
    void weights_that_are_nearly_zero_are_not_called_a_strict_saddle_or_a_minimum() {
        double[] x = StartLaw.gaussian(1e-9).draw(24, new Seed(2).generator());

        Classification what = classify(bottleneck(), x);

        assertThat(what.kind()).isEqualTo(PointKind.NON_STRICT_SADDLE);
    }

    @Test
    void zero_weights_of_two_layers_are_a_strict_saddle() {
        RandomGenerator random = new Seed(5).generator();
        Objective objective = new DeepLinearObjective(
                new int[] {3, 2, 3}, Matrix.identity(3), RandomMatrices.gaussian(3, 3, random), 0);

        Classification what = classify(objective, new double[12]);

        assertThat(what.kind()).isEqualTo(PointKind.STRICT_SADDLE);
        assertThat(what.spectrum().index()).isEqualTo(6);
    }

    @Test
    void zero_weights_of_three_layers_with_decay_are_a_minimum() {
        Classification what = classify(DeepLinearObjective.threeLayersOfTen(), new double[300]);

        assertThat(what.kind()).isEqualTo(PointKind.LOCAL_MINIMUM);
        assertThat(what.spectrum().eigenvalues()[0]).isCloseTo(0.05, within(1e-12));
    }

    @Test
    void a_flat_minimum_is_undecided_never_a_minimum() {
        assertThat(classify(TestObjectives.quartic(1), 0, 0).kind()).isEqualTo(PointKind.UNDECIDED);
        assertThat(classify(TestObjectives.quartic(1), 1e-5, 0).kind()).isEqualTo(PointKind.UNDECIDED);
    }

    @Test
    void a_circle_of_minima_is_recognised_with_and_without_its_symmetry() {
        Classification declared = classify(
                TestObjectives.sombrero(), new double[] {0.6, 0.8}, Symmetries.coordinates(Group.ORTHOGONAL, 2));
        Classification undeclared = classify(TestObjectives.sombrero(), 0.6, 0.8);

        assertThat(declared.kind()).isEqualTo(PointKind.LOCAL_MINIMUM);
        assertThat(declared.spectrum().orbitDimension()).isEqualTo(1);
        assertThat(undeclared.kind()).isEqualTo(PointKind.LOCAL_MINIMUM);
        assertThat(undeclared.spectrum().orbitDimension()).isZero();
        assertThat(undeclared.reason()).contains("family");
    }

    @Test
    void the_top_of_the_sombrero_is_a_maximum() {
        Classification what =
                classify(TestObjectives.sombrero(), new double[2], Symmetries.coordinates(Group.ORTHOGONAL, 2));

        assertThat(what.kind()).isEqualTo(PointKind.MAXIMUM);
    }

    @Test
    void a_symmetry_that_the_loss_does_not_have_makes_no_minimum() {
        Classification what =
                classify(TestObjectives.rosenbrock(), new double[] {1, 1}, Symmetries.coordinates(Group.ORTHOGONAL, 2));

        assertThat(what.kind()).isEqualTo(PointKind.UNDECIDED);
        assertThat(what.reason()).contains("does not fit");
    }

    @Test
    void a_point_with_a_large_gradient_is_undecided() {
        Classification what = classify(TestObjectives.rosenbrock(), 0, 0);

        assertThat(what.kind()).isEqualTo(PointKind.UNDECIDED);
        assertThat(what.reason()).contains("too large");
    }

    @Test
    void a_minimiser_of_a_deep_linear_network_is_a_minimum_though_its_fibre_is_larger_than_the_orbit() {
        DeepLinearObjective objective = bottleneck();
        Point end = solver.solve(objective, StartLaw.gaussian(0.5).draw(24, new Seed(6).generator()));

        Classification what =
                classifier.classify(objective, end, Symmetries.layers(Group.INVERTIBLE, 4, 3, 2, 3), new Seed(1));

        assertThat(what.spectrum().index()).isZero();
        assertThat(what.spectrum().orbitDimension()).isEqualTo(13);
        assertThat(what.spectrum().nullity()).isEqualTo(14);
        assertThat(what.kind()).isEqualTo(PointKind.LOCAL_MINIMUM);
    }
}
