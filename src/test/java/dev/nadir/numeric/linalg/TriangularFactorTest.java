package dev.nadir.numeric.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.nadir.base.PreconditionException;
import dev.nadir.base.Seed;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class TriangularFactorTest {

    private static final RandomGenerator GENERATOR = new Seed(4).generator();

    @Test
    void it_has_the_products_of_the_long_matrix_over_several_blocks() {
        Matrix x = RandomMatrices.gaussian(3, 1700, GENERATOR);
        Matrix y = RandomMatrices.gaussian(2, 1700, GENERATOR);

        Matrix factor = TriangularFactor.ofStacked(List.of(x, y));

        Matrix top = factor.select(new int[] {0, 1, 2}, new int[] {0, 1, 2, 3, 4});
        Matrix bottom = factor.select(new int[] {3, 4}, new int[] {0, 1, 2, 3, 4});
        assertThat(factor.shape()).isEqualTo(Matrix.zeros(5, 5).shape());
        assertThat(factor.get(0, 4)).isZero();
        assertThat(top.times(bottom.transpose()).minus(x.times(y.transpose())).maxAbs())
                .isLessThan(1e-10);
        assertThat(top.normF()).isCloseTo(x.normF(), within(1e-10));
    }

    @Test
    void dependent_rows_and_rows_of_zeros_are_no_exception() {
        Matrix line = RandomMatrices.gaussian(1, 30, GENERATOR);

        Matrix factor = TriangularFactor.ofStacked(List.of(line, line.scaled(2), Matrix.zeros(1, 30)));

        Matrix products = factor.times(factor.transpose());
        double square = line.normF() * line.normF();
        assertThat(products.get(0, 1)).isCloseTo(2 * square, within(1e-12 * square));
        assertThat(products.get(2, 2)).isZero();
        assertThat(TriangularFactor.ofStacked(List.of(Matrix.zeros(2, 9))).maxAbs())
                .isZero();
    }

    @Test
    void entries_that_are_not_finite_and_widths_that_differ_are_refused() {
        assertThatThrownBy(() -> TriangularFactor.ofStacked(List.of(Matrix.constant(1, 4, Double.NaN))))
                .isInstanceOf(PreconditionException.class);
        assertThatThrownBy(() -> TriangularFactor.ofStacked(List.of(Matrix.zeros(1, 4), Matrix.zeros(1, 5))))
                .isInstanceOf(PreconditionException.class);
    }
}
