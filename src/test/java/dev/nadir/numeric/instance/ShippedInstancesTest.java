package dev.nadir.numeric.instance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.nadir.base.Seed;
import dev.nadir.model.Formula;
import dev.nadir.model.Model;
import dev.nadir.model.read.ModelReader;
import dev.nadir.numeric.Instance;
import dev.nadir.numeric.evaluate.Interpreter;
import dev.nadir.numeric.linalg.Matrix;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShippedInstancesTest {

    private static Model shipped(String name) {
        return ModelReader.read(Path.of("models", name), name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"deep-linear-network", "linear-vae"})
    void every_instance_has_its_data_and_meets_the_assumptions(String name) {
        Model model = shipped(name);

        List<Instance> instances = InstanceBuilder.buildAll(model, new Seed(1));

        assertThat(instances).hasSameSizeAs(model.instances()).isNotEmpty();
        for (Instance instance : instances) {
            assertThat(instance.data()).hasSameSizeAs(model.data());
            assertThat(instance.sources().values()).allMatch(source -> source.contains("csv"));
            model.assumptions()
                    .forEach(assumption ->
                            assertHolds((Formula.Call) assumption.condition(), Interpreter.of(model, instance)));
        }
    }

    private static void assertHolds(Formula.Call condition, Interpreter interpreter) {
        Matrix argument = interpreter.matrix(condition.arguments().get(0));
        if (condition.function().equals("invertible")) {
            assertThat(argument.rank(1e-10)).isEqualTo(argument.rows());
        } else {
            assertThat(condition.function()).isEqualTo("distinct");
            for (int i = 1; i < argument.rows(); i++) {
                assertThat(argument.get(i - 1) - argument.get(i)).isGreaterThan(1e-8 * argument.maxAbs());
            }
        }
    }

    @Test
    void the_covariance_of_standardised_measurements_is_their_correlation() {
        Model model = shipped("linear-vae");
        Instance real = InstanceBuilder.buildAll(model, new Seed(1)).get(1);

        Matrix s = Objects.requireNonNull(real.data().get("S"));

        assertThat(s.shape()).isEqualTo("30 x 30");
        assertThat(s.trace()).isCloseTo(30, within(1e-11));
        assertThat(s.isPositiveDefinite(1e-12)).isTrue();
    }
}
