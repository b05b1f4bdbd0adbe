package dev.nadir.reduction;

import dev.nadir.base.SourceSpan;
import dev.nadir.base.exact.Rational;
import dev.nadir.model.Formula;
import dev.nadir.model.Formula.Operator;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Writes what was derived as formulas of the model language, with few signs and brackets. */
public final class FormulaWriter {

    /** What is derived stands in no file. */
    private static final SourceSpan NOWHERE = new SourceSpan("derived", 1, 1, 1, 1);

    private FormulaWriter() {}

    /** A name. */
    public static Formula name(String name) {
        return new Formula.Name(NOWHERE, name);
    }

    /** A fraction. */
    public static Formula number(Rational value) {
        if (value.signum() < 0) {
            return new Formula.Negation(NOWHERE, number(value.negate()));
        }
        Formula numerator = whole(value.numerator());
        return value.isInteger() ? numerator : binary(Operator.DIVIDE, numerator, whole(value.denominator()));
    }

    /** A whole number. */
    public static Formula number(long value) {
        return number(Rational.of(value));
    }

    private static Formula whole(BigInteger value) {
        return new Formula.NumberLiteral(NOWHERE, new Rational(value, BigInteger.ONE), value.toString());
    }

    /** A call such as {@code sqrt(x)}. */
    public static Formula call(String function, List<Formula> arguments) {
        return new Formula.Call(NOWHERE, function, arguments, Map.of());
    }

    /** {@code [a, b]}. */
    public static Formula array(List<Formula> elements) {
        return new Formula.ArrayLiteral(NOWHERE, elements);
    }

    /** {@code left operator right}, as it stands. */
    public static Formula binary(Operator operator, Formula left, Formula right) {
        return new Formula.Binary(NOWHERE, operator, left, right);
    }

    /** The sum, without zeros, signs drawn out. */
    public static Formula plus(Formula left, Formula right) {
        if (isNumber(left, 0)) {
            return right;
        } else if (isNumber(right, 0)) {
            return left;
        } else if (right instanceof Formula.Negation negation) {
            return binary(Operator.SUBTRACT, left, negation.argument());
        }
        return binary(Operator.ADD, left, right);
    }

    /** The difference. */
    public static Formula minus(Formula left, Formula right) {
        return plus(left, negate(right));
    }

    /** The opposite. */
    public static Formula negate(Formula argument) {
        if (isNumber(argument, 0)) {
            return argument;
        }
        return argument instanceof Formula.Negation negation
                ? negation.argument()
                : new Formula.Negation(NOWHERE, argument);
    }

    /** The product, without ones and zeros, signs drawn out. */
    public static Formula times(Formula left, Formula right) {
        if (isNumber(left, 0) || isNumber(right, 1)) {
            return left;
        } else if (isNumber(right, 0) || isNumber(left, 1)) {
            return right;
        } else if (left instanceof Formula.Negation negation) {
            return negate(times(negation.argument(), right));
        } else if (right instanceof Formula.Negation negation) {
            return negate(times(left, negation.argument()));
        }
        boolean isProduct = right instanceof Formula.Binary product && product.operator() == Operator.MULTIPLY;
        if (isProduct) {
            Formula.Binary product = (Formula.Binary) right;
            return times(times(left, product.left()), product.right());
        }
        return binary(Operator.MULTIPLY, left, right);
    }

    /** The quotient. */
    public static Formula over(Formula left, Formula right) {
        if (isNumber(left, 0) || isNumber(right, 1)) {
            return left;
        } else if (left instanceof Formula.Negation negation) {
            return negate(over(negation.argument(), right));
        } else if (right instanceof Formula.Negation negation) {
            return negate(over(left, negation.argument()));
        }
        return binary(Operator.DIVIDE, left, right);
    }

    /** The power with a rational exponent; a root is written {@code sqrt} where it is square. */
    public static Formula power(Formula base, Rational exponent) {
        if (exponent.isOne() || isNumber(base, 1) || (isNumber(base, 0) && exponent.signum() > 0)) {
            return base;
        } else if (exponent.isZero()) {
            return number(1);
        } else if (exponent.equals(Rational.HALF)) {
            return call("sqrt", List.of(base));
        }
        return binary(Operator.POWER, base, number(exponent));
    }

