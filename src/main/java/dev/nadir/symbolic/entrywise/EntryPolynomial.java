package dev.nadir.symbolic.entrywise;

import dev.nadir.base.PreconditionException;
import dev.nadir.base.exact.Rational;
import dev.nadir.expr.Expr;
import dev.nadir.expr.Exprs;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A polynomial with exact coefficients in numbered atoms, multiplied out; exponents may be negative. */
final class EntryPolynomial {

    static final EntryPolynomial ZERO = new EntryPolynomial(Map.of());
    static final EntryPolynomial ONE = of(Rational.ONE);

    private static final int MOST_TERMS = 4000;

    private final Map<Power, Rational> terms;

    /** A product of powers: atoms in ascending order, each followed by its exponent. */
    private record Power(int[] factors) {

        @Override
        public boolean equals(Object other) {
            return other instanceof Power power && Arrays.equals(factors, power.factors);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(factors);
        }

        @Override
        public String toString() {
            return Arrays.toString(factors);
        }

        Power times(Power other) {
            int[] merged = new int[factors.length + other.factors.length];
            int i = 0;
            int j = 0;
            int count = 0;
            while (i < factors.length || j < other.factors.length) {
                int order = order(i, other, j);
                int exponent = (order <= 0 ? factors[i + 1] : 0) + (order >= 0 ? other.factors[j + 1] : 0);
                if (exponent != 0) {
                    merged[count] = order <= 0 ? factors[i] : other.factors[j];
                    merged[count + 1] = exponent;
                    count += 2;
                }
                i += order <= 0 ? 2 : 0;
                j += order >= 0 ? 2 : 0;
            }
            return new Power(Arrays.copyOf(merged, count));
        }

        /** Which atom comes first, that at {@code i} here or that at {@code j} there; 0 for the same. */
        private int order(int i, Power other, int j) {
            if (i == factors.length || j == other.factors.length) {
                return i == factors.length ? 1 : -1;
            }
            return Integer.compare(factors[i], other.factors[j]);
        }

        int degree() {
            int degree = 0;
            for (int i = 1; i < factors.length; i += 2) {
                degree += factors[i];
            }
            return degree;
        }
    }

    private EntryPolynomial(Map<Power, Rational> terms) {
        if (terms.size() > MOST_TERMS) {
            throw new PreconditionException("an entry must have at most " + MOST_TERMS
                    + " terms when multiplied out; name a part of it by let, or take smaller sizes");
        }
        this.terms = terms;
    }

    static EntryPolynomial of(Rational value) {
        return value.isZero()
                ? new EntryPolynomial(Map.of())
                : new EntryPolynomial(Map.of(new Power(new int[0]), value));
    }

    static EntryPolynomial atom(int number) {
        return new EntryPolynomial(Map.of(new Power(new int[] {number, 1}), Rational.ONE));
    }

    boolean isZero() {
        return terms.isEmpty();
    }

    int termCount() {
        return terms.size();
    }

    EntryPolynomial plus(EntryPolynomial other) {
        if (isZero()) {
            return other;
        } else if (other.isZero()) {
            return this;
        }
        Map<Power, Rational> sum = new HashMap<>(terms);
        other.terms.forEach((power, value) -> add(sum, power, value));
        return new EntryPolynomial(sum);
    }

    private static void add(Map<Power, Rational> sum, Power power, Rational value) {
        Rational total = sum.merge(power, value, Rational::plus);
        if (total.isZero()) {
            sum.remove(power);
        }
    }

    EntryPolynomial times(EntryPolynomial other) {
        if (isZero() || other.isZero()) {
            return ZERO;
        }
        Map<Power, Rational> product = new HashMap<>();
        terms.forEach((a, x) -> other.terms.forEach((b, y) -> add(product, a.times(b), x.times(y))));
        return new EntryPolynomial(product);
    }

    /** A whole power; nothing but a single term has a negative one. */
    EntryPolynomial power(int exponent) {
        EntryPolynomial base = this;
        if (exponent < 0) {
            Map.Entry<Power, Rational> only = terms.entrySet().iterator().next();
            int[] factors = only.getKey().factors().clone();
            for (int i = 1; i < factors.length; i += 2) {
                factors[i] = -factors[i];
            }
            base = new EntryPolynomial(
                    Map.of(new Power(factors), only.getValue().power(-1)));
        }
        EntryPolynomial result = ONE;
        for (int i = 0; i < Math.abs(exponent); i++) {
            result = result.times(base);
        }
        return result;
    }

    /** As a scalar expression, larger degrees first. */
    Expr expression(List<Expr> atoms) {
        List<Map.Entry<Power, Rational>> ordered = new ArrayList<>(terms.entrySet());
        ordered.sort(Comparator.<Map.Entry<Power, Rational>>comparingInt(
                        entry -> -entry.getKey().degree())
                .thenComparing(entry -> entry.getKey().factors(), Arrays::compare));
        List<Expr> summands = new ArrayList<>();
        for (Map.Entry<Power, Rational> entry : ordered) {
            List<Expr> factors = new ArrayList<>(List.of(Exprs.literal(entry.getValue())));
            int[] powers = entry.getKey().factors();
            for (int i = 0; i < powers.length; i += 2) {
                factors.add(Exprs.power(atoms.get(powers[i]), Rational.of(powers[i + 1])));
            }
            summands.add(Exprs.product(factors));
        }
        return summands.isEmpty() ? Exprs.literal(0) : Exprs.sum(summands);
    }
}
