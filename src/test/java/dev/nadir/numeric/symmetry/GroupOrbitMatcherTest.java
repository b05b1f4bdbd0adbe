package dev.nadir.numeric.symmetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nadir.base.Seed;
import dev.nadir.numeric.OrbitMatcher;
import dev.nadir.numeric.OrbitMatcher.Match;
import dev.nadir.numeric.Symmetries;
import dev.nadir.numeric.SymmetryAction;
import dev.nadir.numeric.SymmetryAction.Group;
import dev.nadir.numeric.linalg.Matrix;
import dev.nadir.numeric.minimise.LeastSquares;
import dev.nadir.numeric.minimise.LeastSquaresOptions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class GroupOrbitMatcherTest {

    private static final double TOLERANCE = 1e-9;

    private final OrbitMatcher matcher =
            new GroupOrbitMatcher(new LeastSquares(LeastSquaresOptions.DEFAULTS), OrbitMatcherOptions.DEFAULTS);

    private static double[] gaussian(int n, long seed) {
        return dev.nadir.numeric.StartLaw.gaussian(1).draw(n, new Seed(seed).generator());
    }

    private static double[] image(SymmetryAction symmetry, double[] point, long seed) {
        return symmetry.apply(GroupElements.random(symmetry.factors(), new Seed(seed).generator()), point);
    }

    @ParameterizedTest
    @EnumSource(Group.class)
    void the_image_of_a_point_is_on_its_orbit(Group group) {
        SymmetryAction symmetry = Symmetries.layers(group, 4, 3, 2, 3);
        double[] point = gaussian(24, 1);

        for (long seed = 1; seed <= 5; seed++) {
            assertThat(matcher.match(symmetry, point, image(symmetry, point, seed), TOLERANCE, new Seed(seed)))
                    .isEqualTo(Match.SAME);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Group.class,
            names = {"PERMUTATION", "SIGNED_PERMUTATION", "SIGN"})
    void another_point_is_not_on_a_finite_orbit(Group group) {
        SymmetryAction symmetry = Symmetries.layers(group, 4, 3, 2, 3);
        double[] image = image(symmetry, gaussian(24, 1), 3);
        image[5] += 1e-5;

        Match match = matcher.match(symmetry, gaussian(24, 1), image, TOLERANCE, new Seed(1));

        assertThat(match).isEqualTo(Match.DIFFERENT);
    }

    @Test
    void entries_rearranged_by_no_element_are_told_apart_by_trying_all() {
        SymmetryAction symmetry = Symmetries.layers(Group.SIGNED_PERMUTATION, 2, 2, 2);
        double[] from = {1, 2, 3, 4, 5, 6, 7, 8};
        double[] to = {2, 1, 3, 4, 5, 6, 7, 8};

        assertThat(matcher.match(symmetry, from, to, TOLERANCE, new Seed(1))).isEqualTo(Match.DIFFERENT);
    }

    @Test
    void points_of_another_norm_are_not_on_an_orthogonal_orbit() {
        SymmetryAction symmetry = Symmetries.layers(Group.ORTHOGONAL, 4, 3, 2, 3);
        double[] longer = gaussian(24, 1);
        longer[0] += 0.1;

        assertThat(matcher.match(symmetry, gaussian(24, 1), longer, TOLERANCE, new Seed(1)))
                .isEqualTo(Match.DIFFERENT);
    }

    @Test
    void what_an_invertible_change_of_basis_cannot_reach_is_undecided_never_same() {
        SymmetryAction symmetry = Symmetries.layers(Group.INVERTIBLE, 4, 3, 2, 3);
        double[] other = gaussian(24, 2);

        assertThat(matcher.match(symmetry, gaussian(24, 1), other, TOLERANCE, new Seed(1)))
                .isEqualTo(Match.UNDECIDED);
    }

    @Test
    void a_limit_that_the_group_does_not_reach_is_not_on_the_orbit() {
        SymmetryAction scaling = Symmetries.layers(Group.INVERTIBLE, 1, 1, 1);

        Match match = matcher.match(scaling, new double[] {1, 0}, new double[] {0, 0}, TOLERANCE, new Seed(1));

        assertThat(match).isEqualTo(Match.UNDECIDED);
    }

    @Test
    void a_group_too_large_to_try_all_is_searched_by_exchanges() {
        SymmetryAction symmetry = Symmetries.coordinates(Group.SIGNED_PERMUTATION, 9);
        double[] point = gaussian(9, 1);
        double[] scaled = point.clone();
        scaled[3] *= 1.01;

        assertThat(matcher.match(symmetry, point, image(symmetry, point, 2), TOLERANCE, new Seed(1)))
                .isEqualTo(Match.SAME);
        assertThat(matcher.match(symmetry, point, scaled, TOLERANCE, new Seed(1)))
                .isEqualTo(Match.DIFFERENT);
    }

    @Test
    void without_a_symmetry_only_equal_points_match() {
        double[] near = gaussian(5, 1);
        near[0] += 1e-12;

        assertThat(matcher.match(SymmetryAction.none(), gaussian(5, 1), near, TOLERANCE, new Seed(1)))
                .isEqualTo(Match.SAME);
        assertThat(matcher.match(SymmetryAction.none(), gaussian(5, 1), gaussian(5, 2), TOLERANCE, new Seed(1)))
                .isEqualTo(Match.DIFFERENT);
    }

    @ParameterizedTest
    @CsvSource({"INVERTIBLE, 13", "ORTHOGONAL, 4", "DIAGONAL, 5", "SIGNED_PERMUTATION, 0"})
    void a_generic_orbit_has_the_dimension_of_its_group(Group group, int dimension) {
        SymmetryAction symmetry = Symmetries.layers(group, 4, 3, 2, 3);

        assertThat(matcher.orbitDimension(symmetry, gaussian(24, 1))).isEqualTo(dimension);
    }

    @Test
    void zero_does_not_move() {
        SymmetryAction symmetry = Symmetries.layers(Group.INVERTIBLE, 4, 3, 2, 3);

        assertThat(matcher.orbitDimension(symmetry, new double[24])).isZero();
    }

    @Test
    void a_circle_has_dimension_one() {
        SymmetryAction rotation = Symmetries.coordinates(Group.ORTHOGONAL, 2);

        assertThat(matcher.orbitDimension(rotation, new double[] {3, 4})).isEqualTo(1);
        assertThat(matcher.match(rotation, new double[] {3, 4}, new double[] {0, -5}, TOLERANCE, new Seed(1)))
                .isEqualTo(Match.SAME);
    }

    @Test
    void random_orthogonal_elements_are_orthogonal_and_of_both_signs() {
        int negative = 0;
        for (long seed = 0; seed < 40; seed++) {
            List<Matrix> element = GroupElements.random(
                    List.of(new SymmetryAction.Factor(Group.ORTHOGONAL, 3)), new Seed(seed).generator());
            Matrix q = element.get(0);
            assertThat(q.times(q.transpose()).minus(Matrix.identity(3)).maxAbs())
                    .isLessThan(1e-14);
            negative += q.determinant() < 0 ? 1 : 0;
        }

        assertThat(negative).isBetween(8, 32);
    }
}
