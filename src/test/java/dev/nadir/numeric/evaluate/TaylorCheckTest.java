package dev.nadir.numeric.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.nadir.base.Seed;
import dev.nadir.model.Model;
import dev.nadir.model.read.ModelReader;
import dev.nadir.numeric.Instance;
import dev.nadir.numeric.Objective;
import dev.nadir.numeric.TaylorResult;
import dev.nadir.numeric.linalg.RandomMatrices;
import dev.nadir.numeric.linalg.Vectors;
import dev.nadir.numeric.plan.CompiledObjective;
import dev.nadir.symbolic.Derivation;
import dev.nadir.symbolic.Deriver;
import dev.nadir.symbolic.Elaboration;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TaylorCheckTest {

    private static final Seed SEED = new Seed(17);

    /** A shipped model on a drawn instance. */
    private record Case(
            Model model, Instance instance, CompiledObjective objective, ToDoubleFunction<double[]> asWritten) {

        TaylorCheck check(Objective candidate) {
            return new TaylorCheck(asWritten, candidate, objective.layout());
        }

        ParameterLayout.Block block(String name) {
            return objective.layout().blocks().stream()
                    .filter(b -> b.name().equals(name))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static Case linearVae() {
        return instance("linear-vae", Map.of("d", 5, "k", 2), Map.of("S", new int[] {5, 9}));
    }

    private static Case deepNetwork() {
        return instance(
                "deep-linear-network",
                Map.of("L", 3, "n", 12, "d[0]", 4, "d[1]", 3, "d[2]", 2, "d[3]", 3),
                Map.of("X", new int[] {4, 12}, "Y", new int[] {3, 12}));
    }

    /** Data of one name is a covariance, of more names Gaussian. */
    private static Case instance(String name, Map<String, Integer> sizes, Map<String, int[]> shapes) {
        Model model = ModelReader.read(Path.of("models", name, name + ".model"), name + ".model");
        Map<String, dev.nadir.numeric.linalg.Matrix> data = new HashMap<>();
        shapes.forEach((key, shape) -> data.put(
                key,
                shapes.size() == 1
                        ? RandomMatrices.wishart(
                                shape[0], shape[1], SEED.child(key).generator())
                        : RandomMatrices.gaussian(
                                shape[0], shape[1], SEED.child(key).generator())));
        Instance instance = new Instance("drawn", "", sizes, data, Map.of());
        Map<String, Integer> structure = new HashMap<>(sizes);
        structure.keySet().retainAll(Elaboration.structuralSizes(model));
        Derivation derivation = Deriver.derive(Elaboration.elaborate(model, structure));
        CompiledObjective objective = CompiledObjective.of(derivation, instance);
        return new Case(
                model, instance, objective, TaylorCheck.asWritten(model, instance, objective.layout(), Map.of()));
    }

    /** An objective whose gradient, and Hessian alike, has been tampered with. */
    private static Objective tampered(Objective right, UnaryOperator<double[]> change) {
        return new Objective() {
            @Override
            public int dimension() {
                return right.dimension();
            }

            @Override
            public double value(double[] x) {
                return right.value(x);
            }

            @Override
            public double valueAndGradient(double[] x, double[] gradient) {
                double value = right.valueAndGradient(x, gradient);
                System.arraycopy(change.apply(gradient.clone()), 0, gradient, 0, gradient.length);
                return value;
            }

            @Override
            public void hessianTimes(double[] x, double[] direction, double[] product) {
                right.hessianTimes(x, direction, product);
                System.arraycopy(change.apply(product.clone()), 0, product, 0, product.length);
            }
        };
    }

    private static UnaryOperator<double[]> scaling(ParameterLayout.Block block, double factor) {
        return gradient -> {
            for (int i = block.start(); i < block.start() + block.count(); i++) {
                gradient[i] *= factor;
            }
            return gradient;
        };
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4})
    void right_gradients_and_hessians_of_the_shipped_models_pass(int seed) {
        for (Case each : new Case[] {linearVae(), deepNetwork()}) {
            TaylorCheck check = each.check(each.objective());

            TaylorResult gradient = check.gradient(20, new Seed(seed));
            TaylorResult hessian = check.hessian(5, new Seed(seed));

            assertThat(gradient.points()).hasSize(20);
            assertThat(gradient.isRight())
                    .as("slopes %s", gradient.worstSlope())
                    .isTrue();
            assertThat(gradient.worstSlope()).isCloseTo(2, within(0.1));
            assertThat(hessian.isRight()).as("slopes %s", hessian.worstSlope()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"W", "V", "delta", "s2"})
    void a_factor_of_one_and_a_millionth_in_one_block_of_the_gradient_is_caught(String block) {
        Case vae = linearVae();
        Objective wrong = tampered(vae.objective(), scaling(vae.block(block), 1 + 1e-6));

        TaylorResult result = vae.check(wrong).gradient(20, SEED);

        assertThat(result.isRight()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"W[1]", "W[2]", "W[3]"})
    void a_factor_of_one_and_a_millionth_in_one_layer_is_caught(String block) {
        Case network = deepNetwork();
        Objective wrong = tampered(network.objective(), scaling(network.block(block), 1 + 1e-6));

        assertThat(network.check(wrong).gradient(20, SEED).isRight()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(doubles = {-1, 0.5, 2, 0})
    void a_wrong_sign_a_missing_half_and_a_missing_block_are_caught(double factor) {
        Case vae = linearVae();
        for (ParameterLayout.Block block : vae.objective().layout().blocks()) {
            Objective wrong = tampered(vae.objective(), scaling(block, factor));

            TaylorResult gradient = vae.check(wrong).gradient(5, SEED);
            TaylorResult hessian = vae.check(wrong).hessian(5, SEED);

            assertThat(gradient.isRight()).isFalse();
            assertThat(gradient.worstSlope()).isCloseTo(1, within(0.1));
            assertThat(hessian.isRight()).isFalse();
        }
    }

    @Test
    void a_wrong_sign_in_a_single_entry_is_caught() {
        Case network = deepNetwork();
        Objective wrong = tampered(network.objective(), gradient -> {
            gradient[7] = -gradient[7];
            return gradient;
        });

        assertThat(network.check(wrong).gradient(5, SEED).isRight()).isFalse();
        assertThat(network.check(wrong).hessian(5, SEED).isRight()).isFalse();
    }

    @Test
    void a_hessian_that_misses_one_block_is_caught_though_the_gradient_is_right() {
        Case vae = linearVae();
        ParameterLayout.Block block = vae.block("V");
        Objective wrong = new Objective() {
            @Override
            public int dimension() {
                return vae.objective().dimension();
            }

            @Override
            public double value(double[] x) {
                return vae.objective().value(x);
            }

            @Override
            public double valueAndGradient(double[] x, double[] gradient) {
                return vae.objective().valueAndGradient(x, gradient);
            }

            @Override
            public void hessianTimes(double[] x, double[] direction, double[] product) {
                vae.objective().hessianTimes(x, direction, product);
                double[] changed = scaling(block, 1.001).apply(product.clone());
                System.arraycopy(changed, 0, product, 0, product.length);
            }
        };

        TaylorResult result = vae.check(wrong).hessian(5, SEED);

        assertThat(vae.check(wrong).gradient(5, SEED).isRight()).isTrue();
        assertThat(result.isRight()).isFalse();
        assertThat(result.worstSlope()).isCloseTo(2, within(0.15));
    }

    @Test
    void a_linear_loss_leaves_nothing_but_rounding_and_its_slope_is_infinite() {
        Objective linear = linear(3);
        ParameterLayout layout = linearVae().objective().layout();
        ToDoubleFunction<double[]> loss = linear::value;

        TaylorResult right = new TaylorCheck(loss, linear, layout).gradient(5, SEED);
        TaylorResult wrong = new TaylorCheck(loss, linear(3 + 1e-9), layout).gradient(5, SEED);

        assertThat(right.isRight()).isTrue();
        assertThat(right.points()).allMatch(curve -> curve.slope() == Double.POSITIVE_INFINITY);
        assertThat(wrong.isRight()).isFalse();
    }

    private static Objective linear(double slope) {
        int n = linearVae().objective().dimension();
        return new Objective() {
            @Override
            public int dimension() {
                return n;
            }

            @Override
            public double value(double[] x) {
                double sum = 0;
                for (double each : x) {
                    sum += 3 * each;
                }
                return sum;
            }

            @Override
            public double valueAndGradient(double[] x, double[] gradient) {
                java.util.Arrays.fill(gradient, slope);
                return value(x);
            }

            @Override
            public void hessianTimes(double[] x, double[] direction, double[] product) {
                java.util.Arrays.fill(product, 0);
            }
        };
    }

    /** Constant, as on an instance where projecting on all of the space leaves nothing; its gradient is rounding. */
    @Test
    void a_gradient_that_is_rounding_is_right_and_one_that_is_small_but_smooth_is_not() {
        Case network = deepNetwork();
        ParameterLayout layout = network.objective().layout();
        ToDoubleFunction<double[]> constant = x -> 1e-31 * Math.sin(1e20 * Vectors.dot(x, x));

        TaylorResult right = new TaylorCheck(constant, ofSlope(x -> 1e-15 * Math.sin(1e20 * Vectors.dot(x, x))), layout)
                .gradient(4, SEED);
        TaylorResult wrong = new TaylorCheck(constant, ofSlope(x -> 1e-15 * (2 + Math.sin(Vectors.dot(x, x)))), layout)
                .gradient(4, SEED);

        assertThat(right.isRight()).isTrue();
        assertThat(wrong.isRight()).isFalse();
    }

    /** With this gradient in every coordinate. */
    private static Objective ofSlope(ToDoubleFunction<double[]> slope) {
        int dimension = deepNetwork().objective().dimension();
        return new Objective() {
            @Override
            public int dimension() {
                return dimension;
            }

            @Override
            public double value(double[] x) {
                return 0;
            }

            @Override
            public double valueAndGradient(double[] x, double[] gradient) {
                java.util.Arrays.fill(gradient, slope.applyAsDouble(x));
                return 0;
            }

            @Override
            public void hessianTimes(double[] x, double[] direction, double[] product) {
                java.util.Arrays.fill(product, 0);
            }
        };
    }

    @Test
    void a_corner_beside_a_point_is_no_defect_and_a_wrong_slope_between_corners_is_one() {
        Case network = deepNetwork();
        ParameterLayout layout = network.objective().layout();
        // Corners at whole and at half numbers.
        ToDoubleFunction<double[]> saw = x -> {
            double sum = 0;
            for (double each : x) {
                sum += Math.abs(each - Math.rint(each));
            }
            return sum;
        };
        Objective right = slopes(layout.dimension(), 1);
        Objective wrong = slopes(layout.dimension(), 1 + 1e-5);

        assertThat(new TaylorCheck(saw, right, layout)
                        .amongCorners()
                        .gradient(3, SEED)
                        .isRight())
                .isTrue();
        assertThat(new TaylorCheck(saw, wrong, layout)
                        .amongCorners()
                        .gradient(3, SEED)
                        .isRight())
                .isFalse();
    }

    /** The slopes of the distance from the next whole number, times a factor. */
    private static Objective slopes(int dimension, double factor) {
        return new Objective() {
            @Override
            public int dimension() {
                return dimension;
            }

            @Override
            public double value(double[] x) {
                return 0;
            }

            @Override
            public double valueAndGradient(double[] x, double[] gradient) {
                for (int i = 0; i < x.length; i++) {
                    gradient[i] = factor * Math.signum(x[i] - Math.rint(x[i]));
                }
                return 0;
            }

            @Override
            public void hessianTimes(double[] x, double[] direction, double[] product) {
                java.util.Arrays.fill(product, 0);
            }
        };
    }

    @Test
    void a_loss_that_is_not_finite_is_never_right() {
        Case vae = linearVae();

        TaylorResult result = new TaylorCheck(
                        x -> Double.NaN, vae.objective(), vae.objective().layout())
                .gradient(2, SEED);

        assertThat(result.isRight()).isFalse();
    }

    @Test
    void differences_extrapolated_to_step_zero_give_ten_digits_without_any_derivative() {
        Case vae = linearVae();
        int n = vae.objective().dimension();
        double[] x = RandomMatrices.gaussian(n, 1, SEED.generator()).toArray();
        double[] gradient = new double[n];
        vae.objective().valueAndGradient(x, gradient);

        double[] estimate = FiniteDifferences.gradient(vae.asWritten(), x, 0.1);

        for (int i = 0; i < n; i++) {
            assertThat(estimate[i]).isCloseTo(gradient[i], within(1e-9 * (1 + Math.abs(gradient[i]))));
        }
        assertThat(FiniteDifferences.derivative(p -> Math.log(p[0]), new double[] {-1}, new double[] {1}, 0.1)
                        .value())
                .isNaN();
    }
}
