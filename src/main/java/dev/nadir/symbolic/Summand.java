package dev.nadir.symbolic;

import dev.nadir.base.exact.Rational;
import dev.nadir.expr.Expr;
import dev.nadir.expr.Exprs;
import dev.nadir.expr.Shape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A term of a sum taken apart.
 *
 * @param scalars the scalar factors with their exponents
 * @param factors the matrix factors from left to right; none in a sum of scalars, and none for the identity
 */
record Summand(Rational number, Map<Expr, Rational> scalars, List<Expr> factors) {

    Summand {
        scalars = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(scalars));
        factors = List.copyOf(factors);
    }

    static Summand of(Expr term) {
        Map<Expr, Rational> scalars = new LinkedHashMap<>();
        List<Expr> factors = new ArrayList<>();
        Rational number = collect(term, Rational.ONE, scalars, factors);
        scalars.values().removeIf(Rational::isZero);
        return new Summand(number, scalars, factors);
    }

    /** Adds the factors of a product to the exponents; returns the number in front. */
    private static Rational collect(Expr e, Rational exponent, Map<Expr, Rational> scalars, List<Expr> factors) {
        if (e.shape().isScalar()) {
            return collectScalar(e, exponent, scalars);
        } else if (e instanceof Expr.Scaled scaled) {
            Rational number = collectScalar(scaled.scalar(), Rational.ONE, scalars);
            return number.times(collect(scaled.body(), Rational.ONE, scalars, factors));
        } else if (e instanceof Expr.Product product) {
            Rational number = Rational.ONE;
            for (Expr factor : product.factors()) {
                number = number.times(collect(factor, Rational.ONE, scalars, factors));
            }
            return number;
        } else if (!(e instanceof Expr.Identity)) {
            factors.add(e);
        }
        return Rational.ONE;
    }

    private static Rational collectScalar(Expr e, Rational exponent, Map<Expr, Rational> scalars) {
        if (e instanceof Expr.Power power && exponent.isInteger()) {
            // (x^p)^n = x^(p*n) for whole n; (x^2)^(1/2) is |x|.
            return collectScalar(power.base(), exponent.times(power.exponent()), scalars);
        } else if (exponent.isInteger()
                && e instanceof Expr.Literal literal
                && !literal.value().isZero()) {
            return literal.value().power(exponent.intValueExact());
        } else if (exponent.isInteger() && e instanceof Expr.Product product && isOfScalars(product)) {
            Rational number = Rational.ONE;
            for (Expr factor : product.factors()) {
                number = number.times(collectScalar(factor, exponent, scalars));
            }
            return number;
        }
        scalars.merge(e, exponent, Rational::plus);
        return Rational.ONE;
    }

    /** Not a product of vectors, as in x'*A*x. */
    private static boolean isOfScalars(Expr.Product product) {
        return product.factors().stream().allMatch(factor -> factor.shape().isScalar());
    }

    /** The term again; the identity or one where all factors are gone. */
    Expr expression(Shape shape) {
        List<Expr> parts = new ArrayList<>();
        parts.add(Exprs.literal(number));
        scalars.forEach((base, exponent) -> parts.add(Exprs.power(base, exponent)));
        Expr scalar = Exprs.product(parts);
        if (!factors.isEmpty()) {
            return Exprs.scaled(scalar, Exprs.product(factors));
        }
        return shape.isScalar() ? scalar : Exprs.scaled(scalar, Exprs.identity(shape.rows()));
    }

    Rational exponent(Expr base) {
        return scalars.getOrDefault(base, Rational.ZERO);
    }

    /** The term divided by a number. */
    Summand dividedBy(Rational other) {
        return new Summand(number.dividedBy(other), scalars, factors);
    }

    /** The term divided by a power of a scalar. */
    Summand dividedBy(Expr base, Rational exponent) {
        Map<Expr, Rational> left = new LinkedHashMap<>(scalars);
        left.merge(base, exponent.negate(), Rational::plus);
        left.values().removeIf(Rational::isZero);
        return new Summand(number, left, factors);
    }

    Summand withoutFirst() {
        return new Summand(number, scalars, factors.subList(1, factors.size()));
    }

    Summand withoutLast() {
        return new Summand(number, scalars, factors.subList(0, factors.size() - 1));
    }
}
