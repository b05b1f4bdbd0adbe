package dev.nadir.reduction.scalar;

import dev.nadir.base.exact.Rational;
import dev.nadir.model.Formula;
import dev.nadir.model.FormulaPrinter;
import dev.nadir.reduction.FormulaWriter;
import dev.nadir.reduction.LaurentPolynomial;
import dev.nadir.reduction.ScalarAnswer;
import dev.nadir.reduction.ScalarProblem;
import dev.nadir.reduction.ScalarProblem.Sign;
import dev.nadir.reduction.rings.RingsAlgebra;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Problems that several tests solve. */
final class Problems {

    static final LaurentPolynomial A = LaurentPolynomial.of("a");
    static final LaurentPolynomial S = LaurentPolynomial.of("s");
    static final LaurentPolynomial L = LaurentPolynomial.of("l");

    private Problems() {}

    static Map<String, Sign> positive(String... names) {
        Map<String, Sign> signs = new LinkedHashMap<>();
        for (String name : names) {
            signs.put(name, Sign.POSITIVE);
        }
        return signs;
    }

    /** {@code (a^depth - s)^2/2 + depth*l*a^2/2}. */
    static ScalarProblem depth(int depth) {
        LaurentPolynomial fit = A.power(depth).minus(S).power(2).times(Rational.HALF);
        return ScalarProblem.of(
                "a", Sign.FREE, positive("s", "l"), fit.plus(L.times(A.power(2)).times(Rational.of(depth, 2))));
    }

    /** {@code k*a*t^(2*(D+1)) - 2*c*t^(D+1) + (D+1)*g*t^2}. */
    static ScalarProblem chain(int hidden) {
        LaurentPolynomial t = LaurentPolynomial.of("t");
        LaurentPolynomial loss = LaurentPolynomial.of("k")
                .times(A)
                .times(t.power(2 * (hidden + 1)))
                .minus(LaurentPolynomial.of("c").times(t.power(hidden + 1)).times(Rational.of(2)))
                .plus(LaurentPolynomial.of("g").times(t.power(2)).times(Rational.of(hidden + 1)));
        return ScalarProblem.of("t", Sign.NON_NEGATIVE, positive("k", "a", "c", "g"), loss);
    }

    static ScalarAnswer solve(ScalarProblem problem) {
        return new CellSolver(new RingsAlgebra()).solve(problem);
    }

    static ScalarAnswer.Solved solved(ScalarProblem problem) {
        ScalarAnswer answer = solve(problem);
        if (answer instanceof ScalarAnswer.Solved solved) {
            return solved;
        }
        throw new AssertionError("refused: " + answer);
    }

    static List<String> text(List<Formula> formulas) {
        return formulas.stream().map(FormulaPrinter::print).toList();
    }

    /** An unknown at a point, as text. */
    static String at(ScalarAnswer.Branch branch, String unknown) {
        return FormulaPrinter.print(branch.point().getOrDefault(unknown, FormulaWriter.name("?")));
    }

    /** The condition of the first threshold of that name. */
    static List<Formula> threshold(ScalarAnswer.Solved answer, String name) {
        return answer.thresholds().stream()
                .filter(threshold -> threshold.name().equals(name))
                .findFirst()
                .orElseThrow()
                .condition();
    }
}
