package dev.nadir.reduction.agree.claim;

import static org.assertj.core.api.Assertions.assertThat;

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

    private static final String NOISY =
            """
            model noisy
            sizes
              p >= 1
              q >= 1
              r >= 1
              m >= 1
            data
              Z  : matrix[p, m]
              t  : matrix[1, m]
              v1 : scalar >= 0
              v2 : scalar >= 0
              k  : scalar > 0
            random
              e : vector[q] ~ independent(mean = 1, variance = v1)
              f : vector[r] ~ independent(mean = 1, variance = v2)
            parameters
              A : matrix[q, p]
              B : matrix[r, q]
              u : vector[r]
            minimize
              loss = 1/m*E[normF(u'*diag(f)*B*diag(e)*A*Z - t)^2] + k*(normF(A)^2 + normF(B)^2 + normF(u)^2)
            """;

    /** The claim of the noisy network, its value given last. */
    private static Optional<Agreement> noisy(String scale, String least, String value) {
        return agreement(
                NOISY,
                "let S = Z*Z'/m",
                "let c = Z*t'/m",
                "let noise = " + scale,
                "let a, Q = eig(noise*S)",
                "let z = Q'*c",
                "let x = argmin(h in 0..k*(norm(c)/k)^4, " + least + ")",
                "let w = Q*(z./(a + x))",
                value);
    }

    private static final String NOISE = "(1 + v1/q)*(1 + v2/r)";

    private static final String CURVE =
            "sum(a.*z.^2./(a + h).^2) - 2*sum(z.^2./(a + h)) + 3*k*sum(z.^2./(a + h).^2)^(1/3)";

    private static final String DEPTH_THREE = "value normF(t)^2/m + min(0, noise*w'*S*w - 2*c'*w + 3*k*norm(w)^(2/3))";

    @ParameterizedTest
    @ValueSource(
            strings = {
                DEPTH_THREE,
                "value 1/m*tr(t*t') + min(0, sum(a.*(Q'*w).^2) - 2*w'*c + 3*k*(w'*w)^(1/3))",
                "value normF(t)^2/m + min(noise/m*normF(Z'*w)^2 - 2*c'*w + 3*k*norm(w)^(2/3), 0)"
            })
    void the_minimum_of_a_noisy_network_is_proved_however_its_value_is_written(String value) {
        Optional<Agreement> agreement = noisy(NOISE, CURVE, value);

        assertThat(agreement).isPresent();
        assertThat(agreement.get().lemmas()).contains("cauchy-schwarz-noise", "one-scalar-equation");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "value normF(t)^2/m + min(0, noise*w'*S*w - c'*w + 3*k*norm(w)^(2/3))",
                "value normF(t)^2/m + min(0, w'*S*w - 2*c'*w + 3*k*norm(w)^(2/3))",
                "value normF(t)^2/m + min(0, noise*w'*S*w - 2*c'*w + 2*k*norm(w)^(2/3))",
                "value normF(t)^2/m + min(0, noise*w'*S*w - 2*c'*w + 3*k*norm(w)^(1/3))",
                "value normF(t)^2/m + noise*w'*S*w - 2*c'*w + 3*k*norm(w)^(2/3)",
                "value normF(t)^2/m + max(0, noise*w'*S*w - 2*c'*w + 3*k*norm(w)^(2/3))",
                "value normF(t)^2 + min(0, noise*w'*S*w - 2*c'*w + 3*k*norm(w)^(2/3))",
                "value normF(t)^2/m + min(0, noise*w'*S*S*w - 2*c'*w + 3*k*norm(w)^(2/3))"
            })
    void a_value_of_a_noisy_network_that_is_a_little_wrong_is_not_proved(String value) {
        assertThat(noisy(NOISE, CURVE, value)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(1 + v1/r)*(1 + v2/q)",
                "1 + v1/q + v2/r",
                "(1 + v1)*(1 + v2)",
                "1",
                "(1 + v1/q)*(1 + v2/r)*2",
            })
    void another_price_of_noise_is_not_proved(String scale) {
        assertThat(noisy(scale, CURVE, DEPTH_THREE)).isEmpty();
    }

    @Test
    void the_least_place_of_another_curve_is_not_proved() {
        assertThat(noisy(NOISE, CURVE.replace("3*k", "2*k"), DEPTH_THREE)).isEmpty();
        assertThat(noisy(NOISE, CURVE.replace("- 2*sum", "- sum"), DEPTH_THREE)).isEmpty();
    }

    private static Optional<Agreement> agreement(String text, String... claim) {
        return Proving.of(text, claim);
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
