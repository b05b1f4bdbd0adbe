package dev.nadir.numeric.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.nadir.base.PreconditionException;
import dev.nadir.base.Seed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MatrixTest {

    private static final Seed SEED = new Seed(7);

    private static Matrix random(int rows, int columns, int draw) {
        return RandomMatrices.gaussian(rows, columns, SEED.child(draw).generator());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 5, 9, 50, 70})
    void products_of_every_shape_and_transposition_agree_with_the_definition(int columns) {
        for (int rows : new int[] {0, 1, 2, 3, 8}) {
            for (int inner : new int[] {0, 1, 2, 7, 60}) {
                Matrix a = random(rows, inner, rows + inner);
                Matrix b = random(inner, columns, inner + columns);
                Matrix expected = productByDefinition(a, b);

                for (int flags = 0; flags < 4; flags++) {
                    boolean left = (flags & 1) != 0;
                    boolean right = (flags & 2) != 0;
                    double[] c = new double[rows * columns];
                    new MatrixProduct(rows, inner, columns, left, right)
                            .multiply((left ? a.transpose() : a).toArray(), (right ? b.transpose() : b).toArray(), c);
                    assertThat(Matrix.of(rows, columns, c).minus(expected).maxAbs())
                            .isLessThanOrEqualTo(1e-13);
                }
            }
        }
    }

    private static Matrix productByDefinition(Matrix a, Matrix b) {
        double[] c = new double[a.rows() * b.columns()];
        for (int i = 0; i < a.rows(); i++) {
            for (int j = 0; j < b.columns(); j++) {
                for (int k = 0; k < a.columns(); k++) {
                    c[i * b.columns() + j] += a.get(i, k) * b.get(k, j);
                }
            }
        }
        return Matrix.of(a.rows(), b.columns(), c);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 5, 20})
    void the_inverse_times_the_matrix_is_the_identity(int n) {
        Matrix a = random(n, n, n);

        Matrix inverse = a.inverse().orElseThrow();

        assertThat(a.times(inverse).minus(Matrix.identity(n)).maxAbs()).isLessThanOrEqualTo(1e-11);
        assertThat(a.pseudoInverse(1e-12).minus(inverse).maxAbs()).isLessThanOrEqualTo(1e-10 * (1 + inverse.maxAbs()));
    }

    @Test
    void a_singular_matrix_has_no_inverse_and_determinant_zero() {
        Matrix exact = Matrix.of(2, 2, 1, 2, 2, 4);
        Matrix rounded = Matrix.of(3, 3, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9);

        assertThat(exact.inverse()).isEmpty();
        assertThat(rounded.inverse()).isEmpty();
        assertThat(exact.determinant()).isZero();
        assertThat(exact.logAbsDeterminant()).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(exact.rank(1e-8)).isEqualTo(1);
        assertThat(rounded.rank(1e-8)).isEqualTo(2);
    }

    @Test
    void a_tiny_but_well_conditioned_matrix_is_not_singular() {
        Matrix a = Matrix.of(2, 2, 2e-200, 1e-200, 1e-200, 2e-200);

        assertThat(a.inverse().orElseThrow().get(0, 0)).isCloseTo(2e200 / 3, within(1e187));
        assertThat(a.rank(1e-8)).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 5, 20})
    void the_determinant_is_the_product_of_the_eigenvalues(int n) {
        Matrix a = random(n, n, 3 * n).symmetrised();
        double product = 1;
        for (double value : SymmetricEigen.of(a).values()) {
            product *= value;
        }

        double determinant = a.determinant();

        assertThat(determinant).isCloseTo(product, within(1e-10 * Math.abs(product)));
        assertThat(a.logAbsDeterminant()).isCloseTo(Math.log(Math.abs(product)), within(1e-10));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, 20})
    void cholesky_multiplies_back_and_solves(int n) {
        Matrix a = RandomMatrices.wishart(n, 3 * n, SEED.child(n).generator());
        CholeskySolver solver = new CholeskySolver(n);

        boolean definite = solver.factor(a.toArray());

        assertThat(definite).isTrue();
        Matrix lower = solver.lower();
        assertThat(lower.times(lower.transpose()).minus(a).maxAbs()).isLessThanOrEqualTo(1e-14 * n);
        assertThat(solver.logDeterminant()).isCloseTo(a.logAbsDeterminant(), within(1e-11));
        double[] right = random(n, 1, 1).toArray();
        double[] solution = right.clone();
        solver.solve(solution);
        assertThat(a.times(Matrix.column(solution)).minus(Matrix.column(right)).maxAbs())
                .isLessThanOrEqualTo(1e-10);
    }

    @Test
    void an_indefinite_matrix_has_no_cholesky_factor() {
        assertThat(new CholeskySolver(2).factor(new double[] {1, 2, 2, 1})).isFalse();
        assertThat(new CholeskySolver(1).factor(new double[] {Double.NaN})).isFalse();
        assertThat(Matrix.of(2, 2, 1, 2, 2, 1).isPositiveDefinite(1e-12)).isFalse();
        assertThat(Matrix.of(2, 2, 1, 1, 1, 1).isPositiveDefinite(1e-12)).isFalse();
        assertThat(Matrix.of(2, 2, 2, 1, 1, 2).isPositiveDefinite(1e-12)).isTrue();
        assertThat(Matrix.of(2, 2, 2, 1, 0.9, 2).isPositiveDefinite(1e-12)).isFalse();
    }

    @Test
    void the_pseudo_inverse_satisfies_the_four_equations_of_penrose() {
        for (int draw = 0; draw < 5; draw++) {
            Matrix a = random(6, 2, draw).times(random(2, 4, draw + 100));

            Matrix p = a.pseudoInverse(1e-8);

            assertThat(a.times(p).times(a).minus(a).maxAbs()).isLessThan(1e-11);
            assertThat(p.times(a).times(p).minus(p).maxAbs()).isLessThan(1e-11);
            assertThat(a.times(p).isSymmetric(1e-11)).isTrue();
            assertThat(p.times(a).isSymmetric(1e-11)).isTrue();
        }
    }

    @Test
    void norms_neither_overflow_nor_underflow() {
        assertThat(Matrix.of(1, 2, 3e200, 4e200).normF()).isCloseTo(5e200, within(1e186));
        assertThat(Matrix.of(1, 2, 3e-200, 4e-200).normF()).isCloseTo(5e-200, within(1e-214));
        assertThat(Matrix.of(1, 2, 3, Double.NaN).normF()).isNaN();
        assertThat(Matrix.zeros(0, 4).normF()).isZero();
        assertThat(Matrix.of(2, 2, 3, 0, 0, -5).norm2()).isCloseTo(5, within(1e-14));
    }

    @Test
    void sums_and_determinants_over_nothing_are_zero_and_one() {
        assertThat(Matrix.zeros(0, 3).sum()).isZero();
        assertThat(Matrix.zeros(0, 0).determinant()).isEqualTo(1);
        assertThat(Matrix.zeros(2, 0).times(Matrix.zeros(0, 3))).isEqualTo(Matrix.zeros(2, 3));
        assertThat(Matrix.zeros(0, 3).rank(1e-8)).isZero();
    }

    @Test
    void shapes_that_do_not_fit_are_refused_with_both_shapes() {
        assertThatThrownBy(() -> Matrix.zeros(2, 3).times(Matrix.zeros(2, 3)))
                .isInstanceOf(PreconditionException.class)
                .hasMessageContaining("2 x 3");
        assertThatThrownBy(() -> Matrix.zeros(2, 3).plus(Matrix.zeros(3, 2))).isInstanceOf(PreconditionException.class);
        assertThatThrownBy(() -> Matrix.zeros(2, 3).inverse()).isInstanceOf(PreconditionException.class);
        assertThatThrownBy(() -> Matrix.zeros(2, 3).trace()).isInstanceOf(PreconditionException.class);
    }

    @Test
    void a_matrix_shares_no_array_with_its_maker() {
        double[] values = {1, 2};
        Matrix a = Matrix.of(1, 2, values);

        values[0] = 9;
        a.toArray()[1] = 9;

        assertThat(a.toArray()).containsExactly(1, 2);
    }

    @Test
    void random_orthogonal_matrices_have_the_second_moment_of_haar_measure() {
        int draws = 4000;
        Matrix mean = Matrix.zeros(3, 3);
        for (int i = 0; i < draws; i++) {
            Matrix q = RandomMatrices.orthogonal(3, SEED.child(i).generator());
            mean = mean.plus(q.hadamard(q));
        }

        // E q^2 = 1/3, sd of q^2 is 0.298; 5 standard errors over 9 entries: false alarm below 1e-5.
        assertThat(mean.scaled(1.0 / draws)
                        .minus(Matrix.constant(3, 3, 1.0 / 3))
                        .maxAbs())
                .isLessThan(5 * 0.298 / Math.sqrt(draws));
    }
}
