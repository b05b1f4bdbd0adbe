package dev.nadir.numeric.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nadir.model.Model;
import dev.nadir.model.read.ModelReader;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a lemma changes in the parameters takes nothing from a list of all stationary points. */
class CompletenessTest {

    @ParameterizedTest
    @ValueSource(strings = {"fixed-between", "residual"})
    void another_name_for_the_parameters_leaves_what_is_known_of_the_others(String name) {
        Path file = Path.of("src/test/resources/dev/nadir/closedform", name + ".model");
        Model model = ModelReader.read(file, file.toString());

        StationaryBench bench = new StationaryBench(model, model.instances().get(0), 1);

        assertThat(bench.reduction().unlisted()).isEmpty();
    }
}
