package dev.nadir.reduction.scalar;

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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class SeveralUnknownsTest {

    private static LaurentPolynomial x(String name) {
        return LaurentPolynomial.of(name);
    }

    private static Map<String, Sign> free(String... names) {
        Map<String, Sign> signs = new LinkedHashMap<>();
        for (String name : names) {
            signs.put(name, Sign.FREE);
        }
        return signs;
    }

    /** {@code (product - s)^2 + sum(prices * squares)}. */
    private static ScalarProblem chain(List<String> unknowns, List<String> prices) {
        LaurentPolynomial product = LaurentPolynomial.ONE;
        LaurentPolynomial decay = LaurentPolynomial.ZERO;
        for (int i = 0; i < unknowns.size(); i++) {
            product = product.times(x(unknowns.get(i)));
            decay = decay.plus(x(prices.get(i)).times(x(unknowns.get(i)).power(2)));
        }
        Map<String, Sign> parameters = positive("s");
        prices.forEach(price -> parameters.put(price, Sign.POSITIVE));
        return new ScalarProblem(
                free(unknowns.toArray(String[]::new)),
                parameters,
                product.minus(x("s")).power(2).plus(decay),
                LaurentPolynomial.ONE,
                List.of(),
                List.of());
    }

    @Test
    void a_coupled_pair_is_a_soft_threshold_and_its_origin_a_strict_saddle() {
        ScalarAnswer.Solved answer = solved(chain(List.of("a", "b"), List.of("l", "l")));

        assertThat(text(threshold(answer, "non-zero-global-minimum"))).containsExactly("l < s");
        Branch best = answer.branches().get(0);
        assertThat(Problems.at(best, "a")).isEqualTo("sqrt(s - l)");
        assertThat(best.upTo()).isEqualTo("signs of an even number of a, b");
        assertThat(answer.branches())
                .extracting(Branch::kind)
                .containsExactly(Kind.GLOBAL_MINIMUM, Kind.GLOBAL_MINIMUM, Kind.STRICT_SADDLE);
    }

    @Test
    void unequal_prices_enter_by_their_geometric_mean() {
        ScalarAnswer.Solved answer = solved(chain(List.of("a", "b", "c"), List.of("k", "l", "m")));

        assertThat(text(threshold(answer, "non-zero-critical-point"))).containsExactly("256*k*l*m <= 27*s^4");
        assertThat(text(threshold(answer, "non-zero-global-minimum"))).containsExactly("16*k*l*m < s^4");
        assertThat(answer.branches())
                .filteredOn(b -> b.kind() == Kind.STRICT_SADDLE)
                .hasSize(1);
    }

    @Test
    void the_minimum_of_three_factors_agrees_with_random_descent() {
        ScalarAnswer.Solved answer = solved(chain(List.of("a", "b", "c"), List.of("k", "l", "m")));
        RandomGenerator random = new Seed(3).generator();

        for (int i = 0; i < 100; i++) {
            double k = Math.exp(random.nextGaussian() - 1);
            double l = Math.exp(random.nextGaussian() - 1);
            double m = Math.exp(random.nextGaussian() - 1);
            double s = Math.exp(random.nextGaussian());
            FormulaNumbers numbers = new FormulaNumbers(Map.of("k", k, "l", l, "m", m, "s", s));
            Branch best = answer.branches().stream()
                    .filter(b -> numbers.holds(b.condition()))
                    .findFirst()
                    .orElseThrow();

            // a is eliminated by hand, b on a grid for each c: nothing of the balance is used.
            double found = Search.minimum(
                    c -> Search.coarse(b -> m * c * c + l * b * b + s * s * k / (k + b * b * c * c), 4), 4, 401);

            assertThat(best.kind()).isEqualTo(Kind.GLOBAL_MINIMUM);
            assertThat(numbers.of(best.value())).isLessThanOrEqualTo(found + 1e-9 * (1 + found));
            double a = numbers.of(java.util.Objects.requireNonNull(best.point().get("a")));
            double b = numbers.of(java.util.Objects.requireNonNull(best.point().get("b")));
            double c = numbers.of(java.util.Objects.requireNonNull(best.point().get("c")));
            double loss = Math.pow(a * b * c - s, 2) + k * a * a + l * b * b + m * c * c;
            assertThat(loss)
                    .isCloseTo(numbers.of(best.value()), org.assertj.core.api.Assertions.within(1e-10 * (1 + loss)));
        }
    }

    @Test
    void one_latent_variable_switches_on_above_its_noise() {
        // (d*w^2 + (w*u - 1)^2*x)/(2*v) + b*(u^2*x + d - log(d))/2
        LaurentPolynomial w = x("w");
        LaurentPolynomial fit = x("d").times(w.power(2))
                .plus(w.times(x("u")).minus(LaurentPolynomial.ONE).power(2).times(x("x")))
                .times(x("v").power(-1))
                .times(Rational.HALF);
        LaurentPolynomial price =
                x("u").power(2).times(x("x")).plus(x("d")).times(x("b")).times(Rational.HALF);
        Map<String, Sign> unknowns = free("w", "u");
        unknowns.put("d", Sign.POSITIVE);
        ScalarProblem problem = new ScalarProblem(
                unknowns,
                positive("x", "v", "b"),
                fit.plus(price),
                LaurentPolynomial.ONE,
                List.of(new Logarithm(x("b").times(Rational.of(-1, 2)), x("d"))),
                List.of());

        ScalarAnswer.Solved answer = solved(problem);

        Branch best = answer.branches().get(0);
        assertThat(text(best.condition())).containsExactly("b*v < x");
        assertThat(Problems.at(best, "w")).isEqualTo("sqrt(x - b*v)");
        assertThat(Problems.at(best, "d")).isEqualTo("b*v/x");
        assertThat(FormulaPrinter.print(best.value())).isEqualTo("b - 1/2 * b*log(b*v/x)");
    }

    @Test
    void unknowns_that_no_step_takes_out_are_refused_by_name() {
        LaurentPolynomial loss =
                x("a").power(4).plus(x("b").power(4)).minus(x("a").times(x("b")).times(x("s")));
        ScalarProblem problem =
                new ScalarProblem(free("a", "b"), positive("s"), loss, LaurentPolynomial.ONE, List.of(), List.of());

        ScalarAnswer answer = solve(problem);

        assertThat(answer).isInstanceOfSatisfying(ScalarAnswer.Refused.class, refused -> {
            assertThat(refused.step()).isEqualTo("elimination of unknowns");
            assertThat(refused.reason()).contains("a, b");
        });
    }

    @Test
    void a_wrong_point_of_several_unknowns_is_refuted() {
        ScalarProblem problem = chain(List.of("a", "b"), List.of("l", "l"));
        ScalarAnswer.Solved answer = solved(problem);
        Branch best = answer.branches().get(0);
        Map<String, dev.nadir.model.Formula> moved = new LinkedHashMap<>(best.point());
        moved.put("b", dev.nadir.reduction.FormulaWriter.name("s"));
        Branch wrong = new Branch(best.condition(), moved, best.value(), best.kind());
        Branch origin = answer.branches().get(2);
        Branch sold = new Branch(origin.condition(), origin.point(), origin.value(), Kind.GLOBAL_MINIMUM);

        PointCheck check = new PointCheck(problem);

        assertThat(check.objection(answer)).isEmpty();
        assertThat(check.objection(new ScalarAnswer.Solved(List.of(wrong), List.of())))
                .isPresent();
        assertThat(check.objection(new ScalarAnswer.Solved(List.of(sold), List.of())))
                .isPresent();
    }

    /** {@code (product - s)^2}. */
    private static ScalarProblem product(Map<String, Sign> unknowns, Sign target) {
        LaurentPolynomial product = unknowns.keySet().stream()
                .map(SeveralUnknownsTest::x)
                .reduce(LaurentPolynomial.ONE, (a, b) -> a.times(b));
        return new ScalarProblem(
                unknowns,
                Map.of("s", target),
                product.minus(x("s")).power(2),
                LaurentPolynomial.ONE,
                List.of(),
                List.of());
    }

    @Test
    void a_product_that_costs_nothing_is_minimal_on_a_set_and_has_its_saddles_where_two_are_zero() {
        ScalarAnswer.Solved pair = solved(product(free("a", "b"), Sign.POSITIVE));
        ScalarAnswer.Solved three = solved(product(free("a", "b", "c"), Sign.FREE));

        assertThat(pair.branches()).extracting(Branch::kind).containsExactly(Kind.GLOBAL_MINIMUM, Kind.STRICT_SADDLE);
        assertThat(pair.branches().get(0).upTo()).isEqualTo("any a, b with a*b == s");
        assertThat(pair.branches().get(1).condition()).isEmpty();
        assertThat(text(three.branches().get(three.branches().size() - 1).condition()))
                .containsExactly("s^2 > 0");
        assertThat(three.branches()).extracting(Branch::kind).endsWith(Kind.STRICT_SADDLE, Kind.NON_STRICT_SADDLE);
    }

    @Test
    void one_signed_factor_beside_positive_ones_has_no_saddle() {
        Map<String, Sign> unknowns = free("a");
        unknowns.put("b", Sign.POSITIVE);

        ScalarAnswer.Solved answer = solved(product(unknowns, Sign.POSITIVE));

        assertThat(answer.branches()).extracting(Branch::kind).containsExactly(Kind.GLOBAL_MINIMUM);
    }

    @Test
    void a_factor_with_zero_in_its_bound_is_not_read_as_free() {
        Map<String, Sign> unknowns = free("a");
        unknowns.put("b", Sign.NON_NEGATIVE);

        assertThat(solve(product(unknowns, Sign.POSITIVE))).isInstanceOf(ScalarAnswer.Refused.class);
    }
}
