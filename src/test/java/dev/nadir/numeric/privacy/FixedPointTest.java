package dev.nadir.numeric.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nadir.base.Seed;
import dev.nadir.base.exact.Rational;
import dev.nadir.numeric.linalg.Vectors;
import java.math.BigInteger;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every row becomes whole numbers within the bound, by itself and without an error. */
class FixedPointTest {

    private static final Rational RHO = Rational.of(1, 8);

    private static PrivacyParameters parameters(int dimension, String bound, int bits) {
        return PrivacyParameters.of(dimension, Rational.parse(bound), Adjacency.REPLACE_ROW, RHO)
                .withFractionBits(bits);
    }

    private static long[] quantise(String bound, int bits, double... row) {
        return new FixedPoint(parameters(row.length, bound, bits)).quantise(row);
    }

    private static BigInteger squaredNorm(long[] steps) {
        return IntStream.range(0, steps.length)
                .mapToObj(i -> BigInteger.valueOf(steps[i]).pow(2))
                .reduce(BigInteger.ZERO, BigInteger::add);
    }

    @Test
    void a_row_within_the_bound_is_rounded_towards_zero() {
        assertThat(quantise("1", 4, 0.5, -0.3, 0.0624, 0.0625, -0.0)).containsExactly(8, -4, 0, 1, 0);
        assertThat(quantise("1000", -3, 100, -95.9, 7.9, 8)).containsExactly(12, -11, 0, 1);
        assertThat(quantise("1", 10, Double.MIN_VALUE, -Double.MIN_NORMAL)).containsExactly(0, 0);
    }

    @Test
    void a_row_that_is_too_long_points_the_same_way_and_ends_within_the_bound() {
        assertThat(quantise("1", 10, 3, 4)).containsExactly(614, 819);
        assertThat(quantise("1", 10, -3e300, 4e300)).containsExactly(-614, 819);
        assertThat(quantise("1", 20, Double.MAX_VALUE, 0)).containsExactly((1 << 20) - 1, 0);
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void a_row_that_is_not_finite_becomes_zero(double wrong) {
        assertThat(quantise("1", 10, 0.5, wrong, 0.5)).containsOnly(0);
    }

    @Test
    void a_row_of_another_length_becomes_zero() {
        FixedPoint grid = new FixedPoint(parameters(3, "1", 10));

        assertThat(grid.quantise(new double[] {0.5, 0.5})).containsExactly(0, 0, 0);
        assertThat(grid.quantise(new double[] {0.5, 0.5, 0, 0})).containsExactly(0, 0, 0);
        assertThat(grid.quantise(new double[0])).containsExactly(0, 0, 0);
    }

    @ParameterizedTest
    @CsvSource({
        "1, 0",
        "1, 1",
        "1, 20",
        "1, 29",
        "0.1, 20",
        "1000, 15",
        "1000, -9",
        "3.7, 5",
        "1e-100, 352",
        "1e100, -312"
    })
    void rows_of_every_size_end_within_the_bound_in_exact_arithmetic(String bound, int bits) {
        RandomGenerator generator = new Seed(61).child(bound).child(bits).generator();
        PrivacyParameters parameters = parameters(7, bound, bits);
        FixedPoint grid = new FixedPoint(parameters);
        BigInteger limit = BigInteger.valueOf(parameters.squaredNormLimit());
        double scale = parameters.bound().round();

        for (int repetition = 0; repetition < 300; repetition++) {
            double size = scale * Math.exp(3 * generator.nextGaussian());
            double[] row = generator.doubles(7, -size, size).toArray();

            long[] steps = grid.quantise(row);

            assertThat(squaredNorm(steps)).isLessThanOrEqualTo(limit);
            double norm = Vectors.norm(row);
            double factor = Math.min(1, scale / norm) * Math.scalb(1.0, bits);
            for (int i = 0; i < 7; i++) {
                // Rounding towards zero loses a step; scaling down to a whole number of steps another.
                assertThat(Math.abs(steps[i] - factor * row[i])).isLessThanOrEqualTo(2);
            }
        }
    }

    @Test
    void the_limit_is_a_public_number() {
        assertThat(parameters(2, "1", 10).squaredNormLimit()).isEqualTo(1 << 20);
        assertThat(parameters(2, "0.1", 10).squaredNormLimit()).isEqualTo(10485);
        assertThat(parameters(2, "1000", -3).squaredNormLimit()).isEqualTo(15625);
        assertThat(PrivacyParameters.of(2, Rational.parse("3.7"), Adjacency.REPLACE_ROW, RHO)
                        .fractionBits())
                .isEqualTo(19);
    }

    @Test
    void sums_of_more_rows_than_a_long_can_hold_are_exact() {
        // With 2^29 steps a square is 2^58: thirty-two of them pass the range of long.
        PrivacyParameters parameters = parameters(2, "1", 29);
        List<double[]> rows = java.util.Collections.nCopies(1000, new double[] {1, 0});

        IntegerGram gram = new FixedPoint(parameters).gram(rows);

        assertThat(gram.entry(0)).isEqualTo(BigInteger.valueOf(1000).shiftLeft(58));
        assertThat(gram.entry(1)).isZero();
        assertThat(gram.entry(2)).isZero();
    }
}
