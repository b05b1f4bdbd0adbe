package dev.nadir.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command end to end, on a model of two numbers. */
class VerifyCommandTest {

    private static final String MODEL =
            """
            model pair "A product of two numbers with decay"

            data
              s : scalar
              l : scalar

            parameters
              a : scalar
              b : scalar

            minimize
              loss = 1/2 * (a*b - s)^2 + l/2 * (a^2 + b^2)

            symmetry flip "Both signs at once"
              for   Q : signed-permutation[1]
              maps  a -> Q*a, b -> Q*b

            claim minimum "Soft thresholding"
              needs  s > l
              value  l*s - l^2/2
              at     a == sqrt(s - l), b == sqrt(s - l)
              up-to  flip

            claim balance "The difference of the squares decays, and is not conserved"
              conserved  a^2 - b^2

            instance one "well above the threshold"
              s = 1
              l = 0.1

            verify one
              gradient-check   points = 3
              multi-start      starts = 8, seed = 11
            """;

    @TempDir
    Path folder;

    @BeforeEach
    void a_model_in_a_folder() throws Exception {
        Files.writeString(folder.resolve("pair.model"), MODEL);
    }

    private Shell nadir(String... arguments) {
        return Shell.runIn(folder, arguments);
    }

    @Test
    void a_true_claim_stands_and_the_last_line_counts() {
        Shell shell = nadir("verify", "pair.model", "--claim", "minimum");

        assertThat(shell.err()).isEmpty();
        assertThat(shell.code()).isZero();
        assertThat(shell.out()).contains("claim    minimum").contains("CORROBORATED");
        assertThat(shell.out())
                .endsWith("1 claim: 0 proved, 0 certified, 1 corroborated, 0 undecided, 0 refuted.      seed 11\n");
    }

    @Test
    void a_wrong_claim_is_told_to_the_shell() {
        Shell shell = nadir("verify", "pair.model");

        assertThat(shell.code()).isEqualTo(1);
        assertThat(shell.out()).contains("REFUTED").contains("witness");
    }

    @Test
    void machines_get_one_object() throws Exception {
        Shell shell = nadir("verify", "pair.model", "--format", "json", "--seed", "3");

        JsonNode json = new ObjectMapper().readTree(shell.out());
        assertThat(json.path("seed").asLong()).isEqualTo(3);
        assertThat(json.path("claims")).hasSize(2);
        assertThat(json.path("claims").get(0).path("verdict").asText()).isEqualTo("corroborated");
        assertThat(json.path("claims").get(1).path("verdict").asText()).isEqualTo("refuted");
        assertThat(json.path("claims").get(1).path("witness").asText()).isNotBlank();
        assertThat(json.path("counts").path("refuted").asInt()).isEqualTo(1);
    }

    @Test
    void json_and_junit_are_written_to_files() throws Exception {
        Shell shell = nadir("verify", "pair.model", "--json", "out/claims.json", "--junit", "out/claims.xml");

        assertThat(shell.code()).isEqualTo(1);
        JsonNode json =
                new ObjectMapper().readTree(folder.resolve("out/claims.json").toFile());
        assertThat(json.path("claims")).hasSize(2);
        assertThat(Files.readString(folder.resolve("out/claims.xml"))).contains("<failure type=\"refuted\"");
        try (var files = Files.list(folder.resolve("out"))) {
            assertThat(files).hasSize(2);
        }
    }

    @Test
    void the_same_seed_gives_the_same_evidence_byte_for_byte() throws Exception {
        nadir("verify", "pair.model", "--claim", "minimum", "--accept");
        String first = Files.readString(folder.resolve("pair.evidence.json"));
        nadir("verify", "pair.model", "--claim", "minimum", "--accept", "--threads", "2");

        String second = Files.readString(folder.resolve("pair.evidence.json"));

        assertThat(second).isEqualTo(first);
    }

