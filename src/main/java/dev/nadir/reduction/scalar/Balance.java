package dev.nadir.reduction.scalar;

import dev.nadir.base.exact.Rational;
import dev.nadir.model.Formula;
import dev.nadir.reduction.FormulaWriter;
import dev.nadir.reduction.LaurentPolynomial;
import dev.nadir.reduction.LaurentPolynomial.Monomial;
import dev.nadir.reduction.ScalarAnswer.Branch;
import dev.nadir.reduction.ScalarAnswer.Solved;
import dev.nadir.reduction.ScalarAnswer.Threshold;
import dev.nadir.reduction.ScalarProblem;
import dev.nadir.reduction.ScalarProblem.Sign;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Several unknowns that a loss holds only through their product, beside a positive price on the square of each:
 * {@code F(x[1]*...*x[n]) + sum(l[i]*x[i]^2)}. At a stationary point all prices paid are equal or all unknowns are zero,
 * so that one number t with {@code t^n} the product is left (proof note docs/theorems/scalar-balance.md).
 */
final class Balance {

    private final ScalarProblem problem;
    private final List<String> unknowns;
    private final Map<String, LaurentPolynomial> prices = new LinkedHashMap<>();
    private final String scale;
    private final String mean;

    private Balance(ScalarProblem problem) {
        this.problem = problem;
        this.unknowns = List.copyOf(problem.unknowns().keySet());
        this.scale = fresh("t");
        this.mean = fresh("g");
    }

    /** The problem so read, if it is one. */
    static Optional<Balance> of(ScalarProblem problem) {
        Balance balance = new Balance(problem);
        return balance.reads() ? Optional.of(balance) : Optional.empty();
    }

    private String fresh(String preferred) {
        String name = preferred;
        while (problem.parameters().containsKey(name) || problem.unknowns().containsKey(name)) {
            name = name + "_";
        }
        return name;
    }

    private boolean reads() {
        boolean isFree = problem.unknowns().values().stream().allMatch(sign -> sign == Sign.FREE);
        boolean isSum = problem.denominator().isFreeOf(problem.unknowns().keySet())
                && problem.logarithms().stream()
                        .allMatch(l -> l.argument().isFreeOf(problem.unknowns().keySet()));
        if (!isFree || !isSum || Elimination.sign(problem.denominator(), problem) <= 0) {
            return false;
        }
        for (Map.Entry<Monomial, Rational> term : problem.numerator().terms().entrySet()) {
            List<String> here =
                    unknowns.stream().filter(u -> term.getKey().power(u) != 0).toList();
            long powers = unknowns.stream()
                    .map(u -> term.getKey().power(u))
                    .distinct()
                    .count();
            boolean isPrice = here.size() == 1 && term.getKey().power(here.get(0)) == 2;
            if (isPrice) {
                LaurentPolynomial price = new LaurentPolynomial(new TreeMap<>(Map.of(term.getKey(), term.getValue())))
                        .times(LaurentPolynomial.power(here.get(0), -2));
                prices.merge(here.get(0), price, LaurentPolynomial::plus);
            } else if (powers > 1 || term.getKey().power(unknowns.get(0)) < 0) {
                return false;
            }
        }
        return unknowns.stream().allMatch(u -> Elimination.sign(price(u), problem) > 0)
                && (unknowns.size() % 2 == 1 || risesBelowZero());
    }

    private LaurentPolynomial price(String unknown) {
        return prices.getOrDefault(unknown, LaurentPolynomial.ZERO);
    }

    /** The loss as a function of the product, without the prices. */
    private LaurentPolynomial ofProduct() {
        LaurentPolynomial fit = problem.numerator();
        for (Map.Entry<String, LaurentPolynomial> price : prices.entrySet()) {
            fit = fit.minus(price.getValue().times(LaurentPolynomial.power(price.getKey(), 2)));
        }
        Map<String, LaurentPolynomial> ones = new LinkedHashMap<>();
        unknowns.subList(1, unknowns.size()).forEach(u -> ones.put(u, LaurentPolynomial.ONE));
        return fit.substitute(ones);
    }

    /** An even number of factors cannot change the sign of {@code t^n}: nothing may be stationary at negative products. */
    private boolean risesBelowZero() {
        LaurentPolynomial fit = ofProduct();
        String first = unknowns.get(0);
        return fit.terms().keySet().stream()
                .map(m -> m.power(first))
                .filter(k -> k != 0)
                .allMatch(k -> {
                    int sign = Elimination.sign(fit.coefficient(first, k), problem);
                    return (k % 2 == 0 ? sign : -sign) > 0;
                });
    }

