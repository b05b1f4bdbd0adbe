package dev.nadir.evidence.phase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.nadir.base.Seed;
import dev.nadir.evidence.PhaseDiagram;
import dev.nadir.evidence.Watcher;
import dev.nadir.model.Model;
import dev.nadir.model.read.ModelReader;
import dev.nadir.numeric.Instance;
import dev.nadir.numeric.instance.InstanceBuilder;
import dev.nadir.reduction.Reduction;
import dev.nadir.symbolic.Derivation;
import dev.nadir.workbench.Workbench;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class PhaseSearchTest {

    private static final String VECTOR =
            """
            model priced "A product with a price"

            data
              s : scalar > 0
              g : scalar > 0

            parameters
              a : scalar
              b : scalar

            minimize
              loss = (a*b - s)^2 + g*(a^2 + b^2)

            instance one
              s = 3
              g = 1/2
            """;

    private static Optional<PhaseDiagram> find(Model model, int index) {
        Workbench workbench = new Workbench();
        Model.InstanceDeclaration declaration = model.instances().get(index);
        Instance instance = InstanceBuilder.build(model, declaration, new Seed(5));
        Derivation derivation =
                workbench.derive(model, workbench.structure(model, instance.sizes(), Optional.of(declaration)));
        Reduction reduction = workbench.closedForms(derivation);
        return new PhaseSearch(derivation, reduction, instance, new Minima(4, new Seed(1), Watcher.none())).find();
    }

    private static Model shipped(String name) {
        return ModelReader.read(Path.of("models", name), name);
    }

    @Test
    void the_latents_collapse_continuously_where_the_weight_of_the_divergence_meets_the_largest_mode() {
        PhaseDiagram diagram = find(shipped("linear-latent-variable"), 0).orElseThrow();

        assertThat(diagram.name()).isEqualTo("beta");
        assertThat(diagram.isJump()).isFalse();
        assertThat(diagram.above()).isZero();
        assertThat(diagram.worstGap()).isLessThan(1e-10);
        assertThat(diagram.found()).hasSize(9).allSatisfy(place -> {
            boolean isCollapsed = place.at() > diagram.threshold();
            assertThat(place.value() < 1e-6).isEqualTo(isCollapsed);
        });
    }

    @Test
    void a_model_whose_minimum_no_number_of_the_data_changes_has_no_diagram() {
        assertThat(find(shipped("deep-linear-network"), 0)).isEmpty();
    }

    @Test
    void the_threshold_of_a_priced_product_is_where_the_price_is_the_target() {
        Model model = ModelReader.parse(VECTOR, "priced.model", Path.of("."));

        PhaseDiagram diagram = find(model, 0).orElseThrow();

        boolean isPrice = diagram.name().equals("g");
        assertThat(diagram.threshold()).isCloseTo(isPrice ? 3 : 0.5, within(1e-6));
        assertThat(diagram.isJump()).isFalse();
        assertThat(diagram.worstGap()).isLessThan(1e-10);
    }

    @Test
    @Tag("slow")
    void one_hidden_layer_vanishes_continuously_and_two_with_a_jump() {
        Model model = shipped("stochastic-deep-linear-network");

        PhaseDiagram one = find(model, 0).orElseThrow();
        PhaseDiagram two = find(model, 1).orElseThrow();

        assertThat(one.isJump()).isFalse();
        assertThat(two.isJump()).isTrue();
        assertThat(two.below()).isGreaterThan(0.3);
        assertThat(two.above()).isZero();
        assertThat(Math.max(one.worstGap(), two.worstGap())).isLessThan(1e-9);
    }
}
