package dev.nadir.evidence.verify.judge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nadir.evidence.ClaimResult;
import dev.nadir.evidence.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is claimed of gradient flows. */
class TrajectoryClaimsTest {

    private static ClaimResult decide(String... lines) {
        return Trial.decide("factors", Trial.claim("flow", lines));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "along t in 0..1, A == S + exp(-t)*(initial(A) - S)",
                "along t in 0..1, b == 1 + exp(-t)*(initial(b) - 1)",
                "along t in 0..1, t == log((initial(b) - 1)/(b - 1))",
                "along t in 0..1, loss <= initial(loss)",
                "along t in 0..1, normF(A - S) <= 1.0001*exp(-t)*initial(normF(A - S))",
                "along t in 1/2..1, b == 1 + exp(-t)*initial(b - 1)",
            })
    void what_a_flow_does_from_every_start_is_corroborated(String line) {
        ClaimResult result = decide(line);

        assertThat(result.verdict()).as("%s", result.facts()).isInstanceOf(Verdict.Corroborated.class);
        assertThat(((Verdict.Corroborated) result.verdict()).runs()).isGreaterThanOrEqualTo(6 * 12);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "along t in 0..1, w1^2 - w2^2 == exp(-2*lambda*t)*initial(w1^2 - w2^2)",
                "along t in 0..1, initial(w1^2 - w2^2)*exp(-t*lambda*2) == w1^2 - w2^2",
                "along t in 0..1, A - S == exp(-t)*initial(A - S)",
                "along t in 1/2..1, b - 1 == exp(-t)*initial(b - 1)",
                "along t in 0..1/s, A[i, 1] - S[i, 1] == exp(-t)*initial(A[i, 1] - S[i, 1]) for i in 1..n",
            })
    void a_decay_at_a_constant_rate_is_proved_by_canonical_form(String line) {
        ClaimResult result = decide(line);

        assertThat(result.verdict()).as("%s", result.facts()).isInstanceOf(Verdict.Proved.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "along t in 0..1, w1^2 - w2^2 == exp(-t)*initial(w1^2 - w2^2)",
                "along t in 0..1, w1^2 + w2^2 == initial(w1^2 + w2^2)",
                "along t in 0..1, A - S == exp(-1.001*t)*initial(A - S)",
                "along t in 0..1, A - S == exp(-2*t)*initial(A - S)",
                "along t in 0..1, b == 1 + exp(-t^2)*(initial(b) - 1)",
                "along t in 0..1, b == 1 + exp(-t)*initial(b)",
                "along t in 0..1, t == 2*log((initial(b) - 1)/(b - 1))",
                "along t in 0..1, loss >= initial(loss)",
                "along t in 0..1, normF(A - S) < exp(-1.01*t)*initial(normF(A - S))",
            })
    void what_no_flow_does_is_refuted_with_time_and_start(String line) {
        ClaimResult result = decide(line);

        assertThat(result.verdict()).as("%s", result.facts()).isInstanceOf(Verdict.Refuted.class);
        assertThat(((Verdict.Refuted) result.verdict()).witness()).contains("at t = ", "left side", "on the flow from");
    }

    @Test
    void a_solution_from_given_factors_is_corroborated_with_a_curve() {
        ClaimResult result = decide(
                "for a : scalar > 0",
                "from w1 == sqrt(a), w2 == sqrt(a)",
                "along t in 0..1, w1*w2 == s*exp(2*s*t)/(exp(2*s*t) - 1 + s/a)");

        assertThat(result.verdict()).isInstanceOf(Verdict.Corroborated.class);
        assertThat(((Verdict.Corroborated) result.verdict()).worstGap()).isLessThan(1e-10);
        assertThat(result.curve().orElseThrow().rows()).hasSize(12);
        assertThat(result.curve().orElseThrow().line()).hasSizeGreaterThan(50);
    }

    @Test
    void twice_the_speed_is_refuted() {
        ClaimResult result = decide(
                "for a : scalar > 0",
                "from w1 == sqrt(a), w2 == sqrt(a)",
                "along t in 0..1, w1*w2 == s*exp(4*s*t)/(exp(4*s*t) - 1 + s/a)");

        assertThat(result.verdict()).isInstanceOf(Verdict.Refuted.class);
    }

    @Test
    void equations_of_a_start_that_set_no_parameter_are_solved() {
        ClaimResult result = decide(
                "from w1^2 == w2^2",
                "needs w1*w2 > 0",
                "along t in 0..1, w1*w2 == initial(w1*w2)*s/(initial(w1*w2)" + " + (s - initial(w1*w2))*exp(-2*s*t))");

        assertThat(result.verdict()).as("%s", result.facts()).isInstanceOf(Verdict.Corroborated.class);
    }

    @Test
    void without_its_condition_on_the_start_the_same_is_refuted() {
        ClaimResult result = decide(
                "from w1^2 == w2^2",
                "along t in 0..1, w1*w2 == initial(w1*w2)*s/(initial(w1*w2)" + " + (s - initial(w1*w2))*exp(-2*s*t))");

        assertThat(result.verdict()).as("%s", result.facts()).isInstanceOf(Verdict.Refuted.class);
    }

    @Test
    void a_side_that_is_not_defined_everywhere_decides_nothing() {
        ClaimResult result = decide("along t in 0..1, log(b - 1) == initial(log(b - 1)) - t");

        assertThat(result.verdict()).isInstanceOf(Verdict.Undecided.class);
        assertThat(((Verdict.Undecided) result.verdict()).reason()).contains("not defined");
    }

    @Test
    void a_condition_that_no_start_meets_decides_nothing() {
        ClaimResult result = decide("needs b < 0", "along t in 0..1, b == initial(b)");

        assertThat(((Verdict.Undecided) result.verdict()).reason()).contains("no start was found");
    }

    @Test
    void equations_that_contradict_each_other_decide_nothing() {
        ClaimResult result = decide("from w1 == 1, w1 == 2", "along t in 0..1, w1 == initial(w1)");

        assertThat(((Verdict.Undecided) result.verdict()).reason()).contains("no start was found");
    }

    @Test
    void times_run_forward() {
        ClaimResult result = decide("along t in 1..0, w1^2 - w2^2 == initial(w1^2 - w2^2)");

        assertThat(((Verdict.Undecided) result.verdict()).reason()).contains("times run from 0");
    }

    @Test
    void a_rate_that_depends_on_parameters_is_not_proved() {
        // Along w1 = w2 = 0 nothing moves; elsewhere dQ/dt = -rate*Q with such a rate would not give this formula.
        ClaimResult result =
                decide("let rate = 2*(w1*w2 - s)*w2/w1", "along t in 0..1, w1^2 == exp(-rate*t)*initial(w1^2)");

        assertThat(result.verdict()).isInstanceOf(Verdict.Refuted.class);
    }
}
