package dev.nadir.numeric.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.nadir.base.PreconditionException;
import dev.nadir.base.Seed;
import dev.nadir.expr.Expr;
import dev.nadir.expr.Exprs;
import dev.nadir.expr.Shape;
import dev.nadir.expr.Size;
import dev.nadir.numeric.linalg.Matrix;
import dev.nadir.numeric.linalg.RandomMatrices;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlanTest {

    private static final Seed SEED = new Seed(11);
    private static final List<Size> SIDES = List.of(Size.of("a"), Size.of("b"), Size.of("c"), Size.ONE);

    /** A value for every symbol that random expressions may hold. */
    private static Map<String, Matrix> values(Map<String, Integer> sizes, RandomGenerator generator) {
        Map<String, Matrix> values = new HashMap<>();
        for (Size rows : SIDES) {
            for (Size columns : SIDES) {
                for (String name : List.of("X0", "X1", "K0", "K1")) {
                    values.put(
                            name + "_" + rows + "_" + columns,
                            RandomMatrices.gaussian(
                                            rows.evaluate(n -> sizes.get(n.toString())),
                                            columns.evaluate(n -> sizes.get(n.toString())),
                                            generator)
                                    .scaled(0.5));
                }
            }
        }
        return values;
    }

    private static Map<String, Matrix> withPrefix(Map<String, Matrix> values, String prefix) {
        Map<String, Matrix> chosen = new HashMap<>(values);
        chosen.keySet().removeIf(name -> !name.startsWith(prefix));
        return chosen;
    }

    @ParameterizedTest
    @CsvSource({"2,3,4", "1,1,1", "1,5,2", "7,2,1", "60,3,2"})
    void plans_of_random_expressions_agree_with_direct_evaluation(int a, int b, int c) {
        Map<String, Integer> sizes = Map.of("a", a, "b", b, "c", c);
        int compared = 0;
        for (int run = 0; run < 150; run++) {
            RandomGenerator generator = SEED.child(run).generator();
            RandomExpressions random = RandomExpressions.withLets(generator);
            List<List<Expr>> stages = List.of(
                    List.of(random.draw(Shape.SCALAR, 4)),
                    List.of(random.draw(new Shape(SIDES.get(run % 4), SIDES.get(run / 4 % 4)), 4)));
            Map<String, Matrix> values = values(sizes, generator);

            Plan plan = Plan.compile(
                    stages,
                    sizes,
                    withPrefix(values, "K"),
                    withPrefix(values, "X1").keySet());
            // Twice with other numbers: nothing may remain of the first run.
            withPrefix(values(sizes, generator), "X").forEach(plan::set);
            plan.run();
            withPrefix(values, "X").forEach(plan::set);
            plan.run();

            DirectEvaluation direct = new DirectEvaluation(sizes, values);
            for (int i = 0; i < 2; i++) {
                Matrix expected = direct.of(stages.get(i).get(0));
                if (expected.isFinite() && expected.maxAbs() < 1e8) {
                    assertThat(plan.value(i).minus(expected).maxAbs())
                            .as("run %d, output %d: %s", run, i, stages.get(i))
                            .isLessThanOrEqualTo(1e-9 * (1 + expected.maxAbs()));
                    compared++;
                }
            }
        }
        assertThat(compared).isGreaterThan(200);
    }

    @Test
    void a_product_of_data_is_computed_while_compiling() {
        Expr x = Landscapes.data("X", Landscapes.matrix("d", "n"));
        Expr w = Landscapes.parameter("W", Landscapes.matrix("d", "d"));
        Expr body = Exprs.product(List.of(w, x, Exprs.transpose(x), Exprs.transpose(w)));
        Matrix data = RandomMatrices.gaussian(3, 40, SEED.generator());

        Plan plan =
                Plan.compile(List.of(List.of(Exprs.trace(body))), Map.of("d", 3, "n", 40), Map.of("X", data), Set.of());

        // W*(X*X'), then the inner product with W.
        assertThat(plan.stepCount()).isEqualTo(2);
    }

    @Test
    void loss_and_gradient_of_a_chain_of_three_share_their_products() {
        var derivation = Landscapes.weightDecayedChain();
        List<Expr> gradients = new ArrayList<>(derivation.gradient().values());

        Plan plan = Plan.compile(
                List.of(List.of(derivation.landscape().expectedLoss()), gradients),
                Map.of("n", 10),
                Map.of("M", Matrix.identity(10)),
                Set.of());

        // Two products for the end-to-end map, one for the outer gradient each, two for the middle one, less a shared
        // one.
        assertThat(plan.multiplicationCount()).isEqualTo(6);
    }

    @Test
    void the_cheapest_bracketing_is_chosen_by_the_actual_sizes() {
        Expr a = Landscapes.parameter("A", Landscapes.matrix("n", "n"));
        Expr b = Landscapes.parameter("B", Landscapes.matrix("n", "n"));
        Expr v = Landscapes.parameter("v", Shape.vector(Size.of("n")));

        Plan plan =
                Plan.compile(List.of(List.of(Exprs.product(List.of(a, b, v)))), Map.of("n", 50), Map.of(), Set.of());

        assertThat(plan.flops()).isEqualTo(2 * 50 * 50);
    }

    @Test
    void a_singular_inverse_gives_NaN_and_not_a_number_that_looks_right() {
        Expr a = Landscapes.parameter("A", Landscapes.matrix("n", "n"));
        Plan plan = Plan.compile(List.of(List.of(Exprs.trace(Exprs.inverse(a)))), Map.of("n", 2), Map.of(), Set.of());

        plan.set("A", Matrix.of(2, 2, 1, 2, 2, 4));
        plan.run();
        double singular = plan.value(0).get(0);
        plan.set("A", Matrix.of(2, 2, 1, 0, 0, 4));
        plan.run();

        assertThat(singular).isNaN();
        assertThat(plan.value(0).get(0)).isCloseTo(1.25, within(1e-15));
    }

    @Test
    void an_expectation_that_is_left_and_data_of_the_wrong_shape_are_refused() {
        Expr x = Landscapes.data("X", Landscapes.matrix("d", "n"));
        Expr total = Exprs.total(x);

        assertThatThrownBy(() -> Plan.compile(
                        List.of(List.of(Exprs.expectation(total))),
                        Map.of("d", 2, "n", 3),
                        Map.of("X", Matrix.zeros(2, 3)),
                        Set.of()))
                .isInstanceOf(PreconditionException.class)
                .hasMessageContaining("expectation");
        assertThatThrownBy(() -> Plan.compile(
                        List.of(List.of(total)), Map.of("d", 2, "n", 3), Map.of("X", Matrix.zeros(3, 2)), Set.of()))
                .isInstanceOf(PreconditionException.class)
                .hasMessageContaining("2 x 3");
        assertThatThrownBy(() -> Plan.compile(
                        List.of(List.of(total)), Map.of("d", 2), Map.of("X", Matrix.zeros(2, 3)), Set.of()))
                .isInstanceOf(PreconditionException.class)
                .hasMessageContaining("n");
    }
}
