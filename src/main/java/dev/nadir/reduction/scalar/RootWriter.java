package dev.nadir.reduction.scalar;

import dev.nadir.base.exact.Rational;
import dev.nadir.model.Formula;
import dev.nadir.reduction.FormulaWriter;
import dev.nadir.reduction.LaurentPolynomial;
import dev.nadir.reduction.ScalarProblem.Logarithm;
import dev.nadir.reduction.ScalarProblem.Sign;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.ToIntFunction;

/**
 * Writes a root of a factor, and the loss there, as formulas of the parameters: in radicals where the factor is linear
 * or quadratic in a power of the unknown, else as the named root of a polynomial.
 */
final class RootWriter {

    private final OneUnknown problem;
    private final List<Elimination.Step> steps;
    private final NamedAlgebra algebra;

    /**
     * A root.
     *
     * @param base the root is a power of it, with exponent {@code 1/root}
     * @param isNegative whether it is the opposite of that
     * @param factor the polynomial
     */
    private record Root(Formula base, int root, boolean isNegative, LaurentPolynomial factor) {}

    RootWriter(OneUnknown problem, List<Elimination.Step> steps, NamedAlgebra algebra) {
        this.problem = problem;
        this.steps = List.copyOf(steps);
        this.algebra = algebra;
    }

    /** Every unknown at the point, and the value. */
    record Written(Map<String, Formula> point, Formula value) {}

    /**
     * Writes them.
     *
     * @param isMirrored whether the opposite of the point is meant
     * @param signOf the sign that a polynomial in the parameters has on all cells in question, 0 if it is not constant
     */
    Written write(CellPoints.Point point, boolean isMirrored, ToIntFunction<LaurentPolynomial> signOf) {
        LaurentPolynomial factor = point.factor() == CellPoints.ZERO
                ? LaurentPolynomial.of(problem.unknown())
                : problem.factors().get(point.factor());
        Root root = root(factor, point, signOf);
        Map<String, Formula> all = new LinkedHashMap<>();
        for (Elimination.Step step : steps) {
            LaurentPolynomial top = mirrored(step.value().numerator(), isMirrored);
            LaurentPolynomial bottom = mirrored(step.value().denominator(), isMirrored);
            all.put(step.unknown(), FormulaWriter.power(ratio(top, bottom, root), Rational.of(1, step.root())));
        }
        Formula last = power(root, 1);
        all.put(problem.unknown(), isMirrored ? FormulaWriter.negate(last) : last);
        return new Written(all, value(root));
    }

    private LaurentPolynomial mirrored(LaurentPolynomial polynomial, boolean isMirrored) {
        LaurentPolynomial opposite = LaurentPolynomial.of(problem.unknown()).times(Rational.MINUS_ONE);
        return isMirrored ? polynomial.substitute(Map.of(problem.unknown(), opposite)) : polynomial;
    }

    private Formula quotient(LaurentPolynomial numerator, LaurentPolynomial denominator) {
        NamedAlgebra.Quotient lowest = algebra.lowestTerms(numerator, denominator);
        return FormulaWriter.over(
                algebra.factored(lowest.numerator(), false), FormulaWriter.polynomial(lowest.denominator()));
    }

    private Root root(LaurentPolynomial factor, CellPoints.Point point, ToIntFunction<LaurentPolynomial> signOf) {
        SortedMap<Integer, LaurentPolynomial> parts = factor.coefficients(problem.unknown());
        int step = parts.keySet().stream().reduce(0, RootWriter::gcd);
        int degree = factor.degree(problem.unknown()) / step;
        boolean isPositive = problem.domain() != Sign.FREE;
        LaurentPolynomial leading = factor.coefficient(problem.unknown(), degree * step);
        LaurentPolynomial constant = factor.coefficient(problem.unknown(), 0);
        if (degree == 1 && (step == 1 || step % 2 == 0 || isPositive)) {
            // An even power has one root of either sign, the larger one first.
            boolean isNegative = !isPositive && point.index() > 1;
            return new Root(quotient(constant.times(Rational.MINUS_ONE), leading), step, isNegative, factor);
        } else if (degree == 2 && (step == 1 || isPositive) && signOf.applyAsInt(leading) != 0) {
            LaurentPolynomial linear = parts.getOrDefault(step, LaurentPolynomial.ZERO);
            boolean isLarger = (point.index() == 1) == (signOf.applyAsInt(leading) > 0);
            return new Root(quadratic(leading, linear, constant, isLarger), step, false, factor);
        }
        // On positive numbers a power keeps the order of the roots.
        int taken = isPositive ? step : 1;
        List<Formula> coefficients = new ArrayList<>();
        for (int i = 0; i <= degree * step; i += taken) {
            coefficients.add(FormulaWriter.polynomial(parts.getOrDefault(i, LaurentPolynomial.ZERO)));
        }
        Formula named = FormulaWriter.call(
                "root", List.of(FormulaWriter.array(coefficients), FormulaWriter.number(point.index())));
        return new Root(named, taken, false, factor);
    }