    private boolean isEqual() {
        return prices.values().stream().distinct().count() == 1;
    }

    /** {@code (F(t^n) + n*g*t^2)/d}, g the geometric mean of the prices. */
    ScalarProblem inOne() {
        int n = unknowns.size();
        LaurentPolynomial t = LaurentPolynomial.of(scale);
        LaurentPolynomial price = isEqual() ? price(unknowns.get(0)) : LaurentPolynomial.of(mean);
        LaurentPolynomial loss = ofProduct()
                .substitute(Map.of(unknowns.get(0), t.power(n)))
                .plus(price.times(t.power(2)).times(Rational.of(n)));
        Map<String, Sign> parameters = new LinkedHashMap<>(problem.parameters());
        if (!isEqual()) {
            parameters.put(mean, Sign.POSITIVE);
            prices.values().forEach(p -> p.names().stream()
                    .filter(name -> !loss.names().contains(name)
                            && !problem.denominator().names().contains(name))
                    .forEach(parameters::remove));
        }
        return new ScalarProblem(
                Map.of(scale, n % 2 == 1 ? Sign.FREE : Sign.NON_NEGATIVE),
                parameters,
                loss,
                problem.denominator(),
                problem.logarithms(),
                problem.assumptions());
    }

    /** The answer in one number as an answer in all of them. */
    Solved lift(Solved answer) {
        List<Branch> branches = new ArrayList<>();
        for (Branch branch : answer.branches()) {
            Formula t = Objects.requireNonNull(branch.point().get(scale));
            Map<String, Formula> point = new LinkedHashMap<>();
            for (String unknown : unknowns) {
                point.put(unknown, back(FormulaWriter.times(t, stretch(unknown))));
            }
            boolean isZero = t.equals(FormulaWriter.number(0));
            String upTo = isZero ? "" : "signs of an even number of " + String.join(", ", unknowns);
            branches.add(new Branch(back(branch.condition()), point, back(branch.value()), branch.kind(), upTo));
        }
        List<Threshold> thresholds = answer.thresholds().stream()
                .map(t -> new Threshold(t.change(), t.name(), back(t.condition()), back(t.tie())))
                .toList();
        return new Solved(branches, thresholds);
    }

    private Formula stretch(String unknown) {
        if (isEqual()) {
            return FormulaWriter.number(1);
        }
        Formula price = FormulaWriter.polynomial(price(unknown));
        return FormulaWriter.power(FormulaWriter.over(FormulaWriter.name(mean), price), Rational.HALF);
    }

    private List<Formula> back(List<Formula> formulas) {
        return formulas.stream().map(this::back).toList();
    }

    /** The geometric mean written out. */
    private Formula back(Formula formula) {
        if (isEqual()) {
            return formula;
        }
        LaurentPolynomial product = LaurentPolynomial.ONE;
        for (LaurentPolynomial price : prices.values()) {
            product = product.times(price);
        }
        return new MeanInserted(mean, FormulaWriter.polynomial(product), unknowns.size()).in(formula);
    }

    /**
     * Puts the root of a product in the place of a name, so that powers of the name lose the root where they can.
     *
     * @param degree which root
     */
    private record MeanInserted(String name, Formula product, int degree) {

        Formula in(Formula formula) {
            if (formula instanceof Formula.Name n && n.name().equals(name)) {
                return power(1);
            } else if (formula instanceof Formula.Negation negation) {
                return FormulaWriter.negate(in(negation.argument()));
            } else if (formula instanceof Formula.Binary binary) {
                boolean isPower = binary.operator() == Formula.Operator.POWER
                        && binary.left() instanceof Formula.Name n
                        && n.name().equals(name)
                        && binary.right() instanceof Formula.NumberLiteral;
                if (isPower) {
                    return power(
                            ((Formula.NumberLiteral) binary.right()).value().intValueExact());
                }
                boolean isProduct = binary.operator() == Formula.Operator.MULTIPLY;
                return isProduct
                        ? FormulaWriter.times(in(binary.left()), in(binary.right()))
                        : FormulaWriter.binary(binary.operator(), in(binary.left()), in(binary.right()));
            } else if (formula instanceof Formula.Call call) {
                return new Formula.Call(
                        call.span(),
                        call.function(),
                        call.arguments().stream().map(this::in).toList(),
                        Map.of());
            } else if (formula instanceof Formula.ArrayLiteral array) {
                return FormulaWriter.array(
                        array.elements().stream().map(this::in).toList());
            }
            return formula;
        }

        private Formula power(int exponent) {
            return FormulaWriter.power(product, Rational.of(exponent, degree));
        }
    }
}
