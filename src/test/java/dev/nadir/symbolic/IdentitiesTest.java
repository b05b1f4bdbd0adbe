package dev.nadir.symbolic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nadir.expr.exact.ExactComparison;
import dev.nadir.model.Claim;
import dev.nadir.model.Formula;
import dev.nadir.model.Model;
import dev.nadir.model.read.ModelReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class IdentitiesTest {

    private static final String NETWORK =
            """
            model m

            sizes
              n >= 1
              p >= 1

            data
              M : matrix[n, n]

            parameters
              A : matrix[n, p]
              B : matrix[p, n]

            minimize
              loss = 1/2 * normF(A*B - M)^2 + 1/2*normF(A)^2 + 1/2*normF(B)^2

            """;

    private static Identities.Attempt attempt(String claim) {
        Model model = ModelReader.parse(NETWORK + "claim c\n  " + claim + "\n", "test.model", Path.of("."));
        Derivation derivation = Deriver.derive(Elaboration.elaborate(model, Map.of()));
        Identities identities = new Identities(derivation, List.of());
        Claim.Statement statement = model.claims().get(0).statement();
        if (statement instanceof Claim.Statement.Conserved conserved) {
            return identities.isConserved(conserved.quantity(), Map.of());
        }
        Formula.Binary relation = (Formula.Binary) ((Claim.Statement.Relation) statement).comparison();
        return identities.areEqual(relation.left(), relation.right(), Map.of());
    }

    @Test
    void what_is_equal_for_all_sizes_is_proved() {
        assertThat(attempt("holds tr(A*B) == tr(B'*A')").isProved()).isTrue();
        assertThat(attempt("holds normF(A + B')^2 == normF(A)^2 + normF(B)^2 + 2*tr(A*B)")
                        .isProved())
                .isTrue();
    }

    @Test
    void what_is_not_equal_is_not_proved() {
        assertThat(attempt("holds tr(A*B) == tr(A*B*A*B)").isProved()).isFalse();
        assertThat(attempt("holds normF(A + B')^2 == normF(A)^2 + normF(B)^2 + tr(A*B)")
                        .isProved())
                .isFalse();
    }

    @Test
    void what_the_form_does_not_decide_exact_values_corroborate_and_never_prove() {
        Identities.Attempt woodbury = attempt("holds inv(eye(n) + A*B) == eye(n) - A*inv(eye(p) + B*A)*B");

        assertThat(woodbury.isProved()).isFalse();
        assertThat(woodbury.exact()).containsInstanceOf(ExactComparison.Outcome.Equal.class);
        assertThat(woodbury.exact().orElseThrow().text()).contains("n = ").contains("chance below");
    }

    @Test
    void exact_values_tell_what_differs() {
        Identities.Attempt wrong = attempt("holds inv(eye(n) + A*B) == eye(n) - A*inv(eye(p) - B*A)*B");

        assertThat(wrong.isProved()).isFalse();
        assertThat(wrong.exact()).containsInstanceOf(ExactComparison.Outcome.Different.class);
    }

    @Test
    void sizes_that_the_model_forbids_are_not_tried() {
        // At n = 2, which the model allows, it is wrong; at n = 1 it would hold.
        assertThat(attempt("holds tr(M*M) == tr(M)^2").exact())
                .containsInstanceOf(ExactComparison.Outcome.Different.class);
    }

    @Test
    void imbalance_is_conserved_without_decay_only() {
        assertThat(attempt("conserved A'*A - B*B'").isProved()).isFalse();
    }

    @Test
    void what_the_algebra_does_not_cover_is_said() {
        Identities.Attempt attempt = attempt("holds rank(A) == rank(A')");

        assertThat(attempt.isProved()).isFalse();
        assertThat(attempt.reason()).contains("rank");
    }

    @Test
    void balancedness_of_the_deep_linear_network_is_proved_at_every_depth() {
        Model model = ModelReader.read(Path.of("models/deep-linear-network"), "models/deep-linear-network");
        Claim.Statement.Conserved conserved = model.claims().stream()
                .map(Claim::statement)
                .filter(Claim.Statement.Conserved.class::isInstance)
                .map(Claim.Statement.Conserved.class::cast)
                .findFirst()
                .orElseThrow();

        for (int depth = 2; depth <= 4; depth++) {
            Derivation derivation = Deriver.derive(Elaboration.elaborate(model, Map.of("L", depth)));
            Identities identities = new Identities(derivation, List.of());
            for (int i = 1; i < depth; i++) {
                assertThat(identities
                                .isConserved(conserved.quantity(), Map.of("i", i))
                                .isProved())
                        .isTrue();
            }
        }
    }
}
