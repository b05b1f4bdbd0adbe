package dev.nadir.reduction.agree;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nadir.model.Model;
import dev.nadir.model.read.ModelReader;
import dev.nadir.reduction.Reduction;
import dev.nadir.reduction.chain.Products;
import dev.nadir.reduction.chain.lemma.ClosedForms;
import dev.nadir.reduction.rings.RingsAlgebra;
import dev.nadir.reduction.scalar.CellSolver;
import dev.nadir.symbolic.Elaboration;
import dev.nadir.symbolic.Landscape;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is proved is what was derived, however it is written; nothing else is. */
class AgreementTest {

    private static final String PRICED =
            """
            model two-factors
            sizes
              p >= 1
              q >= 1
              k >= 1
            data
              M : matrix[p, q]
              l : scalar > 0
              m : scalar > 0
            parameters
              B : matrix[p, k]
              A : matrix[q, k]
            minimize
              loss = normF(B*A' - M)^2 + l*normF(A)^2 + m*normF(B)^2
            """;

    private static final String FREE =
            """
            model regression
            sizes
              a >= 1
              b >= 1
              c >= 1
              n >= 1
            data
              Z : matrix[a, n]
              T : matrix[c, n]
            parameters
              F : matrix[b, a]
              G : matrix[c, b]
            minimize
              loss = 3*normF(G*F*Z - T)^2
            """;

    private static final String SYNTHESIS =
            """
            model autoencoder-with-variances
            sizes
              d >= 1
              k >= 1
            data
              S : spd[d]
              h : scalar > 0
            parameters
              W : matrix[d, k]
              V : matrix[k, d]
              u : vector[k] > 0
            minimize
              loss = (tr(W*diag(u)*W') + tr((W*V - eye(d))*S*(W*V - eye(d))'))/h + tr(V*S*V') + sum(u) - sum(log(u))
            """;

