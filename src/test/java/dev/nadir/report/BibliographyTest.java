package dev.nadir.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BibliographyTest {

    private static final String SOURCE =
            """
            A comment outside of entries.
            @article{First1999,
              author = {G{\\"o}del, Kurt and Erd\\H{o}s, Paul},
              title  = {On {B}races, and = signs},
              year   = 1999,
              pages  = "1--2"
            }
            @comment{not an entry}
            @misc{Second2000, title = {Second}}
            """;

    @Test
    void entries_are_read_with_their_fields_and_kept_as_they_stand() {
        Bibliography bibliography = Bibliography.parse(SOURCE);

        Bibliography.Entry first =
                bibliography.entries().getOrDefault("First1999", new Bibliography.Entry("", "", Map.of(), ""));
        assertThat(bibliography.entries()).containsOnlyKeys("First1999", "Second2000");
        assertThat(first.type()).isEqualTo("article");
        assertThat(first.fields()).containsEntry("year", "1999").containsEntry("pages", "1--2");
        assertThat(first.plain("author")).contains("Gödel, Kurt and Erdős, Paul");
        assertThat(first.plain("title")).contains("On Braces, and = signs");
        assertThat(first.plain("pages")).contains("1–2");
        assertThat(first.source()).startsWith("@article{First1999,").endsWith("}");
    }

    @Test
    void only_what_is_cited_is_kept() {
        Bibliography bibliography = Bibliography.parse(SOURCE);

        assertThat(bibliography.only(List.of("Second2000", "Nobody")).entries()).containsOnlyKeys("Second2000");
    }

    @Test
    void the_sources_of_the_shipped_models_are_known() {
        for (String name : List.of("deep-linear-network", "linear-vae")) {
            assertThat(Bibliography.known().entries().keySet())
                    .containsAll(SampleEvidence.model(name).cites());
        }
    }
}
