package dev.nadir.evidence.verify.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.nadir.evidence.ClaimResult;
import dev.nadir.evidence.Verdict;
import dev.nadir.evidence.VerifyOptions;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A true claim is refuted with probability at most 1e-9 in each test; all are seeded. */
class SampledClaimsTest {

    private static ClaimResult decide(String... lines) {
        return Trial.decide("noise", Trial.claim("c", lines));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    holds probability(x >= 1) == 1/2                     |
                    holds probability(rank(Z) == 2) == 1                 |
                    holds 1 - normcdf(1) <= probability(x >= 2.9)        |
                    holds probability(x >= 3) == 1 - normcdf(1)          |
                    holds E[min(max(x, 0), 1)] >= 0.4                    | bounds = [0, 1]
                    holds E[abs(x - 1)] == 2*sqrt(2/pi)                  | variance = 4
                    holds E[abs(x - 1)] == 2*sqrt(2/pi)                  | subgaussian = 2
                    holds E[abs(x - 1)] == 2*sqrt(2/pi)                  | kurtosis = 4
                    holds E[max(G[1, 1], 0)^2] == 1                      | variance = 5
                    holds E[max(G[1, 2], 0)^2] == 1/2                    | variance = 1.25
                    holds E[abs(H[1, 2])] == E[abs(G[1, 2])]             | variance = 2
                    holds E[gap^2] == 8                                  | variance = 64
                    """)
    void what_is_true_is_corroborated(String holds, String knowledge) {
        ClaimResult result = decide(holds, "sampled draws = 4000" + (knowledge == null ? "" : ", " + knowledge));

        assertThat(result.verdict()).as("%s", result.facts()).isInstanceOf(Verdict.Corroborated.class);
        assertThat(result.facts())
                .anySatisfy(fact -> assertThat(fact.text()).contains("refuted with probability at most 1.0e-09"));
        assertThat(((Verdict.Corroborated) result.verdict()).runs()).isEqualTo(4000);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    holds probability(x >= 1) == 0.6                     |
                    holds probability(x >= 1) <= 0.4                     |
                    holds 0.6 <= probability(x >= 1)                     |
                    holds probability(abs(x - 1) <= 6) == 1              |
                    holds E[min(max(x, 0), 1)] <= 0.5                    | bounds = [0, 1]
                    holds E[abs(x - 1)] == 2                             | variance = 4
                    holds E[max(x - 1, 0)] >= 1                          | subgaussian = 2
                    holds E[max(G[1, 1], 0)^2] == 1/2                    | variance = 5
                    holds E[abs(x - 1)] == E[abs(G[1, 2])]               | variance = 4
                    """)
    void what_is_wrong_is_refuted_with_the_interval_that_excludes_it(String holds, String knowledge) {
        ClaimResult result = decide(holds, "sampled draws = 4000" + (knowledge == null ? "" : ", " + knowledge));

        assertThat(result.verdict()).as("%s", result.facts()).isInstanceOf(Verdict.Refuted.class);
        assertThat(((Verdict.Refuted) result.verdict()).witness()).contains("the mean is in [");
    }

    @Test
    void what_should_always_happen_is_refuted_by_one_draw_that_reads_back() {
        ClaimResult result = decide("holds probability(rank(Z + Z' - G) <= 1) == 1");

        String witness = ((Verdict.Refuted) result.verdict()).witness();
        assertThat(witness).contains("it fails at").contains("Z = [").contains("G = [");
    }

    @Test
    void without_knowledge_of_the_summand_nothing_is_concluded_and_no_number_is_shown() {
        ClaimResult result = decide("holds E[1/gap^2] == 5");

        assertThat(result.verdict()).isInstanceOf(Verdict.Undecided.class);
        assertThat(((Verdict.Undecided) result.verdict()).reason()).contains("nothing is known");
        assertThat(result.facts()).isEmpty();
    }

    @Test
    void a_divergent_mean_shows_as_truncated_means_that_grow() {
        // gap^2 is 8 times an exponential law: E[min(1/gap^2, c)] >= (log(8c) - 0.58)/8 for every c, with no limit.
        ClaimResult grows = decide(
                "holds E[min(8/gap^2, 8*c)/(8*c)] >= (log(8*c) - 0.58)/(8*c) for c in [1, 4, 16]",
                "sampled draws = 4000, bounds = [0, 1]");
        ClaimResult bounded = decide(
                "holds E[min(8/gap^2, 8*c)/(8*c)] <= 2/(8*c) for c in [1, 4, 16]",
                "sampled draws = 4000, bounds = [0, 1]");

        assertThat(grows.verdict()).as("%s", grows.facts()).isInstanceOf(Verdict.Corroborated.class);
        assertThat(bounded.verdict()).as("%s", bounded.facts()).isInstanceOf(Verdict.Refuted.class);
    }

