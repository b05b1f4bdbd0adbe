package dev.nadir.reduction.scalar;

import dev.nadir.base.exact.Rational;
import dev.nadir.reduction.LaurentPolynomial;
import dev.nadir.reduction.LaurentPolynomial.Monomial;
import dev.nadir.reduction.ScalarProblem;
import dev.nadir.reduction.ScalarProblem.Logarithm;
import dev.nadir.reduction.ScalarProblem.Sign;
import dev.nadir.reduction.scalar.NamedAlgebra.Quotient;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/**
 * Takes unknowns out of a problem one by one, where the loss has exactly one stationary point in the unknown, a
 * minimum with positive curvature, whatever the others are: a convex quadratic, or {@code a*u - c*log(u)} and
 * {@code a/u + c*log(u)} (proof note docs/theorems/scalar-elimination.md). No stationary point is lost, and none changes
 * the number of its negative directions.
 */
final class Elimination {

    private final NamedAlgebra algebra;

    /**
     * One unknown as a function of those that are left.
     *
     * @param root the unknown is this root of the value, 1 for the value itself
     */
    record Step(String unknown, Quotient value, int root) {}

    /**
     * What is left.
     *
     * @param steps in order; each may hold the unknowns of later ones
     */
    record Result(ScalarProblem problem, List<Step> steps) {}

    private record Next(ScalarProblem problem, Step step) {}

    Elimination(NamedAlgebra algebra) {
        this.algebra = algebra;
    }

    /** A problem in one unknown, if any order of steps leads to one. */
    Optional<Result> toOne(ScalarProblem problem) {
        if (problem.unknowns().size() == 1) {
            return Optional.of(new Result(problem, List.of()));
        }
        for (String unknown : problem.unknowns().keySet()) {
            Optional<Result> rest = without(problem, unknown).flatMap(next -> toOne(next.problem())
                    .map(result -> {
                        List<Step> steps = new ArrayList<>(List.of(next.step()));
                        steps.addAll(result.steps());
                        return new Result(result.problem(), steps);
                    }));
            if (rest.isPresent()) {
                return rest;
            }
        }
        return Optional.empty();
    }

    private Optional<Next> without(ScalarProblem problem, String unknown) {
        Optional<Shape> shape = shape(problem, unknown);
        return shape.flatMap(s -> s.logarithm().isZero() ? quadratic(problem, unknown, s) : logarithmic(problem, unknown, s));
    }

    /**
     * The loss in one unknown u: {@code sum(parts[i] * u^i)/denominator + logarithm * log(u) + others}.
     *
     * @param others logarithms without the unknown
     */
    private record Shape(
            SortedMap<Integer, LaurentPolynomial> parts,
            LaurentPolynomial denominator,
            LaurentPolynomial logarithm,
            List<Logarithm> others) {

        LaurentPolynomial part(int power) {
            return parts.getOrDefault(power, LaurentPolynomial.ZERO);
        }
    }

    private static Optional<Shape> shape(ScalarProblem problem, String unknown) {
        int under = problem.denominator().degree(unknown);
        if (problem.denominator().order(unknown) != under) {
            return Optional.empty();
        }
        LaurentPolynomial away = LaurentPolynomial.power(unknown, -under);
        LaurentPolynomial logarithm = LaurentPolynomial.ZERO;
        List<Logarithm> others = new ArrayList<>();
        for (Logarithm each : problem.logarithms()) {
            int power = each.argument().degree(unknown);
            if (each.argument().order(unknown) != power) {
                return Optional.empty();
            }
            logarithm = logarithm.plus(each.coefficient().times(Rational.of(power)));
            LaurentPolynomial rest = each.argument().times(LaurentPolynomial.power(unknown, -power));
            if (!rest.equals(LaurentPolynomial.ONE)) {
                others.add(new Logarithm(each.coefficient(), rest));
            }
        }
        return Optional.of(new Shape(
                problem.numerator().times(away).coefficients(unknown),
                problem.denominator().times(away),
                logarithm,
                others));
    }

    private Optional<Next> quadratic(ScalarProblem problem, String unknown, Shape shape) {
        boolean isQuadratic = shape.parts().keySet().stream().allMatch(power -> power >= 0 && power <= 2);
        LaurentPolynomial a = shape.part(2);
        LaurentPolynomial b = shape.part(1);
        int curvature = sign(a, problem) * sign(shape.denominator(), problem);
        boolean isInside = problem.sign(unknown) == Sign.FREE || sign(a, problem) * sign(b, problem) < 0;
        if (!isQuadratic || curvature <= 0 || !isInside) {
            return Optional.empty();
        }
        LaurentPolynomial top = a.times(shape.part(0)).times(Rational.of(4)).minus(b.power(2));
        LaurentPolynomial bottom = a.times(shape.denominator()).times(Rational.of(4));
        Quotient value = algebra.lowestTerms(b.times(Rational.MINUS_ONE), a.times(Rational.of(2)));
        return Optional.of(
                new Next(rest(problem, unknown, algebra.lowestTerms(top, bottom), shape.others()), new Step(unknown, value, 1)));
    }

