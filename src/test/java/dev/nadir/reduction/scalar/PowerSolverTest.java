package dev.nadir.reduction.scalar;

import static dev.nadir.reduction.scalar.Problems.text;
import static dev.nadir.reduction.scalar.Problems.threshold;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nadir.base.Seed;
import dev.nadir.base.exact.Rational;
import dev.nadir.expr.Size;
import dev.nadir.reduction.LaurentPolynomial;
import dev.nadir.reduction.PowerProblem;
import dev.nadir.reduction.ScalarAnswer;
import dev.nadir.reduction.rings.RingsAlgebra;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PowerSolverTest {

    private static final LaurentPolynomial D = LaurentPolynomial.of("D");
    private static final Size DEPTH = Size.of("D");

    /** {@code k*a*t^(2*D+2) - 2*c*t^(D+1) + (D+1)*g*t^2} for every D. */
    private static PowerProblem chain(int least) {
        return new PowerProblem(
                LaurentPolynomial.of("k").times(LaurentPolynomial.of("a")),
                LaurentPolynomial.of("c").times(Rational.of(2)),
                D.plus(LaurentPolynomial.ONE).times(LaurentPolynomial.of("g")),
                List.of(DEPTH.times(Size.of(2)).plus(Size.of(2)), DEPTH.plus(Size.ONE), Size.of(2)),
                Map.of("D", least));
    }

    private static ScalarAnswer solve(PowerProblem problem) {
        return new PowerSolver(new RingsAlgebra()).solve(problem);
    }

    @Test
    void the_thresholds_are_formulas_of_the_depth() {
        ScalarAnswer.Solved answer = (ScalarAnswer.Solved) solve(chain(2));

        assertThat(text(threshold(answer, "non-zero-critical-point")))
                .containsExactly("2*D*g <= c*(D + 1)*(c*(D - 1)/(2*D*a*k))^((D - 1)/(D + 1))");
        assertThat(text(threshold(answer, "non-zero-global-minimum")))
                .containsExactly("D*g < c*(c*(D - 1)/(D*a*k))^((D - 1)/(D + 1))");
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4, 5})
    void at_each_depth_they_agree_with_the_elimination(int hidden) {
        ScalarAnswer.Solved symbolic = (ScalarAnswer.Solved) solve(chain(2));
        ScalarAnswer.Solved exact = Problems.solved(Problems.chain(hidden));
        RandomGenerator random = new Seed(hidden).generator();

        for (int i = 0; i < 200; i++) {
            FormulaNumbers numbers = new FormulaNumbers(Map.of(
                    "D", (double) hidden,
                    "k", Math.exp(random.nextGaussian()),
                    "a", Math.exp(random.nextGaussian()),
                    "c", Math.exp(random.nextGaussian()),
                    "g", Math.exp(random.nextGaussian() - 1)));
            for (String name : List.of("non-zero-critical-point", "non-zero-global-minimum")) {
                assertThat(numbers.holds(threshold(symbolic, name)))
                        .isEqualTo(numbers.holds(threshold(exact, name)));
            }
        }
    }

    @Test
    void exponents_whose_order_is_not_certain_are_refused() {
        ScalarAnswer answer = solve(chain(1));

        assertThat(answer).isInstanceOfSatisfying(ScalarAnswer.Refused.class, refused -> assertThat(refused.step())
                .isEqualTo("order of the exponents"));
    }
}
