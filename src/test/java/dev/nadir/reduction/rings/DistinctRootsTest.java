package dev.nadir.reduction.rings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.nadir.base.exact.Rational;
import dev.nadir.reduction.Polynomial;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DistinctRootsTest {

    private static final long WORK = 10_000_000;

    @Test
    void a_double_root_beside_a_simple_one_is_told_with_its_multiplicity() {
        // (x - 1)^2 (x + 2) = x^3 - 3 x + 2
        DistinctRoots found = solve(polynomial(new long[][] {{1, 3}, {-3, 1}, {2, 0}}));

        assertThat(found.dimension()).isEqualTo(3);
        assertThat(found.places()).extracting(DistinctRoots.Place::multiplicity).containsExactly(1, 2);
        assertThat(found.places()).allMatch(DistinctRoots.Place::isReal);
        assertThat(found.places())
                .extracting(place -> place.real().get(0).round())
                .containsExactly(-2.0, 1.0);
    }

    @Test
    void roots_a_millionth_apart_are_two_and_a_cube_is_one() {
        DistinctRoots near = solve(polynomial(
                new Polynomial.Term(Rational.ONE, List.of(2)),
                new Polynomial.Term(Rational.of(-2_000_001, 1_000_000), List.of(1)),
                new Polynomial.Term(Rational.of(1_000_001, 1_000_000), List.of(0))));
        DistinctRoots cube = solve(polynomial(new long[][] {{1, 3}}));

        assertThat(near.places())
                .extracting(place -> place.real().get(0).round())
                .containsExactly(1.0, 1.000001);
        assertThat(cube.places()).singleElement().satisfies(place -> {
            assertThat(place.multiplicity()).isEqualTo(3);
            assertThat(place.real().get(0).isZero()).isTrue();
        });
    }

    @Test
    void multiplicities_of_points_of_the_plane_add_up_and_pairs_of_complex_ones_are_no_real_ones() {
        // x^2 y = 0 and x + y^2 = 0 meet five-fold at the origin; a circle and two lines x^2 = -1, y = 2 x do twice.
        DistinctRoots origin =
                solve(polynomial(new long[][] {{1, 2, 1}}), polynomial(new long[][] {{1, 1, 0}, {1, 0, 2}}));
        DistinctRoots pair = solve(
                polynomial(new long[][] {{1, 2, 0}, {1, 0, 0}}), polynomial(new long[][] {{1, 0, 1}, {-2, 1, 0}}));

        assertThat(origin.places())
                .extracting(DistinctRoots.Place::multiplicity)
                .containsExactly(5);
        assertThat(pair.realCount()).isZero();
        assertThat(pair.places()).hasSize(2).allSatisfy(place -> {
            assertThat(place.real()).allMatch(part -> Math.abs(part.round()) < 1e-15);
            assertThat(Math.abs(place.imaginary().get(1).round())).isCloseTo(2, within(1e-15));
        });
    }

    @Test
    void more_equations_than_unknowns_have_the_solutions_that_they_share() {
        // The circle of radius sqrt(5), the hyperbola x y = 2 and the line x = 2 y.
        DistinctRoots found = solve(
                polynomial(new long[][] {{1, 2, 0}, {1, 0, 2}, {-5, 0, 0}}),
                polynomial(new long[][] {{1, 1, 1}, {-2, 0, 0}}),
                polynomial(new long[][] {{1, 1, 0}, {-2, 0, 1}}));

        assertThat(found.realCount()).isEqualTo(2);
        assertThat(found.places())
                .extracting(place -> place.real().get(0).round())
                .containsExactlyInAnyOrder(-2.0, 2.0);
    }

    @Test
    void a_curve_of_solutions_and_no_solution_at_all_give_nothing() {
        Optional<DistinctRoots> curve = DistinctRoots.of(List.of(polynomial(new long[][] {{1, 1, 1}})), WORK);
        Optional<DistinctRoots> none = DistinctRoots.of(
                List.of(polynomial(new long[][] {{1, 1, 0}}), polynomial(new long[][] {{1, 1, 0}, {1, 0, 0}})), WORK);

        assertThat(curve).isEmpty();
        assertThat(none).isEmpty();
    }

    @Test
    void points_that_a_linear_function_does_not_tell_apart_are_told_by_another() {
        // All sixteen points with coordinates 0..3 twice over: any small form has coincidences among them.
        long[][] quartic = {{1, 4}, {-6, 3}, {11, 2}, {-6, 1}};
        DistinctRoots found = solve(in(0, quartic), in(1, quartic));

        assertThat(found.places()).hasSize(16).allMatch(place -> place.multiplicity() == 1 && place.isReal());
        assertThat(found.places())
                .extracting(place ->
                        place.real().get(0).round() + 10 * place.real().get(1).round())
                .doesNotHaveDuplicates()
                .contains(0.0, 33.0, 12.0);
    }

    private static DistinctRoots solve(Polynomial... equations) {
        return DistinctRoots.of(List.of(equations), WORK).orElseThrow();
    }

    private static Polynomial in(int variable, long[][] terms) {
        return polynomial(Arrays.stream(terms)
                .map(term -> variable == 0 ? new long[] {term[0], term[1], 0} : new long[] {term[0], 0, term[1]})
                .toArray(long[][]::new));
    }

    /** Terms are a coefficient and exponents. */
    private static Polynomial polynomial(long[][] terms) {
        return polynomial(Arrays.stream(terms)
                .map(term -> new Polynomial.Term(
                        Rational.of(term[0]),
                        Arrays.stream(term, 1, term.length)
                                .mapToObj(exponent -> (int) exponent)
                                .toList()))
                .toArray(Polynomial.Term[]::new));
    }

    private static Polynomial polynomial(Polynomial.Term... terms) {
        return new Polynomial(terms[0].exponents().size(), List.of(terms));
    }
}
