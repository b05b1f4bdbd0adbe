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
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every claim of every shipped model stands, in the quick form that the main job runs. */
class ShippedClaimsTest {

    private static final Path MODELS = Path.of("models");

    /** A line for each claim that is proved: file, instance, claim. */
    private static final Path PROVED = Path.of("src/test/resources/dev/nadir/workbench/proved-claims.txt");

    static List<String> shipped() throws IOException {
        try (Stream<Path> files = Files.walk(MODELS, 2)) {
            return files.map(file -> MODELS.relativize(file).toString())
                    .filter(name -> name.endsWith(".model") && !name.startsWith("broken"))
                    .sorted()
                    .toList();
        }
    }

    @Tag("slow")
    @ParameterizedTest
    @MethodSource("shipped")
    void no_claim_is_refuted_or_left_open_and_what_lemmas_prove_stays_proved(String name) throws IOException {
        Workbench workbench = new Workbench();

        Evidence evidence =
                workbench.verify(workbench.load(MODELS.resolve(name), name), VerifyOptions.DEFAULTS, Watcher.none());

        List<String> fallen = evidence.instances().stream()
                .flatMap(instance -> instance.claims().stream()
                        .filter(claim -> claim.verdict() instanceof Verdict.Refuted
                                || claim.verdict() instanceof Verdict.Undecided)
                        .map(claim -> describe(instance.instance().name(), claim)))
                .toList();
        List<String> proved = evidence.instances().stream()
                .flatMap(instance -> instance.claims().stream()
                        .filter(claim -> claim.verdict() instanceof Verdict.Proved)
                        .map(claim -> name + " " + instance.instance().name() + " " + claim.claim()))
                .toList();
        assertThat(fallen).isEmpty();
        assertThat(proved).containsExactlyInAnyOrderElementsOf(expected(name));
    }

    /** A formula that is derived in other words, and no longer recognised, would go unnoticed: the claim is corroborated still. */
    private static List<String> expected(String name) throws IOException {
        return Files.readAllLines(PROVED).stream()
                .filter(line -> line.startsWith(name + " "))
                .toList();
    }

    private static String describe(String instance, ClaimResult claim) {
        return instance + ": " + claim.claim() + " " + claim.verdict();
    }
}
