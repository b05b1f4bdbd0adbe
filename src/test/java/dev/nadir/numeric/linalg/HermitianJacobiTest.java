package dev.nadir.numeric.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.nadir.base.PreconditionException;
import dev.nadir.base.Seed;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HermitianJacobiTest {

    private static void assertDecomposed(Matrix real, Matrix imaginary, HermitianJacobi eigen) {
        Matrix p = eigen.realParts();
        Matrix q = eigen.imaginaryParts();
        Matrix values = Matrix.diagonal(eigen.values());
        double tolerance = 1e-13 * Math.max(1, Math.hypot(real.normF(), imaginary.normF()));
        // (X + iY)(P + iQ) = (P + iQ) D
        assertThat(real.times(p)
                        .minus(imaginary.times(q))
                        .minus(p.times(values))
                        .maxAbs())
                .isLessThan(tolerance);
        assertThat(real.times(q).plus(imaginary.times(p)).minus(q.times(values)).maxAbs())
                .isLessThan(tolerance);
        Matrix gram = p.transpose().times(p).plus(q.transpose().times(q));
        assertThat(gram.minus(Matrix.identity(p.rows())).maxAbs()).isLessThan(1e-13);
        assertThat(p.transpose().times(q).minus(q.transpose().times(p)).maxAbs())
                .isLessThan(1e-13);
        for (int i = 1; i < eigen.values().length; i++) {
            assertThat(eigen.values()[i]).isLessThanOrEqualTo(eigen.values()[i - 1]);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 8, 25})
    void a_random_hermitian_matrix_is_put_together_again(int n) {
        RandomGenerator random = new Seed(n).generator();
        Matrix one = RandomMatrices.gaussian(n, n, random);
        Matrix other = RandomMatrices.gaussian(n, n, random);
        Matrix real = one.plus(one.transpose());
        Matrix imaginary = other.minus(other.transpose());

        HermitianJacobi eigen = HermitianJacobi.of(real, imaginary);

        assertDecomposed(real, imaginary, eigen);
    }

    @Test
    void without_an_imaginary_part_it_is_the_symmetric_decomposition() {
        Matrix one = RandomMatrices.gaussian(6, 6, new Seed(3).generator());
        Matrix real = one.plus(one.transpose());

        HermitianJacobi eigen = HermitianJacobi.of(real, Matrix.zeros(6, 6));

        assertThat(eigen.values()).containsExactly(SymmetricEigen.of(real).values(), within(1e-13));
    }

    @Test
    void pauli_matrices_have_the_eigenvalues_one_and_minus_one() {
        Matrix sigmaY = Matrix.of(2, 2, 0, -1, 1, 0);

        HermitianJacobi eigen = HermitianJacobi.of(Matrix.zeros(2, 2), sigmaY);

        assertThat(eigen.values()).containsExactly(new double[] {1, -1}, within(1e-15));
        assertDecomposed(Matrix.zeros(2, 2), sigmaY, eigen);
    }

    @Test
    void ties_zero_matrices_and_wild_scales_are_no_trouble() {
        Matrix tied = Matrix.diagonal(2, 2, 2, -1);
        Matrix graded = Matrix.diagonal(1e150, 1, 1e-150).plus(Matrix.constant(3, 3, 1e-3));

        assertDecomposed(tied, Matrix.zeros(4, 4), HermitianJacobi.of(tied, Matrix.zeros(4, 4)));
        assertThat(HermitianJacobi.of(Matrix.zeros(3, 3), Matrix.zeros(3, 3)).values())
                .containsExactly(0, 0, 0);
        assertThat(HermitianJacobi.of(graded, Matrix.zeros(3, 3)).values()[0]).isEqualTo(1e150);
    }

    @Test
    void what_is_not_hermitian_is_refused() {
        Matrix one = Matrix.of(2, 2, 0, 1, 1, 0);

        assertThatThrownBy(() -> HermitianJacobi.of(one, one)).isInstanceOf(PreconditionException.class);
        assertThatThrownBy(() -> HermitianJacobi.of(one, Matrix.zeros(3, 3))).isInstanceOf(PreconditionException.class);
        assertThatThrownBy(() -> HermitianJacobi.of(one.scaled(Double.NaN), Matrix.zeros(2, 2)))
                .isInstanceOf(PreconditionException.class);
    }
}
