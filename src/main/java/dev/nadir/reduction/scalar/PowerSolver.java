package dev.nadir.reduction.scalar;

import dev.nadir.base.Seed;
import dev.nadir.base.exact.Rational;
import dev.nadir.expr.Size;
import dev.nadir.expr.SizeName;
import dev.nadir.model.Formula;
import dev.nadir.model.Formula.Operator;
import dev.nadir.reduction.FormulaWriter;
import dev.nadir.reduction.LaurentPolynomial;
import dev.nadir.reduction.PolynomialAlgebra;
import dev.nadir.reduction.PowerProblem;
import dev.nadir.reduction.ScalarAnswer;
import dev.nadir.reduction.ScalarAnswer.Threshold;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.random.RandomGenerator;

/**
 * The two thresholds of {@code a*x^alpha - b*x^beta + c*x^gamma} with symbolic exponents: ratios of monomials solve
 * {@code f' = f'' = 0} (where non-zero stationary points appear) and {@code f = f' = 0} (where one of them becomes the
 * minimum); proof note docs/theorems/scalar-power-law.md.
 */
public final class PowerSolver {

    private static final int TRIALS = 40;

    private final NamedAlgebra algebra;

    /** Solves with this algebra of polynomials. */
    public PowerSolver(PolynomialAlgebra algebra) {
        this.algebra = new NamedAlgebra(algebra);
    }

    /** The thresholds, without branches: their points have no formula for all exponents at once. */
    public ScalarAnswer solve(PowerProblem problem) {
        Size alpha = problem.exponents().get(0);
        Size beta = problem.exponents().get(1);
        Size gamma = problem.exponents().get(2);
        for (Size difference : List.of(alpha.minus(beta), beta.minus(gamma), gamma)) {
            if (!isPositive(difference, problem.leastSizes())) {
                return new ScalarAnswer.Refused(
                        "order of the exponents", difference + " must be positive for all sizes that are allowed");
            }
        }
        LaurentPolynomial p = polynomial(alpha.minus(gamma));
        LaurentPolynomial q = polynomial(beta.minus(gamma));
        Formula exponent = exponent(q, p.minus(q));
        LaurentPolynomial one = LaurentPolynomial.ONE;
        Formula spinodal = condition(
                Operator.LESS_OR_EQUAL,
                problem,
                List.of(polynomial(alpha), polynomial(beta), polynomial(gamma)),
                exponent);
        Formula coexistence = condition(Operator.LESS, problem, List.of(one, one, one), exponent);
        Formula tie = FormulaWriter.binary(
                Operator.EQUAL, ((Formula.Binary) coexistence).left(), ((Formula.Binary) coexistence).right());
        ScalarAnswer.Solved solved = new ScalarAnswer.Solved(
                List.of(),
                List.of(
                        new Threshold(ScalarAnswer.Change.NON_ZERO_CRITICAL_POINT, List.of(spinodal), List.of()),
                        new Threshold(ScalarAnswer.Change.NON_ZERO_GLOBAL_MINIMUM, List.of(coexistence), List.of(tie))),
                List.of("scalar-power-law"));
        return agrees(problem, spinodal, coexistence)
                ? solved
                : new ScalarAnswer.Refused("numerical check of the answer", "a grid sees other thresholds");
    }

    /** Least sizes plus something non-negative make every coefficient of the difference show its sign. */
    private static boolean isPositive(Size size, Map<String, Integer> leastSizes) {
        Size shifted = size.substitute(name -> {
            Integer least = leastSizes.get(name.toString());
            return least == null ? Size.of(name) : Size.of(name).plus(Size.of(least));
        });
        boolean isKnown = shifted.terms().keySet().stream()
                .flatMap(List::stream)
                .allMatch(name -> leastSizes.containsKey(name.toString()));
        Rational constant = shifted.terms().getOrDefault(List.of(), Rational.ZERO);
        return isKnown
                && constant.signum() > 0
                && shifted.terms().values().stream().allMatch(coefficient -> coefficient.signum() > 0);
    }

