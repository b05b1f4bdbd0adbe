package dev.nadir.numeric.critical;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.nadir.base.Seed;
import dev.nadir.numeric.DeepLinearObjective;
import dev.nadir.numeric.Level;
import dev.nadir.numeric.LocalSolver;
import dev.nadir.numeric.MultiStartResult;
import dev.nadir.numeric.OrbitMatcher;
import dev.nadir.numeric.Point;
import dev.nadir.numeric.PointKind;
import dev.nadir.numeric.Progress;
import dev.nadir.numeric.Symmetries;
import dev.nadir.numeric.SymmetryAction.Group;
import dev.nadir.numeric.Termination;
import dev.nadir.numeric.TestObjectives;
import dev.nadir.numeric.critical.CriticalStarts.Block;
import dev.nadir.numeric.linalg.Matrix;
import dev.nadir.numeric.linalg.RandomMatrices;
import dev.nadir.numeric.linalg.SymmetricEigen;
import dev.nadir.numeric.minimise.LeastSquares;
import dev.nadir.numeric.minimise.LeastSquaresOptions;
import dev.nadir.numeric.minimise.QuasiNewton;
import dev.nadir.numeric.minimise.QuasiNewtonOptions;
import dev.nadir.numeric.multistart.MultiStart;
import dev.nadir.numeric.multistart.MultiStartOptions;
import dev.nadir.numeric.spectrum.SpectralClassifier;
import dev.nadir.numeric.spectrum.SpectralClassifierOptions;
import dev.nadir.numeric.symmetry.GroupOrbitMatcher;
import dev.nadir.numeric.symmetry.OrbitMatcherOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class CriticalPointSolverTest {

    private final LocalSolver solver = new CriticalPointSolver(CriticalPointOptions.DEFAULTS);

    @Test
    void a_saddle_is_found_from_nearby() {
        Point end = solver.solve(TestObjectives.doubleWell(0.1), new double[] {0.1, 0.3});

        assertThat(end.termination()).isEqualTo(Termination.CONVERGED);
        assertThat(end.coordinates()[0]).isCloseTo(0.02501566, within(1e-7));
        assertThat(end.gradientNorm()).isLessThan(1e-15);
    }

    @Test
    void a_circle_of_critical_points_does_no_harm() {
        Point end = solver.solve(TestObjectives.sombrero(), new double[] {0.9, 1.3});

        assertThat(end.termination()).isEqualTo(Termination.CONVERGED);
        assertThat(end.value()).isLessThan(1e-28);
    }

    @Test
    void where_the_gradient_is_smallest_without_being_zero_there_is_no_critical_point() {
        Point end = solver.solve(TestObjectives.unbounded(), new double[] {1, 1});

        assertThat(end.termination()).isEqualTo(Termination.STEP_FAILED);
        assertThat(end.gradientNorm()).isCloseTo(1, within(1e-9));
    }

    @Test
    void a_start_outside_the_domain_is_not_finite() {
        assertThat(solver.solve(TestObjectives.logBarrier(), new double[] {-1, 0})
                        .termination())
                .isEqualTo(Termination.NOT_FINITE);
    }

    @Test
    void the_critical_values_of_a_deep_linear_network_are_those_of_baldi_and_hornik() {
        RandomGenerator random = new Seed(5).generator();
        Matrix x = RandomMatrices.gaussian(4, 12, random);
        Matrix y = RandomMatrices.gaussian(3, 12, random);
        List<Double> predicted = predictedValues(x, y, 2);
        OrbitMatcher matcher =
                new GroupOrbitMatcher(new LeastSquares(LeastSquaresOptions.DEFAULTS), OrbitMatcherOptions.DEFAULTS);
        MultiStart search = new MultiStart(
                solver,
                new SpectralClassifier(
                        new QuasiNewton(QuasiNewtonOptions.FAST), matcher, SpectralClassifierOptions.FAST),
                matcher,
                new MultiStartOptions(300, 2, 0));

        MultiStartResult result = search.run(
                () -> new DeepLinearObjective(new int[] {4, 3, 2, 3}, x, y, 0),
                CriticalStarts.ofAllSizesAndRanks(List.of(new Block(3, 4), new Block(2, 3), new Block(3, 2)), 0.5),
                Symmetries.layers(Group.INVERTIBLE, 4, 3, 2, 3),
                new Seed(7),
                Progress.silent());

        double size = predicted.get(0);
        List<Double> seen = new ArrayList<>();
        for (Level level : result.levels()) {
            double nearest = predicted.stream()
                    .min(java.util.Comparator.comparingDouble(value -> Math.abs(value - level.value())))
                    .orElseThrow();
            assertThat(level.value()).isCloseTo(nearest, within(1e-9 * size));
            seen.add(nearest);
            boolean isLowest = nearest == predicted.get(predicted.size() - 1);
            assertThat(level.kind() == PointKind.LOCAL_MINIMUM && !isLowest).isFalse();
        }
        assertThat(seen).doesNotHaveDuplicates().hasSizeGreaterThanOrEqualTo(6);
        int inLevels = result.levels().stream().mapToInt(Level::count).sum();
        assertThat(inLevels + result.failures().size()).isEqualTo(300);
    }

    /** {@code 1/2*(tr(Y*Y') - sum of the eigenvalues kept)} for every choice of at most r, descending. */
    private static List<Double> predictedValues(Matrix x, Matrix y, int r) {
        Matrix syx = y.times(x.transpose());
        Matrix sxx = x.times(x.transpose());
        Matrix s = syx.times(sxx.inverse().orElseThrow()).times(syx.transpose());
        double[] lambda = SymmetricEigen.of(s).values();
        List<Double> values = new ArrayList<>();
        for (int chosen = 0; chosen < 1 << lambda.length; chosen++) {
            if (Integer.bitCount(chosen) <= r) {
                double value = y.times(y.transpose()).trace();
                for (int i = 0; i < lambda.length; i++) {
                    value -= (chosen >> i & 1) * lambda[i];
                }
                values.add(value / 2);
            }
        }
        values.sort(java.util.Comparator.reverseOrder());
        return values;
    }
}
