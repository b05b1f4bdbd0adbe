package dev.nadir.evidence.verify.judge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nadir.evidence.ClaimResult;
import dev.nadir.evidence.Verdict;
import dev.nadir.evidence.VerifyOptions;
import dev.nadir.model.read.ModelReader;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Claims of a global minimum where all critical points are known. */
class EnumeratedMinimumTest {

    private static final String PRODUCT = "let p = (6 - sqrt(2))/9";
    private static final String MINIMUM = "value (6*sqrt(2) - 1)/9";
    private static final String POINT = "at u == sqrt(sqrt(2)*p), v == p/sqrt(sqrt(2)*p)";

    private static ClaimResult chain(String... lines) {
        return Trial.decide("unit-chain", Trial.claim("c", lines));
    }

    private static ClaimResult half(String line) {
        return Trial.decide("half-decay", Trial.claim("c", line));
    }

    @Test
    void the_lowest_critical_value_is_certified() {
        ClaimResult result = chain(MINIMUM);

        assertThat(result.verdict()).as("%s", result.facts()).isInstanceOf(Verdict.Certified.class);
        assertThat(((Verdict.Certified) result.verdict()).method()).contains("one-sample-count", "every direction");
    }

    @Test
    void a_minimiser_is_certified_with_its_value_and_with_its_type() {
        ClaimResult value = chain(PRODUCT, POINT, MINIMUM);
        ClaimResult type = chain(PRODUCT, POINT, "type global-minimum", "index 0");

        assertThat(value.verdict()).as("%s", value.facts()).isInstanceOf(Verdict.Certified.class);
        assertThat(type.verdict()).as("%s", type.facts()).isInstanceOf(Verdict.Certified.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "value 1/9",
                "value (6*sqrt(2) - 1)/9 - 1/1000000",
                "value 0",
                "value 2",
                "value (6*sqrt(2) - 1)/9 + 1/1000000"
            })
    void a_minimum_that_differs_is_refuted_whether_too_low_or_too_high(String line) {
        ClaimResult result = chain(line);

        assertThat(result.verdict()).as("%s", result.facts()).isInstanceOf(Verdict.Refuted.class);
        assertThat(result.method()).isEqualTo("homotopy");
        assertThat(((Verdict.Refuted) result.verdict()).witness()).contains("u = ", "v = ");
    }

    @Test
    void a_point_that_is_not_the_minimiser_is_refuted() {
        ClaimResult value = chain("at u == 0, v == 0", MINIMUM);
        ClaimResult type = chain("at u == 0, v == 0", "type global-minimum");

        assertThat(value.verdict()).as("%s", value.facts()).isInstanceOf(Verdict.Refuted.class);
        assertThat(type.verdict()).as("%s", type.facts()).isInstanceOf(Verdict.Refuted.class);
    }

    @Test
    void a_local_minimum_that_is_not_global_is_refuted_by_a_lower_critical_point() {
        ClaimResult global = Trial.decide("double-well", Trial.claim("c", "at u == -1", "type global-minimum"));
        ClaimResult local = Trial.decide("double-well", Trial.claim("c", "at u == -1", "type local-minimum"));

        assertThat(global.verdict()).as("%s", global.facts()).isInstanceOf(Verdict.Refuted.class);
        assertThat(((Verdict.Refuted) global.verdict()).witness()).contains("The loss is lower", "u = 2");
        assertThat(local.verdict()).as("%s", local.facts()).isInstanceOf(Verdict.Corroborated.class);
    }

    @Test
    void leading_even_powers_show_that_a_minimum_is_attained() {
        ClaimResult right = Trial.decide("double-well", Trial.claim("c", "at u == 2", "value -8/3"));
        ClaimResult low = Trial.decide("double-well", Trial.claim("c", "value -3"));

        assertThat(right.verdict()).as("%s", right.facts()).isInstanceOf(Verdict.Certified.class);
        assertThat(low.verdict()).as("%s", low.facts()).isInstanceOf(Verdict.Refuted.class);
    }

    private static ClaimResult priced(String price, String... lines) {
        String text = "model priced\n\nparameters\n  x : scalar\n  y : scalar\n\nminimize\n  loss = (x*y - 2)^2 + "
                + price + "\n\n" + Trial.claim("c", lines) + "\ninstance one \"no data\"\n\nverify one\n  homotopy\n";
        return Trial.verify(ModelReader.parse(text, "priced.model", Path.of(".")), VerifyOptions.DEFAULTS)
                .claims()
                .get(0);
    }

    @Test
    void definite_prices_beside_squares_show_that_a_minimum_is_attained() {
        ClaimResult right = priced("1/2*((x + y)^2 + (x - y)^2)", "at x == 1, y == 1", "value 3");
        ClaimResult high = priced("1/2*((x + y)^2 + (x - y)^2)", "value 4");

        assertThat(right.verdict()).as("%s", right.facts()).isInstanceOf(Verdict.Certified.class);
        assertThat(((Verdict.Certified) right.verdict()).method()).contains("every direction");
        assertThat(high.verdict()).as("%s", high.facts()).isInstanceOf(Verdict.Refuted.class);
    }

    @Test
    void prices_that_leave_a_direction_free_show_nothing() {
        ClaimResult result = priced("x^2", "value 4");

        assertThat(result.verdict()).as("%s", result.facts()).isNotInstanceOf(Verdict.Certified.class);
    }

    @Test
    @Tag("slow")
    void a_list_that_only_paths_support_corroborates_and_refutes_by_lower_points_only() {
        String claims = Trial.claim("right", "value 171/2")
                + Trial.claim("kind", "at V == zeros(2, 2), U == zeros(2, 2)", "type global-minimum")
                + Trial.claim("high", "value 90")
                + Trial.claim("low", "value 4");

        List<ClaimResult> results = Trial.verify(Trial.model("two-units", claims), VerifyOptions.DEFAULTS)
                .claims();

        assertThat(results.get(0).verdict()).isInstanceOf(Verdict.Corroborated.class);
        assertThat(results.get(0).method()).isEqualTo("homotopy");
        assertThat(results.get(0).facts()).anyMatch(fact -> fact.name().equals("rests on"));
        assertThat(results.get(1).verdict()).isInstanceOf(Verdict.Corroborated.class);
        assertThat(results.get(1).facts()).anyMatch(fact -> fact.name().equals("rests on"));
        assertThat(results.get(2).verdict()).isInstanceOf(Verdict.Refuted.class);
        assertThat(results.get(3).verdict()).isInstanceOf(Verdict.Undecided.class);
        assertThat(((Verdict.Undecided) results.get(3).verdict()).reason()).contains("no bound shows");
    }

    @Test
    void a_loss_that_need_not_attain_its_minimum_is_not_decided_by_its_critical_points() {
        ClaimResult onlyCritical = half("value 1/2");
        ClaimResult infimum = half("value 0");

        assertThat(onlyCritical.verdict()).as("%s", onlyCritical.facts()).isInstanceOf(Verdict.Refuted.class);
        assertThat(onlyCritical.method()).isEqualTo("multi-start");
        assertThat(infimum.verdict()).as("%s", infimum.facts()).isInstanceOf(Verdict.Undecided.class);
        assertThat(infimum.facts()).anyMatch(fact -> fact.text().contains("not shown"));
    }
}
