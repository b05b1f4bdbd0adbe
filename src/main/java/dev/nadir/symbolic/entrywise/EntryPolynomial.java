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
import java.util.function.IntFunction;

/** A polynomial with exact coefficients in numbered atoms, multiplied out; exponents may be negative. */
final class EntryPolynomial {

    static final EntryPolynomial ZERO = new EntryPolynomial(Map.of());
    static final EntryPolynomial ONE = of(Rational.ONE);

    private static final int MOST_TERMS = 4000;

    private final Map<Power, Rational> terms;

    /** A product of powers: atoms in ascending order, each followed by its exponent. */
    private static final class Power {

        private final int[] factors;
        private final int hash;

        Power(int[] factors) {
            this.factors = factors;
            this.hash = Arrays.hashCode(factors);
        }

        int[] factors() {
            return factors;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Power power && hash == power.hash && Arrays.equals(factors, power.factors);
        }

        @Override
        public int hashCode() {
            return hash;
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
            return new Power(count == merged.length ? merged : Arrays.copyOf(merged, count));
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

    /** The sum of the products of neighbours: one map for all of them. */
    static EntryPolynomial sumOfProducts(
            int count, IntFunction<EntryPolynomial> left, IntFunction<EntryPolynomial> right) {
        Map<Power, Rational> sum = new HashMap<>();
        int done = 0;
        EntryPolynomial only = ZERO;
        for (int k = 0; k < count; k++) {
            EntryPolynomial a = left.apply(k);
            EntryPolynomial b = right.apply(k);
            if (!a.isZero() && !b.isZero()) {
                only = b;
                done++;
                a.terms.forEach((p, x) -> b.terms.forEach((q, y) -> add(sum, p.times(q), x.times(y))));
            }
        }
        return done == 0 ? only : new EntryPolynomial(sum);
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
            int[] powers = entry.getKey().factors();
            List<Expr> factors = new ArrayList<>(1 + powers.length / 2);
            if (!entry.getValue().isOne() || powers.length == 0) {
                factors.add(Exprs.literal(entry.getValue()));
            }
            for (int i = 0; i < powers.length; i += 2) {
                Expr atom = atoms.get(powers[i]);
                factors.add(powers[i + 1] == 1 ? atom : Exprs.power(atom, Rational.of(powers[i + 1])));
            }
            // Powers of atoms that differ have nothing to collect either.
            boolean isPlain = powers.length > 2 && factors.stream().noneMatch(Expr.Product.class::isInstance);
            summands.add(isPlain ? new Expr.Product(factors) : Exprs.product(factors));
        }
        // Monomials that differ have nothing to collect; a person starts with a positive one.
        for (int i = 0; i < ordered.size(); i++) {
            if (ordered.get(i).getValue().signum() > 0) {
                summands.add(0, summands.remove(i));
                break;
            }
        }
        return summands.isEmpty() ? Exprs.literal(0) : summands.size() == 1 ? summands.get(0) : new Expr.Sum(summands);
    }
}
