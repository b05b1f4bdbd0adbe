package dev.nadir.evidence.format;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nadir.evidence.Evidence;
import dev.nadir.evidence.Verdict;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

class FormatTest {

    @Test
    void verdicts_are_written_as_machines_rely_on() throws Exception {
        Evidence evidence = EvidenceSamples.ofEachVerdict();

        JsonNode json = new ObjectMapper().readTree(VerifyJson.write(7, "0.1.0", List.of(evidence)));

        assertThat(json.path("seed").asLong()).isEqualTo(7);
        assertThat(json.path("version").asText()).isEqualTo("0.1.0");
        assertThat(json.path("claims")).hasSize(5);
        JsonNode third = json.path("claims").get(2);
        assertThat(third.path("model").asText()).isEqualTo("sample");
        assertThat(third.path("instance").asText()).isEqualTo("small");
        assertThat(third.path("claim").asText()).isEqualTo("three");
        assertThat(third.path("verdict").asText()).isEqualTo("corroborated");
        assertThat(third.path("method").asText()).isEqualTo("multi-start");
        assertThat(third.path("runs").asInt()).isEqualTo(200);
        assertThat(third.path("gap").asDouble()).isEqualTo(4.9e-15);
        assertThat(third.path("tolerance").asDouble()).isEqualTo(1e-12);
        assertThat(third.path("witness").isNull()).isTrue();
        assertThat(third.path("seconds").asDouble()).isEqualTo(0.25);
        assertThat(json.path("claims").get(4).path("witness").asText()).isEqualTo("loss 1 at\nx = 2");
        for (String word : List.of("proved", "certified", "corroborated", "undecided", "refuted")) {
            assertThat(json.path("counts").path(word).asInt()).as(word).isEqualTo(1);
        }
    }

    @Test
    void doubles_read_back_bit_for_bit_and_what_is_not_finite_is_a_text() throws Exception {
        Evidence evidence = EvidenceSamples.ofEachVerdict();

        JsonNode instance = new ObjectMapper()
                .readTree(EvidenceJson.write(evidence))
                .path("instances")
                .get(0);

        JsonNode curve = instance.path("gradientCheck").path("points").get(0);
        assertThat(curve.path("steps").get(1).asDouble()).isEqualTo(0.01);
        assertThat(curve.path("slope").asText()).isEqualTo("Infinity");
    }

    @Test
    void evidence_holds_no_clock_time() {
        Evidence evidence = EvidenceSamples.ofEachVerdict();

        String text = EvidenceJson.write(evidence);

        assertThat(text).doesNotContain("seconds");
    }

    @Test
    void evidence_is_compared_with_accepted_evidence_verdict_by_verdict() {
        Evidence before =
                EvidenceSamples.of(List.of(EvidenceSamples.claim("one", new Verdict.Corroborated(10, 0, 1e-9))));
        Evidence after = EvidenceSamples.of(List.of(
                EvidenceSamples.claim("one", new Verdict.Refuted(1, "x = 0")),
                EvidenceSamples.claim("two", new Verdict.Corroborated(10, 0, 1e-9))));

        EvidenceReader accepted =
                EvidenceReader.read(EvidenceJson.write(before)).orElseThrow();

        assertThat(accepted.seed()).isEqualTo(7);
        assertThat(accepted.differencesTo(before)).isEmpty();
        assertThat(accepted.differencesTo(after))
                .containsExactly(
                        "small: one is refuted, accepted was corroborated",
                        "small: two is corroborated, and was not decided before");
    }

    @Test
    void what_is_no_evidence_is_not_read() {
        assertThat(EvidenceReader.read("{}")).isEmpty();
        assertThat(EvidenceReader.read("[1, 2")).isEmpty();
        assertThat(EvidenceReader.read("")).isEmpty();
    }

    @Test
    void junit_reports_refuted_as_failures_and_undecided_as_skipped() throws Exception {
        String xml = JUnitXml.write(List.of(EvidenceSamples.ofEachVerdict()));

        Document document = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
        Element suite = (Element) document.getElementsByTagName("testsuite").item(0);
        assertThat(suite.getAttribute("tests")).isEqualTo("5");
        assertThat(suite.getAttribute("failures")).isEqualTo("1");
        assertThat(suite.getAttribute("skipped")).isEqualTo("1");
        assertThat(document.getElementsByTagName("failure").item(0).getTextContent())
                .isEqualTo("loss 1 at\nx = 2");
        assertThat(document.getElementsByTagName("system-out").item(0).getTextContent())
                .isEqualTo("proved\nseen: a & b");
    }
}
