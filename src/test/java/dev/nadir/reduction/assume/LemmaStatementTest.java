package dev.nadir.reduction.assume;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nadir.model.read.FormulaText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class LemmaStatementTest {

    @Test
    void every_lemma_with_assumptions_is_stated_in_formulas_that_can_be_read() {
        for (String lemma : LemmaAssumptions.lemmas()) {
            String[] parts = LemmaStatement.find(lemma).orElseThrow().says().split("`", -1);

            assertThat(parts.length % 2).as(lemma).isEqualTo(1);
            for (int i = 1; i < parts.length; i += 2) {
                assertThat(FormulaText.parse(parts[i])).as(lemma).isNotNull();
            }
        }
    }

    @Test
    void every_statement_has_a_note_and_sources_that_exist() throws IOException {
        String bibliography = Files.readString(Path.of("docs/references.bib"));

        for (String lemma : LemmaAssumptions.lemmas()) {
            assertThat(Path.of("docs/theorems/" + lemma + ".md")).exists();
            assertThat(LemmaStatement.find(lemma).orElseThrow().sources())
                    .as(lemma)
                    .isNotEmpty();
            LemmaStatement.find(lemma).orElseThrow().sources().forEach(key -> assertThat(bibliography)
                    .contains("{" + key + ","));
        }
    }

    @Test
    void an_unknown_lemma_has_no_statement() {
        assertThat(LemmaStatement.find("no-such-lemma")).isEmpty();
    }
}
