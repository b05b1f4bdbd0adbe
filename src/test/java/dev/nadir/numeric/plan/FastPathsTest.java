package dev.nadir.numeric.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.nadir.base.Seed;
import dev.nadir.model.Model;
import dev.nadir.model.read.ModelReader;
import dev.nadir.numeric.Instance;
import dev.nadir.numeric.Objective;
import dev.nadir.numeric.evaluate.ParameterLayout;
import dev.nadir.numeric.evaluate.TaylorCheck;
import dev.nadir.numeric.linalg.Matrix;
import dev.nadir.numeric.linalg.RandomMatrices;
import dev.nadir.symbolic.Derivation;
import dev.nadir.symbolic.Deriver;
import dev.nadir.symbolic.Elaboration;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Fewer samples and Hessians by blocks, against the formula as written and against products with directions. */
class FastPathsTest {

    private static final String HEAD =
            """
            model fast "For tests"

            sizes
              n >= 1
              p >= 1
              q >= 1
              r >= 1

            data
              X : matrix[p, n]
              Y : matrix[r, n]
              C : matrix[r, n]
              v : vector[n]

            parameters
              V : matrix[q, p]
              W : matrix[r, q]
              b : vector[r]
              s : scalar > 0

            minimize
              loss =\s""";

    private static final String NETWORK = "normF(W*V*X - Y)^2/(2*n)";
    private static final String BIAS = "normF(W*V*X + b*ones(n)' - Y)^2/s + log(s)";
    private static final String MASK = "normF(C.*(W*V*X - Y))^2";
    private static final String WEIGHTS = "tr((W*V*X - Y)*diag(v)*(W*V*X - Y)') + normF(W)^2";
    private static final String TANH = "normF(W*tanh(V*X) - Y)^2 + normF(V)^2/2";
    private static final String MOMENTS = "tr(W*V*X*X'*V'*W')/s - 2*tr(W*V*X*Y') + tr(Y*Y')*s + normF(W.*W)^2";
    private static final String VECTOR = "norm(W*V*X*v - Y*v)^2 + tr(W*V*X*Y')*norm(b)^2";

    /** A loss with numbers. */
    private record Case(Model model, Instance instance, Derivation derivation, CompiledObjective objective) {

        static Case of(String loss, Map<String, Integer> sizes, Map<String, Matrix> data) {
            Model model = ModelReader.parse(HEAD + loss + "\n", "fast.model", Path.of("."));
            Instance instance = new Instance("one", "", sizes, data, Map.of());
            Derivation derivation = Deriver.derive(Elaboration.elaborate(model, Map.of()));
            return new Case(model, instance, derivation, CompiledObjective.of(derivation, instance));
        }

        static Case of(String loss, int n, int p, int q, int r) {
            RandomGenerator generator = new Seed(7).generator();
            Map<String, Matrix> data = new HashMap<>();
            data.put("X", RandomMatrices.gaussian(p, n, generator));
            data.put("Y", RandomMatrices.gaussian(r, n, generator));
            data.put("C", RandomMatrices.gaussian(r, n, generator));
            data.put("v", RandomMatrices.gaussian(n, 1, generator));
            return of(loss, Map.of("n", n, "p", p, "q", q, "r", r), data);
        }

        ToDoubleFunction<double[]> asWritten() {
            ParameterLayout layout = objective.layout();
            return TaylorCheck.asWritten(model, instance, layout, Map.of());
        }

        double[] point(long seed) {
            return RandomMatrices.gaussian(objective.dimension(), 1, new Seed(seed).generator())
                    .scaled(0.5)
                    .toArray();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {NETWORK, BIAS, MASK, WEIGHTS, TANH, MOMENTS, VECTOR})
    void every_path_agrees_with_the_formula_as_written_on_odd_shapes(String loss) {
        int[][] shapes = {{30, 3, 2, 2}, {1, 1, 1, 1}, {2, 5, 3, 4}, {9, 1, 4, 1}, {40, 4, 1, 1}, {12, 6, 2, 6}};
        for (int[] shape : shapes) {
            assertAgreement(Case.of(loss, shape[0], shape[1], shape[2], shape[3]));
        }
    }

    private static void assertAgreement(Case one) {
        ToDoubleFunction<double[]> asWritten = one.asWritten();
        for (int run = 0; run < 3; run++) {
            double[] x = one.point(run);
            double expected = asWritten.applyAsDouble(x);

            assertThat(one.objective().value(x)).isCloseTo(expected, within(1e-11 * (1 + Math.abs(expected))));
            assertDense(one.objective(), x);
        }
        TaylorCheck check =
                new TaylorCheck(asWritten, one.objective(), one.objective().layout());
        assertThat(check.hessian(2, new Seed(3)).isRight()).isTrue();
    }