    private static Optional<Agreement> agreement(String text, String... claim) {
        String whole = text + "\nclaim the-claim\n  " + String.join("\n  ", claim) + "\n";
        Model model = ModelReader.parse(whole, "test.model", Path.of("."));
        Landscape landscape = Elaboration.elaborate(model, Map.of());
        Reduction reduction = ClosedForms.derive(landscape, new CellSolver(new RingsAlgebra()));
        assertThat(reduction.closedForms()).as("%s", reduction.refusedAt()).isNotEmpty();
        return Agreement.of(landscape, model.claims().get(0), reduction, e -> Products.isThrough(landscape, e));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "value normF(M)^2 - sum(max(s - sqrt(l*m), 0).^2)",
                "value sum(M.^2) - sum(max(svd(M)[1..min([k, p, q])] - sqrt(m)*sqrt(l), 0).^2)",
                "value tr(M*M') - 1/4*sum(max(sqrt(eig(4*M*M')[1..min([p, q, k])]) - 2*(m*l)^(1/2), 0).^2)"
            })
    void a_priced_product_is_proved_however_its_value_is_written(String value) {
        Optional<Agreement> agreement =
                agreement(PRICED, "let U, z, V = svd(M)", "let s = z[1..min([p, q, k])]", value);

        assertThat(agreement).isPresent();
        assertThat(agreement.get().lemmas()).contains("balance", "von-neumann-trace");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "value normF(M)^2 + sum(max(s - sqrt(l*m), 0).^2)",
                "value normF(M)^2 - 2*sum(max(s - sqrt(l*m), 0).^2)",
                "value normF(M)^2 - sum(max(s - 2*sqrt(l*m), 0).^2)",
                "value normF(M)^2 - sum(max(s - l*m, 0).^2)",
                "value normF(M)^2 - sum(max(s - l, 0).^2)",
                "value normF(M)^2 - sum((s - sqrt(l*m)).^2)",
                "value normF(M)^2 - sum(max(s.^2 - l*m, 0))",
                "value normF(M)^2 - sum(max(z - sqrt(l*m), 0).^2)",
                "value normF(M)^2 - sum(max(svd(2*M)[1..min([p, q, k])] - sqrt(l*m), 0).^2)",
                "value normF(M)^2"
            })
    void a_mutant_of_the_value_is_not_proved(String value) {
        Optional<Agreement> agreement =
                agreement(PRICED, "let U, z, V = svd(M)", "let s = z[1..min([p, q, k])]", value);

        assertThat(agreement).isEmpty();
    }

    @Test
    void a_point_beside_a_right_value_must_be_right_too() {
        String value = "value normF(M)^2 - sum(max(svd(M)[1..min([p, q, k])] - sqrt(l*m), 0).^2)";

        Optional<Agreement> wrong = agreement(PRICED, value, "at A == zeros(q, k), B == zeros(p, k)");

        assertThat(wrong).isEmpty();
    }

    @Test
    void the_origin_is_a_minimum_exactly_below_the_threshold() {
        String at = "at A == zeros(q, k), B == zeros(p, k)";
        String type = "type global-minimum";

        assertThat(agreement(PRICED, "let U, s, V = svd(M)", at, type, "iff s[1]^2 <= l*m"))
                .isPresent();
        assertThat(agreement(PRICED, "let U, s, V = svd(M)", at, type, "iff s[1] <= sqrt(l)*sqrt(m)"))
                .isPresent();
        assertThat(agreement(PRICED, "let U, s, V = svd(M)", at, type, "iff s[1]^2 < l*m"))
                .isEmpty();
        assertThat(agreement(PRICED, "let U, s, V = svd(M)", at, type, "iff s[1]^2 >= l*m"))
                .isEmpty();
        assertThat(agreement(PRICED, "let U, s, V = svd(M)", at, type, "iff s[1]^2 <= 2*l*m"))
                .isEmpty();
        assertThat(agreement(PRICED, "let U, s, V = svd(M)", at, type)).isEmpty();
        assertThat(agreement(PRICED, at, "type local-minimum", "index 1")).isEmpty();
    }

    @Test
    void regression_is_proved_with_its_assumption_alone() {
        String[] claim = {
            "let lambda, U = eig(T*Z'*inv(Z*Z')*Z*T')",
            "let R = U[:, 1..min([a, b, c])]",
            "value 3*(normF(T)^2 - sum(lambda[1..min([c, b, a])]))"
        };
        String assumed = FREE + "assume\n  invertible(Z*Z')\n";

        assertThat(agreement(assumed, claim)).isPresent();
        assertThat(agreement(FREE, claim)).as("the inputs may be dependent").isEmpty();
        assertThat(agreement(FREE + "assume\n  invertible(T*T')\n", claim)).isEmpty();
        assertThat(agreement(FREE, claim[0], claim[1], "needs min(eig(Z*Z')) > 0", claim[2]))
                .isPresent();
        assertThat(agreement(FREE, claim[0], claim[1], "needs min(eig(Z*Z')) >= 0", claim[2]))
                .isEmpty();
    }

    @Test
    void a_claimed_product_is_the_derived_one_or_not_proved() {
        String assumed = FREE + "assume\n  invertible(Z*Z')\n";
        String lambda = "let lambda, U = eig(T*Z'*inv(Z*Z')*Z*T')";
        String basis = "let R = U[:, 1..min([a, b, c])]";
        String value = "value 3*(normF(T)^2 - sum(lambda[1..min([c, b, a])]))";

        assertThat(agreement(assumed, lambda, basis, value, "at G*F == R*R'*T*Z'*inv(Z*Z')"))
                .isPresent();
        assertThat(agreement(assumed, lambda, basis, value, "at G*F == T*Z'*inv(Z*Z')"))
                .isEmpty();
        assertThat(agreement(assumed, lambda, basis, value, "at G*F == 2*R*R'*T*Z'*inv(Z*Z')"))
                .isEmpty();
        assertThat(agreement(assumed, lambda, basis, value, "at G == zeros(c, b), F == zeros(b, a)"))
                .isEmpty();
    }

    @Test
    void a_value_by_cases_is_proved_and_its_mutants_are_not() {
        String lambda = "let lambda = eig(S)[1..min([d, k])]";
        String kept = "let kept = max(lambda, h)";
        String right = "tr(S)/h - sum(kept/h - 1) + sum(log(kept/h)) + k";
        String early = "let kept = max(lambda, 2*h)";

        assertThat(agreement(SYNTHESIS, lambda, kept, "value " + right)).isPresent();
        assertThat(agreement(SYNTHESIS, lambda, early, "value " + right)).isEmpty();
        assertThat(agreement(SYNTHESIS, lambda, kept, "value " + right + " + 1"))
                .isEmpty();
        assertThat(agreement(SYNTHESIS, lambda, "let kept = lambda", "value " + right))
                .isEmpty();
        assertThat(agreement(SYNTHESIS, lambda, "let kept = min(lambda, h)", "value " + right))
                .isEmpty();
    }

    @Test
    void a_claim_with_something_held_or_up_to_a_symmetry_says_more_than_was_derived() {
        String value = "value normF(M)^2 - sum(max(svd(M)[1..min([p, q, k])] - sqrt(l*m), 0).^2)";

        assertThat(agreement(PRICED, value)).isPresent();
        assertThat(agreement(PRICED, "fixed A", value)).isEmpty();
    }
}
