package dev.nadir.numeric.privacy.calibrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.nadir.base.ErrorCode;
import dev.nadir.base.PreconditionException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Noise multipliers and costs against values computed with forty digits (mpmath 1.3). */
class CalibrationTest {

    private static final double LN_3 = Math.log(3);

    @ParameterizedTest
    @CsvSource({
        "0.1, 1e-6, 36.304690426195785",
        "0.5, 1e-6, 8.0576184807250443",
        "1, 1e-5, 3.7306316348159418",
        "1, 1e-6, 4.2246788893268353",
        "1, 1e-9, 5.4952661572382962",
        "0.01, 1e-3, 93.907419839851578",
        "4, 1e-6, 1.1935185871579852",
        "8, 1e-6, 0.65293538435821595",
        "1, 1e-12, 6.5578220674588501",
        "1, 1e-15, 7.4870094679865955",
        "1, 0.3, 0.69023058001459924"
    })
    @Tag("validation")
    void noise_multipliers_are_right_to_twelve_digits(double epsilon, double delta, double sigma) {
        assertThat(GaussianCurve.sigma(epsilon, delta) / sigma).isCloseTo(1, within(1e-12));
    }

    @Test
    @Tag("validation")
    void the_multiplier_at_the_logarithm_of_three_is_right() {
        assertThat(GaussianCurve.sigma(LN_3, 1e-5) / 3.42466239790895).isCloseTo(1, within(1e-12));
    }