    private static boolean isNumber(Formula formula, long value) {
        return formula instanceof Formula.NumberLiteral literal
                && literal.value().equals(Rational.of(value));
    }

    /** A polynomial, its terms with the highest powers first; a quotient where all powers of a name are negative. */
    public static Formula polynomial(LaurentPolynomial polynomial) {
        LaurentPolynomial denominator = LaurentPolynomial.ONE;
        for (String name : polynomial.names()) {
            int order = polynomial.order(name);
            if (order < 0) {
                denominator = denominator.times(LaurentPolynomial.power(name, -order));
            }
        }
        BigInteger common = polynomial.terms().values().stream()
                .map(Rational::denominator)
                .reduce(BigInteger.ONE, (a, b) -> a.multiply(b).divide(a.gcd(b)));
        boolean isFraction = polynomial.terms().size() > 1 || !denominator.equals(LaurentPolynomial.ONE);
        Rational scale = isFraction ? new Rational(common, BigInteger.ONE) : Rational.ONE;
        Formula numerator = terms(polynomial.times(denominator).times(scale));
        return over(numerator, terms(denominator.times(scale)));
    }

    private static Formula terms(LaurentPolynomial polynomial) {
        List<Map.Entry<LaurentPolynomial.Monomial, Rational>> terms =
                new ArrayList<>(polynomial.terms().entrySet());
        // A leading minus costs a sign more than one further on.
        terms.sort((a, b) -> {
            int bySign = Integer.compare(b.getValue().signum(), a.getValue().signum());
            int byDegree = Integer.compare(b.getKey().degree(), a.getKey().degree());
            return bySign != 0 ? bySign : byDegree != 0 ? byDegree : b.getKey().compareTo(a.getKey());
        });
        Formula sum = number(0);
        for (Map.Entry<LaurentPolynomial.Monomial, Rational> term : terms) {
            sum = plus(sum, term(term.getKey(), term.getValue()));
        }
        return sum;
    }

    private static Formula term(LaurentPolynomial.Monomial monomial, Rational coefficient) {
        Formula product = number(coefficient);
        for (Map.Entry<String, Integer> power : monomial.powers().entrySet()) {
            product = times(product, power(name(power.getKey()), Rational.of(power.getValue())));
        }
        return product;
    }

    /**
     * {@code polynomial relation 0}, written without negative terms and with the smaller side first, as in
     * {@code 16*l^3 < s^4}; a single side is compared with zero.
     */
    public static Formula comparison(LaurentPolynomial polynomial, Operator relation) {
        LaurentPolynomial positive = part(polynomial, 1);
        LaurentPolynomial negative = part(polynomial, -1);
        boolean isDown = relation == Operator.GREATER || relation == Operator.GREATER_OR_EQUAL;
        boolean isEqual = relation == Operator.EQUAL;
        boolean isFlipped = (negative.isZero() || positive.isZero()) ? positive.isZero() : isDown;
        Formula left = polynomial(isFlipped ? negative : positive);
        Formula right = polynomial(isFlipped ? positive : negative);
        return binary(isFlipped && !isEqual ? flipped(relation) : relation, left, right);
    }

    private static Operator flipped(Operator relation) {
        return switch (relation) {
            case LESS -> Operator.GREATER;
            case LESS_OR_EQUAL -> Operator.GREATER_OR_EQUAL;
            case GREATER -> Operator.LESS;
            case GREATER_OR_EQUAL -> Operator.LESS_OR_EQUAL;
            default -> relation;
        };
    }

    /** The terms of one sign, without it. */
    private static LaurentPolynomial part(LaurentPolynomial polynomial, int sign) {
        SortedMap<LaurentPolynomial.Monomial, Rational> terms = new TreeMap<>();
        polynomial.terms().forEach((monomial, coefficient) -> {
            if (coefficient.signum() == sign) {
                terms.put(monomial, coefficient.abs());
            }
        });
        return new LaurentPolynomial(terms);
    }
}
