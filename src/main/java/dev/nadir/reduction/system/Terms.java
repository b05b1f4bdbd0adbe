package dev.nadir.reduction.system;

import dev.nadir.base.exact.Rational;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.IntFunction;

/** A sum of terms over the numbered variables of an expansion. Immutable; equal when the same polynomial. */
final class Terms {

    static final Terms ZERO = new Terms(Map.of());

    private final Map<PowerProduct, Rational> coefficients;

    private Terms(Map<PowerProduct, Rational> coefficients) {
        this.coefficients = coefficients;
    }

    static Terms constant(Rational value) {
        return value.isZero() ? ZERO : new Terms(Map.of(PowerProduct.ONE, value));
    }

    static Terms variable(int variable) {
        return new Terms(Map.of(PowerProduct.single(variable), Rational.ONE));
    }

    int size() {
        return coefficients.size();
    }

    boolean isZero() {
        return coefficients.isEmpty();
    }

    /** The value, if there is no variable. */
    Optional<Rational> constant() {
        if (coefficients.isEmpty()) {
            return Optional.of(Rational.ZERO);
        }
        return coefficients.size() == 1 ? Optional.ofNullable(coefficients.get(PowerProduct.ONE)) : Optional.empty();
    }

    /** Whether this is a number times at most one variable. */
    boolean isPlain() {
        if (coefficients.size() > 1) {
            return false;
        }
        return coefficients.keySet().stream()
                .allMatch(product -> product.count() == 0 || (product.count() == 1 && product.exponent(0) == 1));
    }

    void forEach(BiConsumer<PowerProduct, Rational> action) {
        coefficients.forEach(action);
    }

    Terms plus(Terms other) {
        if (other.size() > size()) {
            return other.plus(this);
        }
        if (other.isZero()) {
            return this;
        }
        Sum sum = new Sum();
        sum.add(this);
        sum.add(other);
        return sum.terms();
    }

    Terms times(Rational factor) {
        if (factor.isZero() || factor.isOne()) {
            return factor.isZero() ? ZERO : this;
        }
        Map<PowerProduct, Rational> scaled = new HashMap<>();
        coefficients.forEach((product, coefficient) -> scaled.put(product, coefficient.times(factor)));
        return new Terms(scaled);
    }

    /** The value where every variable has one. */
    Rational value(IntFunction<Rational> values) {
        Rational sum = Rational.ZERO;
        for (Map.Entry<PowerProduct, Rational> term : coefficients.entrySet()) {
            Rational value = term.getValue();
            for (int i = 0; i < term.getKey().count(); i++) {
                value = value.times(values.apply(term.getKey().variable(i))
                        .power(term.getKey().exponent(i)));
            }
            sum = sum.plus(value);
        }
        return sum;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Terms terms && coefficients.equals(terms.coefficients);
    }

    @Override
    public int hashCode() {
        return coefficients.hashCode();
    }

    /** A sum that grows. */
    static final class Sum {

        private final Map<PowerProduct, Rational> coefficients = new HashMap<>();

        void add(Terms terms) {
            terms.coefficients.forEach(this::add);
        }

        /** Adds the product. */
        void add(Terms left, Terms right) {
            left.coefficients.forEach((a, x) -> right.coefficients.forEach((b, y) -> add(a.times(b), x.times(y))));
        }

        private void add(PowerProduct product, Rational coefficient) {
            Rational before = coefficients.get(product);
            Rational sum = before == null ? coefficient : before.plus(coefficient);
            if (sum.isZero()) {
                coefficients.remove(product);
            } else {
                coefficients.put(product, sum);
            }
        }

        Terms terms() {
            return coefficients.isEmpty() ? ZERO : new Terms(coefficients);
        }
    }
}