    @ParameterizedTest
    @CsvSource({"0.1, 1e-6", "0.5, 1e-6", "1, 1e-5", "1, 1e-9", "4, 1e-6", "8, 1e-6", "1, 0.3", "1, 1e-12"})
    void what_is_achieved_is_at_most_what_was_asked_for(double epsilon, double delta) {
        double mu = GaussianCurve.mu(epsilon, delta);

        // An oracle that shares no code: Taylor's series of the error function with sixty digits.
        BigDecimal achieved = PreciseNormal.delta(mu, epsilon);

        assertThat(achieved.doubleValue()).isLessThanOrEqualTo(delta * (1 + 1e-12));
        assertThat(achieved.doubleValue()).isGreaterThan(delta * (1 - 1e-11));
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1e-6, 0.024355970359538",
        "1, 1e-5, 0.030556595197639",
        "0.5, 1e-6, 0.0066415243566605",
        "4, 1e-6, 0.31106495494083"
    })
    @Tag("validation")
    void concentrated_costs_are_right_and_rounded_down(double epsilon, double delta, double rho) {
        double actual = ZCdpCurve.rho(epsilon, delta).round();

        assertThat(actual / rho).isCloseTo(1, within(1e-10));
        assertThat(actual).isLessThanOrEqualTo(rho * (1 + 1e-13));
        assertThat(ZCdpCurve.epsilon(actual, delta)).isLessThanOrEqualTo(epsilon);
        assertThat(ZCdpCurve.delta(actual, epsilon)).isLessThanOrEqualTo(delta);
    }

    @ParameterizedTest
    @CsvSource({"1, 1e-6, 5.34998", "1, 1e-5, 4.90056", "0.5, 1e-6, 10.60732", "4, 1e-6, 1.40321"})
    @Tag("validation")
    void the_textbook_needs_more_noise(double epsilon, double delta, double sigma) {
        double rho = 1 / (2 * sigma * sigma);

        assertThat(ZCdpCurve.textbookEpsilon(rho, delta)).isCloseTo(epsilon, within(2e-5));
        assertThat(ZCdpCurve.epsilon(rho, delta)).isLessThan(epsilon);
    }

    @Test
    @Tag("validation")
    void the_printed_scale_wastes_noise_for_small_epsilon_and_is_broken_for_large() {
        assertThat(printedDelta(1, 1e-5)).isCloseTo(1.23e-13, within(0.005e-13));
        assertThat(printedDelta(8, 1e-5)).isCloseTo(2.77e-11, within(0.005e-11));
        assertThat(printedDelta(32, 1e-3)).isCloseTo(6.50e-3, within(0.005e-3));
        assertThat(printedDelta(25.73, 1e-3)).isLessThan(1e-3);
        assertThat(printedDelta(25.75, 1e-3)).isGreaterThan(1e-3);
    }

    /** Real part of the printed noise: off-diagonal variance 2T, so mu = sqrt(2)/sqrt(2 * 2T) for the exchange of a row. */
    private static double printedDelta(double epsilon, double delta) {
        return GaussianCurve.delta(1 / Math.sqrt(2 * GaussianCurve.printedScale(epsilon, delta)), epsilon);
    }

    @ParameterizedTest
    @CsvSource({"7.45, 1e-3, true", "7.47, 1e-3, false", "8.41, 1e-5, true", "8.43, 1e-5, false"})
    @Tag("validation")
    void the_classical_multiplier_ends_where_it_is_known_to(double epsilon, double delta, boolean holds) {
        double achieved = GaussianCurve.delta(1 / GaussianCurve.classicalSigma(epsilon, delta), epsilon);

        assertThat(achieved <= delta).isEqualTo(holds);
    }

    @Test
    @Tag("validation")
    void noise_for_the_removal_of_a_row_does_not_hide_its_exchange() {
        // iid noise of the classical size for a sensitivity of one, against one of sqrt(2).
        double mu = Math.sqrt(2) / GaussianCurve.classicalSigma(1, 1e-5);

        assertThat(GaussianCurve.delta(mu, 1)).isCloseTo(3.74e-5, within(0.005e-5));
    }

    @Test
    void curves_keep_their_sense_at_the_ends() {
        assertThat(ZCdpCurve.delta(1e-300, 1)).isZero();
        assertThat(ZCdpCurve.delta(1e3, 1)).isEqualTo(1);
        assertThat(ZCdpCurve.delta(1e-12, 1e-6)).isBetween(0.0, 1e-3);
        assertThat(ZCdpCurve.rho(1e-9, 1e-9).signum()).isPositive();
        assertThat(ZCdpCurve.rho(1e9, 1e-9).round()).isBetween(0.99e9, 1e9);
        assertThat(GaussianCurve.delta(1e-3, 1)).isBetween(0.0, 1e-300);
        assertThat(GaussianCurve.delta(100, 1)).isCloseTo(1, within(1e-15));
        assertThat(GaussianCurve.delta(1, 0)).isCloseTo(0.3829249225480262, within(1e-15));
    }

    @Test
    void less_privacy_never_costs_more() {
        Stream.iterate(0.01, e -> e < 50, e -> e * 1.7).forEach(epsilon -> {
            assertThat(ZCdpCurve.rho(epsilon * 1.01, 1e-6)).isGreaterThan(ZCdpCurve.rho(epsilon, 1e-6));
            assertThat(ZCdpCurve.rho(epsilon, 2e-6)).isGreaterThan(ZCdpCurve.rho(epsilon, 1e-6));
            // The exact curve of continuous noise needs less noise than the promise of concentrated privacy.
            double concentrated = 1 / Math.sqrt(2 * ZCdpCurve.rho(epsilon, 1e-6).round());
            assertThat(GaussianCurve.sigma(epsilon, 1e-6)).isLessThan(concentrated);
        });
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -0.5, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void epsilon_outside_its_domain_is_refused(double epsilon) {
        assertThatThrownBy(() -> ZCdpCurve.rho(epsilon, 1e-6)).satisfies(code(ErrorCode.PRIVACY_EPSILON));
        assertThatThrownBy(() -> GaussianCurve.sigma(epsilon, 1e-6)).satisfies(code(ErrorCode.PRIVACY_EPSILON));
        assertThatThrownBy(() -> ZCdpCurve.epsilon(epsilon, 1e-6)).satisfies(code(ErrorCode.PRIVACY_EPSILON));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 1, -1e-6, 1.5, Double.NaN, Double.POSITIVE_INFINITY})
    void delta_outside_its_domain_is_refused(double delta) {
        assertThatThrownBy(() -> ZCdpCurve.rho(1, delta)).satisfies(code(ErrorCode.PRIVACY_DELTA));
        assertThatThrownBy(() -> GaussianCurve.sigma(1, delta)).satisfies(code(ErrorCode.PRIVACY_DELTA));
        assertThatThrownBy(() -> ZCdpCurve.epsilon(1, delta)).satisfies(code(ErrorCode.PRIVACY_DELTA));
    }

    private static org.assertj.core.api.ThrowingConsumer<Throwable> code(ErrorCode expected) {
        return thrown -> assertThat(((PreconditionException) thrown).code()).contains(expected);
    }

    /** The normal distribution with sixty digits. */
    private static final class PreciseNormal {

        private static final MathContext DIGITS = new MathContext(90);
        private static final BigDecimal PI = new BigDecimal(
                "3.14159265358979323846264338327950288419716939937510582097494459230781640628620899862803482534211706798");

        private PreciseNormal() {}

        static BigDecimal delta(double mu, double epsilon) {
            BigDecimal m = new BigDecimal(mu);
            BigDecimal e = new BigDecimal(epsilon);
            BigDecimal half = m.divide(BigDecimal.valueOf(2), DIGITS);
            BigDecimal ratio = e.divide(m, DIGITS);
            return cdf(half.subtract(ratio))
                    .subtract(exp(e).multiply(cdf(half.negate().subtract(ratio)), DIGITS));
        }

        /** {@code 1/2 + (x - x^3/(2*3) + x^5/(2^2 2! 5) - ...) / sqrt(2 pi)}. */
        private static BigDecimal cdf(BigDecimal x) {
            BigDecimal square = x.multiply(x, DIGITS).negate().divide(BigDecimal.valueOf(2), DIGITS);
            BigDecimal power = x;
            BigDecimal sum = x;
            for (int n = 1; n < 2000; n++) {
                power = power.multiply(square, DIGITS).divide(BigDecimal.valueOf(n), DIGITS);
                BigDecimal term = power.divide(BigDecimal.valueOf(2L * n + 1), DIGITS);
                sum = sum.add(term, DIGITS);
                if (term.abs().compareTo(BigDecimal.ONE.movePointLeft(80)) < 0) {
                    break;
                }
            }
            BigDecimal root = PI.multiply(BigDecimal.valueOf(2)).sqrt(DIGITS);
            return new BigDecimal("0.5").add(sum.divide(root, DIGITS));
        }

        private static BigDecimal exp(BigDecimal x) {
            BigDecimal term = BigDecimal.ONE;
            BigDecimal sum = BigDecimal.ONE;
            for (int n = 1; n < 500; n++) {
                term = term.multiply(x, DIGITS).divide(BigDecimal.valueOf(n), DIGITS);
                sum = sum.add(term, DIGITS);
            }
            return sum;
        }
    }
}
