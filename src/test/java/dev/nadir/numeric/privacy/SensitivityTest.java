package dev.nadir.numeric.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nadir.base.Seed;
import dev.nadir.base.exact.Rational;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** What one row changes, after clipping and rounding, is at most what the noise is made for: in exact whole numbers. */
class SensitivityTest {

    private static PrivacyParameters parameters(int dimension, Adjacency adjacency) {
        return PrivacyParameters.of(dimension, Rational.parse("2.5"), adjacency, Rational.of(1, 8))
                .withFractionBits(9);
    }

    /** The squared Frobenius distance of the Gram matrices, and the sum of squares on and above the diagonal. */
    private static BigInteger[] distances(List<double[]> left, List<double[]> right, PrivacyParameters parameters) {
        FixedPoint grid = new FixedPoint(parameters);
        IntegerGram a = grid.gram(left);
        IntegerGram b = grid.gram(right);
        BigInteger frobenius = BigInteger.ZERO;
        BigInteger upper = BigInteger.ZERO;
        int place = 0;
        for (int i = 0; i < parameters.dimension(); i++) {
            for (int j = i; j < parameters.dimension(); j++) {
                BigInteger square = a.entry(place).subtract(b.entry(place)).pow(2);
                place++;
                upper = upper.add(square);
                frobenius = frobenius.add(i == j ? square : square.shiftLeft(1));
            }
        }
        return new BigInteger[] {frobenius, upper};
    }

    @Test
    void random_neighbours_are_never_farther_apart_than_the_sensitivity() {
        RandomGenerator generator = new Seed(62).generator();
        for (int repetition = 0; repetition < 500; repetition++) {
            int dimension = 1 + generator.nextInt(5);
            List<double[]> rows = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                double size = Math.exp(4 * generator.nextGaussian());
                rows.add(generator.doubles(dimension, -size, size).toArray());
            }
            List<double[]> without = rows.subList(1, 4);
            List<double[]> replaced = new ArrayList<>(without);
            replaced.add(generator.doubles(dimension, -9, 9).toArray());

            PrivacyParameters one = parameters(dimension, Adjacency.ADD_OR_REMOVE_ROW);
            PrivacyParameters two = parameters(dimension, Adjacency.REPLACE_ROW);

            assertThat(distances(rows, without, one)).allMatch(d -> d.compareTo(one.squaredSensitivity()) <= 0);
            assertThat(distances(rows, replaced, two)).allMatch(d -> d.compareTo(two.squaredSensitivity()) <= 0);
        }
    }

    @Test
    void orthogonal_rows_of_full_norm_attain_it() {
        List<double[]> none = List.of();
        List<double[]> first = List.of(new double[] {2.5, 0});
        List<double[]> second = List.of(new double[] {0, 2.5});

        assertThat(distances(first, none, parameters(2, Adjacency.ADD_OR_REMOVE_ROW)))
                .containsOnly(parameters(2, Adjacency.ADD_OR_REMOVE_ROW).squaredSensitivity());
        assertThat(distances(first, second, parameters(2, Adjacency.REPLACE_ROW)))
                .containsOnly(parameters(2, Adjacency.REPLACE_ROW).squaredSensitivity());
    }

    @Test
    void the_exchange_of_a_row_can_exceed_the_sensitivity_of_its_removal() {
        List<double[]> first = List.of(new double[] {2.5, 0});
        List<double[]> second = List.of(new double[] {0, 2.5});

        BigInteger[] distances = distances(first, second, parameters(2, Adjacency.REPLACE_ROW));

        assertThat(distances[0])
                .isGreaterThan(parameters(2, Adjacency.ADD_OR_REMOVE_ROW).squaredSensitivity());
    }

    @Test
    void what_a_release_costs_is_at_most_what_was_allowed_and_nearly_that() {
        for (NoiseShape shape : NoiseShape.values()) {
            for (Adjacency adjacency : Adjacency.values()) {
                for (String rho : List.of("1e-9", "0.0243559703594", "1", "700")) {
                    PrivacyParameters parameters = PrivacyParameters.of(
                                    3, Rational.parse("0.3"), adjacency, Rational.parse(rho))
                            .withShape(shape);

                    assertThat(parameters.cost()).isLessThanOrEqualTo(parameters.rho());
                    assertThat(parameters.cost().dividedBy(parameters.rho()).round())
                            .isGreaterThan(1 - 1e-9);
                }
            }
        }
    }

    @Test
    void the_cost_of_every_direction_is_at_most_that_of_the_sensitivity() {
        // rho = sum over entries of (change)^2 / (2 variance), for the change of two neighbours.
        RandomGenerator generator = new Seed(63).generator();
        for (NoiseShape shape : NoiseShape.values()) {
            PrivacyParameters parameters = parameters(3, Adjacency.REPLACE_ROW).withShape(shape);
            for (int repetition = 0; repetition < 200; repetition++) {
                FixedPoint grid = new FixedPoint(parameters);
                IntegerGram a = grid.gram(List.of(generator.doubles(3, -3, 3).toArray()));
                IntegerGram b = grid.gram(List.of(generator.doubles(3, -3, 3).toArray()));

                Rational cost = Rational.ZERO;
                int place = 0;
                for (int i = 0; i < 3; i++) {
                    for (int j = i; j < 3; j++) {
                        Rational variance = i == j ? parameters.diagonalNoiseVariance() : parameters.noiseVariance();
                        BigInteger change = a.entry(place).subtract(b.entry(place));
                        place++;
                        cost = cost.plus(new Rational(change.pow(2), BigInteger.TWO).dividedBy(variance));
                    }
                }

                assertThat(cost).isLessThanOrEqualTo(parameters.cost());
            }
        }
    }
}