    @Test
    void accepted_evidence_is_compared() throws Exception {
        nadir("verify", "pair.model", "--claim", "minimum", "--accept");

        Shell same = nadir("verify", "pair.model", "--claim", "minimum", "--against", "pair.evidence.json");
        Files.writeString(folder.resolve("pair.model"), MODEL.replace("value  l*s - l^2/2", "value  l*s + l^2/2"));
        Shell other = nadir("verify", "pair.model", "--claim", "minimum", "--against", "pair.evidence.json");

        assertThat(same.code()).isZero();
        assertThat(same.out()).contains("The verdicts are those of the accepted evidence.");
        assertThat(other.code()).isEqualTo(1);
        assertThat(other.out())
                .contains("the model file has changed")
                .contains("one: minimum is refuted, accepted was corroborated");
    }

    @Test
    void an_unknown_claim_or_instance_is_told_with_the_one_that_was_meant() {
        Shell claim = nadir("verify", "pair.model", "--claim", "minimun");
        Shell instance = nadir("verify", "pair.model", "--instance", "ones");

        assertThat(claim.code()).isEqualTo(2);
        assertThat(claim.err()).contains("error[ND-C004]").contains("Did you mean `minimum`?");
        assertThat(instance.code()).isEqualTo(2);
        assertThat(instance.err()).contains("error[ND-C003]").contains("Did you mean `one`?");
    }

    @Test
    void of_many_instances_a_few_are_listed() {
        Path counts = Path.of("models", "critical-point-counts", "critical-point-counts.model");

        Shell instance = nadir("verify", counts.toAbsolutePath().toString(), "--instance", "w-2-2-2-m9");

        assertThat(instance.code()).isEqualTo(2);
        assertThat(instance.err()).contains(" more.").contains("Did you mean `w-2-2-2-m");
        assertThat(instance.err().lines().mapToInt(String::length).max().orElse(0))
                .isLessThan(400);
    }

    @Test
    void bad_values_of_options_are_told() {
        assertThat(nadir("verify", "pair.model", "--threads", "0").err()).contains("error[ND-C007]");
        assertThat(nadir("verify", "pair.model", "--time-limit", "-1").err()).contains("error[ND-C007]");
        assertThat(nadir("verify", "pair.model", "--seed", "x").err()).contains("error[ND-C001]");
        assertThat(nadir("verify", "pair.model", "--format", "xml").err()).contains("error[ND-C007]");
        assertThat(nadir("verify", "pair.model", "--against", "no.json").err()).contains("error[ND-C010]");
    }

    @Test
    void at_the_time_limit_what_is_not_decided_is_undecided() {
        Shell shell = nadir("verify", "pair.model", "--time-limit", "1e-9");

        assertThat(shell.code()).isEqualTo(3);
        assertThat(shell.out()).contains("UNDECIDED").contains("the time limit of 1.0E-9 s was reached");
        assertThat(shell.out()).contains("2 claims: 0 proved, 0 certified, 0 corroborated, 2 undecided, 0 refuted.");
    }

    @Test
    void when_interrupted_what_is_finished_is_written_whole() throws Exception {
        AtomicInteger asked = new AtomicInteger();

        Shell shell = Shell.runInterrupted(
                folder, () -> asked.incrementAndGet() > 40, "verify", "pair.model", "--json", "claims.json");

        assertThat(shell.code()).isEqualTo(130);
        JsonNode json =
                new ObjectMapper().readTree(folder.resolve("claims.json").toFile());
        assertThat(json.path("claims")).hasSize(2);
        assertThat(json.path("claims").get(1).path("verdict").asText()).isEqualTo("undecided");
        assertThat(json.path("claims").get(1).path("reason").asText()).contains("interrupted");
    }

    @Test
    void a_broken_file_does_not_keep_the_others_from_being_verified() throws Exception {
        Files.writeString(folder.resolve("broken.model"), "model broken\n");

        Shell shell = nadir("verify", "broken.model", "pair.model", "--claim", "minimum");

        assertThat(shell.code()).isEqualTo(2);
        assertThat(shell.err()).contains("error[ND-");
        assertThat(shell.out()).contains("CORROBORATED");
    }

