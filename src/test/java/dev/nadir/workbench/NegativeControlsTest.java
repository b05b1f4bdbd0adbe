package dev.nadir.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nadir.evidence.ClaimResult;
import dev.nadir.evidence.Evidence;
import dev.nadir.evidence.Verdict;
import dev.nadir.evidence.VerifyOptions;
import dev.nadir.evidence.Watcher;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every wrong claim that is shipped comes out refuted, with a witness that fits on a screen. */
class NegativeControlsTest {

    private static final Path BROKEN = Path.of("models/broken");

    /** A screen has 24 lines of 80 columns; some are the frame. */
    private static final int SCREEN_LINES = 20;

    /** Files named by an error code do not get as far as a verdict. */
    static List<String> wrongClaims() throws IOException {
        try (Stream<Path> files = Files.list(BROKEN)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".model") && !name.startsWith("nd-"))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void there_are_at_least_twelve() throws IOException {
        assertThat(wrongClaims()).hasSizeGreaterThanOrEqualTo(12);
    }

    @ParameterizedTest
    @MethodSource("wrongClaims")
    void each_is_refuted_and_none_is_accepted(String name) {
        Workbench workbench = new Workbench();

        Evidence evidence =
                workbench.verify(workbench.load(BROKEN.resolve(name), name), VerifyOptions.DEFAULTS, Watcher.none());

        List<ClaimResult> results =
                evidence.instances().stream().flatMap(i -> i.claims().stream()).toList();
        assertThat(results).isNotEmpty().allSatisfy(result -> {
            assertThat(result.verdict()).as("%s", result.facts()).isInstanceOf(Verdict.Refuted.class);
            String witness = ((Verdict.Refuted) result.verdict()).witness();
            assertThat(witness).isNotBlank();
            assertThat(witness.lines().count()).isLessThanOrEqualTo(SCREEN_LINES);
        });
    }
}
