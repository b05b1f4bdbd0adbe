package dev.nadir.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nadir.model.Claim;
import dev.nadir.model.Model;
import dev.nadir.model.read.ModelReader;
import dev.nadir.reduction.agree.claim.Agreement;
import dev.nadir.symbolic.Elaboration;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is claimed with parameters held is proved of the loss in which they are data. */
class HeldProofTest {

    private static final Path FOLDER = Path.of("models/linear-vae");

    /** The claim of complete collapse with something else in one place. */
    private static Optional<Agreement> proof(String from, String to) throws IOException {
        String text = Files.readString(FOLDER.resolve("linear-vae.model"), StandardCharsets.UTF_8);
        int start = text.indexOf("claim complete-collapse");
        String changed = text.substring(0, start) + text.substring(start).replace(from, to);
        assertThat(from.isEmpty() || !changed.equals(text)).isTrue();
        Model model = ModelReader.parse(changed, "linear-vae.model", FOLDER);
        Claim claim = model.claims().stream()
                .filter(each -> each.name().equals("complete-collapse"))
                .findFirst()
                .orElseThrow();
        return HeldProof.of(Elaboration.elaborate(model, Map.of()), claim);
    }

    @Test
    void complete_collapse_is_proved_for_every_noise_that_is_held() throws IOException {
        Optional<Agreement> proof = proof("iff    lambda[1] <= s2", "iff    s2 >= lambda[1]");

        assertThat(proof).isPresent();
        assertThat(proof.get().lemmas()).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "iff    lambda[1] <= s2, iff    lambda[2] <= s2",
        "iff    lambda[1] <= s2, iff    lambda[1] < s2",
        "iff    lambda[1] <= s2, iff    lambda[1] >= s2",
        "iff    lambda[1] <= s2, iff    2*lambda[1] <= s2",
        "tr(S)/s2), tr(S)/s2 + 1)",
        "tr(S)/s2), 2*tr(S)/s2)",
        "value  1/2 * (d*log, value  1/2 * (k*log",
        "delta == ones(k), delta == 2*ones(k)"
    })
    void a_claim_that_is_a_little_wrong_is_not_proved(String from, String to) throws IOException {
        assertThat(proof(from, to)).isEmpty();
    }
}
