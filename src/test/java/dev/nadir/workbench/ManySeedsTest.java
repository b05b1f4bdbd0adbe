package dev.nadir.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nadir.evidence.ClaimResult;
import dev.nadir.evidence.Evidence;
import dev.nadir.evidence.Verdict;
import dev.nadir.evidence.VerifyOptions;
import dev.nadir.evidence.Watcher;
import dev.nadir.model.Model;
import dev.nadir.model.read.ModelReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The true claims of the core models, on data that is sampled anew for each seed, are never refuted. The data are those
 * of the seeds 1 to 200: a repeated run sees the same, so that there is no false alarm by chance.
 */
@Tag("slow")
class ManySeedsTest {

    private static final int SEEDS = 200;

    private static final String NETWORK =
            """
            instance sampled "two layers on sampled data"
              L = 2
              d = [3, 2, 3]
              n = 12
              X = gaussian(d[0], n)
              Y = gaussian(d[L], n)

            verify sampled
              gradient-check   points = 3
              multi-start      starts = 10
              critical-points  starts = 20
              gradient-flow    from = gaussian(scale = 0.3)
            """;

    private static final String VAE =
            """
            instance sampled "a sampled covariance"
              d = 4
              k = 2
              S = wishart(d, 12)

            verify sampled
              gradient-check   points = 3
              multi-start      starts = 6
            """;

    @Test
    void the_deep_linear_networks_true_claims_are_never_refuted() throws IOException {
        assertThat(refuted("deep-linear-network", NETWORK)).isEmpty();
    }

    @Test
    void the_linear_vaes_true_claims_are_never_refuted() throws IOException {
        assertThat(refuted("linear-vae", VAE)).isEmpty();
    }

    /** The shipped model up to its instances, then the given ones. */
    private static Model sampled(String name, String instances) throws IOException {
        String shipped = Files.readString(Path.of("models", name, name + ".model"));
        String mathematics = shipped.substring(0, shipped.indexOf("\ninstance ") + 1);
        return ModelReader.parse(mathematics + instances, name, Path.of("models", name));
    }

    private static List<String> refuted(String name, String instances) throws IOException {
        Model model = sampled(name, instances);
        Workbench workbench = new Workbench();
        List<String> refuted = new ArrayList<>();
        int standing = 0;
        for (long seed = 1; seed <= SEEDS; seed++) {
            VerifyOptions options = new VerifyOptions(OptionalLong.of(seed), false, 2, Set.of(), Set.of());
            Evidence evidence = workbench.verify(model, options, Watcher.none());
            for (ClaimResult result : evidence.instances().get(0).claims()) {
                if (result.verdict() instanceof Verdict.Refuted) {
                    refuted.add("seed " + seed + ": " + result);
                } else if (!(result.verdict() instanceof Verdict.Undecided)) {
                    standing++;
                }
            }
        }
        // A verifier that never decides would never refute either.
        assertThat(standing).isGreaterThan(2 * SEEDS);
        return refuted;
    }
}
