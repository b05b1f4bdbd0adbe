package dev.nadir.workbench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nadir.base.ModelException;
import dev.nadir.evidence.VerifyOptions;
import dev.nadir.evidence.Watcher;
import dev.nadir.model.Model;
import dev.nadir.model.read.ModelReader;
import dev.nadir.report.source.SourceLanguage;
import dev.nadir.report.source.SourceWriter;
import dev.nadir.symbolic.Derivation;
import dev.nadir.symbolic.Symmetries;
import dev.nadir.symbolic.Symmetry;
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
    void the_cheapest_factors_are_derived_and_symmetries_are_refused() {
        Derivation derivation = workbench.derive(product(), Map.of());

        assertThat(workbench.closedForms(derivation).closedForms())
                .singleElement()
                .satisfies(form -> assertThat(form.lemmas()).contains("fixed-product"));
        assertThat(workbench.symmetries(derivation).refusal()).isPresent();
    }

    private Derivation derivation(String parameters, String loss) {
        Model model = ModelReader.parse(
                "model m\n\nsizes\n  n >= 1\n\ndata\n  X : matrix[n, n]\n\nparameters\n  " + parameters
                        + "\n\nminimize\n  loss = " + loss + "\n",
                "test.model",
                Path.of("."));
        return workbench.derive(model, Map.of());
    }

    @ParameterizedTest
    @ValueSource(strings = {"symmetric[n]", "spd[n]", "diagonal[n]", "matrix[n, n] < -1", "matrix[n, n] > 1/2"})
    void lemmas_for_free_matrices_are_not_applied_to_others(String declared) {
        Derivation derivation = derivation("W : " + declared, "normF(W*X - X)^2");

        assertThat(workbench.closedForms(derivation).closedForms()).isEmpty();
        assertThat(workbench.closedForms(derivation).refusedAt().orElse(""))
                .startsWith("declared sets: ")
                .contains("W is declared");
    }

    @ParameterizedTest
    @ValueSource(strings = {"q : vector[n] < 0", "q : vector[n] > 1", "q : vector[n] > -1"})
    void a_rotation_that_leaves_the_bounds_is_no_symmetry(String declared) {
        Derivation derivation = derivation(declared, "normF(q)^2");

        assertThat(workbench.symmetries(derivation).groups())
                .allMatch(group -> group.group() == Symmetry.Group.PERMUTATION);
        assertThat(workbench
                        .symmetries(derivation("q : vector[n]", "normF(q)^2"))
                        .groups())
                .isNotEmpty();
    }

    @Test
    void rotations_of_an_orthonormal_frame_are_found_and_scalings_are_not() {
        Model model = ModelReader.parse(
                """
                model m

                sizes
                  d >= 1
                  k >= 1

                data
                  S : symmetric[d]

                parameters
                  W : matrix[d, k]
                  V : matrix[k, d]

                minimize
                  loss = normF(S - W*V)^2

                subject to
                  W'*W == eye(k)
                """,
                "test.model",
                Path.of("."));
        Symmetries found = workbench.symmetries(workbench.derive(model, Map.of()));

        assertThat(found.groups()).noneMatch(group -> group.group() == Symmetry.Group.INVERTIBLE);
        assertThat(found.invariants()).isEmpty();
    }
}
