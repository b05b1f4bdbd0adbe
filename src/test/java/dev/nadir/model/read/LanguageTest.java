package dev.nadir.model.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nadir.model.Model;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Models that use what the shipped ones do not. */
class LanguageTest {

    static List<Path> models() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("src/test/resources/language"))) {
            return files.sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("models")
    void a_right_model_is_accepted_and_already_laid_out(Path file) throws IOException {
        Model model = ModelReader.read(file, file.toString());

        assertThat(file.getFileName()).hasToString(model.name() + ".model");
        assertThat(ModelFormatter.format(file, file.toString())).isEqualTo(Files.readString(file));
    }

    @Test
    void constraints_follow_the_loss() {
        Model model = ModelReader.read(Path.of("src/test/resources/language/ridge.model"), "ridge.model");

        assertThat(model.objective().constraints()).hasSize(2);
    }

    @Test
    void families_of_data_are_set_one_by_one() {
        Model model = ModelReader.read(Path.of("src/test/resources/language/ridge.model"), "ridge.model");

        assertThat(model.instances().get(0).settings()).containsKeys("X[1]", "X[2]", "y[1]", "y[2]");
    }

    @Test
    void laws_stand_behind_a_tilde() {
        Model model = ModelReader.read(Path.of("src/test/resources/language/noisy-two-layer.model"), "noisy.model");

        assertThat(model.random()).hasSize(3).allSatisfy(name -> assertThat(name.law())
                .isPresent());
    }
}
