package dev.nadir.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nadir.model.Model;
import dev.nadir.model.read.FormulaText;
import dev.nadir.numeric.replay.Replay;
import dev.nadir.reduction.Reduction;
import dev.nadir.reduction.Step;
import dev.nadir.symbolic.Derivation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every step of a derivation is tried by itself, and a wrong one is seen. */
class StepCheckTest {

    private static final Workbench WORKBENCH = new Workbench();

    private static Derivation derivation(String name) {
        Model model = WORKBENCH.load(Path.of("models", name), name);
        return WORKBENCH.derive(
                model,
                WORKBENCH.structure(model, Map.of(), model.instances().stream().findFirst()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"deep-linear-network", "stochastic-deep-linear-network", "linear-latent-variable", "linear-vae"})
    void no_step_is_above_the_one_before_and_all_meet_at_the_minimiser(String name) {
        Derivation derivation = derivation(name);
        Reduction reduction = WORKBENCH.closedForms(derivation);

        List<Replay.StepCheck> checks = WORKBENCH.stepChecks(derivation, reduction);

        assertThat(checks).hasSameSizeAs(reduction.steps()).allSatisfy(check -> {
            assertThat(check.points()).isGreaterThanOrEqualTo(30);
            assertThat(check.excess()).isLessThan(1e-12);
            assertThat(check.minimisers()).isPositive();
            assertThat(check.gap()).isLessThan(1e-10);
        });
    }

    @Test
    void a_step_that_promises_too_much_is_seen() {
        Derivation derivation = derivation("deep-linear-network");
        Reduction right = WORKBENCH.closedForms(derivation);
        List<Step> steps = new ArrayList<>(right.steps());
        Step last = steps.remove(steps.size() - 1);
        steps.add(new Step(
                last.lemma(), last.says(), FormulaText.parse("1/2*normF(Y)^2"), last.isIdentity(), last.equality()));
        Reduction wrong = new Reduction(
                right.lets(), steps, right.closedForms(), right.thresholds(), Optional.empty(), right.completeness());

        List<Replay.StepCheck> checks = WORKBENCH.stepChecks(derivation, wrong);

        assertThat(checks.get(0).excess()).isLessThan(1e-12);
        assertThat(checks.get(1).gap()).isGreaterThan(1e-3);
    }
}