    @Test
    void a_draw_against_what_is_stated_leaves_the_claim_undecided() {
        ClaimResult result = decide("holds E[x] <= 1", "sampled draws = 200, bounds = [0, 1]");

        assertThat(result.verdict()).isInstanceOf(Verdict.Undecided.class);
        assertThat(((Verdict.Undecided) result.verdict()).reason()).contains("cannot be right");
    }

    @Test
    void an_interval_that_a_claim_of_zero_would_pass_too_decides_nothing() {
        ClaimResult result = decide("holds E[max(x, 0)^2] == 4.1", "sampled draws = 200, variance = 1000");

        assertThat(result.verdict()).isInstanceOf(Verdict.Undecided.class);
        assertThat(((Verdict.Undecided) result.verdict()).reason()).contains("too wide");
    }

    @Test
    void a_law_that_says_only_mean_and_variance_is_not_sampled() {
        ClaimResult result = decide("holds probability(e[1] <= 0) == 1/2");

        assertThat(((Verdict.Undecided) result.verdict()).reason())
                .contains("`e`")
                .contains("gaussian");
    }

    @Test
    void functions_of_means_are_not_sampled() {
        ClaimResult result = decide("holds sqrt(E[abs(x)^3]) <= 100", "sampled draws = 200, variance = 1000");

        assertThat(((Verdict.Undecided) result.verdict()).reason()).contains("compare the means themselves");
    }

