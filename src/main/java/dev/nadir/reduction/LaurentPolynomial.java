package dev.nadir.reduction;

import dev.nadir.base.PreconditionException;
import dev.nadir.base.exact.Rational;
import java.util.Collections;
import java.util.Comparator;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.ToDoubleFunction;

/**
 * A sum of exact coefficients times products of integer powers of named numbers; powers may be negative. Immutable,
 * equal when the terms are.
 *
 * @param terms the non-zero coefficients by their monomial
 */
public record LaurentPolynomial(SortedMap<Monomial, Rational> terms) {

    public static final LaurentPolynomial ZERO = new LaurentPolynomial(new TreeMap<>());
    public static final LaurentPolynomial ONE = of(Rational.ONE);

    /** A product of powers; a name with exponent zero is not in it. */
    public record Monomial(SortedMap<String, Integer> powers) implements Comparable<Monomial> {

        private static final Comparator<String> BY_NAME = Comparator.naturalOrder();

        /** Drops zero exponents. */
        public Monomial {
            SortedMap<String, Integer> kept = new TreeMap<>(BY_NAME);
            powers.forEach((name, power) -> {
                if (power != 0) {
                    kept.put(name, power);
                }
            });
            powers = Collections.unmodifiableSortedMap(kept);
        }

        /** The exponent of a name, zero where it does not occur. */
        public int power(String name) {
            return powers.getOrDefault(name, 0);
        }

        /** The sum of the exponents. */
        public int degree() {
            return powers.values().stream().mapToInt(Integer::intValue).sum();
        }

        Monomial times(Monomial other) {
            SortedMap<String, Integer> product = new TreeMap<>(powers);
            other.powers.forEach((name, power) -> product.merge(name, power, Integer::sum));
            return new Monomial(product);
        }

        Monomial without(String name) {
            SortedMap<String, Integer> rest = new TreeMap<>(powers);
            rest.remove(name);
            return new Monomial(rest);
        }

        @Override
        public int compareTo(Monomial other) {
            return powers.toString().compareTo(other.powers.toString());
        }
    }

    /** Drops zero coefficients. */
    public LaurentPolynomial {
        SortedMap<Monomial, Rational> kept = new TreeMap<>();
        terms.forEach((monomial, coefficient) -> {
            if (!coefficient.isZero()) {
                kept.put(monomial, coefficient);
            }
        });
        terms = Collections.unmodifiableSortedMap(kept);
    }

    /** A constant. */
    public static LaurentPolynomial of(Rational constant) {
        return new LaurentPolynomial(new TreeMap<>(Map.of(new Monomial(new TreeMap<>()), constant)));
    }

    /** A constant. */
    public static LaurentPolynomial of(long constant) {
        return of(Rational.of(constant));
    }

    /** The number with this name. */
    public static LaurentPolynomial of(String name) {
        return power(name, 1);
    }

    /** A power of the number with this name. */
    public static LaurentPolynomial power(String name, int exponent) {
        Monomial monomial = new Monomial(new TreeMap<>(Map.of(name, exponent)));
        return new LaurentPolynomial(new TreeMap<>(Map.of(monomial, Rational.ONE)));
    }

    /** The sum. */
    public LaurentPolynomial plus(LaurentPolynomial other) {
        SortedMap<Monomial, Rational> sum = new TreeMap<>(terms);
        other.terms.forEach((monomial, coefficient) -> sum.merge(monomial, coefficient, Rational::plus));
        return new LaurentPolynomial(sum);
    }

    /** The difference. */
    public LaurentPolynomial minus(LaurentPolynomial other) {
        return plus(other.times(Rational.MINUS_ONE));
    }

    /** A multiple. */
    public LaurentPolynomial times(Rational factor) {
        SortedMap<Monomial, Rational> product = new TreeMap<>();
        terms.forEach((monomial, coefficient) -> product.put(monomial, coefficient.times(factor)));
        return new LaurentPolynomial(product);
    }

    /** The product. */
    public LaurentPolynomial times(LaurentPolynomial other) {
        SortedMap<Monomial, Rational> product = new TreeMap<>();
        terms.forEach((left, a) ->
                other.terms.forEach((right, b) -> product.merge(left.times(right), a.times(b), Rational::plus)));
        return new LaurentPolynomial(product);
    }