    /** {@code a*u^k + b + c*log(u)} with k*a > 0 > k*c ... the unknown's power k is {@code -c/(k*a)}. */
    private Optional<Next> logarithmic(ScalarProblem problem, String unknown, Shape shape) {
        List<Integer> powers =
                shape.parts().keySet().stream().filter(power -> power != 0).toList();
        if (powers.size() != 1 || problem.sign(unknown) != Sign.POSITIVE) {
            return Optional.empty();
        }
        int k = powers.get(0);
        LaurentPolynomial a = shape.part(k);
        LaurentPolynomial c = shape.logarithm().times(Rational.of(-1, k));
        int height = sign(a, problem) * sign(shape.denominator(), problem);
        if (height <= 0 || sign(c, problem) <= 0) {
            return Optional.empty();
        }
        // u^k = c*d/a: the loss there is b/d + c - c*log(c*d/a), c the coefficient over -k.
        LaurentPolynomial top = c.times(shape.denominator());
        List<Logarithm> logarithms = new ArrayList<>(shape.others());
        logarithms.add(new Logarithm(c.times(Rational.MINUS_ONE), positive(top, problem)));
        logarithms.add(new Logarithm(c, positive(a, problem)));
        Quotient loss = algebra.lowestTerms(shape.part(0).plus(top), shape.denominator());
        Quotient value = k > 0 ? algebra.lowestTerms(top, a) : algebra.lowestTerms(a, top);
        return Optional.of(
                new Next(rest(problem, unknown, loss, logarithms), new Step(unknown, value, Math.abs(k))));
    }

    private static LaurentPolynomial positive(LaurentPolynomial polynomial, ScalarProblem problem) {
        return sign(polynomial, problem) < 0 ? polynomial.times(Rational.MINUS_ONE) : polynomial;
    }

    private static ScalarProblem rest(
            ScalarProblem problem, String unknown, Quotient loss, List<Logarithm> logarithms) {
        Map<String, Sign> unknowns = new LinkedHashMap<>(problem.unknowns());
        unknowns.remove(unknown);
        return new ScalarProblem(
                unknowns, problem.parameters(), loss.numerator(), loss.denominator(), logarithms, problem.assumptions());
    }

    /**
     * The sign of a polynomial on the whole domain where its terms show it: all of one sign, and one of them never
     * zero; zero if they do not.
     */
    static int sign(LaurentPolynomial polynomial, ScalarProblem problem) {
        int common = 0;
        boolean isStrict = false;
        for (Map.Entry<Monomial, Rational> term : polynomial.terms().entrySet()) {
            int sign = term.getValue().signum();
            boolean isSigned = term.getKey().powers().entrySet().stream()
                    .allMatch(power -> power.getValue() % 2 == 0 || problem.sign(power.getKey()) != Sign.FREE);
            if (!isSigned || common * sign < 0) {
                return 0;
            }
            common = sign;
            isStrict |= term.getKey().powers().keySet().stream()
                    .allMatch(name -> problem.sign(name) == Sign.POSITIVE);
        }
        return isStrict ? common : 0;
    }

    /** Each unknown that was taken out as a function of the last one alone, in the order of the steps. */
    List<Step> inLast(Result result) {
        List<Step> steps = new ArrayList<>();
        Map<String, Step> known = new LinkedHashMap<>();
        for (int i = result.steps().size() - 1; i >= 0; i--) {
            Step step = result.steps().get(i);
            Quotient value = step.value();
            for (Step later : known.values()) {
                boolean isUsed = value.numerator().names().contains(later.unknown())
                        || value.denominator().names().contains(later.unknown());
                value = isUsed ? insert(value, later) : value;
            }
            Step last = new Step(step.unknown(), value, step.root());
            known.put(step.unknown(), last);
            steps.add(0, last);
        }
        return steps;
    }

    private Quotient insert(Quotient value, Step later) {
        int root = later.root();
        String name = later.unknown();
        boolean isWhole = List.of(value.numerator(), value.denominator()).stream()
                .flatMap(p -> p.coefficients(name).keySet().stream())
                .allMatch(power -> power % root == 0);
        if (!isWhole) {
            throw new StepRefused("elimination of unknowns", name + " is a root that another unknown depends on");
        }
        int degree = Math.max(value.numerator().degree(name), value.denominator().degree(name)) / root;
        return algebra.lowestTerms(
                homogeneous(value.numerator(), later, degree), homogeneous(value.denominator(), later, degree));
    }

    /** The polynomial at the quotient, times the quotient's denominator to the given power. */
    private static LaurentPolynomial homogeneous(LaurentPolynomial polynomial, Step later, int degree) {
        LaurentPolynomial sum = LaurentPolynomial.ZERO;
        for (Map.Entry<Integer, LaurentPolynomial> part :
                polynomial.coefficients(later.unknown()).entrySet()) {
            int power = part.getKey() / later.root();
            sum = sum.plus(part.getValue()
                    .times(later.value().numerator().power(power))
                    .times(later.value().denominator().power(degree - power)));
        }
        return sum;
    }
}
