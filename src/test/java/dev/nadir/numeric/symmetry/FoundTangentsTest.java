package dev.nadir.numeric.symmetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.nadir.base.Seed;
import dev.nadir.model.Model;
import dev.nadir.model.read.ModelReader;
import dev.nadir.numeric.Instance;
import dev.nadir.numeric.Spectrum;
import dev.nadir.numeric.instance.InstanceBuilder;
import dev.nadir.numeric.linalg.Matrix;
import dev.nadir.numeric.linalg.SingularValues;
import dev.nadir.numeric.linalg.Vectors;
import dev.nadir.numeric.plan.CompiledObjective;
import dev.nadir.symbolic.Derivation;
import dev.nadir.symbolic.Deriver;
import dev.nadir.symbolic.Elaboration;
import dev.nadir.symbolic.symmetry.SymmetrySearch;
import java.nio.file.Path;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class FoundTangentsTest {

    private static final String DATA =
            """
            model m

            sizes
              n >= 1
              r >= 1

            data
              A : matrix[n, n]
              S : symmetric[n]
              K : spd[r]
              l : scalar > 0

            parameters
            """;

    private static final String INSTANCE =
            """

            instance i
              n = 3
              r = 2
              A = gaussian(3, 3)
              S = spectrum([3, 2, -1])
              K = spectrum([2, 1])
              l = 0.3
            """;

    /** A loss with its tangents at sizes 3 and 2 and random data. */
    private record Trial(CompiledObjective objective, FoundTangents tangents) {

        static Trial of(String parameters, String loss) {
            return of(parameters, loss, INSTANCE);
        }

        static Trial of(String parameters, String loss, String instanceText) {
            String text = DATA + parameters + "\nminimize\n  loss = " + loss + "\n" + instanceText;
            Model model = ModelReader.parse(text, "test.model", Path.of("."));
            Derivation derivation = Deriver.derive(Elaboration.elaborate(model, Map.of()));
            Instance instance = InstanceBuilder.build(model, model.instances().get(0), new Seed(7));
            CompiledObjective objective = CompiledObjective.of(derivation, instance);
            return new Trial(objective, new FoundTangents(SymmetrySearch.of(derivation), objective.layout(), instance));
        }

        double[] point(int number) {
            RandomGenerator random = new Seed(number).generator();
            double[] x = new double[objective.dimension()];
            for (int i = 0; i < x.length; i++) {
                x[i] = random.nextGaussian();
            }
            return x;
        }

        /** The dimension of the linear maps {@code T} with {@code gradient(x)'*T*x = 0}, by that equation at points. */
        int linearGenerators() {
            int n = objective.dimension();
            int points = n * n + 20;
            double[] rows = new double[points * n * n];
            double[] gradient = new double[n];
            for (int k = 0; k < points; k++) {
                double[] x = point(k);
                objective.valueAndGradient(x, gradient);
                Vectors.scale(1 / Vectors.norm(gradient), gradient);
                for (int i = 0; i < n; i++) {
                    for (int j = 0; j < n; j++) {
                        rows[(k * n + i) * n + j] = gradient[i] * x[j];
                    }
                }
            }
            return n * n - SingularValues.of(Matrix.of(points, n * n, rows)).rank(1e-9);
        }

        /** The dimension of the span of the generators that were found, as maps: at several points at once. */
        int foundGenerators() {
            int n = objective.dimension();
            int points = 4;
            int count = tangents.of(point(0)).size();
            if (count == 0) {
                return 0;
            }
            double[] rows = new double[count * points * n];
            for (int p = 0; p < points; p++) {
                double[] x = point(p);
                for (int k = 0; k < count; k++) {
                    System.arraycopy(tangents.of(x).get(k), 0, rows, (k * points + p) * n, n);
                }
            }
            return SingularValues.of(Matrix.of(count, points * n, rows)).rank(1e-9);
        }

        void assertTangentsLeaveTheLossAlone() {
            double[] gradient = new double[objective.dimension()];
            double[] x = point(5);
            objective.valueAndGradient(x, gradient);
            for (double[] tangent : tangents.of(x)) {
                double scale = Vectors.norm(gradient) * Vectors.norm(tangent);
                assertThat(Vectors.dot(gradient, tangent)).isCloseTo(0, within(1e-12 * scale));
            }
        }
    }

    private static void assertAllLinearGeneratorsAreFound(Trial trial, int expected) {
        trial.assertTangentsLeaveTheLossAlone();
        assertThat(trial.foundGenerators()).isEqualTo(expected);
        assertThat(trial.linearGenerators()).isEqualTo(expected);
    }

    @Test
    void what_is_found_for_all_sizes_is_all_that_entries_allow_at_small_ones() {
        String two = "  U : matrix[n, r]\n  V : matrix[n, r]\n";
        String one = "  U : matrix[n, r]\n";

        assertAllLinearGeneratorsAreFound(Trial.of(two, "normF(U*V' - A)^2"), 4);
        assertAllLinearGeneratorsAreFound(Trial.of(two, "normF(U*V' - A)^2 + l*normF(U)^2"), 1);
        assertAllLinearGeneratorsAreFound(Trial.of(two, "normF(U*V' - A)^2 + tr(U*K*U') + tr(V*K*V')"), 0);
        assertAllLinearGeneratorsAreFound(Trial.of(two, "normF(U*K*V' - A)^2"), 4);
        assertAllLinearGeneratorsAreFound(Trial.of(one, "normF(U*U' - S)^2"), 1);
        assertAllLinearGeneratorsAreFound(Trial.of(one, "normF(tanh(U)*U' - S)^2"), 0);
    }

    @Test
    void rotations_about_a_metric_are_found() {
        Trial trial = Trial.of("  U : matrix[n, r]\n", "(tr(U*K*U') - 1)^2 + (tr(U*K*U') - 2)^4");

        trial.assertTangentsLeaveTheLossAlone();
        // Rotations of the rows and, in the metric, of the columns; as vectors of six entries all of so(6).
        assertThat(trial.foundGenerators()).isEqualTo(3 + 1);
        assertThat(trial.linearGenerators()).isEqualTo(15);
    }

    @Test
    void a_metric_that_is_singular_at_an_instance_gives_no_wrong_direction() {
        String two = "  U : matrix[r, n]\n  V : matrix[r, n]\n";
        String loss = "normF(U*S*V')^2 + tr(U*S*V')";

        Trial regular = Trial.of(two, loss);
        Trial singular = Trial.of(two, loss, INSTANCE.replace("[3, 2, -1]", "[3, 2, 0]"));

        regular.assertTangentsLeaveTheLossAlone();
        singular.assertTangentsLeaveTheLossAlone();
        assertThat(regular.foundGenerators()).isEqualTo(9 + 1);
        // Matrices on the range of S, rotations of the rows, and the scaling of all of U against V.
        assertThat(singular.foundGenerators()).isEqualTo(4 + 1 + 1);
    }

    @Test
    void the_nullity_of_a_degenerate_point_is_split_into_symmetry_and_the_rest() {
        Trial trial = Trial.of("  U : matrix[n, r]\n  V : matrix[n, r]\n", "normF(U*V')^2 + normF(S*U*V'*A)^2");
        double[] x = {1, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0};

        NullSpace here = trial.tangents().at(trial.objective(), x, new Spectrum(new double[12], 1e-9, 0));

        // U = e1*a', V = e1*b' with a'*b = 0: dU*V' + U*dV' has rank 3 + 3 - 1, and U*G, -V*G' have rank 3.
        assertThat(here.others()).hasSize(7 - here.bySymmetry());
        assertThat(here.bySymmetry()).isEqualTo(3);
        for (double[] direction : here.others()) {
            double[] product = new double[12];
            trial.objective().hessianTimes(x, direction, product);
            assertThat(Vectors.norm(product)).isLessThan(1e-12);
            trial.tangents().of(x).forEach(tangent -> assertThat(Vectors.dot(tangent, direction))
                    .isCloseTo(0, within(1e-12)));
        }
    }
}
