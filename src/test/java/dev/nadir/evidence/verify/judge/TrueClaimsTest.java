package dev.nadir.evidence.verify.judge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nadir.evidence.ClaimResult;
import dev.nadir.evidence.InstanceEvidence;
import dev.nadir.evidence.Verdict;
import dev.nadir.evidence.VerifyOptions;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** True claims stand, and what cannot be decided is said to be so. */
class TrueClaimsTest {

    private static final String EIGEN = "let lambda, U = eig(S)";

    static Stream<Arguments> right() {
        return Stream.of(
                right(
                        "network",
                        EIGEN,
                        "let Ur = U[:, 1..r]",
                        "value 1/2 * (tr(Y*Y') - sum(lambda[1..r]))",
                        "at P == Ur*Ur'*Syx*inv(Sxx)"),
                right("network", "holds local-minima are global"),
                right(
                        "network",
                        EIGEN,
                        "values 1/2 * (tr(Y*Y') - sum(lambda[J])) for J in subsets(1..d[L], at-most r)"),
                right("network", "holds normF(P) <= normF(W[1])*normF(W[2])"),
                right(
                        "network",
                        "at W[i] == zeros(d[i], d[i-1]) for i in 1..L",
                        "value 1/2 * normF(Y)^2",
                        "type strict-saddle",
                        "index d[1]*rank(Syx)"),
                right(
                        "vae",
                        EIGEN,
                        "fixed s2",
                        "let kept = max(lambda[1..k], s2)",
                        "value 1/2 * (d*log(2*pi) + sum(log(kept) + lambda[1..k]./kept)"
                                + " + sum(log(s2) + lambda[k+1..d]/s2))"),
                right(
                        "vae",
                        EIGEN,
                        "fixed s2 in [0.5, 3, 8]",
                        "at W == zeros(d, k), V == zeros(k, d), delta == ones(k)",
                        "type global-minimum",
                        "iff lambda[1] <= s2"));
    }

    private static Arguments right(String model, String... lines) {
        return Arguments.of(model, Trial.claim("right", lines));
    }

    @ParameterizedTest
    @MethodSource("right")
    void a_true_claim_is_corroborated(String model, String claim) {
        ClaimResult result = Trial.decide(model, claim);

        assertThat(result.verdict()).as("%s", result.facts()).isInstanceOf(Verdict.Corroborated.class);
        Verdict.Corroborated corroborated = (Verdict.Corroborated) result.verdict();
        assertThat(corroborated.runs()).isPositive();
        assertThat(corroborated.worstGap()).isLessThanOrEqualTo(corroborated.tolerance());
    }

    static Stream<Arguments> identities() {
        return Stream.of(
                Arguments.of(Trial.claim("right", "conserved W[i+1]'*W[i+1] - W[i]*W[i]' for i in 1..L-1")),
                Arguments.of(Trial.claim("right", "holds tr(W[1]*X*X'*W[1]') == normF(W[1]*X)^2")));
    }

    @ParameterizedTest
    @MethodSource("identities")
    void what_the_canonical_form_shows_is_proved_and_says_at_which_structure(String claim) {
        ClaimResult result = Trial.decide("network", claim);

        assertThat(result.verdict()).isInstanceOf(Verdict.Proved.class);
        assertThat(((Verdict.Proved) result.verdict()).lemmas())
                .singleElement()
                .asString()
                .contains("L = 2");
    }

    @Test
    void a_value_that_no_run_reaches_is_undecided() {
        String claim = Trial.claim("right", "value 1/2 * (tr(Y*Y') - sum(eig(S)))");

        ClaimResult result = Trial.decide("network", claim);

        assertThat(result.verdict()).isInstanceOf(Verdict.Undecided.class);
        assertThat(((Verdict.Undecided) result.verdict()).reason()).contains("no run reaches the claimed value");
    }

    @Test
    void a_value_below_what_the_formula_allows_is_refuted_though_no_point_attains_it() {
        String claim = Trial.claim("wrong", "value -1/2 * sum(eig(S))");

        ClaimResult result = Trial.decide("network", claim);

        assertThat(result.verdict()).isInstanceOf(Verdict.Refuted.class);
        assertThat(result.method()).isEqualTo("lower bound");
    }

    @Test
    void a_point_of_which_a_part_is_given_is_not_held_against_the_rest() {
        String value = "value 1/2 * (d*log(2*pi) + sum(log(lambda[1..k])) + (d-k)*log(s2_hat) + d)";

        ClaimResult right = Trial.decide(
                "vae", Trial.claim("right", EIGEN, "let s2_hat = mean(lambda[k+1..d])", value, "at s2 == s2_hat"));
        ClaimResult wrong = Trial.decide(
                "vae", Trial.claim("wrong", EIGEN, "let s2_hat = mean(lambda[k+1..d])", value, "at s2 == 2*s2_hat"));

        assertThat(right.verdict()).as("%s", right.facts()).isInstanceOf(Verdict.Corroborated.class);
        assertThat(wrong.verdict()).as("%s", wrong.facts()).isNotInstanceOf(Verdict.Corroborated.class);
    }

    @Test
    void a_claim_whose_needs_fail_says_nothing() {
        ClaimResult result = Trial.decide("network", Trial.claim("right", "needs L == 3", "value 0"));

        assertThat(result.verdict()).isInstanceOf(Verdict.Undecided.class);
        assertThat(((Verdict.Undecided) result.verdict()).reason()).contains("L == 3");
    }

    @Test
    void a_wrong_symmetry_is_refuted_and_nothing_that_may_rest_on_it_is_decided() {
        String wrong =
                """
                symmetry scaling "not one"
                  for   G : invertible[d[1]]
                  maps  W[1] -> G*W[1], W[2] -> W[2]*G

                claim right "x"
                  holds local-minima are global
                """;

        InstanceEvidence evidence = Trial.verify(Trial.model("network", wrong), VerifyOptions.DEFAULTS);

        assertThat(evidence.claims().get(0).verdict()).isInstanceOf(Verdict.Refuted.class);
        assertThat(evidence.claims().get(1).verdict()).isInstanceOf(Verdict.Undecided.class);
        assertThat(evidence.symmetries()).anyMatch(finding -> !finding.holds());
    }

    @Test
    void verdicts_do_not_depend_on_the_number_of_threads() {
        String claims = Trial.claim(
                "right", EIGEN, "values 1/2 * (tr(Y*Y') - sum(lambda[J])) for J in subsets(1..d[L], at-most r)");
        VerifyOptions two = new VerifyOptions(OptionalLong.empty(), false, 2, Set.of(), Set.of());

        InstanceEvidence one = Trial.verify(Trial.model("network", claims), VerifyOptions.DEFAULTS);
        InstanceEvidence other = Trial.verify(Trial.model("network", claims), two);

        assertThat(other.claims()).isEqualTo(one.claims());
        assertThat(other.multiStart().orElseThrow().levels().get(0).value())
                .isEqualTo(one.multiStart().orElseThrow().levels().get(0).value());
    }
}
