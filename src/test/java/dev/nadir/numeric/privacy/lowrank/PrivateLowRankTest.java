package dev.nadir.numeric.privacy.lowrank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.nadir.base.ErrorCode;
import dev.nadir.base.PreconditionException;
import dev.nadir.base.Seed;
import dev.nadir.base.exact.Rational;
import dev.nadir.numeric.linalg.Matrix;
import dev.nadir.numeric.linalg.SingularValues;
import dev.nadir.numeric.linalg.SymmetricEigen;
import dev.nadir.numeric.privacy.Adjacency;
import dev.nadir.numeric.privacy.GramMechanism;
import dev.nadir.numeric.privacy.NoiseShape;
import dev.nadir.numeric.privacy.PrivacyParameters;
import dev.nadir.numeric.privacy.Release;
import dev.nadir.numeric.privacy.SeededBits;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PrivateLowRankTest {

    private static final Seed SEED = new Seed(90);

    private static List<double[]> rows(int count, int dimension) {
        RandomGenerator generator = SEED.child("rows").generator();
        List<double[]> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            double[] row = new double[dimension];
            for (int j = 0; j < dimension; j++) {
                row[j] = generator.nextGaussian() / (1 + j);
            }
            rows.add(row);
        }
        return rows;
    }

    private static PrivacyParameters parameters(int dimension, String rho) {
        return PrivacyParameters.of(dimension, Rational.of(2), Adjacency.ADD_OR_REMOVE_ROW, Rational.parse(rho));
    }

    private static Release release(int dimension, String rho) {
        return GramMechanism.simulate(
                rows(200, dimension), parameters(dimension, rho), new SeededBits(SEED.child("noise")));
    }

    @Test
    void the_released_matrix_has_the_entries_of_the_release_in_units_of_the_data() {
        Release release = release(5, "0.5");
        Matrix matrix = ReleasedMatrix.of(release);

        assertThat(matrix.isSymmetric(0)).isTrue();
        assertThat(matrix.get(1, 3))
                .isEqualTo(release.entry(3, 1).doubleValue()
                        * Math.scalb(1.0, -2 * release.parameters().fractionBits()));
        // Sensitivity 4 for rows of norm 2; variance 4^2 / (4 rho).
        assertThat(ReleasedMatrix.noiseVariance(release)).isCloseTo(8, within(1e-9));
    }

    @ParameterizedTest
    @CsvSource({"6, 2", "6, 6", "300, 3"})
    void the_real_mechanism_keeps_the_largest_noisy_eigenvalues(int dimension, int rank) {
        Release release = release(dimension, "0.5");
        SymmetricEigen eigen = SymmetricEigen.of(ReleasedMatrix.of(release));

        LowRank lowRank = PrivateLowRank.of(release, rank);

        assertThat(lowRank.rank()).isEqualTo(rank);
        for (int i = 0; i < rank; i++) {
            assertThat(lowRank.values()[i]).isCloseTo(eigen.value(i), within(1e-10 * eigen.value(0)));
        }
        assertThat(lowRank.matrix().rank(1e-9)).isEqualTo(rank);
    }

    @Test
    void negative_eigenvalues_are_kept_unless_they_are_clipped() {
        Release release = release(6, "0.0001");

        LowRank lowRank = PrivateLowRank.of(release, 6);

        assertThat(lowRank.values()[5]).isNegative();
        assertThat(lowRank.clipped().values()[5]).isZero();
        assertThat(lowRank.clipped().values()[0]).isEqualTo(lowRank.values()[0]);
    }

    @ParameterizedTest
    @CsvSource({"12, 3", "300, 2", "5, 4", "3, 3"})
    void the_printed_output_has_twice_the_rank_and_the_repaired_one_the_rank(int dimension, int rank) {
        ComplexLowRank complex = PrivateLowRank.complex(release(dimension, "0.01"), rank, SEED.child("imaginary"));

        Matrix printed = complex.printed();
        LowRank repaired = complex.repaired();

        assertThat(printed.rank(1e-9)).isEqualTo(Math.min(2 * rank, dimension));
        assertThat(repaired.rank()).isEqualTo(rank);
        assertThat(repaired.matrix().rank(1e-9)).isEqualTo(rank);
        // The best approximation of that rank: what is left are the other singular values.
        SingularValues svd = SingularValues.of(printed);
        double left = 0;
        for (int i = rank; i < svd.count(); i++) {
            left = Math.hypot(left, svd.value(i));
        }
        assertThat(printed.minus(repaired.matrix()).normF()).isCloseTo(left, within(1e-9 * svd.value(0)));
    }

    @Test
    void the_complex_mechanism_needs_noise_of_its_own_shape() {
        PrivacyParameters iid = parameters(4, "1").withShape(NoiseShape.ANALYZE_GAUSS);
        Release release = GramMechanism.simulate(rows(9, 4), iid, new SeededBits(SEED));

        assertThatThrownBy(() -> PrivateLowRank.complex(release, 2, SEED))
                .isInstanceOf(PreconditionException.class)
                .hasMessageContaining("analyze-gauss");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 6, Integer.MAX_VALUE})
    void ranks_outside_their_domain_are_refused(int rank) {
        Release release = release(5, "1");

        assertThatThrownBy(() -> PrivateLowRank.of(release, rank))
                .satisfies(thrown ->
                        assertThat(((PreconditionException) thrown).code()).contains(ErrorCode.PRIVACY_RANK));
        assertThatThrownBy(() -> PrivateLowRank.complex(release, rank, SEED))
                .satisfies(thrown ->
                        assertThat(((PreconditionException) thrown).code()).contains(ErrorCode.PRIVACY_RANK));
    }
}
