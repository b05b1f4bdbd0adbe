package dev.nadir.numeric.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nadir.base.PreconditionException;
import dev.nadir.base.Seed;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The largest eigenvalues by Lanczos are those of the full decompositions, and their residuals are what they say. */
class LargestEigenTest {

    private static final Seed SEED = new Seed(80);

    /** Above five bases of Lanczos for one and for three values. */
    private static final int ROWS = 240;

    private static RandomGenerator generator(String name) {
        return SEED.child(name).generator();
    }

    private static Matrix noise(int n, String name) {
        Matrix w = RandomMatrices.gaussian(n, n, generator(name));
        return w.plus(w.transpose());
    }

    private static HermitianMatrix complexNoise(int n, String name) {
        Matrix w = RandomMatrices.gaussian(n, n, generator(name + " i"));
        return new HermitianMatrix(noise(n, name), w.minus(w.transpose()));
    }

    /** Every column of {@code A*V - V*diag(values)} and of {@code V'*V - 1}, from the definition. */
    private static void assertEigen(Matrix a, LargestEigen found) {
        Matrix vectors = found.vectors();
        Matrix residual = a.times(vectors).minus(vectors.times(Matrix.diagonal(found.values())));
        double scale = a.norm2();

        assertThat(residual.maxAbs()).isLessThanOrEqualTo(LargestEigen.RESIDUAL_BOUND * scale);
        assertThat(found.residual()).isLessThanOrEqualTo(LargestEigen.RESIDUAL_BOUND * scale);
        assertThat(vectors.transpose()
                        .times(vectors)
                        .minus(Matrix.identity(vectors.columns()))
                        .maxAbs())
                .isLessThan(1e-12);
    }

