package dev.nadir.reduction.rings;

import dev.nadir.base.exact.Rational;
import dev.nadir.reduction.Polynomial;
import java.util.ArrayList;
import java.util.List;

/**
 * Tries a resultant at a few points: with numbers for all other variables, Euclid's algorithm gives its value, up to
 * the sign, without any elimination.
 */
record ResultantCheck(Polynomial left, Polynomial right, int variable) {

    /** Large primes: a wrong polynomial that vanishes at such points has coefficients that would show it. */
    private static final List<Integer> PRIMES = List.of(1009, 2003, 3001, 4001, 5003, 6007, 7001, 8009, 9001, 10007);

    private static final int POINTS = 2;

    boolean agrees(Polynomial resultant) {
        for (int point = 0; point < POINTS; point++) {
            List<Rational> first = along(left, point);
            List<Rational> second = along(right, point);
            boolean isLower = first.size() - 1 < degree(left) || second.size() - 1 < degree(right);
            if (!isLower) {
                Rational value = value(resultant, point);
                if (!euclid(first, second).abs().equals(value.abs())) {
                    return false;
                }
            }
        }
        return true;
    }

    private int degree(Polynomial polynomial) {
        return polynomial.terms().stream()
                .mapToInt(term -> term.exponents().get(variable))
                .max()
                .orElse(0);
    }

    /** Another number for each variable and point. */
    private static Rational number(int index, int point) {
        return Rational.of(PRIMES.get((index + 3 * point) % PRIMES.size()) + (long) index / PRIMES.size(), 7);
    }

    private Rational product(Polynomial.Term term, int point) {
        Rational product = term.coefficient();
        for (int i = 0; i < term.exponents().size(); i++) {
            if (i != variable) {
                product = product.times(number(i, point).power(term.exponents().get(i)));
            }
        }
        return product;
    }

    private Rational value(Polynomial polynomial, int point) {
        return polynomial.terms().stream().map(term -> product(term, point)).reduce(Rational.ZERO, Rational::plus);
    }

    /** The coefficients in the variable, lowest first, without leading zeros. */
    private List<Rational> along(Polynomial polynomial, int point) {
        List<Rational> coefficients = new ArrayList<>();
        for (int i = 0; i <= degree(polynomial); i++) {
            coefficients.add(Rational.ZERO);
        }
        for (Polynomial.Term term : polynomial.terms()) {
            int power = term.exponents().get(variable);
            coefficients.set(power, coefficients.get(power).plus(product(term, point)));
        }
        return trimmed(coefficients);
    }

    private static List<Rational> trimmed(List<Rational> coefficients) {
        int length = coefficients.size();
        while (length > 0 && coefficients.get(length - 1).isZero()) {
            length--;
        }
        return List.copyOf(coefficients.subList(0, length));
    }

    /** {@code res(f, g) = lead(g)^(deg f - deg r) * res(g, r)} up to the sign, with r the remainder of f by g. */
    private static Rational euclid(List<Rational> first, List<Rational> second) {
        Rational product = Rational.ONE;
        List<Rational> f = first.size() >= second.size() ? first : second;
        List<Rational> g = first.size() >= second.size() ? second : first;
        while (g.size() > 1) {
            List<Rational> rest = remainder(f, g);
            if (rest.isEmpty()) {
                return Rational.ZERO;
            }
            product = product.times(g.get(g.size() - 1).power(f.size() - rest.size()));
            f = g;
            g = rest;
        }
        return g.isEmpty() ? Rational.ZERO : product.times(g.get(0).power(f.size() - 1));
    }

    private static List<Rational> remainder(List<Rational> f, List<Rational> g) {
        List<Rational> rest = new ArrayList<>(f);
        int top = g.size() - 1;
        for (int shift = f.size() - g.size(); shift >= 0; shift--) {
            Rational factor = rest.get(shift + top).dividedBy(g.get(top));
            for (int i = 0; i <= top; i++) {
                rest.set(shift + i, rest.get(shift + i).minus(factor.times(g.get(i))));
            }
        }
        return trimmed(rest.subList(0, top));
    }
}
