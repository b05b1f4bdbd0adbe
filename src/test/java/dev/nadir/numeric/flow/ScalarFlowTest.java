package dev.nadir.numeric.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.nadir.base.Seed;
import dev.nadir.base.SourceSpan;
import dev.nadir.model.Formula;
import dev.nadir.model.FormulaPrinter;
import dev.nadir.model.Model;
import dev.nadir.model.read.FormulaText;
import dev.nadir.model.read.ModelReader;
import dev.nadir.numeric.Instance;
import dev.nadir.numeric.evaluate.Interpreter;
import dev.nadir.numeric.instance.InstanceBuilder;
import dev.nadir.numeric.plan.CompiledObjective;
import dev.nadir.reduction.Refusal;
import dev.nadir.reduction.chain.flow.ModeFlow;
import dev.nadir.reduction.chain.flow.ModeFlows;
import dev.nadir.symbolic.Derivation;
import dev.nadir.symbolic.Deriver;
import dev.nadir.symbolic.Elaboration;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The derived flow of parameters that are numbers against the integrated one. */
class ScalarFlowTest {

    private static final double TIME = 0.7;

    private static Model model(String parameters, String loss) {
        StringBuilder text =
                new StringBuilder("model m\ndata\n  s : scalar\n  mu : scalar > 0\n  x : vector[2]\nparameters\n");
        for (String parameter : List.of(parameters.split(" ", -1))) {
            text.append("  ").append(parameter).append(" : scalar\n");
        }
        text.append("minimize\n  loss = ").append(loss).append("\ninstance one\n");
        return ModelReader.parse(text + "  s = 2\n  mu = 3/10\n  x = [1, 1/2]\n", "m.model", Path.of("."));
    }

    private static Derivation derivation(Model model) {
        return Deriver.derive(Elaboration.elaborate(model, Map.of()));
    }

    private static ModeFlow flow(Model model) {
        return ModeFlows.derive(derivation(model).landscape());
    }

    private static Model.Let let(String name, double value) {
        Formula number = FormulaText.parse(value < 0 ? "-" + -value : Double.toString(value));
        return new Model.Let(new SourceSpan("test", 1, 1, 1, 1), List.of(name), number, "");
    }

    private static double product(double[] point) {
        double product = 1;
        for (double each : point) {
            product *= each;
        }
        return product;
    }

    @ParameterizedTest
    @CsvSource({
        "a, (a - s)^2, 0.3, 0",
        "a b, 1/2*(a*b - s)^2, 0.5, 0.5",
        "a b, (s - b*a)^2, 0.5, 0.5",
        "a b, (s - b*a)^2 + mu*(a^2 + b^2), 0.5, 0.5",
        "a b, normF(a*b*x - x)^2 + mu/3*(a^2 + b^2), 1.2, 1.2",
        "a b, 1/2*(a*b - s)^2, 0.5, 1.3",
        "a b, 1/2*(a*b + s)^2, 0.5, 1.3",
        "a b, 3*(a*b - s)^2, -0.2, 0.4",
        "a b c, 1/2*(a*b*c - s)^2, 0.6, 0.6",
        "a b c, 1/3*(a*c*b - s)^2, 0.6, 0.6"
    })
    void solutions_follow_the_parameters(String parameters, String loss, double first, double second) {
        Model model = model(parameters, loss);
        ModeFlow flow = flow(model);
        Instance instance = InstanceBuilder.build(model, model.instances().get(0), new Seed(1));
        CompiledObjective objective = CompiledObjective.of(derivation(model), instance);
        double[] start = new double[flow.sizes().size()];
        java.util.Arrays.fill(start, second);
        start[0] = first;
        Trajectory descent = new Trajectory(
                (x, velocity) -> {
                    objective.valueAndGradient(x, velocity);
                    for (int i = 0; i < velocity.length; i++) {
                        velocity[i] = -velocity[i];
                    }
                },
                1e-13);

        double[] end = descent.at(start, new double[] {TIME}, () -> false).get(0);

        List<Model.Let> numbers = new ArrayList<>(flow.lets());
        numbers.add(let("u_0", product(start)));
        numbers.add(let("u", product(end)));
        numbers.add(let("t", TIME));
        if (start.length == 2) {
            numbers.add(let("c", start[1] * start[1] - start[0] * start[0]));
        }
        boolean isEqual = start.length == 1 || first == second;
        int used = 0;
        for (ModeFlow.Solution solution : flow.solutions()) {
            Interpreter at = Interpreter.of(model, instance).withLets(numbers).withLets(solution.lets());
            boolean holds = solution.conditions().stream()
                    .allMatch(each -> at.compare((Formula.Binary) each).holds(0));
            if (holds && isEqual != solution.name().startsWith("unbalanced")) {
                boolean isTime = solution.unknown() == ModeFlow.Unknown.TIME;
                assertThat(at.number(solution.value())).isCloseTo(isTime ? TIME : product(end), within(1e-9));
                used++;
            }
        }
        assertThat(used).isPositive();
    }

    @Test
    void the_sizes_are_the_parameters_and_every_start_is_aligned() {
        ModeFlow flow = flow(model("p q", "1/2*(p*q - s)^2 + mu*(p^2 + q^2)"));

        assertThat(flow.isOfNumbers()).isTrue();
        assertThat(flow.sizes()).containsExactly("p", "q");
        assertThat(flow.velocities().stream().map(FormulaPrinter::print))
                .containsExactly("s*q - q^2*p - g*p", "s*p - q*p^2 - g*q");
        assertThat(flow.invariants()).singleElement().satisfies(each -> {
            assertThat(FormulaPrinter.print(each.quantity())).isEqualTo("q^2 - p^2");
            assertThat(FormulaPrinter.print(each.rate())).isEqualTo("2*g");
        });
    }

    @Test
    void unequal_decays_keep_nothing_and_have_no_solution() {
        ModeFlow flow = flow(model("p q", "1/2*(p*q - s)^2 + mu*p^2 + 2*mu*q^2"));

        assertThat(flow.invariants()).isEmpty();
        assertThat(flow.balanced()).isEmpty();
        assertThat(flow.solutions()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "p q, (p*q - s)^2 + p*mu, is not made of the product",
        "p q, (p*q - s)^2 + (p*q)^4, is not made of the product",
        "p q, (p^2*q - s)^2, is not made of the product",
        "p q, (p*tanh(q) - s)^2, inside a function",
        "p q, s*p*q + mu*(p^2 + q^2), the square of the product"
    })
    void another_loss_is_refused_by_name(String parameters, String loss, String why) {
        Model model = model(parameters, loss);

        assertThatThrownBy(() -> flow(model)).isInstanceOf(Refusal.class).hasMessageContaining(why);
    }
}