    /** Entries by blocks against products with unit directions. */
    private static void assertDense(CompiledObjective objective, double[] x) {
        int n = x.length;
        double[] entries = new double[n * n];
        double[] unit = new double[n];
        double[] column = new double[n];
        objective.hessian(x, entries);
        double size = 1 + Matrix.of(n, n, entries).maxAbs();

        for (int j = 0; j < n; j++) {
            unit[j] = 1;
            objective.hessianTimes(x, unit, column);
            unit[j] = 0;
            for (int i = 0; i < n; i++) {
                assertThat(entries[i * n + j]).isCloseTo(column[i], within(1e-12 * size));
                assertThat(entries[i * n + j]).isCloseTo(entries[j * n + i], within(1e-12 * size));
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                NETWORK + "| true",
                BIAS + "| true",
                MOMENTS + "| true",
                VECTOR + "| true",
                MASK + "| false",
                WEIGHTS + "| false",
                TANH + "| false"
            })
    void the_cost_does_not_grow_with_the_samples_exactly_where_they_are_only_summed_over(
            String loss, boolean isReduced) {
        Plan few = Case.of(loss, 50, 3, 2, 2).objective().plan();
        Plan many = Case.of(loss, 500, 3, 2, 2).objective().plan();

        assertThat(many.stepCount()).isEqualTo(few.stepCount());
        if (isReduced) {
            assertThat(many.flops()).isEqualTo(few.flops());
        } else {
            assertThat(many.flops()).isGreaterThan(5 * few.flops());
        }
    }

    @Test
    void samples_are_not_replaced_where_there_are_fewer_of_them_than_rows() {
        Case wide = Case.of(NETWORK, 4, 3, 2, 2);

        assertThat(wide.objective().plan().hasInput("V")).isTrue();
        assertAgreement(wide);
    }

    @Test
    void data_without_full_rank_loses_nothing() {
        RandomGenerator generator = new Seed(9).generator();
        Matrix line = RandomMatrices.gaussian(1, 25, generator);
        Matrix x = RandomMatrices.gaussian(3, 1, generator).times(line);
        Map<String, Matrix> data =
                Map.of("X", x, "Y", Matrix.zeros(2, 25), "C", Matrix.zeros(2, 25), "v", Matrix.zeros(25, 1));

        assertAgreement(Case.of(NETWORK, Map.of("n", 25, "p", 3, "q", 2, "r", 2), data));
    }

    /** Expanded into moments, a loss of 1e-26 would drown in the rounding of terms of size 100. */
    @Test
    void a_residual_that_is_nearly_zero_keeps_its_digits() {
        RandomGenerator generator = new Seed(11).generator();
        Matrix w = RandomMatrices.gaussian(2, 2, generator);
        Matrix v = RandomMatrices.gaussian(2, 3, generator);
        Matrix x = RandomMatrices.gaussian(3, 400, generator);
        Matrix noise = RandomMatrices.gaussian(2, 400, generator).scaled(1e-9);
        Matrix y = w.times(v).times(x).plus(noise);
        Case one = Case.of(
                "normF(W*V*X - Y)^2 + 0*norm(b)^2 + 0*s",
                Map.of("n", 400, "p", 3, "q", 2, "r", 2),
                Map.of("X", x, "Y", y, "C", Matrix.zeros(2, 400), "v", Matrix.zeros(400, 1)));
        double[] point =
                one.objective().layout().pack(Map.of("V", v, "W", w, "b", Matrix.zeros(2, 1), "s", Matrix.scalar(1)));

        double loss = one.objective().value(point);

        double expected = Math.pow(noise.normF(), 2);
        assertThat(loss).isCloseTo(expected, within(1e-5 * expected));
    }

    @Test
    void an_objective_without_blocks_of_its_own_gets_its_hessian_by_columns() {
        Case one = Case.of(BIAS, 8, 2, 2, 2);
        double[] x = one.point(1);
        int n = x.length;
        double[] byBlocks = new double[n * n];
        double[] byColumns = new double[n * n];
        Objective plain = new Objective() {
            @Override
            public int dimension() {
                return n;
            }

            @Override
            public double value(double[] at) {
                return one.objective().value(at);
            }

            @Override
            public double valueAndGradient(double[] at, double[] gradient) {
                return one.objective().valueAndGradient(at, gradient);
            }

            @Override
            public void hessianTimes(double[] at, double[] direction, double[] product) {
                one.objective().hessianTimes(at, direction, product);
            }
        };

        one.objective().hessian(x, byBlocks);
        plain.hessian(x, byColumns);

        assertThat(byColumns).containsExactly(byBlocks, within(1e-12));
    }
}