    /**
     * The integer power.
     *
     * @throws PreconditionException if the exponent is negative and this is not one term
     */
    public LaurentPolynomial power(int exponent) {
        if (exponent < 0) {
            return inverse().power(-exponent);
        }
        LaurentPolynomial product = ONE;
        for (int i = 0; i < exponent; i++) {
            product = product.times(this);
        }
        return product;
    }

    private LaurentPolynomial inverse() {
        if (terms.size() != 1) {
            throw new PreconditionException("only one term has a negative power, got " + terms.size() + " terms");
        }
        SortedMap<String, Integer> powers = new TreeMap<>();
        terms.firstKey().powers().forEach((name, power) -> powers.put(name, -power));
        Rational coefficient = terms.values().iterator().next().inverse();
        return new LaurentPolynomial(new TreeMap<>(Map.of(new Monomial(powers), coefficient)));
    }

    /** The derivative with respect to a name. */
    public LaurentPolynomial derivative(String name) {
        LaurentPolynomial lower = power(name, -1);
        SortedMap<Monomial, Rational> scaled = new TreeMap<>();
        terms.forEach((monomial, c) -> scaled.put(monomial, c.times(Rational.of(monomial.power(name)))));
        return new LaurentPolynomial(scaled).times(lower);
    }

    /** The coefficients of the powers of a name, lowest power first; polynomials in the other names. */
    public SortedMap<Integer, LaurentPolynomial> coefficients(String name) {
        SortedMap<Integer, LaurentPolynomial> coefficients = new TreeMap<>();
        terms.forEach((monomial, coefficient) -> coefficients.merge(
                monomial.power(name),
                new LaurentPolynomial(new TreeMap<>(Map.of(monomial.without(name), coefficient))),
                LaurentPolynomial::plus));
        return coefficients;
    }

    /** The coefficient of one power of a name, zero where there is none. */
    public LaurentPolynomial coefficient(String name, int power) {
        return coefficients(name).getOrDefault(power, ZERO);
    }

    /** Each named number replaced. */
    public LaurentPolynomial substitute(Map<String, LaurentPolynomial> values) {
        LaurentPolynomial sum = ZERO;
        for (Map.Entry<Monomial, Rational> term : terms.entrySet()) {
            LaurentPolynomial product = of(term.getValue());
            for (Map.Entry<String, Integer> power : term.getKey().powers().entrySet()) {
                LaurentPolynomial value = values.get(power.getKey());
                product = product.times(
                        value == null ? power(power.getKey(), power.getValue()) : value.power(power.getValue()));
            }
            sum = sum.plus(product);
        }
        return sum;
    }

    /** Every name that occurs. */
    public SortedSet<String> names() {
        SortedSet<String> names = new TreeSet<>();
        terms.keySet().forEach(monomial -> names.addAll(monomial.powers().keySet()));
        return names;
    }

    /** The largest exponent of a name, zero for the zero polynomial. */
    public int degree(String name) {
        return terms.keySet().stream().mapToInt(m -> m.power(name)).max().orElse(0);
    }

    /** The smallest exponent of a name, zero for the zero polynomial. */
    public int order(String name) {
        return terms.keySet().stream().mapToInt(m -> m.power(name)).min().orElse(0);
    }

    /** Whether there is no term. */
    public boolean isZero() {
        return terms.isEmpty();
    }

    /** Whether none of the names occurs. */
    public boolean isFreeOf(Set<String> names) {
        return names().stream().noneMatch(names::contains);
    }

    /** The value where every name has a number. */
    public double evaluate(ToDoubleFunction<String> values) {
        double sum = 0;
        for (Map.Entry<Monomial, Rational> term : terms.entrySet()) {
            double product = term.getValue().round();
            for (Map.Entry<String, Integer> power : term.getKey().powers().entrySet()) {
                product *= Math.pow(values.applyAsDouble(power.getKey()), power.getValue());
            }
            sum += product;
        }
        return sum;
    }

    /** The value in any ring: {@code term} makes the value of one term, {@code sum} adds two values. */
    public <T> T fold(T zero, BiFunction<Rational, Monomial, T> term, BiFunction<T, T, T> sum) {
        T total = zero;
        for (Map.Entry<Monomial, Rational> entry : terms.entrySet()) {
            total = sum.apply(total, term.apply(entry.getValue(), entry.getKey()));
        }
        return total;
    }
}
