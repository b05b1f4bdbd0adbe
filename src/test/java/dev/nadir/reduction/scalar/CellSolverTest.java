package dev.nadir.reduction.scalar;

import static dev.nadir.reduction.scalar.Problems.A;
import static dev.nadir.reduction.scalar.Problems.L;
import static dev.nadir.reduction.scalar.Problems.S;
import static dev.nadir.reduction.scalar.Problems.positive;
import static dev.nadir.reduction.scalar.Problems.solve;
import static dev.nadir.reduction.scalar.Problems.solved;
import static dev.nadir.reduction.scalar.Problems.text;
import static dev.nadir.reduction.scalar.Problems.threshold;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nadir.base.Seed;
import dev.nadir.base.exact.Rational;
import dev.nadir.model.FormulaPrinter;
import dev.nadir.reduction.LaurentPolynomial;
import dev.nadir.reduction.ScalarAnswer;
import dev.nadir.reduction.ScalarAnswer.Branch;
import dev.nadir.reduction.ScalarAnswer.Kind;
import dev.nadir.reduction.ScalarProblem;
import dev.nadir.reduction.ScalarProblem.Logarithm;
import dev.nadir.reduction.ScalarProblem.Sign;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CellSolverTest {

    private static final LaurentPolynomial X = LaurentPolynomial.of("x");

    private static List<Branch> at(ScalarAnswer.Solved answer, Map<String, Double> parameters) {
        FormulaNumbers numbers = new FormulaNumbers(parameters);
        return answer.branches().stream()
                .filter(branch -> numbers.holds(branch.condition()))
                .toList();
    }

    @Test
    void two_layers_are_a_soft_threshold() {
        ScalarAnswer.Solved answer = solved(Problems.depth(2));

        assertThat(text(threshold(answer, "non-zero-critical-point"))).containsExactly("l < s");
        assertThat(text(threshold(answer, "non-zero-global-minimum"))).containsExactly("l < s");
        Branch best = answer.branches().get(0);
        assertThat(Problems.at(best, "a")).isEqualTo("sqrt(s - l)");
        assertThat(FormulaPrinter.print(best.value())).isEqualTo("(2*l*s - l^2)/2");
    }

    @Test
    void three_layers_have_a_spinodal_and_a_jump() {
        ScalarAnswer.Solved answer = solved(Problems.depth(3));

        assertThat(text(threshold(answer, "non-zero-critical-point"))).containsExactly("256*l^3 <= 27*s^4");
        assertThat(text(threshold(answer, "non-zero-global-minimum"))).containsExactly("16*l^3 < s^4");
        assertThat(answer.branches())
                .extracting(Branch::kind)
                .containsExactly(
                        Kind.GLOBAL_MINIMUM,
                        Kind.GLOBAL_MINIMUM,
                        Kind.LOCAL_MINIMUM,
                        Kind.LOCAL_MINIMUM,
                        Kind.NON_STRICT_SADDLE,
                        Kind.MAXIMUM);
    }

    @Test
    void both_branches_are_global_exactly_on_the_jump_and_one_only_next_to_it() {
        ScalarAnswer.Solved answer = solved(Problems.depth(3));

        List<Branch> tie = at(answer, Map.of("s", 2.0, "l", 1.0));
        List<Branch> below = at(answer, Map.of("s", 2.0, "l", 1.0 - 1e-12));
        List<Branch> above = at(answer, Map.of("s", 2.0, "l", 1.0 + 1e-12));

        assertThat(tie).filteredOn(b -> b.kind() == Kind.GLOBAL_MINIMUM).hasSize(2);
        assertThat(below).filteredOn(b -> b.kind() == Kind.GLOBAL_MINIMUM).hasSize(1);
        assertThat(above).filteredOn(b -> b.kind() == Kind.GLOBAL_MINIMUM).hasSize(1);
        assertThat(Problems.at(at(answer, Map.of("s", 2.0, "l", 1.1)).get(0), "a"))
                .isEqualTo("0");
    }

    @Test
    void the_double_root_on_the_spinodal_is_neither_minimum_nor_maximum() {
        ScalarAnswer.Solved answer = solved(Problems.depth(3));

        // 256*l^3 = 27*s^4 at s = 4, l = 3
        List<Branch> here = at(answer, Map.of("s", 4.0, "l", 3.0));

        assertThat(here)
                .extracting(Branch::kind)
                .containsExactlyInAnyOrder(Kind.GLOBAL_MINIMUM, Kind.NON_STRICT_SADDLE);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4, 5, 6, 8})
    void chains_of_any_depth_have_the_thresholds_of_the_theory(int hidden) {
        ScalarAnswer.Solved answer = solved(Problems.chain(hidden));
        RandomGenerator random = new Seed(hidden).generator();

        for (int i = 0; i < 100; i++) {
            double k = Math.exp(random.nextGaussian());
            double a = Math.exp(random.nextGaussian());
            double c = Math.exp(random.nextGaussian());
            double power = (hidden - 1.0) / (hidden + 1);
            double spinodal =
                    (hidden + 1.0) / (2 * hidden) * c * Math.pow((hidden - 1) * c / (2 * hidden * k * a), power);
            double coexistence = c / hidden * Math.pow((hidden - 1) * c / (hidden * k * a), power);
            for (double factor : new double[] {0.3, 1 - 1e-9, 1 + 1e-9, 3}) {
                FormulaNumbers low = new FormulaNumbers(Map.of("k", k, "a", a, "c", c, "g", spinodal * factor));
                FormulaNumbers high = new FormulaNumbers(Map.of("k", k, "a", a, "c", c, "g", coexistence * factor));
                assertThat(low.holds(threshold(answer, "non-zero-critical-point")))
                        .isEqualTo(factor < 1);
                assertThat(high.holds(threshold(answer, "non-zero-global-minimum")))
                        .isEqualTo(factor < 1);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4, 5})
    void the_minimum_agrees_with_a_search_that_knows_nothing_of_it(int depth) {
        ScalarAnswer.Solved answer = solved(Problems.depth(depth));
        RandomGenerator random = new Seed(depth).generator();

        for (int i = 0; i < 100; i++) {
            double s = Math.exp(0.7 * random.nextGaussian());
            // Every other decay lies close to the jump, on either side.
            double jump = Search.jump(depth, s);
            double l = i % 2 == 0 ? Math.exp(random.nextGaussian()) : jump * (1 + 1e-3 * random.nextGaussian());
            double found = Search.minimum(a -> Math.pow(Math.pow(a, depth) - s, 2) / 2 + depth * l * a * a / 2, 10);

            Branch best = at(answer, Map.of("s", s, "l", l)).get(0);
            double value = new FormulaNumbers(Map.of("s", s, "l", l)).of(best.value());

            assertThat(best.kind()).isEqualTo(Kind.GLOBAL_MINIMUM);
            assertThat(Math.abs(value - found)).isLessThan(1e-12 * (1 + Math.abs(found)));
        }
    }

    @Test
    void two_parameters_of_any_sign_cut_a_plane() {
        // x^4 + p*x^2 + q*x, whose lower well changes sides at q = 0
        LaurentPolynomial p = LaurentPolynomial.of("p");
        LaurentPolynomial q = LaurentPolynomial.of("q");
        ScalarProblem problem = ScalarProblem.of(
                "x",
                Sign.FREE,
                Map.of("p", Sign.FREE, "q", Sign.FREE),
                X.power(4).plus(p.times(X.power(2))).plus(q.times(X)));
        RandomGenerator random = new Seed(7).generator();

        ScalarAnswer.Solved answer = solved(problem);

        for (int i = 0; i < 100; i++) {
            double dp = 3 * random.nextGaussian();
            double dq = i < 10 ? 0 : (i < 40 ? 1e-4 : 3) * random.nextGaussian();
            double found = Search.minimum(x -> x * x * x * x + dp * x * x + dq * x, 10);
            List<Branch> here = at(answer, Map.of("p", dp, "q", dq));
            double value =
                    new FormulaNumbers(Map.of("p", dp, "q", dq)).of(here.get(0).value());
            assertThat(Math.abs(value - found)).isLessThan(1e-11 * (1 + Math.abs(found)));
            long minima =
                    here.stream().filter(b -> b.kind() == Kind.GLOBAL_MINIMUM).count();
            assertThat(minima).isEqualTo(dq == 0 && dp < 0 ? 2 : 1);
        }
    }

    @Test
    void a_loss_without_a_lower_bound_has_no_global_minimum() {
        ScalarProblem problem = ScalarProblem.of(
                "x",
                Sign.FREE,
                Map.of("p", Sign.FREE),
                X.power(3).minus(LaurentPolynomial.of("p").times(X)));

        ScalarAnswer.Solved answer = solved(problem);

        assertThat(answer.branches()).extracting(Branch::kind).doesNotContain(Kind.GLOBAL_MINIMUM);
        assertThat(text(answer.branches().get(0).condition())).containsExactly("p > 0");
        assertThat(Problems.at(answer.branches().get(0), "x")).isEqualTo("sqrt(1/3 * p)");
    }

    @Test
    void an_infimum_at_infinity_is_told_from_a_minimum() {
        // (x^2 - p*x)/(x^2 + 1) tends to 1 on both sides and dips below it on one
        LaurentPolynomial loss = X.power(2).minus(LaurentPolynomial.of("p").times(X));
        ScalarProblem dip = new ScalarProblem(
                Map.of("x", Sign.NON_NEGATIVE),
                Map.of("p", Sign.POSITIVE),
                loss,
                X.power(2).plus(LaurentPolynomial.ONE),
                List.of(),
                List.of());
        ScalarProblem falling = new ScalarProblem(
                Map.of("x", Sign.NON_NEGATIVE),
                Map.of("p", Sign.POSITIVE),
                LaurentPolynomial.of("p"),
                X.plus(LaurentPolynomial.ONE),
                List.of(),
                List.of());

        ScalarAnswer.Solved withMinimum = solved(dip);
        ScalarAnswer.Solved without = solved(falling);

        assertThat(withMinimum.branches()).extracting(Branch::kind).contains(Kind.GLOBAL_MINIMUM);
        assertThat(without.branches()).extracting(Branch::kind).doesNotContain(Kind.GLOBAL_MINIMUM);
    }

    @Test
    void logarithms_are_solved_where_no_values_are_compared() {
        LaurentPolynomial b = LaurentPolynomial.of("b");
        ScalarProblem up = ScalarProblem.of("x", Sign.POSITIVE, positive("a", "b"), A.times(X))
                .withLogarithms(List.of(new Logarithm(b.times(Rational.MINUS_ONE), X)));
        ScalarProblem down = ScalarProblem.of("x", Sign.POSITIVE, positive("a", "b"), A.times(X.power(-1)))
                .withLogarithms(List.of(new Logarithm(b, X)));

        Branch first = solved(up).branches().get(0);
        Branch second = solved(down).branches().get(0);

        assertThat(Problems.at(first, "x")).isEqualTo("b/a");
        assertThat(FormulaPrinter.print(first.value())).isEqualTo("b - b*log(b/a)");
        assertThat(Problems.at(second, "x")).isEqualTo("a/b");
    }

    @Test
    void what_is_too_much_is_refused_by_its_step() {
        LaurentPolynomial general = X.power(4)
                .plus(LaurentPolynomial.of("p").times(X.power(3)))
                .plus(LaurentPolynomial.of("q").times(X.power(2)))
                .plus(LaurentPolynomial.of("r").times(X));
        ScalarProblem many =
                ScalarProblem.of("x", Sign.FREE, Map.of("p", Sign.FREE, "q", Sign.FREE, "r", Sign.FREE), general);
        ScalarProblem pole = new ScalarProblem(
                Map.of("x", Sign.FREE),
                Map.of("p", Sign.POSITIVE),
                LaurentPolynomial.ONE,
                X.minus(LaurentPolynomial.of("p")),
                List.of(),
                List.of());
        LaurentPolynomial well = X.minus(LaurentPolynomial.of(20)).power(2).times(LaurentPolynomial.of("q"));
        ScalarProblem twoWells = ScalarProblem.of("x", Sign.FREE, positive("q"), well)
                .withLogarithms(
                        List.of(new Logarithm(LaurentPolynomial.ONE, X.power(2).plus(LaurentPolynomial.ONE))));

        assertThat(step(solve(pole))).isEqualTo("poles");
        assertThat(step(solve(twoWells))).isEqualTo("comparison of values");
        assertThat(step(solve(many))).isEqualTo("exact samples");
    }

    private static String step(ScalarAnswer answer) {
        return answer instanceof ScalarAnswer.Refused refused ? refused.step() : "solved";
    }

    @Test
    void assumptions_take_cells_away() {
        ScalarProblem problem = Problems.depth(3)
                .withAssumptions(List.of(new ScalarProblem.Assumption(
                        S.power(4).minus(L.power(3).times(Rational.of(17))), Sign.POSITIVE)));

        ScalarAnswer.Solved answer = solved(problem);

        assertThat(answer.thresholds()).isEmpty();
        assertThat(answer.branches().get(0).condition()).isEmpty();
    }
}