    @Test
    void points_of_a_search_are_told_to_people_and_machines() throws Exception {
        Shell text = nadir("solve", "pair.model", "--starts", "6");
        Shell machine = nadir("solve", "pair.model", "--starts", "6", "--format", "json");

        assertThat(text.code()).isZero();
        assertThat(text.out()).contains("6 starts").contains("local-minimum").contains("seed 11");
        JsonNode json = new ObjectMapper().readTree(machine.out());
        assertThat(json.path("method").asText()).isEqualTo("multi-start");
        JsonNode point = json.path("points").get(0);
        assertThat(point.path("value").asDouble()).isCloseTo(0.095, org.assertj.core.data.Offset.offset(1e-12));
        assertThat(point.path("index").asInt()).isZero();
        assertThat(Math.abs(point.path("coordinates").path("a").asDouble()))
                .isCloseTo(Math.sqrt(0.9), org.assertj.core.data.Offset.offset(1e-7));
        assertThat(json.path("counts").path("real").asInt())
                .isEqualTo(json.path("points").size());
        assertThat(json.path("paths").isNull()).isTrue();
        assertThat(json.path("complete").asText()).isNotBlank();
    }

    @Test
    void all_critical_points_are_told_to_people_and_machines() throws Exception {
        Shell text = nadir("solve", "pair.model", "--method", "homotopy");
        Shell machine = nadir("solve", "pair.model", "--method", "homotopy", "--format", "json");

        assertThat(text.code()).as(text.err()).isZero();
        assertThat(text.out()).contains("5 roots", "3 real", "2 complex", "global-minimum", "0 failed");
        JsonNode json = new ObjectMapper().readTree(machine.out());
        assertThat(json.path("counts").path("complex").asInt()).isEqualTo(5);
        assertThat(json.path("counts").path("real").asInt()).isEqualTo(3);
        assertThat(json.path("counts").path("orbits").asInt()).isEqualTo(3);
        assertThat(json.path("paths").path("failed").asInt(-1)).isZero();
        assertThat(json.path("complete").isNull()).isTrue();
        assertThat(json.path("completeness").path("atMost").asInt()).isEqualTo(5);
        JsonNode lowest = json.path("points").get(0);
        assertThat(lowest.path("value").asDouble()).isCloseTo(0.095, org.assertj.core.data.Offset.offset(1e-12));
        assertThat(lowest.path("type").asText()).isEqualTo("global-minimum");
        assertThat(lowest.path("orbitSize").asInt()).isEqualTo(2);
        JsonNode last = json.path("points").get(4);
        assertThat(last.path("type").isNull()).isTrue();
        assertThat(last.path("coordinates").path("a")).hasSize(2);
    }

    @Test
    void start_systems_are_kept_where_they_are_asked_to_be_and_a_damaged_one_is_made_anew() throws Exception {
        Path starts = folder.resolve("starts");
        Shell first = nadir("solve", "pair.model", "--method", "homotopy", "--starts-in", starts.toString());
        List<Path> kept;
        try (java.util.stream.Stream<Path> files = Files.list(starts)) {
            kept = files.toList();
        }
        Shell second = nadir("solve", "pair.model", "--method", "homotopy", "--starts-in", starts.toString());
        // One start system without the swap of the two unknowns, and one that is divided by it.
        assertThat(kept).hasSize(2);
        for (Path file : kept) {
            Files.writeString(file, Files.readString(file).replace("count 5", "count 4"));
        }
        Shell third = nadir("solve", "pair.model", "--method", "homotopy", "--starts-in", starts.toString());

        assertThat(first.err()).isEmpty();
        assertThat(second.err()).isEmpty();
        assertThat(third.err()).contains("notice", "made anew");
        assertThat(third.out()).contains("5 roots").contains("3 real");
    }

    @Test
    void a_derivation_is_told_to_machines() throws Exception {
        Shell shell = nadir("derive", "pair.model", "--format", "json");

        JsonNode json = new ObjectMapper().readTree(shell.out());
        assertThat(json.path("model").asText()).isEqualTo("pair");
        assertThat(json.path("gradient").path("a").path("text").asText()).isNotBlank();
        assertThat(json.path("gradient").path("b").path("latex").asText()).isNotBlank();
        assertThat(json.path("hessian")).hasSize(2);
        assertThat(json.path("conditions")).hasSize(2);
        assertThat(json.path("closedForms")).isEmpty();
        assertThat(json.path("refusedAt").asText()).contains("elimination of unknowns");
    }
}
