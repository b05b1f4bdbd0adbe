package dev.nadir.workbench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nadir.base.ModelException;
import dev.nadir.evidence.VerifyOptions;
import dev.nadir.evidence.Watcher;
import dev.nadir.model.Model;
import dev.nadir.report.source.SourceLanguage;
import dev.nadir.report.source.SourceWriter;
import dev.nadir.symbolic.Derivation;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No step takes constrained parameters for free ones. */
class ConstrainedModelTest {

    private static final Path PRODUCT = Path.of("models/broken/nd-v003-constraint.model");

    private final Workbench workbench = new Workbench();

    private Model product() {
        return workbench.load(PRODUCT, PRODUCT.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"multi-start", "critical-points", "homotopy", "flow"})
    void no_search_leaves_the_constraint_out(String method) {
        Model model = product();
        Workbench.Search search = new Workbench.Search(method, OptionalLong.empty());

        assertThatThrownBy(() -> workbench.solve(model, "one", search, VerifyOptions.DEFAULTS, Watcher.none()))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("ND-V003")
                .hasMessageContaining(":18:3")
                .hasMessageContaining("`W2*W1 == M`");
    }

    @Test
    void neither_a_verification_nor_an_export_does() {
        Model model = product();
        Derivation derivation = workbench.derive(model, Map.of());

        assertThatThrownBy(() -> workbench.verify(model, VerifyOptions.DEFAULTS, Watcher.none()))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("ND-V003");
        assertThatThrownBy(() -> SourceWriter.write(derivation, SourceLanguage.NUMPY))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("an export cannot keep `W2*W1 == M`");
    }

    @Test
    void closed_forms_symmetries_and_the_origin_are_refused() {
        Derivation derivation = workbench.derive(product(), Map.of());

        assertThat(workbench.closedForms(derivation).closedForms()).isEmpty();
        assertThat(workbench.closedForms(derivation).refusedAt().orElse("")).contains("`W2*W1 == M` (line 18)");
        assertThat(workbench.symmetries(derivation).refusal()).isPresent();
    }
}
