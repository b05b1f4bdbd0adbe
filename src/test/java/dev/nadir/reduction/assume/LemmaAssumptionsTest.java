package dev.nadir.reduction.assume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nadir.base.InternalErrorException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the program says of a lemma is what its proof note says. */
class LemmaAssumptionsTest {

    private static String note(String lemma) throws IOException {
        return Files.readString(Path.of("docs/theorems", lemma + ".md"))
                .replace("`", "")
                .replaceAll("\\s+", " ");
    }

    @Test
    void the_assumptions_of_every_lemma_stand_in_its_note() throws IOException {
        for (String lemma : LemmaAssumptions.lemmas()) {
            LemmaAssumptions assumptions = LemmaAssumptions.of(lemma);

            assertThat(note(lemma)).as(lemma).contains(assumptions.checked());
            assertThat(assumptions.trusted().equals("nothing") || note(lemma).contains(assumptions.trusted()))
                    .as("%s: %s", lemma, assumptions.trusted())
                    .isTrue();
        }
    }

    @Test
    void every_step_that_the_code_writes_has_assumptions() throws IOException {
        List<String> written = new ArrayList<>();
        Pattern step = Pattern.compile("draft\\.step\\(\\s*\"([a-z-]+)\"");
        try (Stream<Path> files = Files.walk(Path.of("src/main/java/dev/nadir/reduction"))) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".java")).toList()) {
                Matcher matcher = step.matcher(Files.readString(file));
                while (matcher.find()) {
                    written.add(matcher.group(1));
                }
            }
        }

        assertThat(written).hasSizeGreaterThan(10).allSatisfy(lemma -> assertThat(LemmaAssumptions.lemmas())
                .contains(lemma));
        assertThatThrownBy(() -> LemmaAssumptions.of("no-lemma")).isInstanceOf(InternalErrorException.class);
    }
}
