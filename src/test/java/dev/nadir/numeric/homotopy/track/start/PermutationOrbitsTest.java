package dev.nadir.numeric.homotopy.track.start;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nadir.base.Seed;
import dev.nadir.base.exact.Rational;
import dev.nadir.numeric.Progress;
import dev.nadir.numeric.homotopy.HomotopyOptions;
import dev.nadir.numeric.homotopy.HomotopyResult;
import dev.nadir.numeric.homotopy.PolynomialRoot;
import dev.nadir.numeric.homotopy.RememberedStarts;
import dev.nadir.numeric.homotopy.SharedParameters;
import dev.nadir.numeric.homotopy.StartKind;
import dev.nadir.numeric.homotopy.StartSystemStore;
import dev.nadir.numeric.homotopy.track.PointSet;
import dev.nadir.numeric.homotopy.track.Vectors;
import dev.nadir.reduction.Polynomial;
import dev.nadir.reduction.PolynomialFamily;
import dev.nadir.reduction.PolynomialSystem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PermutationOrbitsTest {

    @ParameterizedTest
    @CsvSource({"2, 2", "3, 6"})
    void hidden_units_of_one_price_are_divided_out_and_no_root_is_lost(int units, int permutations) {
        PolynomialSystem system = squareUnits(same(units));

        HomotopyResult divided = solve(system, HomotopyOptions.DEFAULTS);
        HomotopyResult whole = solve(system, HomotopyOptions.DEFAULTS.undivided());

        assertThat(divided.divided().permutations()).isEqualTo(permutations);
        assertThat(whole.divided().permutations()).isEqualTo(1);
        assertThat(divided.paths().tracked())
                .isLessThan(whole.paths().tracked() * 4 / 5)
                .isEqualTo(divided.paths().isolated());
        assertSameRoots(divided, whole);
    }

    @Test
    void orbits_that_a_permutation_leaves_in_their_place_are_smaller() {
        HomotopyResult result = solve(squareUnits(same(2)), HomotopyOptions.DEFAULTS);

        Map<Integer, Integer> sizes = new LinkedHashMap<>();
        result.roots().forEach(root -> sizes.merge(root.orbit(), 1, Integer::sum));

        // The origin is alone; with one unit dead, or both alike, a permutation and a change of sign do the same.
        assertThat(result.divided().order()).isEqualTo(8);
        assertThat(sizes.values()).contains(1).contains(4).doesNotContain(2);
        assertThat(sizes.values().stream().mapToInt(Integer::intValue).sum())
                .isEqualTo(result.roots().size());
    }

    @Test
    void units_of_which_one_price_differs_are_not_divided() {
        String[] prices = same(2);
        prices[0] = "201/1000";

        HomotopyResult result = solve(squareUnits(prices), HomotopyOptions.DEFAULTS);

        assertThat(SharedParameters.of(squareUnits(prices)).group().isTrivial()).isTrue();
        assertThat(result.divided().permutations()).isEqualTo(1);
        assertSameRoots(result, solve(squareUnits(prices), HomotopyOptions.DEFAULTS.undivided()));
    }

    @Test
    void a_swap_of_unknowns_that_leaves_one_equation_behind_is_no_symmetry() {
        // x^2 + y - 1 and y^2 + x - 1 are swapped; with 2 in the place of one 1 they are not.
        PolynomialSystem symmetric = plain("1 2 0;1 0 1;-1 0 0", "1 0 2;1 1 0;-1 0 0");
        PolynomialSystem nearly = plain("1 2 0;1 0 1;-1 0 0", "1 0 2;1 1 0;-2 0 0");

        assertThat(solve(symmetric, HomotopyOptions.DEFAULTS).divided().permutations())
                .isEqualTo(2);
        assertThat(solve(nearly, HomotopyOptions.DEFAULTS).divided().permutations())
                .isEqualTo(1);
        assertThat(solve(nearly, HomotopyOptions.DEFAULTS).roots()).hasSize(4);
        assertThat(solve(symmetric, HomotopyOptions.DEFAULTS).roots()).hasSize(4);
    }

    @ParameterizedTest
    @CsvSource({"3, 21, 6, 10", "4, 73, 24, 15"})
    void a_product_start_has_the_symmetry_as_well(int size, int roots, int permutations, int paths) {
        PolynomialSystem system = StructuredHomotopySolverTest.standard("noon", size);

        HomotopyResult divided = solve(system, HomotopyOptions.DEFAULTS);
        HomotopyResult whole = solve(system, HomotopyOptions.DEFAULTS.undivided());

        assertThat(divided.roots()).hasSize(roots);
        assertThat(divided.divided().order()).isEqualTo(permutations);
        assertThat(divided.paths().tracked()).isLessThanOrEqualTo(paths);
        assertSameRoots(divided, whole);
    }

    @Test
    void changes_of_sign_are_divided_out_of_a_product_start() {
        PolynomialSystem system = bound(squareUnits(same(2)));
        HomotopyOptions products = HomotopyOptions.DEFAULTS.withStart(StartKind.TOTAL_DEGREE);

        HomotopyResult divided = solve(system, products);
        HomotopyResult whole = solve(system, products.undivided());

        assertThat(divided.divided().signs()).isEqualTo(4);
        assertThat(divided.divided().permutations()).isEqualTo(2);
        assertThat(divided.paths().tracked()).isLessThan(whole.paths().tracked() / 4);
        assertSameRoots(divided, whole);
        assertSameRoots(divided, solve(squareUnits(same(2)), HomotopyOptions.DEFAULTS));
    }

    @Test
    void multiple_roots_have_the_same_number_of_paths_divided_or_not() {
        // x - y + (x + y - 2)^2 and its image: (1, 1) is a double root, and the other two are at infinity.
        PolynomialSystem system =
                plain("1 2 0;2 1 1;1 0 2;-3 1 0;-5 0 1;4 0 0", "1 2 0;2 1 1;1 0 2;-5 1 0;-3 0 1;4 0 0");

        HomotopyResult divided = solve(system, HomotopyOptions.DEFAULTS);
        HomotopyResult whole = solve(system, HomotopyOptions.DEFAULTS.undivided());

        assertSameRoots(divided, whole);
        assertThat(divided.singular()).isNotEmpty();
        assertThat(divided.singular().stream().mapToInt(PolynomialRoot::paths).sum())
                .isEqualTo(whole.singular().stream()
                        .mapToInt(PolynomialRoot::paths)
                        .sum());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 58, 59, 60})
    void a_double_root_that_rounding_splits_is_one_singular_end(long seed) {
        PolynomialSystem system =
                plain("1 2 0;2 1 1;1 0 2;-3 1 0;-5 0 1;4 0 0", "2 2 0;4 1 1;2 0 2;-9 1 0;-7 0 1;8 0 0");

        HomotopyResult result = new StructuredHomotopySolver(HomotopyOptions.DEFAULTS, StartSystemStore.none())
                .solve(system, new Seed(seed), Progress.silent());

        assertThat(result.roots()).isEmpty();
        assertThat(result.singular()).singleElement().satisfies(root -> assertThat(root.paths())
                .isEqualTo(2));
    }

    @Test
    void a_divided_start_is_kept_and_used_again() {
        RememberedStarts store = new RememberedStarts(StartSystemStore.none());
        PolynomialSystem system = squareUnits(same(2));

        HomotopyResult first = new StructuredHomotopySolver(HomotopyOptions.DEFAULTS, store)
                .solve(system, new Seed(1), Progress.silent());
        HomotopyResult second = new StructuredHomotopySolver(HomotopyOptions.DEFAULTS, store)
                .solve(system, new Seed(2), Progress.silent());

        assertThat(second.start()).isEqualTo(StartKind.STORED);
        assertThat(second.divided().permutations()).isEqualTo(2);
        assertThat(second.roots()).hasSize(first.roots().size());
    }

    private static HomotopyResult solve(PolynomialSystem system, HomotopyOptions options) {
        return new StructuredHomotopySolver(options, StartSystemStore.none())
                .solve(system, new Seed(5), Progress.silent());
    }

    private static void assertSameRoots(HomotopyResult first, HomotopyResult second) {
        PointSet points = new PointSet();
        second.roots().forEach(root -> points.add(Vectors.array(root.coordinates())));
        assertThat(first.roots()).hasSameSizeAs(second.roots());
        assertThat(points.size()).isEqualTo(second.roots().size());
        assertThat(first.roots()).allSatisfy(root -> assertThat(points.find(Vectors.array(root.coordinates())))
                .isNotNegative());
    }

    private static Rational fraction(String text) {
        String[] parts = text.split("/", -1);
        return Rational.parse(parts[0]).dividedBy(Rational.parse(parts[1]));
    }

    private static String[] same(int units) {
        String[] prices = new String[2 * units];
        Arrays.fill(prices, 0, units, "1/5");
        Arrays.fill(prices, units, 2 * units, "1/3");
        return prices;
    }

    /**
     * The gradient of {@code 1/2*sum over k of (sum over i of b[i]*(a[i]*x[k])^2 - y[k])^2 + 1/2*sum of price * square}, for
     * {@code x = (1, 2)} and {@code y = (3, 1)}: {@code 1/2*S4*u^2 - S2*u} plus prices, with {@code u = sum of b*a^2}. The
     * unknowns are all a, then all b; the parameters are S4 = 17, S2 = 7 and the prices.
     */
    private static PolynomialSystem squareUnits(String... prices) {
        int n = prices.length;
        int d = n / 2;
        List<Polynomial> equations = new ArrayList<>();
        for (int v = 0; v < n; v++) {
            int unit = v % d;
            Map<List<Integer>, Rational> terms = new LinkedHashMap<>();
            for (int i = 0; i < d; i++) {
                // S4 * u * du/dv, the i-th summand of u.
                int[] power = new int[2 * n + 2];
                power[i] += 2;
                power[d + i] += 1;
                power[n] = 1;
                addFactor(power, v, unit, d);
                terms.merge(list(power), Rational.of(v < d ? 2 : 1), Rational::plus);
            }
            int[] linear = new int[2 * n + 2];
            linear[n + 1] = 1;
            addFactor(linear, v, unit, d);
            terms.merge(list(linear), Rational.of(v < d ? -2 : -1), Rational::plus);
            int[] price = new int[2 * n + 2];
            price[v] = 1;
            price[n + 2 + v] = 1;
            terms.merge(list(price), Rational.ONE, Rational::plus);
            equations.add(polynomial(2 * n + 2, terms));
        }
        List<String> unknowns = new ArrayList<>();
        List<String> parameters = new ArrayList<>(List.of("S4", "S2"));
        List<Rational> values = new ArrayList<>(List.of(Rational.of(17), Rational.of(7)));
        for (int v = 0; v < n; v++) {
            unknowns.add((v < d ? "a" : "b") + (v % d + 1));
            parameters.add("price" + (v + 1));
            values.add(fraction(prices[v]));
        }
        return new PolynomialSystem(new PolynomialFamily(unknowns, parameters, equations), values);
    }

    /** Times the derivative of {@code b*a^2}, without its factor. */
    private static void addFactor(int[] power, int v, int unit, int d) {
        power[unit] += v < d ? 1 : 2;
        power[d + unit] += v < d ? 1 : 0;
    }

    /** The same with numbers in the place of parameters. */
    private static PolynomialSystem bound(PolynomialSystem system) {
        return new PolynomialSystem(
                new PolynomialFamily(system.family().unknowns(), List.of(), system.equations()), List.of());
    }

    /** Equations in x and y, each a list of {@code coefficient power power}. */
    private static PolynomialSystem plain(String... equations) {
        List<Polynomial> out = new ArrayList<>();
        for (String equation : equations) {
            Map<List<Integer>, Rational> terms = new LinkedHashMap<>();
            for (String term : equation.split(";", -1)) {
                String[] parts = term.split(" ", -1);
                terms.put(List.of(Integer.parseInt(parts[1]), Integer.parseInt(parts[2])), Rational.parse(parts[0]));
            }
            out.add(polynomial(2, terms));
        }
        return new PolynomialSystem(new PolynomialFamily(List.of("x", "y"), List.of(), out), List.of());
    }

    private static Polynomial polynomial(int arity, Map<List<Integer>, Rational> terms) {
        return new Polynomial(
                arity,
                terms.entrySet().stream()
                        .map(term -> new Polynomial.Term(term.getValue(), term.getKey()))
                        .toList());
    }

    private static List<Integer> list(int[] power) {
        return Arrays.stream(power).boxed().toList();
    }
}