    @Test
    void what_the_algebra_knows_is_proved_without_a_draw() {
        ClaimResult result = decide("holds E[normF(w + e)^2] == normF(w)^2 + d");

        assertThat(result.verdict()).isInstanceOf(Verdict.Proved.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    holds E[normF(w + e)^2] == normF(w)^2 + d + 1/100        | holds E[normF(w + e)^2] >= normF(w)^2 + d - 1/100
                    holds E[normF(w + e)^2] >= 2*normF(w) + d                | holds E[normF(w + e)^2] >= 2*normF(w) + d - 1.01
                    holds E[x^2] <= 4.9                                      | holds E[x^2] <= 5.1
                    holds sqrt(E[x^2]) == 2                                  | holds sqrt(E[x^2]) == sqrt(5)
                    holds E[tr(Z*Z')^2] == d^4 + d^2                         | holds E[tr(Z*Z')^2] >= d^4 + 2*d^2 - 1e-6
                    """)
    void means_that_the_algebra_knows_need_nothing_said_of_the_summand(String wrong, String right) {
        ClaimResult refuted = decide(wrong);
        ClaimResult stands = decide(right);

        assertThat(refuted.verdict()).as("%s", refuted).isInstanceOf(Verdict.Refuted.class);
        assertThat(stands.verdict()).as("%s", stands).isInstanceOfAny(Verdict.Corroborated.class, Verdict.Proved.class);
        assertThat(stands.facts()).anySatisfy(fact -> assertThat(fact.text()).contains("by the algebra"));
    }

    @Test
    void a_claim_of_all_parameters_and_variables_is_tried_at_several() {
        ClaimResult right =
                decide("for u : vector[d]", "holds probability(x <= 1 + u'*u) >= 1/2", "sampled draws = 500");
        ClaimResult wrong =
                decide("for u : vector[d]", "holds probability(x <= 1 - u'*u) >= 1/2", "sampled draws = 2000");

        assertThat(right.verdict()).isInstanceOf(Verdict.Corroborated.class);
        assertThat(((Verdict.Refuted) wrong.verdict()).witness()).contains("u = [");
    }

    @Test
    void variables_of_a_claim_have_the_shape_and_sign_that_they_are_declared_with() {
        ClaimResult square = decide("for A : symmetric[d], s : scalar > 0", "holds s*normF(A - A') <= s");
        ClaimResult wrong = decide("for s : scalar > 0", "holds s >= 1");
        ClaimResult sensitivity = decide(
                "for u : vector[d], v : vector[d]",
                "let a = u/max(1, norm(u))",
                "let b = v/max(1, norm(v))",
                "holds normF(a*a' - b*b')^2 <= 1.9");
        ClaimResult proved = decide(
                "for u : vector[d], v : vector[d]", "holds normF(u*u' - v*v')^2 == (u'*u)^2 + (v'*v)^2 - 2*(u'*v)^2");

        assertThat(square.verdict()).isInstanceOf(Verdict.Corroborated.class);
        assertThat(((Verdict.Refuted) wrong.verdict()).witness()).contains("s = 0.");
        assertThat(sensitivity.verdict()).as("the tight pair is orthogonal").isInstanceOf(Verdict.Refuted.class);
        assertThat(proved.verdict()).isInstanceOf(Verdict.Proved.class);
    }

    @Test
    void cancellation_is_taken_for_rounding_and_not_for_a_counterexample() {
        ClaimResult proved = decide("for t : scalar", "holds (t + 1e8)^2 - 1e16 - 2e8*t == t^2");
        ClaimResult constant =
                decide("holds normcdf(-6) - exp(1)*normcdf(-7) == normcdf(-6) + 1e8 - exp(1)*normcdf(-7) - 1e8");
        ClaimResult wrong = decide("for t : scalar", "holds (t + 1e3)^2 - 1e6 - 2e3*t == t^2 + 1e-3");

        assertThat(proved.verdict()).isInstanceOf(Verdict.Proved.class);
        assertThat(constant.verdict()).as("%s", constant).isInstanceOf(Verdict.Corroborated.class);
        assertThat(wrong.verdict()).isInstanceOf(Verdict.Refuted.class);
    }

    @Test
    void a_relation_without_variables_is_evaluated_once_for_each_place() {
        ClaimResult right = decide("holds abs(gaussian_sigma(y, 1e-6)*y - 4.1) <= 0.5 for y in [0.5, 1]");
        ClaimResult wrong = decide("holds gaussian_sigma(1, y) <= 5 for y in [1e-6, 1e-9]");

        assertThat(((Verdict.Corroborated) right.verdict()).runs()).isEqualTo(2);
        assertThat(right.curve())
                .hasValueSatisfying(curve -> assertThat(curve.rows()).hasSize(2));
        assertThat(((Verdict.Refuted) wrong.verdict()).witness())
                .contains("5.495266157")
                .contains("y = ")
                .doesNotContain("w = ");
    }

    @Test
    void a_budget_outside_its_domain_leaves_the_claim_undecided() {
        ClaimResult result = decide("holds gaussian_sigma(y, 1e-6) <= 100 for y in [-1, 1]");

        assertThat(((Verdict.Undecided) result.verdict()).reason()).isNotBlank();
    }

    @Test
    void a_sweep_is_kept_number_by_number() {
        ClaimResult result = decide("holds probability(x <= 1 + 2*s) == normcdf(s) for s in [-1, 0, 1]");

        assertThat(result.curve()).hasValueSatisfying(curve -> {
            assertThat(curve.name()).isEqualTo("s");
            assertThat(curve.rows()).hasSize(3).allSatisfy(row -> {
                assertThat(row.left()).isBetween(row.low(), row.high());
                assertThat(row.right()).isBetween(row.low(), row.high());
            });
            assertThat(curve.rows().get(2).right()).isCloseTo(0.8413447460685429, within(1e-12));
        });
    }

    @Test
    void a_thorough_run_takes_more_draws_and_two_runs_give_the_same_numbers() {
        String claim = Trial.claim("c", "holds probability(x >= 1) == 1/2", "sampled draws = 100 (thorough 300)");
        VerifyOptions quick = VerifyOptions.DEFAULTS;

        ClaimResult once =
                Trial.verify(Trial.model("noise", claim), quick).claims().get(0);
        ClaimResult twice =
                Trial.verify(Trial.model("noise", claim), quick).claims().get(0);
        ClaimResult thorough = Trial.verify(
                        Trial.model("noise", claim),
                        new VerifyOptions(OptionalLong.empty(), true, 1, Set.of(), Set.of()))
                .claims()
                .get(0);

        assertThat(once.facts()).isEqualTo(twice.facts());
        assertThat(((Verdict.Corroborated) once.verdict()).runs()).isEqualTo(100);
        assertThat(((Verdict.Corroborated) thorough.verdict()).runs()).isEqualTo(300);
    }
}
