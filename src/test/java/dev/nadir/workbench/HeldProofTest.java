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

    /** The claim of complete collapse with something else in one place. */
    private static Optional<Agreement> proof(String from, String to) throws IOException {
        return proof("linear-vae", "complete-collapse", from, to);
    }

    /** A claim of a shipped model with something else in one place. */
    private static Optional<Agreement> proof(String name, String which, String from, String to) throws IOException {
        Path folder = Path.of("models", name);
        String text = Files.readString(folder.resolve(name + ".model"), StandardCharsets.UTF_8);
        int start = text.indexOf("claim " + which);
        String changed = text.substring(0, start) + text.substring(start).replace(from, to);
        assertThat(from.isEmpty() || !changed.equals(text)).isTrue();
        Model model = ModelReader.parse(changed, name + ".model", folder);
        Claim claim = model.claims().stream()
                .filter(each -> each.name().equals(which))
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
        // A negative factor turns the order around.
        "iff    lambda[1] <= s2, iff    -max(-1*lambda) <= s2",
        "iff    lambda[1] <= s2, iff    min(lambda) <= s2",
        "tr(S)/s2), tr(S)/s2 + 1)",
        "tr(S)/s2), 2*tr(S)/s2)",
        "value  1/2 * (d*log, value  1/2 * (k*log",
        "delta == ones(k), delta == 2*ones(k)"
    })
    void a_claim_that_is_a_little_wrong_is_not_proved(String from, String to) throws IOException {
        assertThat(proof(from, to)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "|",
                "max(lambda[1..k], s2)|max(s2, lambda[1..k])",
                "max(lambda[1..k], s2)|s2 + max(lambda[1..k] - s2, 0)",
                "sum(log(s2) + lambda[k+1..d]/s2)|sum(lambda[k+1..d]/s2) + (d - k)*log(s2)",
                "sum(log(s2) + lambda[k+1..d]/s2)|sum(log(s2) + 1/s2*lambda[k+1..d])",
                "sum(log(s2) + lambda[k+1..d]/s2)|(tr(S) - sum(lambda[1..k]))/s2 + (d - k)*log(s2)",
            })
    void modes_that_collapse_one_by_one_are_proved_however_their_sums_are_written(String from, String to)
            throws IOException {
        assertThat(proof("linear-vae", "collapse", from == null ? "" : from, to == null ? "" : to))
                .isPresent();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "max(lambda[1..k], s2)|max(lambda[1..k], 2*s2)",
                "max(lambda[1..k], s2)|max(lambda[1..k], sqrt(s2))",
                "max(lambda[1..k], s2)|lambda[1..k]",
                "max(lambda[1..k], s2)|min(lambda[1..k], s2)",
                "lambda[k+1..d]/s2)|lambda[k..d-1]/s2)",
                "log(s2) + lambda[k+1..d]/s2|log(s2) - lambda[k+1..d]/s2",
                "sum(log(s2) + lambda[k+1..d]/s2)|log(s2) + sum(lambda[k+1..d]/s2)",
                "sum(log(s2) + lambda[k+1..d]/s2)|sum(lambda[k+1..d]/s2) + d*log(s2)",
                "log(kept) + |2*log(kept) + ",
                "eig(S)|eig(2*S)",
                "eig(S)|eig(S*S)",
            })
    void a_collapse_that_is_a_little_wrong_is_not_proved(String from, String to) throws IOException {
        assertThat(proof("linear-vae", "collapse", from, to)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "|",
                "sqrt(-eig(diag(-s2))[1..r])|sqrt(-eig(-diag(s2))[1..r])",
                "sqrt(beta)*eta_d/eta_e*sqrt(-eig(diag(-s2))[1..r])|sqrt(beta*eta_d^2/eta_e^2*(-eig(-diag(s2))[1..r]))",
                "sqrt(-eig(diag(-s2))[1..r])|sqrt(-1/4*eig(diag(-4*s2))[1..r])",
            })
    void held_variances_are_proved_with_the_smallest_beside_the_largest_mode(String from, String to)
            throws IOException {
        assertThat(proof("linear-latent-variable", "fixed-variances", from == null ? "" : from, to == null ? "" : to))
                .isPresent();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // The largest beside the largest, and in the order in which they are given.
                "sqrt(-eig(diag(-s2))[1..r])|sqrt(eig(diag(s2))[1..r])",
                "sqrt(-eig(diag(-s2))[1..r])|sqrt(s2[1..r])",
                "sqrt(-eig(diag(-s2))[1..r])|sqrt(-eig(diag(-s2))[1..r]/2)",
                "sqrt(-eig(diag(-s2))[1..r])|sqrt(-eig(diag(-2*s2))[1..r])",
                "max(z - t, 0).^2|(z - t).^2",
                "max(z - t, 0).^2|max(z - t, 0)",
                "max(z - t, 0).^2|max(z - 2*t, 0).^2",
                "s2/eta_e^2 - 1|s2/eta_e^2",
                "log(s2/eta_e^2)|log(s2)",
            })
    void held_variances_in_another_order_or_another_price_are_not_proved(String from, String to) throws IOException {
        assertThat(proof("linear-latent-variable", "fixed-variances", from, to)).isEmpty();
    }
}
