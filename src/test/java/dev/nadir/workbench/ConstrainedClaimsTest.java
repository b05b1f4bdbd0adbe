package dev.nadir.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nadir.evidence.ClaimResult;
import dev.nadir.evidence.Evidence;
import dev.nadir.evidence.InstanceEvidence;
import dev.nadir.evidence.Verdict;
import dev.nadir.evidence.VerifyOptions;
import dev.nadir.evidence.Watcher;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Claims about parameters on a set: right ones stand, those named wrong-... are refuted. */
@Tag("slow")
class ConstrainedClaimsTest {

    @ParameterizedTest
    @ValueSource(strings = {"top-subspace", "procrustes", "covariance", "bounds"})
    void right_claims_stand_and_wrong_ones_are_refuted(String name) {
        Workbench workbench = new Workbench();
        Path file = Path.of("src/test/resources/constrained", name + ".model");

        Evidence evidence =
                workbench.verify(workbench.load(file, file.toString()), VerifyOptions.DEFAULTS, Watcher.none());

        assertThat(evidence.instances()).isNotEmpty();
        for (InstanceEvidence instance : evidence.instances()) {
            assertThat(instance.claims()).isNotEmpty();
            for (ClaimResult result : instance.claims()) {
                boolean isWrong = result.claim().startsWith("wrong-");
                assertThat(result.verdict())
                        .as(name + "/" + instance.instance().name() + "/" + result.claim())
                        .isInstanceOfAny(
                                isWrong
                                        ? new Class<?>[] {Verdict.Refuted.class}
                                        : new Class<?>[] {Verdict.Proved.class, Verdict.Corroborated.class});
            }
        }
    }
}
