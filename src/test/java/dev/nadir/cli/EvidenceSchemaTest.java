package dev.nadir.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nadir.evidence.format.SchemaCheck;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Evidence is what the published schema says. */
class EvidenceSchemaTest {

    private static final Path SCHEMA = Path.of("docs/evidence.schema.json");

    @Test
    void evidence_fits_the_published_schema_and_changed_evidence_does_not(@TempDir Path folder) throws Exception {
        JsonNode schema = new ObjectMapper().readTree(SCHEMA.toFile());
        String model = Files.readString(Path.of("src/test/resources/dev/nadir/evidence/verify/judge/network.model"));
        String claims =
                """
                claim spurious "x"
                  holds local-minima are global

                claim balance "x"
                  conserved W[i+1]'*W[i+1] - W[i]*W[i]' for i in 1..L-1

                claim wrong "x"
                  value 0

                claim other "x"
                  needs L == 3
                  value 0
                """;
        Files.writeString(folder.resolve("network.model"), model.replace("# the claims go here", claims));

        Shell shell = Shell.runIn(folder, "verify", "network.model", "--accept");
        JsonNode evidence = new ObjectMapper()
                .readTree(folder.resolve("network.evidence.json").toFile());

        assertThat(shell.err()).isEqualTo("accepted: network.evidence.json\n");
        assertThat(evidence.at("/instances/0/multiStart/starts").asInt()).isEqualTo(12);
        assertThat(evidence.at("/instances/0/criticalPoints/levels").size()).isGreaterThan(1);
        assertThat(evidence.at("/instances/0/flow/drifts/balance").asDouble()).isLessThan(1e-8);
        assertThat(SchemaCheck.problems(schema, evidence)).isEmpty();

        ObjectNode changed = evidence.deepCopy();
        changed.remove("seed");
        changed.put("modelHash", "abc");
        ((ObjectNode) changed.at("/instances/0/claims/0")).put("verdict", "believed");
        assertThat(SchemaCheck.problems(schema, changed)).hasSize(3);
    }
}