    private static LaurentPolynomial polynomial(Size size) {
        LaurentPolynomial sum = LaurentPolynomial.ZERO;
        for (Map.Entry<List<SizeName>, Rational> term : size.terms().entrySet()) {
            LaurentPolynomial product = LaurentPolynomial.of(term.getValue());
            for (SizeName name : term.getKey()) {
                product = product.times(LaurentPolynomial.of(name.toString()));
            }
            sum = sum.plus(product);
        }
        return sum;
    }

    private Formula exponent(LaurentPolynomial top, LaurentPolynomial bottom) {
        NamedAlgebra.Quotient quotient = algebra.lowestTerms(top, bottom);
        return FormulaWriter.over(
                FormulaWriter.polynomial(quotient.numerator()), FormulaWriter.polynomial(quotient.denominator()));
    }

    /**
     * {@code w[2]*c*p <= w[1]*b*(p - q) * (q*w[1]*b/(p*w[0]*a))^(q/(p - q))}: the least value of
     * {@code w[0]*a*x^p - w[1]*b*x^q + w[2]*c} is not positive.
     */
    private Formula condition(
            Operator relation, PowerProblem problem, List<LaurentPolynomial> weights, Formula exponent) {
        LaurentPolynomial gamma = polynomial(problem.exponents().get(2));
        LaurentPolynomial p = polynomial(problem.exponents().get(0)).minus(gamma);
        LaurentPolynomial q = polynomial(problem.exponents().get(1)).minus(gamma);
        LaurentPolynomial a = weights.get(0).times(problem.a());
        LaurentPolynomial b = weights.get(1).times(problem.b());
        LaurentPolynomial c = weights.get(2).times(problem.c());
        NamedAlgebra.Quotient sides = algebra.lowestTerms(c.times(p), b.times(p.minus(q)));
        NamedAlgebra.Quotient place = algebra.lowestTerms(q.times(b), p.times(a));
        Formula base = FormulaWriter.over(
                algebra.factored(place.numerator(), true), algebra.factored(place.denominator(), true));
        Formula power = FormulaWriter.binary(Operator.POWER, base, exponent);
        return FormulaWriter.binary(
                relation,
                algebra.factored(sides.numerator(), true),
                FormulaWriter.times(algebra.factored(sides.denominator(), true), power));
    }

    /** Whether a grid sees the same at random parameters and sizes. */
    private static boolean agrees(PowerProblem problem, Formula spinodal, Formula coexistence) {
        RandomGenerator random = new Seed(22).child("power-law").generator();
        Set<String> names = new TreeSet<>(problem.a().names());
        names.addAll(problem.b().names());
        names.addAll(problem.c().names());
        for (int i = 0; i < TRIALS; i++) {
            Map<String, Double> numbers = new LinkedHashMap<>();
            names.forEach(name -> numbers.put(name, Math.exp(random.nextGaussian())));
            problem.leastSizes().forEach((name, least) -> numbers.put(name, least + (double) random.nextInt(5)));
            FormulaNumbers formulas = new FormulaNumbers(numbers);
            boolean isClose = formulas.margin(spinodal) < 1e-2 || formulas.margin(coexistence) < 1e-2;
            if (!isClose
                    && !agrees(
                            problem,
                            numbers,
                            formulas.holds(List.of(spinodal)),
                            formulas.holds(List.of(coexistence)))) {
                return false;
            }
        }
        return true;
    }

    private static boolean agrees(
            PowerProblem problem, Map<String, Double> numbers, boolean isStationary, boolean isBelow) {
        double[] powers = problem.exponents().stream()
                .mapToDouble(size -> polynomial(size).evaluate(numbers::get))
                .toArray();
        double a = problem.a().evaluate(numbers::get);
        double b = problem.b().evaluate(numbers::get);
        double c = problem.c().evaluate(numbers::get);
        // Beyond this the first term outweighs the second.
        double reach = 2 * Math.pow(b / a, 1 / (powers[0] - powers[1]));
        boolean falls = false;
        boolean below = false;
        double last = 0;
        for (int i = 1; i <= 20000; i++) {
            double x = reach * i / 20000;
            double loss = a * Math.pow(x, powers[0]) - b * Math.pow(x, powers[1]) + c * Math.pow(x, powers[2]);
            falls |= loss < last;
            below |= loss < 0;
            last = loss;
        }
        return falls == isStationary && below == isBelow;
    }
}
