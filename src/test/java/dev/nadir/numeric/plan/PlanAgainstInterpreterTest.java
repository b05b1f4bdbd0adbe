package dev.nadir.numeric.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nadir.base.Seed;
import dev.nadir.expr.Expr;
import dev.nadir.expr.Shape;
import dev.nadir.expr.Size;
import dev.nadir.expr.print.TextPrinter;
import dev.nadir.model.Model;
import dev.nadir.model.read.ModelReader;
import dev.nadir.numeric.Instance;
import dev.nadir.numeric.evaluate.Interpreter;
import dev.nadir.numeric.linalg.Matrix;
import dev.nadir.numeric.linalg.RandomMatrices;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Two ways from an expression to a number that share nothing: its plan, and its text, parsed and interpreted. */
class PlanAgainstInterpreterTest {

    private static final Seed SEED = new Seed(29);
    private static final List<Size> SIDES = List.of(Size.of("a"), Size.of("b"), Size.of("c"), Size.ONE);

    /** Declarations of every symbol that random expressions may hold, all of them data. */
    private static String frame(String formula) {
        StringBuilder text = new StringBuilder("model random \"For tests\"\n\nsizes\n");
        List.of("a", "b", "c").forEach(name -> text.append("  ").append(name).append(" >= 1\n"));
        text.append("\ndata\n");
        for (Size rows : SIDES) {
            for (Size columns : SIDES) {
                for (String name : List.of("X0", "X1", "K0", "K1")) {
                    text.append("  %s_%s_%s : %s\n".formatted(name, rows, columns, kind(rows, columns)));
                }
            }
        }
        return text + "\nparameters\n  t : scalar\n\nlet\n  x = " + formula + "\n\nminimize\n  loss = t^2\n";
    }

    private static String kind(Size rows, Size columns) {
        if (rows.isOne() && columns.isOne()) {
            return "scalar";
        }
        return columns.isOne() ? "vector[" + rows + "]" : "matrix[" + rows + ", " + columns + "]";
    }

    private static Map<String, Matrix> values(Map<String, Integer> sizes, RandomGenerator generator) {
        Map<String, Matrix> values = new HashMap<>();
        for (Size rows : SIDES) {
            for (Size columns : SIDES) {
                for (String name : List.of("X0", "X1", "K0", "K1")) {
                    int m = rows.evaluate(n -> sizes.get(n.toString()));
                    int n = columns.evaluate(s -> sizes.get(s.toString()));
                    Matrix draw = RandomMatrices.gaussian(m, n, generator).scaled(0.5);
                    values.put(name + "_" + rows + "_" + columns, draw);
                }
            }
        }
        return values;
    }

    @ParameterizedTest
    @CsvSource({"2,3,4", "3,1,2", "1,1,1"})
    void a_plan_and_the_interpreted_text_of_an_expression_agree(int a, int b, int c) {
        Map<String, Integer> sizes = Map.of("a", a, "b", b, "c", c);
        int compared = 0;
        for (int run = 0; run < 100; run++) {
            RandomGenerator generator = SEED.child(run).generator();
            Shape shape = new Shape(SIDES.get(run % 4), SIDES.get(run / 4 % 4));
            Expr expression = RandomExpressions.withoutLets(generator).draw(shape, 4);
            Map<String, Matrix> values = values(sizes, generator);
            Map<String, Matrix> inputs = new HashMap<>(values);
            inputs.keySet().removeIf(name -> !name.startsWith("X"));
            Map<String, Matrix> constants = new HashMap<>(values);
            constants.keySet().removeAll(inputs.keySet());

            Plan plan = Plan.compile(List.of(List.of(expression)), sizes, constants, Set.of());
            inputs.forEach(plan::set);
            plan.run();
            String text = TextPrinter.print(expression);
            Model model = ModelReader.parse(frame(text), "random.model", Path.of("."));
            Matrix interpreted = Interpreter.of(model, new Instance("drawn", "", sizes, values, Map.of()))
                    .matrix(model.lets().get(0).value());

            if (interpreted.isFinite() && interpreted.maxAbs() < 1e8) {
                assertThat(plan.value(0).minus(interpreted).maxAbs())
                        .as("run %d: %s", run, text)
                        .isLessThanOrEqualTo(1e-9 * (1 + interpreted.maxAbs()));
                compared++;
            }
        }
        assertThat(compared).isGreaterThan(70);
    }
}
