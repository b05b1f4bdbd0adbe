package dev.nadir.reduction.scalar;

import dev.nadir.model.Formula;
import dev.nadir.model.FormulaPrinter;
import dev.nadir.reduction.FormulaWriter;
import dev.nadir.reduction.LaurentPolynomial;
import dev.nadir.reduction.ScalarAnswer.Branch;
import dev.nadir.reduction.ScalarAnswer.Kind;
import dev.nadir.reduction.ScalarAnswer.Solved;
import dev.nadir.reduction.ScalarProblem;
import dev.nadir.reduction.ScalarProblem.Sign;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Several unknowns that a loss holds only through their product, which costs nothing: {@code F(x[1]*...*x[n])}. Stationary
 * are the sets on which the product is stationary for F, and the points where two or more unknowns are zero (proof note
 * docs/theorems/scalar-product.md).
 */
final class FreeNumbers {

    private final ScalarProblem problem;
    private final List<String> unknowns;
    private final List<String> signed;
    private final String product;

    private FreeNumbers(ScalarProblem problem) {
        this.problem = problem;
        this.unknowns = List.copyOf(problem.unknowns().keySet());
        this.signed = unknowns.stream()
                .filter(unknown -> problem.sign(unknown) == Sign.FREE)
                .toList();
        String name = "q";
        while (problem.parameters().containsKey(name) || problem.unknowns().containsKey(name)) {
            name = name + "_";
        }
        this.product = name;
    }

    /** The problem so read, if it is one. */
    static Optional<FreeNumbers> of(ScalarProblem problem) {
        FreeNumbers numbers = new FreeNumbers(problem);
        return numbers.reads() ? Optional.of(numbers) : Optional.empty();
    }

    private boolean reads() {
        boolean isOpen = problem.unknowns().values().stream().noneMatch(sign -> sign == Sign.NON_NEGATIVE);
        boolean isPolynomial = problem.denominator().isFreeOf(problem.unknowns().keySet())
                && problem.logarithms().stream()
                        .allMatch(l -> l.argument().isFreeOf(problem.unknowns().keySet()));
        return isOpen
                && isPolynomial
                && unknowns.size() > 1
                && Elimination.sign(problem.denominator(), problem) != 0
                && problem.numerator().terms().keySet().stream()
                        .allMatch(term -> term.power(unknowns.get(0)) >= 0
                                && unknowns.stream().map(term::power).distinct().count() == 1);
    }

    private LaurentPolynomial ofProduct() {
        Map<String, LaurentPolynomial> inOne = new LinkedHashMap<>();
        unknowns.forEach(unknown -> inOne.put(unknown, LaurentPolynomial.ONE));
        inOne.put(unknowns.get(0), LaurentPolynomial.of(product));
        return problem.numerator().substitute(inOne);
    }

    /** The loss as one of the product alone. */
    ScalarProblem inOne() {
        return new ScalarProblem(
                Map.of(product, signed.isEmpty() ? Sign.POSITIVE : Sign.FREE),
                problem.parameters(),
                ofProduct(),
                problem.denominator(),
                problem.logarithms(),
                problem.assumptions());
    }

    /** The answer in the product as one in all unknowns. */
    Solved lift(Solved answer) {
        String carrier = signed.isEmpty() ? unknowns.get(0) : signed.get(0);
        String written = String.join("*", unknowns);
        List<Branch> branches = new ArrayList<>();
        for (Branch branch : answer.branches()) {
            Formula q = Objects.requireNonNull(branch.point().get(product));
            Map<String, Formula> point = new LinkedHashMap<>();
            unknowns.forEach(unknown -> point.put(unknown, FormulaWriter.number(1)));
            point.put(carrier, q);
            String upTo = "any " + String.join(", ", unknowns) + " with " + written + " == " + FormulaPrinter.print(q);
            branches.add(new Branch(branch.condition(), point, branch.value(), branch.kind(), upTo));
        }
        branches.addAll(zeros());
        return new Solved(branches, answer.thresholds());
    }

    /** Two zeros, or more, where the product itself is not stationary at zero. */
    private List<Branch> zeros() {
        LaurentPolynomial slope = ofProduct().coefficient(product, 1);
        if (signed.size() < 2 || slope.isZero()) {
            return List.of();
        }
        List<Formula> condition = Elimination.sign(slope, problem) != 0
                ? List.of()
                : List.of(FormulaWriter.comparison(monic(slope).power(2), Formula.Operator.GREATER));
        Formula value = FormulaWriter.over(
                FormulaWriter.polynomial(ofProduct().coefficient(product, 0)),
                FormulaWriter.polynomial(problem.denominator()));
        String all = String.join(", ", signed);
        List<Branch> zeros = new ArrayList<>();
        String two = signed.size() == 2 ? others("any values of ") : "any two of " + all + " zero, and no others";
        zeros.add(new Branch(condition, point(2), value, Kind.STRICT_SADDLE, two));
        if (signed.size() > 2) {
            String more = signed.size() == 3 ? others("any values of ") : "three or more of " + all + " zero";
            zeros.add(new Branch(condition, point(signed.size()), value, Kind.NON_STRICT_SADDLE, more));
        }
        return zeros;
    }

    private static LaurentPolynomial monic(LaurentPolynomial polynomial) {
        return polynomial.times(polynomial.terms().values().iterator().next().inverse());
    }

    private String others(String words) {
        List<String> positive =
                unknowns.stream().filter(unknown -> !signed.contains(unknown)).toList();
        return positive.isEmpty() ? "" : words + String.join(", ", positive);
    }

    private Map<String, Formula> point(int zeros) {
        Map<String, Formula> point = new LinkedHashMap<>();
        unknowns.forEach(unknown -> point.put(unknown, FormulaWriter.number(1)));
        signed.subList(0, zeros).forEach(unknown -> point.put(unknown, FormulaWriter.number(0)));
        return point;
    }
}