    private static int gcd(int a, int b) {
        return b == 0 ? a : gcd(b, a % b);
    }

    /** {@code (-b +- sqrt(b^2 - 4*a*c))/(2*a)}, squares drawn out of the root. */
    private Formula quadratic(LaurentPolynomial a, LaurentPolynomial b, LaurentPolynomial c, boolean isPlus) {
        LaurentPolynomial discriminant = b.power(2).minus(a.times(c).times(Rational.of(4)));
        LaurentPolynomial square = square(discriminant);
        LaurentPolynomial inside = discriminant.times(square.power(-2));
        LaurentPolynomial denominator = a.times(Rational.of(2));
        LaurentPolynomial outside = b.times(Rational.MINUS_ONE);
        // A number that divides everything outside the root is divided out.
        BigInteger common = content(outside).gcd(content(square)).gcd(content(denominator));
        Rational scale = common.signum() == 0 ? Rational.ONE : new Rational(BigInteger.ONE, common);
        Formula root = FormulaWriter.times(
                FormulaWriter.polynomial(square.times(scale)),
                FormulaWriter.power(FormulaWriter.polynomial(inside), Rational.HALF));
        Formula first = FormulaWriter.polynomial(outside.times(scale));
        Formula numerator = isPlus ? FormulaWriter.plus(first, root) : FormulaWriter.minus(first, root);
        return FormulaWriter.over(numerator, FormulaWriter.polynomial(denominator.times(scale)));
    }

    private static BigInteger content(LaurentPolynomial polynomial) {
        BigInteger content = BigInteger.ZERO;
        for (Rational coefficient : polynomial.terms().values()) {
            if (!coefficient.isInteger()) {
                return BigInteger.ONE;
            }
            content = content.gcd(coefficient.numerator());
        }
        return content;
    }

    /** The largest number and powers of positive parameters whose square divides a polynomial. */
    private LaurentPolynomial square(LaurentPolynomial polynomial) {
        BigInteger content = content(polynomial);
        long root = 1;
        // Contents of hand-made problems are small; what is left under the root stays right.
        for (long i = 2; i <= 1000; i++) {
            BigInteger squared = BigInteger.valueOf(i * i);
            while (content.signum() != 0 && content.mod(squared).signum() == 0) {
                content = content.divide(squared);
                root *= i;
            }
        }
        LaurentPolynomial square = LaurentPolynomial.of(root);
        for (String name : polynomial.names()) {
            if (problem.problem().sign(name) == Sign.POSITIVE) {
                square = square.times(LaurentPolynomial.power(name, Math.floorDiv(polynomial.order(name), 2)));
            }
        }
        return square;
    }

    private static Formula power(Root root, int exponent) {
        Formula size = FormulaWriter.power(root.base(), Rational.of(exponent, root.root()));
        return root.isNegative() && exponent % 2 != 0 ? FormulaWriter.negate(size) : size;
    }

    /** A quotient of polynomials at the root. */
    private Formula ratio(LaurentPolynomial numerator, LaurentPolynomial denominator, Root root) {
        Fraction top = reduce(numerator, root);
        Fraction bottom = reduce(denominator, root);
        LaurentPolynomial over = top.numerator().times(bottom.denominator());
        return write(new Fraction(over, bottom.numerator(), top.denominator()), root);
    }

