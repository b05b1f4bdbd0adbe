package dev.nadir.numeric.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.nadir.base.PreconditionException;
import dev.nadir.base.Seed;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What every decomposition promises: factors multiply back, are orthogonal, and come sorted. */
class DecompositionTest {

    private static final Seed SEED = new Seed(20250611);

    private static Matrix random(int rows, int columns) {
        return RandomMatrices.gaussian(
                rows, columns, SEED.child(rows).child(columns).generator());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 5, 20, 60})
    void eigenvalues_and_vectors_of_a_symmetric_matrix_multiply_back(int n) {
        Matrix a = random(n, n).symmetrised();

        SymmetricEigen eigen = SymmetricEigen.of(a);

        Matrix product = eigen.vectors()
                .times(Matrix.diagonal(eigen.values()))
                .times(eigen.vectors().transpose());
        assertThat(product.minus(a).normF()).isLessThanOrEqualTo(1e-13 * (n + 1) * a.normF());
        assertOrthonormal(eigen.vectors());
        assertDescending(eigen.values());
    }

    @ParameterizedTest
    @CsvSource({"0,0", "0,3", "3,0", "1,1", "2,2", "5,5", "20,20", "3,7", "7,3", "1,9", "40,2"})
    void singular_values_and_vectors_multiply_back(int m, int n) {
        Matrix a = random(m, n);

        SingularValues svd = SingularValues.of(a);

        assertThat(svd.count()).isEqualTo(Math.min(m, n));
        Matrix product = svd.left()
                .times(Matrix.diagonal(svd.values()))
                .times(svd.right().transpose());
        assertThat(product.minus(a).normF()).isLessThanOrEqualTo(1e-13 * (m + n + 1) * a.normF());
        assertOrthonormal(svd.left());
        assertOrthonormal(svd.right());
        assertDescending(svd.values());
    }

    @ParameterizedTest
    @CsvSource({"0,0", "0,3", "3,0", "1,1", "5,5", "20,20", "3,7", "7,3"})
    void qr_factors_multiply_back_with_a_nonnegative_diagonal(int m, int n) {
        Matrix a = random(m, n);

        QrFactors qr = QrFactors.of(a);

        assertThat(qr.q().times(qr.r()).minus(a).normF()).isLessThanOrEqualTo(1e-13 * (m + n + 1) * a.normF());
        assertOrthonormal(qr.q());
        for (int i = 0; i < qr.r().rows(); i++) {
            assertThat(qr.r().get(i, i)).isNotNegative();
            for (int j = 0; j < Math.min(i, qr.r().columns()); j++) {
                assertThat(qr.r().get(i, j)).isZero();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e-320, 1e-300, 1e-160, 1e-8, 1e8, 1e160, 1e300})
    void tiny_and_huge_entries_lose_no_eigenvalue(double scale) {
        Matrix a = Matrix.of(2, 2, 2 * scale, scale, scale, 2 * scale);

        double[] eigenvalues = SymmetricEigen.of(a).values();
        double[] singular = SingularValues.of(a).values();

        // Denormal numbers have few digits: 1e-320 has eleven bits.
        double tolerance = scale < 1e-307 ? 1e-3 : 1e-14;
        assertThat(eigenvalues[0] / scale).isCloseTo(3, within(3 * tolerance));
        assertThat(eigenvalues[1] / scale).isCloseTo(1, within(3 * tolerance));
        assertThat(singular[0] / scale).isCloseTo(3, within(3 * tolerance));
        assertThat(singular[1] / scale).isCloseTo(1, within(3 * tolerance));
    }

    @Test
    void ties_are_all_kept_and_their_vectors_are_orthonormal() {
        Matrix q = RandomMatrices.orthogonal(6, SEED.generator());
        Matrix a = q.times(Matrix.diagonal(3, 3, 3, 1, 1, 0)).times(q.transpose());

        SymmetricEigen eigen = SymmetricEigen.of(a);
        SingularValues svd = SingularValues.of(a);

        assertThat(eigen.values()).containsExactly(new double[] {3, 3, 3, 1, 1, 0}, within(1e-13));
        assertThat(svd.values()).containsExactly(new double[] {3, 3, 3, 1, 1, 0}, within(1e-13));
        assertOrthonormal(eigen.vectors());
        assertThat(a.rank(1e-8)).isEqualTo(5);
    }

    @Test
    void the_largest_entry_of_each_eigenvector_is_positive() {
        for (int run = 0; run < 20; run++) {
            Matrix a =
                    RandomMatrices.gaussian(5, 5, SEED.child(run).generator()).symmetrised();

            Matrix vectors = SymmetricEigen.of(a).vectors();

            for (int j = 0; j < 5; j++) {
                double[] vector = vectors.columnAt(j).toArray();
                int largest = IntStream.range(0, 5)
                        .reduce((x, y) -> Math.abs(vector[y]) > Math.abs(vector[x]) ? y : x)
                        .orElseThrow();
                assertThat(vector[largest]).isPositive();
            }
        }
    }

    @Test
    void graded_matrices_are_decomposed_to_the_promised_residual() {
        for (int run = 0; run < 50; run++) {
            double[] spectrum =
                    IntStream.range(0, 20).mapToDouble(i -> Math.pow(10, -i)).toArray();
            Matrix a = RandomMatrices.withSpectrum(spectrum, SEED.child(run).generator());

            SymmetricEigen eigen = SymmetricEigen.of(a);

            assertThat(eigen.values()).containsExactly(spectrum, within(1e-14));
        }
    }

    @Test
    void eigenvalues_alone_agree_with_eigenvalues_and_vectors() {
        EigenvalueSolver solver = new EigenvalueSolver(8);
        double[] ascending = new double[8];
        for (int run = 0; run < 10; run++) {
            Matrix a =
                    RandomMatrices.gaussian(8, 8, SEED.child(run).generator()).symmetrised();

            solver.ascending(a.toArray(), ascending);

            double[] descending = SymmetricEigen.of(a).values();
            for (int i = 0; i < 8; i++) {
                assertThat(ascending[i]).isCloseTo(descending[7 - i], within(1e-13));
            }
        }
    }

    @Test
    void eigenvalues_of_an_asymmetric_or_infinite_matrix_are_refused() {
        assertThatThrownBy(() -> SymmetricEigen.of(Matrix.of(2, 2, 1, 2, 3, 4)))
                .isInstanceOf(PreconditionException.class);
        assertThatThrownBy(() -> SymmetricEigen.of(Matrix.of(1, 1, Double.NaN)))
                .isInstanceOf(PreconditionException.class);
        assertThatThrownBy(() -> SymmetricEigen.of(Matrix.zeros(2, 3))).isInstanceOf(PreconditionException.class);
        assertThatThrownBy(() -> SingularValues.of(Matrix.of(1, 1, Double.POSITIVE_INFINITY)))
                .isInstanceOf(PreconditionException.class);
    }

    private static void assertOrthonormal(Matrix q) {
        Matrix gram = q.transpose().times(q);
        assertThat(gram.minus(Matrix.identity(q.columns())).normF()).isLessThanOrEqualTo(1e-13 * (q.rows() + 1));
    }

    private static void assertDescending(double[] values) {
        for (int i = 1; i < values.length; i++) {
            assertThat(values[i]).isLessThanOrEqualTo(values[i - 1]);
        }
    }
}