    private static void assertEigen(HermitianMatrix a, LargestHermitianEigen found) {
        Matrix x = found.vectors().real();
        Matrix y = found.vectors().imaginary();
        Matrix d = Matrix.diagonal(found.values());
        Matrix real = a.real().times(x).minus(a.imaginary().times(y)).minus(x.times(d));
        Matrix imaginary = a.real().times(y).plus(a.imaginary().times(x)).minus(y.times(d));
        double scale = a.real().norm2() + a.imaginary().norm2();

        assertThat(real.maxAbs()).isLessThanOrEqualTo(LargestEigen.RESIDUAL_BOUND * scale);
        assertThat(imaginary.maxAbs()).isLessThanOrEqualTo(LargestEigen.RESIDUAL_BOUND * scale);
        Matrix gram = x.transpose().times(x).plus(y.transpose().times(y));
        Matrix cross = x.transpose().times(y).minus(y.transpose().times(x));
        assertThat(gram.minus(Matrix.identity(x.columns())).maxAbs()).isLessThan(1e-12);
        assertThat(cross.maxAbs()).isLessThan(1e-12);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void lanczos_finds_what_the_full_decomposition_finds(int count) {
        Matrix a = noise(ROWS, "real");

        LargestEigen found = LargestEigen.of(a, count);
        double[] expected = SymmetricEigen.of(a).values();

        assertThat(found.isPartial()).isTrue();
        assertEigen(a, found);
        for (int i = 0; i < count; i++) {
            assertThat(Math.abs(found.values()[i] - expected[i])).isLessThan(1e-12 * expected[0]);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void complex_lanczos_finds_what_the_embedding_in_real_matrices_finds(int count) {
        HermitianMatrix a = complexNoise(ROWS, "complex");

        LargestHermitianEigen found = LargestHermitianEigen.of(a, count);
        double[] doubled = SymmetricEigen.of(embedded(a)).values();

        assertThat(found.isPartial()).isTrue();
        assertEigen(a, found);
        for (int i = 0; i < count; i++) {
            assertThat(Math.abs(found.values()[i] - doubled[2 * i])).isLessThan(1e-12 * doubled[0]);
        }
    }

    /** {@code [R -I; I R]}, which has every eigenvalue twice. */
    private static Matrix embedded(HermitianMatrix a) {
        int n = a.size();
        double[] values = new double[4 * n * n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                values[i * 2 * n + j] = a.real().get(i, j);
                values[(n + i) * 2 * n + n + j] = a.real().get(i, j);
                values[i * 2 * n + n + j] = -a.imaginary().get(i, j);
                values[(n + i) * 2 * n + j] = a.imaginary().get(i, j);
            }
        }
        return Matrix.of(2 * n, 2 * n, values);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 7, 30})
    void full_complex_decompositions_multiply_back(int n) {
        HermitianMatrix a = complexNoise(n, "full " + n);

        LargestHermitianEigen found = LargestHermitianEigen.of(a, n);

        double[] doubled = SymmetricEigen.of(embedded(a)).values();
        assertThat(found.isPartial()).isFalse();
        assertEigen(a, found);
        for (int i = 0; i < n; i++) {
            assertThat(Math.abs(found.values()[i] - doubled[2 * i])).isLessThan(1e-13 * n * (1 + Math.abs(doubled[0])));
        }
        assertThat(found.vectors().realPartOf(found.values()).minus(a.real()).maxAbs())
                .isLessThan(1e-12 * n * (1 + Math.abs(doubled[0])));
    }

    @Test
    void complex_matrices_with_zeros_where_reflections_start_are_decomposed() {
        double[] re = new double[25];
        double[] im = new double[25];
        // A cycle through five places: entries (0,2), (2,4), (4,1), (1,3), (3,0), all imaginary.
        int[] cycle = {0, 2, 4, 1, 3, 0};
        for (int i = 0; i < 5; i++) {
            im[cycle[i] * 5 + cycle[i + 1]] = 1;
            im[cycle[i + 1] * 5 + cycle[i]] = -1;
        }
        HermitianMatrix a = new HermitianMatrix(Matrix.of(5, 5, re), Matrix.of(5, 5, im));

        LargestHermitianEigen found = LargestHermitianEigen.of(a, 5);

        // Eigenvalues of i times the difference of a cyclic shift and its inverse: 2 sin(2 pi k / 5).
        double[] expected = IntStream.range(0, 5)
                .mapToDouble(k -> -2 * Math.sin(2 * Math.PI * k / 5))
                .sorted()
                .map(value -> -value)
                .toArray();
        assertEigen(a, found);
        for (int i = 0; i < 5; i++) {
            assertThat(found.values()[i]).isCloseTo(expected[i], org.assertj.core.api.Assertions.within(1e-14));
        }
    }

    @ParameterizedTest
    @CsvSource({"2, 3", "3, 3", "5, 2", "40, 3"})
    void copies_of_a_multiple_eigenvalue_are_not_passed_over(int copies, int count) {
        double[] spectrum = new double[ROWS];
        Arrays.setAll(spectrum, i -> i < copies ? 5 : i < copies + 3 ? 4 - 0.1 * i : 1.0 / i);
        Matrix a = RandomMatrices.withSpectrum(spectrum, generator("multiple " + copies));

        LargestEigen found = LargestEigen.of(a, count);

        assertEigen(a, found);
        for (int i = 0; i < count; i++) {
            assertThat(found.values()[i]).isCloseTo(spectrum[i], org.assertj.core.api.Assertions.within(1e-11));
        }
    }

    @Test
    void invariant_spaces_are_left_again() {
        // Of rank two with five wanted; the identity; nothing at all; all negative.
        Matrix u = RandomMatrices.gaussian(260, 2, generator("rank two"));
        Matrix low = u.times(u.transpose());

        assertEigen(low, LargestEigen.of(low, 5));
        assertThat(LargestEigen.of(low, 5).values()[2]).isCloseTo(0, org.assertj.core.api.Assertions.within(1e-10));
        assertThat(LargestEigen.of(Matrix.identity(ROWS), 3).values()).containsExactly(1, 1, 1);
        assertThat(LargestEigen.of(Matrix.zeros(ROWS, ROWS), 3).values()).containsExactly(0, 0, 0);
        assertThat(LargestEigen.of(low.scaled(-1), 2).values()[0])
                .isCloseTo(0, org.assertj.core.api.Assertions.within(1e-10));
    }

    @Test
    void the_largest_are_by_sign_and_not_by_size() {
        double[] spectrum = new double[ROWS];
        Arrays.setAll(spectrum, i -> i < 3 ? 3 - i : -100.0 - i);
        Matrix a = RandomMatrices.withSpectrum(spectrum, generator("signs"));

        LargestEigen found = LargestEigen.of(a, 3);

        assertThat(found.isPartial()).isTrue();
        for (int i = 0; i < 3; i++) {
            assertThat(found.values()[i]).isCloseTo(3 - i, org.assertj.core.api.Assertions.within(1e-9));
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e-200, 1e-3, 1e180})
    void size_does_not_matter(double factor) {
        Matrix a = noise(ROWS, "scaled");
        HermitianMatrix b = complexNoise(ROWS, "scaled");

        double[] found = LargestEigen.of(a.scaled(factor), 2).values();
        double[] complex = LargestHermitianEigen.of(
                        new HermitianMatrix(
                                b.real().scaled(factor), b.imaginary().scaled(factor)),
                        2)
                .values();

        assertThat(found[1] / factor / LargestEigen.of(a, 2).values()[1])
                .isCloseTo(1, org.assertj.core.api.Assertions.within(1e-12));
        assertThat(complex[1] / factor / LargestHermitianEigen.of(b, 2).values()[1])
                .isCloseTo(1, org.assertj.core.api.Assertions.within(1e-12));
    }

    @Test
    void what_is_no_hermitian_matrix_or_no_count_is_refused() {
        Matrix a = noise(4, "refused");

        assertThatThrownBy(() -> LargestEigen.of(a, 0)).isInstanceOf(PreconditionException.class);
        assertThatThrownBy(() -> LargestEigen.of(a, 5)).isInstanceOf(PreconditionException.class);
        assertThatThrownBy(() -> LargestEigen.of(Matrix.zeros(300, 300).map(x -> Double.NaN), 1))
                .isInstanceOf(PreconditionException.class);
        assertThatThrownBy(() -> LargestEigen.of(RandomMatrices.gaussian(300, 300, generator("asymmetric")), 1))
                .isInstanceOf(PreconditionException.class);
        assertThatThrownBy(() -> new HermitianMatrix(a, Matrix.identity(4))).isInstanceOf(PreconditionException.class);
        assertThatThrownBy(() -> new HermitianMatrix(a, Matrix.zeros(3, 3))).isInstanceOf(PreconditionException.class);
    }
}