    private Formula value(Root root) {
        Formula value = ratio(problem.numerator(), problem.denominator(), root);
        Map<LaurentPolynomial, LaurentPolynomial[]> arguments = new LinkedHashMap<>();
        for (Logarithm logarithm : problem.problem().logarithms()) {
            // c*log(p) - c*log(q) = c*log(p/q)
            LaurentPolynomial opposite = logarithm.coefficient().times(Rational.MINUS_ONE);
            boolean isOver = arguments.containsKey(opposite);
            LaurentPolynomial[] fraction = arguments.computeIfAbsent(
                    isOver ? opposite : logarithm.coefficient(),
                    key -> new LaurentPolynomial[] {LaurentPolynomial.ONE, LaurentPolynomial.ONE});
            fraction[isOver ? 1 : 0] = fraction[isOver ? 1 : 0].times(logarithm.argument());
        }
        for (Map.Entry<LaurentPolynomial, LaurentPolynomial[]> each : arguments.entrySet()) {
            Formula argument = ratio(each.getValue()[0], each.getValue()[1], root);
            boolean isOne = argument.equals(FormulaWriter.number(1));
            value = isOne ? value : FormulaWriter.plus(value, logarithm(each.getKey(), argument));
        }
        return value;
    }

    private static Formula logarithm(LaurentPolynomial coefficient, Formula argument) {
        return FormulaWriter.times(
                FormulaWriter.polynomial(coefficient), FormulaWriter.call("log", List.of(argument)));
    }

    /** {@code numerator/(middle*denominator)}; all may hold the unknown, in powers less than the factor's degree. */
    private record Fraction(LaurentPolynomial numerator, LaurentPolynomial middle, LaurentPolynomial denominator) {}

    /** A polynomial in the unknown modulo the factor. */
    private Fraction reduce(LaurentPolynomial polynomial, Root root) {
        String x = problem.unknown();
        int degree = root.factor().degree(x);
        LaurentPolynomial leading = root.factor().coefficient(x, degree);
        LaurentPolynomial shift = LaurentPolynomial.power(x, Math.max(0, -polynomial.order(x)));
        LaurentPolynomial rest = polynomial.times(shift);
        LaurentPolynomial scale = shift;
        while (!rest.isZero() && rest.degree(x) >= degree) {
            int top = rest.degree(x);
            LaurentPolynomial coefficient = rest.coefficient(x, top);
            rest = rest.times(leading)
                    .minus(root.factor().times(coefficient).times(LaurentPolynomial.power(x, top - degree)));
            scale = scale.times(leading);
        }
        return new Fraction(rest, LaurentPolynomial.ONE, scale);
    }

    private Formula write(Fraction fraction, Root root) {
        LaurentPolynomial bottom = fraction.middle().times(fraction.denominator());
        boolean isKnown = !fraction.numerator().names().contains(problem.unknown())
                && !bottom.names().contains(problem.unknown());
        if (isKnown) {
            return quotient(fraction.numerator(), bottom);
        }
        NamedAlgebra.Quotient lowest = algebra.lowestTerms(fraction.numerator(), bottom);
        return FormulaWriter.over(inUnknown(lowest.numerator(), root), inUnknown(lowest.denominator(), root));
    }

    /** A polynomial with the root in place of the unknown. */
    private Formula inUnknown(LaurentPolynomial polynomial, Root root) {
        Formula sum = FormulaWriter.number(0);
        for (Map.Entry<Integer, LaurentPolynomial> each :
                polynomial.coefficients(problem.unknown()).entrySet()) {
            int power = each.getKey();
            LaurentPolynomial part = each.getValue();
            if (power == 0) {
                sum = FormulaWriter.plus(sum, FormulaWriter.polynomial(part));
            } else {
                boolean isNegative = part.terms().values().stream().allMatch(coefficient -> coefficient.signum() < 0);
                Formula size = FormulaWriter.polynomial(isNegative ? part.times(Rational.MINUS_ONE) : part);
                Formula term = FormulaWriter.times(size, power(root, power));
                sum = isNegative ? FormulaWriter.minus(sum, term) : FormulaWriter.plus(sum, term);
            }
        }
        return sum;
    }
}
