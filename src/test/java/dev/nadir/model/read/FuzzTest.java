package dev.nadir.model.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.nadir.base.ModelException;
import dev.nadir.base.Seed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever stands in a file: it is read, or refused with diagnostics, soon. */
class FuzzTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);

    private static final List<String> MODELS =
            List.of("models/deep-linear-network/deep-linear-network.model", "models/linear-vae/linear-vae.model");

    private static final String PIECES =
            "()[]{}'\"#:;,.=<>+-*/^~ \t\n\r\\$|&%!?@_0123456789eEABWijklmn\u00e9\u2211\uD835\uDC00";

    /** Returns whether the text was a model; anything but a ModelException is a defect. */
    private static boolean isModel(String text, String folder, String what) {
        try {
            ModelReader.parse(text, "fuzz.model", Path.of(folder));
            return true;
        } catch (ModelException refused) {
            assertThat(refused.diagnostics()).as(what).isNotEmpty();
            return false;
        } catch (RuntimeException | StackOverflowError defect) {
            return fail(what + " of a model gave " + defect, defect);
        }
    }

    private static String mutate(String text, RandomGenerator random) {
        StringBuilder mutant = new StringBuilder(text);
        int changes = 1 + random.nextInt(4);
        for (int change = 0; change < changes && mutant.length() > 10; change++) {
            int at = random.nextInt(mutant.length());
            int length = Math.min(1 + random.nextInt(30), mutant.length() - at);
            String piece = mutant.substring(at, at + length);
            int target = random.nextInt(mutant.length());
            switch (random.nextInt(5)) {
                case 0 -> mutant.delete(at, at + length);
                case 1 -> mutant.insert(target, piece);
                case 2 -> mutant.setCharAt(at, PIECES.charAt(random.nextInt(PIECES.length())));
                case 3 -> mutant.setLength(Math.max(1, at));
                default -> mutant.insert(at, PIECES.charAt(random.nextInt(PIECES.length())));
            }
        }
        return mutant.toString();
    }

    private static int mutants(String file, Seed seed, int count) throws IOException {
        String text = Files.readString(Path.of(file));
        // The folder has no data, so that no time goes into reading them.
        int models = 0;
        for (int i = 0; i < count; i++) {
            String mutant = mutate(text, seed.child(i).generator());
            String what = "mutant " + i + " of seed " + seed.value();
            models +=
                    Assertions.assertTimeoutPreemptively(LIMIT, () -> isModel(mutant, "src/test/resources", what), what)
                            ? 1
                            : 0;
        }
        return models;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"models/deep-linear-network/deep-linear-network.model", "models/linear-vae/linear-vae.model"})
    void mutants_of_the_shipped_models_are_read_or_refused(String file) throws IOException {
        int models = mutants(file, new Seed(11).child(file), 400);

        // Their data are not there, so only those that lost their instances can be models.
        assertThat(models).isLessThan(20);
    }

    @Test
    @Tag("slow")
    void thousands_of_mutants_are_read_or_refused() throws IOException {
        for (String file : MODELS) {
            assertThat(mutants(file, new Seed(12).child(file), 5000)).isLessThan(250);
        }
    }

    @Test
    void noise_is_refused() {
        Seed seed = new Seed(13);
        for (int i = 0; i < 300; i++) {
            RandomGenerator random = seed.child(i).generator();
            StringBuilder noise = new StringBuilder("model noise \"x\"\n\nminimize\n  loss = ");
            int length = random.nextInt(200);
            for (int j = 0; j < length; j++) {
                noise.append(PIECES.charAt(random.nextInt(PIECES.length())));
            }
            String text = noise.toString();

            Assertions.assertTimeoutPreemptively(LIMIT, () -> isModel(text, ".", "noise"));
        }
    }

    @Test
    void every_prefix_of_a_model_is_refused_or_a_model() throws IOException {
        String text = Files.readString(Path.of(MODELS.get(1)));

        for (int length = 1; length < text.length(); length += 37) {
            isModel(text.substring(0, length), "models/linear-vae", "prefix " + length);
        }
    }

    private static String model(String formula) {
        return "model m \"m\"\n\nsizes\n  n >= 1\n\nparameters\n  w : vector[n]\n\nminimize\n  loss = " + formula
                + "\n";
    }

    @ParameterizedTest
    @ValueSource(strings = {"-", "w'*w + ", "normF(w)^", "(", "[", "w[1]*", "2^-", "sum(i in 1..n, ", "E[", "w."})
    void a_hundred_thousand_of_anything_are_refused_soon(String piece) {
        String prefix = piece.repeat(100_000 / piece.length());

        assertThat(isModel(model(prefix + "1"), ".", piece)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"'", "[1]", "^2", "+1", "-1", "*2", ")", "]", "''", " 1"})
    void a_hundred_thousand_of_anything_behind_a_name_are_refused_soon(String piece) {
        String tail = piece.repeat(100_000 / piece.length());

        assertThat(isModel(model("w" + tail), ".", piece)).isFalse();
    }

    @Test
    void absurd_numbers_are_refused_and_never_expanded() {
        assertThat(isModel(model("1e999999999"), ".", "exponent")).isFalse();
        assertThat(isModel(model("1e-999999999"), ".", "exponent")).isFalse();
        assertThat(isModel(model("9".repeat(900_000)), ".", "digits")).isFalse();
        assertThat(isModel(model("1e" + "9".repeat(900_000)), ".", "exponent digits"))
                .isFalse();
        assertThat(isModel(model("normF(w)^2 + 1e300"), ".", "a large number")).isTrue();
    }

    @Test
    void a_family_of_a_billion_members_is_not_walked_through() {
        String text =
                """
                model m "m"

                sizes
                  L            >= 1
                  d[i in 0..L] >= 1

                parameters
                  w : vector[d[0]]

                minimize
                  loss = normF(w)^2

                instance a "a"
                  L = 1000000000
                  d = [1, 2]
                """;

        assertThat(isModel(text, ".", "billion")).isFalse();
    }
}
