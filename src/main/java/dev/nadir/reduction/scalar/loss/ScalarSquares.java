package dev.nadir.reduction.scalar.loss;

import dev.nadir.base.exact.Rational;
import dev.nadir.model.Formula;
import dev.nadir.model.FormulaPrinter;
import dev.nadir.model.read.FormulaText;
import dev.nadir.reduction.LaurentPolynomial;
import dev.nadir.reduction.ScalarAnswer;
import dev.nadir.reduction.ScalarProblem;
import dev.nadir.reduction.ScalarProblem.Sign;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Two numbers that a loss holds by even powers alone: in their sum and difference {@code u^2 - v^2} is a product (proof note
 * docs/theorems/square-difference.md).
 *
 * @param first u, which the sum is called by on the way
 * @param second v, which the difference is called by
 * @param moved the problem in these
 */
record ScalarSquares(String first, String second, ScalarProblem moved) {

    static final String LEMMA = "square-difference";

    /** Of a polynomial in two numbers of any sign. */
    static Optional<ScalarSquares> of(ScalarProblem problem) {
        List<String> unknowns = List.copyOf(problem.unknowns().keySet());
        boolean isPolynomial = problem.denominator().equals(LaurentPolynomial.ONE)
                && problem.logarithms().isEmpty();
        if (unknowns.size() != 2 || !isPolynomial || !unknowns.stream().allMatch(each -> isEven(problem, each))) {
            return Optional.empty();
        }
        LaurentPolynomial u = LaurentPolynomial.of(unknowns.get(0));
        LaurentPolynomial v = LaurentPolynomial.of(unknowns.get(1));
        LaurentPolynomial numerator = problem.numerator()
                .substitute(Map.of(
                        unknowns.get(0), u.plus(v).times(Rational.HALF),
                        unknowns.get(1), u.minus(v).times(Rational.HALF)));
        return Optional.of(new ScalarSquares(
                unknowns.get(0),
                unknowns.get(1),
                new ScalarProblem(
                        problem.unknowns(),
                        problem.parameters(),
                        numerator,
                        LaurentPolynomial.ONE,
                        List.of(),
                        problem.assumptions())));
    }

    private static boolean isEven(ScalarProblem problem, String unknown) {
        return problem.sign(unknown) == Sign.FREE
                && problem.numerator().coefficients(unknown).keySet().stream()
                        .allMatch(power -> power >= 0 && power % 2 == 0);
    }

    /** What was found of the sum and the difference, as an answer for the numbers. */
    ScalarAnswer back(ScalarAnswer answer) {
        if (!(answer instanceof ScalarAnswer.Solved solved)) {
            return answer;
        }
        List<ScalarAnswer.Branch> branches = new ArrayList<>();
        for (ScalarAnswer.Branch branch : solved.branches()) {
            Map<String, Formula> point = new LinkedHashMap<>(branch.point());
            point.put(first, half(branch, " + "));
            point.put(second, half(branch, " - "));
            branches.add(
                    new ScalarAnswer.Branch(branch.condition(), point, branch.value(), branch.kind(), family(branch)));
        }
        List<String> lemmas = new ArrayList<>(solved.lemmas());
        lemmas.add(LEMMA);
        return new ScalarAnswer.Solved(branches, solved.thresholds(), lemmas);
    }

    /** Which other points there are, in the numbers themselves where it is a product that is given. */
    private String family(ScalarAnswer.Branch branch) {
        String product = "any " + first + ", " + second + " with " + first + "*" + second + " == ";
        if (branch.upTo().startsWith(product)) {
            return "any " + first + ", " + second + " with " + first + "^2 - " + second + "^2 == "
                    + branch.upTo().substring(product.length());
        }
        return branch.upTo().isEmpty()
                ? ""
                : branch.upTo() + "; the factors are " + first + " + " + second + ", " + first + " - " + second;
    }

    private Formula half(ScalarAnswer.Branch branch, String sign) {
        String sum = text(branch, first);
        String difference = text(branch, second);
        boolean isPlus = sign.equals(" + ");
        boolean isOpposite = difference.equals("-" + sum) || sum.equals("-" + difference);
        if (sum.equals(difference) || isOpposite) {
            return FormulaText.parse(isPlus == isOpposite ? "0" : sum);
        }
        return FormulaText.parse("1/2*((" + sum + ")" + sign + "(" + difference + "))");
    }

    private static String text(ScalarAnswer.Branch branch, String name) {
        return FormulaPrinter.print(
                Optional.ofNullable(branch.point().get(name)).orElseThrow());
    }
}
