package dev.nadir.numeric.privacy.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nadir.base.Seed;
import dev.nadir.base.exact.Rational;
import dev.nadir.numeric.linalg.Matrix;
import dev.nadir.numeric.privacy.Adjacency;
import dev.nadir.numeric.privacy.GramMechanism;
import dev.nadir.numeric.privacy.PrivacyParameters;
import dev.nadir.numeric.privacy.SeededBits;
import dev.nadir.numeric.privacy.calibrate.GaussianCurve;
import dev.nadir.numeric.privacy.lowrank.ReleasedMatrix;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** Which numbers can come out does not depend on the data: their low-order bits tell nothing (Mironov2012). */
class LatticeTest {

    private static final int SAMPLES = 20_000;

    /** Small numbers that no multiple of 2^-53 is equal to: they come out of a sum with 1 never. */
    private static boolean tellsZero(double output) {
        return Math.abs(output) < 0.5 && output != Math.rint(output * 0x1p53) * 0x1p-53;
    }

    @Test
    void noise_in_floating_point_gives_the_data_away() {
        // The negative control: an event of probability 0.063 for one data set and 0 for its neighbour.
        RandomGenerator generator = new Seed(110).generator();
        double sigma = GaussianCurve.sigma(1, 1e-6);
        int forZero = 0;
        int forOne = 0;

        for (int i = 0; i < SAMPLES; i++) {
            forZero += tellsZero(0 + sigma * generator.nextGaussian()) ? 1 : 0;
            forOne += tellsZero(1 + sigma * generator.nextGaussian()) ? 1 : 0;
        }

        assertThat(forOne).isZero();
        // Expected 1258 +- 34; seven deviations: 3e-12.
        assertThat(forZero).isBetween(1020, 1500);
    }

    @Test
    void releases_of_neighbours_lie_on_one_lattice() {
        PrivacyParameters parameters =
                PrivacyParameters.of(1, Rational.ONE, Adjacency.ADD_OR_REMOVE_ROW, Rational.parse("0.028"));
        SeededBits bits = new SeededBits(new Seed(111));
        double step = parameters.gramStep().round();

        for (List<double[]> rows :
                List.of(List.<double[]>of(), List.of(new double[] {1}), List.of(new double[] {0.3}))) {
            for (int i = 0; i < SAMPLES / 10; i++) {
                Matrix matrix = ReleasedMatrix.of(GramMechanism.simulate(rows, parameters, bits));

                assertThat(matrix.get(0, 0) / step).isEqualTo(Math.rint(matrix.get(0, 0) / step));
                assertThat(tellsZero(matrix.get(0, 0))).isFalse();
            }
        }
    }
}
