package dev.nadir.numeric.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.nadir.base.Diagnostic;
import dev.nadir.base.ErrorCode;
import dev.nadir.base.ModelException;
import dev.nadir.base.PreconditionException;
import dev.nadir.base.Seed;
import dev.nadir.base.exact.Rational;
import dev.nadir.expr.EntrywiseFunction;
import dev.nadir.expr.Expr;
import dev.nadir.expr.Exprs;
import dev.nadir.expr.Property;
import dev.nadir.expr.Shape;
import dev.nadir.expr.Size;
import dev.nadir.model.Model;
import dev.nadir.model.read.ModelReader;
import dev.nadir.numeric.Instance;
import dev.nadir.numeric.Objective;
import dev.nadir.numeric.linalg.Matrix;
import dev.nadir.numeric.linalg.RandomMatrices;
import dev.nadir.numeric.linalg.Vectors;
import dev.nadir.symbolic.Derivation;
import dev.nadir.symbolic.Deriver;
import dev.nadir.symbolic.Elaboration;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CompiledObjectiveTest {

    private static final RandomGenerator GENERATOR = new Seed(5).generator();

    private static Instance chainInstance(int n) {
        return new Instance(
                "chain", "", Map.of("n", n), Map.of("M", RandomMatrices.gaussian(n, n, GENERATOR)), Map.of());
    }

    /** A scalar noise, a positive vector, a symmetric and a diagonal matrix and a free one, all coupled. */
    private static Derivation mixed() {
        Size n = Size.of("n");
        Shape square = new Shape(n, n);
        Expr.Symbol s2 = Landscapes.parameter("s2", Shape.SCALAR, Property.POSITIVE);
        Expr.Symbol delta = Landscapes.parameter("delta", Shape.vector(n), Property.POSITIVE);
        Expr.Symbol symmetric = Landscapes.parameter("S", square, Property.SYMMETRIC);
        Expr.Symbol diagonal = Landscapes.parameter("D", square, Property.DIAGONAL);
        Expr.Symbol free = Landscapes.parameter("W", square);
        Expr m = Landscapes.data("M", square);
        Expr residual = Exprs.subtract(Exprs.product(List.of(free, symmetric, Exprs.transpose(free))), m);
        Expr fit = Exprs.times(Exprs.power(s2, Rational.MINUS_ONE), Exprs.normFSquared(Exprs.add(residual, diagonal)));
        Expr spread = Exprs.trace(Exprs.product(List.of(free, Exprs.diagonalMatrix(delta), Exprs.transpose(free))));
        Expr entropy = Exprs.negate(Exprs.total(Exprs.entrywise(EntrywiseFunction.LOG, delta)));
        Expr noise = Exprs.times(Exprs.size(n), Exprs.entrywise(EntrywiseFunction.LOG, s2));
        Expr loss = Exprs.sum(List.of(fit, spread, entropy, noise, Exprs.total(delta)));
        return Landscapes.derive(loss, List.of(s2, delta, symmetric, diagonal, free));
    }

    @Test
    void the_loss_of_a_chain_is_that_of_the_formula() {
        Instance instance = chainInstance(4);
        CompiledObjective objective = CompiledObjective.of(Landscapes.weightDecayedChain(), instance);
        double[] x = RandomMatrices.gaussian(48, 1, GENERATOR).toArray();

        double loss = objective.value(x);

        Map<String, Matrix> w = objective.layout().unpack(x);
        Matrix residual = Objects.requireNonNull(w.get("W[3]"))
                .times(Objects.requireNonNull(w.get("W[2]")))
                .times(Objects.requireNonNull(w.get("W[1]")))
                .minus(Objects.requireNonNull(instance.data().get("M")));
        double expected = 0.5 * Math.pow(residual.normF(), 2);
        for (Matrix each : w.values()) {
            expected += 0.025 * Math.pow(each.normF(), 2);
        }
        assertThat(loss).isCloseTo(expected, within(1e-12 * expected));
        assertThat(objective.layout().pack(w)).containsExactly(x);
    }

    @Test
    void gradients_and_hessians_are_those_of_the_coordinates_for_every_kind_of_parameter() {
        assertDerivatives(CompiledObjective.of(Landscapes.weightDecayedChain(), chainInstance(3)));
        CompiledObjective mixed = CompiledObjective.of(mixed(), chainInstance(3));
        // 1 + 3 + 6 + 3 + 9 coordinates.
        assertThat(mixed.dimension()).isEqualTo(22);
        assertDerivatives(mixed);
        assertDerivatives(CompiledObjective.of(
                mixed(), chainInstance(3), Map.of("s2", Matrix.scalar(2), "S", Matrix.identity(3))));
    }

    /** Central differences; the remainder is of the order of the square of the step. */
    private static void assertDerivatives(Objective objective) {
        int n = objective.dimension();
        for (int run = 0; run < 5; run++) {
            double[] x = RandomMatrices.gaussian(n, 1, GENERATOR).toArray();
            double[] direction = RandomMatrices.gaussian(n, 1, GENERATOR).toArray();
            double[] gradient = new double[n];
            double[] product = new double[n];
            double step = 1e-4 / Vectors.norm(direction);
            double[] ahead = x.clone();
            double[] behind = x.clone();
            Vectors.axpy(step, direction, ahead);
            Vectors.axpy(-step, direction, behind);
            double[] gradientAhead = new double[n];
            double[] gradientBehind = new double[n];

            double value = objective.valueAndGradient(x, gradient);
            objective.hessianTimes(x, direction, product);

            double up = objective.valueAndGradient(ahead, gradientAhead);
            double down = objective.valueAndGradient(behind, gradientBehind);
            assertThat(value).isEqualTo(objective.value(x));
            double slope = Vectors.dot(gradient, direction);
            assertThat((up - down) / (2 * step)).isCloseTo(slope, within(1e-5 * (1 + Vectors.norm(gradient))));
            for (int i = 0; i < n; i++) {
                assertThat((gradientAhead[i] - gradientBehind[i]) / (2 * step))
                        .isCloseTo(product[i], within(1e-5 * (1 + Vectors.norm(product))));
            }
        }
    }

    @Test
    void hessian_products_follow_the_point_and_not_the_one_before() {
        CompiledObjective objective = CompiledObjective.of(mixed(), chainInstance(2));
        int n = objective.dimension();
        double[] x = RandomMatrices.gaussian(n, 1, GENERATOR).toArray();
        double[] y = RandomMatrices.gaussian(n, 1, GENERATOR).toArray();
        double[] direction = RandomMatrices.gaussian(n, 1, GENERATOR).toArray();
        double[] first = new double[n];
        double[] between = new double[n];
        double[] again = new double[n];

        objective.hessianTimes(x, direction, first);
        objective.hessianTimes(y, direction, between);
        objective.hessianTimes(x, direction, again);

        assertThat(again).containsExactly(first);
        assertThat(between).isNotEqualTo(first);
    }

    @Test
    void a_name_that_is_no_parameter_cannot_be_fixed() {
        assertThatThrownBy(() -> CompiledObjective.of(
                        Landscapes.weightDecayedChain(), chainInstance(2), Map.of("V", Matrix.scalar(1))))
                .isInstanceOf(PreconditionException.class)
                .hasMessageContaining("V");
    }

    @Test
    void data_that_is_missing_is_refused_by_name() {
        Instance empty = new Instance("empty", "", Map.of("n", 2), Map.of(), Map.of());

        assertThatThrownBy(() -> CompiledObjective.of(Landscapes.weightDecayedChain(), empty))
                .isInstanceOf(PreconditionException.class)
                .hasMessageContaining("M");
    }

    @ParameterizedTest
    @ValueSource(strings = {"scalar >= 0", "scalar <= 1", "scalar > c", "spd[n] > 0"})
    void a_parameter_whose_set_the_coordinates_cannot_keep_is_refused_and_not_set_free(String kind) {
        Model model = ModelReader.parse(
                "model set \"For tests\"\n\nsizes\n  n >= 1\n\ndata\n  c : scalar\n\nparameters\n  p : " + kind
                        + "\n\nminimize\n  loss = normF(p)^2\n",
                "set.model",
                Path.of("."));
        Derivation derivation = Deriver.derive(Elaboration.elaborate(model, Map.of()));
        Instance instance = new Instance("one", "", Map.of("n", 2), Map.of(), Map.of());

        assertThatThrownBy(() -> CompiledObjective.of(derivation, instance))
                .isInstanceOfSatisfying(ModelException.class, e -> {
                    assertThat(e.diagnostics().get(0).code()).isEqualTo(ErrorCode.PARAMETER_SET);
                    assertThat(e.diagnostics().get(0).span().line()).isEqualTo(10);
                });
        Matrix value = kind.startsWith("spd") ? Matrix.identity(2) : Matrix.scalar(1);
        assertThat(CompiledObjective.of(derivation, instance, Map.of("p", value))
                        .dimension())
                .isZero();
    }

    @Test
    void the_broken_file_with_a_bounded_parameter_is_refused_with_its_code() {
        Model model = ModelReader.read(Path.of("models/broken/nd-v001-parameter-set.model"), "broken");
        Derivation derivation = Deriver.derive(Elaboration.elaborate(model, Map.of()));
        Instance instance = new Instance("one", "", Map.of("n", 2), Map.of(), Map.of());

        assertThatThrownBy(() -> CompiledObjective.of(derivation, instance))
                .isInstanceOfSatisfying(ModelException.class, e -> assertThat(e.diagnostics())
                        .extracting(Diagnostic::code)
                        .containsExactly(ErrorCode.PARAMETER_SET));
    }
}
