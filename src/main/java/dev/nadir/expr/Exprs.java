package dev.nadir.expr;

import dev.nadir.base.PreconditionException;
import dev.nadir.base.exact.Rational;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes expressions: checks shapes, drops zeros, ones and identities, collects equal terms, and changes nothing else.
 *
 * <p>Every method throws {@link PreconditionException} where shapes do not fit.
 */
public final class Exprs {

    private Exprs() {}

    public static Expr literal(Rational value) {
        return new Expr.Literal(value);
    }

    public static Expr literal(long value) {
        return literal(Rational.of(value));
    }

    /** A size as a number. */
    public static Expr size(Size size) {
        return size.constant().map(Exprs::literal).orElseGet(() -> new Expr.SizeNumber(size));
    }

    public static Expr pi() {
        return new Expr.Pi();
    }

    public static Expr zero(Shape shape) {
        return shape.isScalar() ? literal(0) : new Expr.Zero(shape);
    }

    public static Expr identity(Size size) {
        return size.isOne() ? literal(1) : new Expr.Identity(size);
    }

    public static Expr ones(Shape shape) {
        return shape.isScalar() ? literal(1) : new Expr.Ones(shape);
    }

    public static Expr add(Expr left, Expr right) {
        return sum(List.of(left, right));
    }

    public static Expr subtract(Expr left, Expr right) {
        return add(left, negate(right));
    }

    public static Expr negate(Expr e) {
        return scaled(literal(-1), e);
    }

    /** The sum of at least one term, all of one shape; terms that are written the same are collected. */
    public static Expr sum(List<Expr> terms) {
        Shape shape = terms.get(0).shape();
        Map<Expr, Rational> collected = new LinkedHashMap<>();
        for (Expr term : terms) {
            require(term.shape().equals(shape), "terms of a sum must have one shape", shape, term.shape());
            collect(collected, term, Rational.ONE);
        }
        List<Expr> kept = new ArrayList<>();
        collected.forEach((body, coefficient) -> {
            if (!coefficient.isZero()) {
                kept.add(scaled(literal(coefficient), body));
            }
        });
        startWithPositive(kept);
        return switch (kept.size()) {
            case 0 -> zero(shape);
            case 1 -> kept.get(0);
            default -> new Expr.Sum(kept);
        };
    }

    /** A person writes {@code b - a}, not {@code -a + b}. */
    private static void startWithPositive(List<Expr> terms) {
        for (int i = 0; i < terms.size(); i++) {
            if (Coefficient.of(terms.get(i)).value().signum() > 0) {
                terms.add(0, terms.remove(i));
                return;
            }
        }
    }

    private static void collect(Map<Expr, Rational> collected, Expr term, Rational factor) {
        if (term instanceof Expr.Sum sum) {
            sum.terms().forEach(inner -> collect(collected, inner, factor));
        } else if (term instanceof Expr.Transpose transpose && transpose.argument() instanceof Expr.Sum sum) {
            // A transposed sum among other terms: A' + B' + C, where (A + B)' would hide what collects with C.
            sum.terms().forEach(inner -> collect(collected, transpose(inner), factor));
        } else if (!isZero(term)) {
            Coefficient split = Coefficient.of(term);
            Rational value = split.value().times(factor);
            collected.merge(split.body(), value, Rational::plus);
        }
    }

    /** A scalar times anything. */
    public static Expr scaled(Expr scalar, Expr body) {
        require(scalar.shape().isScalar(), "a factor in front must be a scalar", Shape.SCALAR, scalar.shape());
        if (body.shape().isScalar()) {
            return scalarProduct(List.of(scalar, body));
        } else if (isZero(scalar) || isZero(body)) {
            return zero(body.shape());
        } else if (isOne(scalar)) {
            return body;
        } else if (body instanceof Expr.Scaled inner) {
            return scaled(scalarProduct(List.of(scalar, inner.scalar())), inner.body());
        } else {
            return new Expr.Scaled(scalar, body);
        }
    }

    public static Expr times(Expr left, Expr right) {
        return product(List.of(left, right));
    }

    /** The matrix product from left to right; scalars among the factors move to the front. */
    public static Expr product(List<Expr> factors) {
        List<Expr> scalars = new ArrayList<>();
        List<Expr> matrices = new ArrayList<>();
        Expr before = literal(1);
        for (Expr factor : factors) {
            if (!factor.shape().isScalar()) {
                if (!matrices.isEmpty()) {
                    require(
                            before.shape().columns().equals(factor.shape().rows()),
                            "in a product the columns on the left must be the rows on the right",
                            before.shape(),
                            factor.shape());
                }
                before = factor;
            }
            flatten(factor, scalars, matrices);
        }
        if (matrices.isEmpty()) {
            return scalarProduct(scalars);
        }
        Shape shape = new Shape(
                matrices.get(0).shape().rows(),
                matrices.get(matrices.size() - 1).shape().columns());
        if (matrices.stream().anyMatch(Exprs::isZero)) {
            return zero(shape);
        }
        mergeOnes(scalars, matrices);
        if (matrices.isEmpty()) {
            return scalarProduct(scalars);
        }
        if (matrices.stream().anyMatch(m -> !(m instanceof Expr.Identity))) {
            matrices.removeIf(m -> m instanceof Expr.Identity);
        } else {
            matrices.subList(1, matrices.size()).clear();
        }
        Expr body = matrices.size() == 1 ? matrices.get(0) : new Expr.Product(matrices);
        return scaled(scalarProduct(scalars), body);
    }

    /** {@code ones(a, n)*ones(n) == n*ones(a)}, and nothing is left of it where that is a number. */
    private static void mergeOnes(List<Expr> scalars, List<Expr> matrices) {
        for (int i = matrices.size() - 2; i >= 0; i--) {
            boolean isSum = i + 1 < matrices.size()
                    && matrices.get(i) instanceof Expr.Ones
                    && matrices.get(i + 1) instanceof Expr.Ones
                    && matrices.get(i + 1).shape().columns().isOne()
                    && !matrices.get(i + 1).shape().rows().isOne();
            if (isSum) {
                Shape shape = new Shape(
                        matrices.get(i).shape().rows(),
                        matrices.get(i + 1).shape().columns());
                scalars.add(size(matrices.remove(i + 1).shape().rows()));
                matrices.remove(i);
                if (!shape.isScalar()) {
                    matrices.add(i, ones(shape));
                }
            }
        }
    }

    private static void flatten(Expr factor, List<Expr> scalars, List<Expr> matrices) {
        if (factor.shape().isScalar()) {
            scalars.add(factor);
        } else if (factor instanceof Expr.Scaled scaled) {
            scalars.add(scaled.scalar());
            flatten(scaled.body(), scalars, matrices);
        } else if (factor instanceof Expr.Product product) {
            matrices.addAll(product.factors());
        } else {
            matrices.add(factor);
        }
    }

    /** A product of scalars: one number in front, equal factors gathered into powers where that is always right. */
    private static Expr scalarProduct(List<Expr> factors) {
        Rational coefficient = Rational.ONE;
        Map<Expr, Rational> powers = new LinkedHashMap<>();
        for (Expr factor : factors) {
            List<Expr> parts = factor instanceof Expr.Product p && p.shape().isScalar() && isScalarProduct(p)
                    ? p.factors()
                    : List.of(factor);
            for (Expr part : parts) {
                if (part instanceof Expr.Literal literal) {
                    coefficient = coefficient.times(literal.value());
                } else {
                    gather(part, powers);
                }
            }
        }
        if (coefficient.isZero()) {
            return literal(0);
        }
        List<Expr> kept = new ArrayList<>();
        if (!coefficient.isOne()) {
            kept.add(literal(coefficient));
        }
        powers.forEach((base, exponent) -> {
            if (!exponent.isZero()) {
                kept.add(power(base, exponent));
            }
        });
        return switch (kept.size()) {
            case 0 -> literal(1);
            case 1 -> kept.get(0);
            default -> new Expr.Product(kept);
        };
    }

    private static void gather(Expr factor, Map<Expr, Rational> powers) {
        if (factor instanceof Expr.Power power && power.exponent().isInteger()) {
            powers.merge(power.base(), power.exponent(), Rational::plus);
        } else {
            powers.merge(factor, Rational.ONE, Rational::plus);
        }
    }

    private static boolean isScalarProduct(Expr.Product product) {
        return product.factors().stream().allMatch(f -> f.shape().isScalar());
    }

    public static Expr hadamard(Expr left, Expr right) {
        require(
                left.shape().equals(right.shape()),
                "entrywise factors must have one shape",
                left.shape(),
                right.shape());
        if (left.shape().isScalar()) {
            return times(left, right);
        } else if (isZero(left) || isZero(right)) {
            return zero(left.shape());
        } else if (left instanceof Expr.Ones) {
            return right;
        } else if (right instanceof Expr.Ones) {
            return left;
        } else if (left instanceof Expr.Scaled scaled) {
            return scaled(scaled.scalar(), hadamard(scaled.body(), right));
        } else if (right instanceof Expr.Scaled scaled) {
            return scaled(scaled.scalar(), hadamard(left, scaled.body()));
        }
        List<Expr> factors = new ArrayList<>();
        factors.addAll(left instanceof Expr.Hadamard h ? h.factors() : List.of(left));
        factors.addAll(right instanceof Expr.Hadamard h ? h.factors() : List.of(right));
        return new Expr.Hadamard(factors);
    }

    /** Every entry to a rational power. */
    public static Expr power(Expr base, Rational exponent) {
        if (exponent.isZero()) {
            return ones(base.shape());
        } else if (exponent.isOne()) {
            return base;
        } else if (base instanceof Expr.Literal literal && exponent.isInteger() && isSmall(literal.value(), exponent)) {
            return literal(literal.value().power(exponent.intValueExact()));
        } else if (base instanceof Expr.Product product && isScalarProduct(product) && exponent.isInteger()) {
            return scalarProduct(
                    product.factors().stream().map(f -> power(f, exponent)).toList());
        } else if (base instanceof Expr.Power inner && exponent.isInteger()) {
            // (x^p)^n = x^(p*n) for whole n; for other exponents (x^2)^(1/2) is |x|, not x.
            return power(inner.base(), inner.exponent().times(exponent));
        } else {
            return new Expr.Power(base, exponent);
        }
    }

    /** Whether the power of a number may be written out: not a division by zero, not thousands of digits. */
    private static boolean isSmall(Rational value, Rational exponent) {
        boolean isDefined = !value.isZero() || exponent.signum() > 0;
        long bits = (long) value.numerator().bitLength() + value.denominator().bitLength();
        return isDefined && exponent.numerator().bitLength() < 20 && bits * Math.abs(exponent.intValueExact()) < 4096;
    }

    public static Expr entrywise(EntrywiseFunction function, Expr argument) {
        return new Expr.Entrywise(function, argument);
    }

    public static Expr transpose(Expr e) {
        if (e.shape().isScalar() || Symmetric.isSymmetric(e)) {
            return e;
        } else if (e instanceof Expr.Transpose inner) {
            return inner.argument();
        } else if (e instanceof Expr.Zero || e instanceof Expr.Ones) {
            return e instanceof Expr.Zero
                    ? zero(e.shape().transpose())
                    : ones(e.shape().transpose());
        } else if (e instanceof Expr.Scaled scaled) {
            return scaled(scaled.scalar(), transpose(scaled.body()));
        } else if (e instanceof Expr.Product product) {
            List<Expr> reversed = new ArrayList<>();
            for (int i = product.factors().size() - 1; i >= 0; i--) {
                reversed.add(transpose(product.factors().get(i)));
            }
            return product(reversed);
        } else {
            return new Expr.Transpose(e);
        }
    }

    /** The matrix inverse; of a scalar one over it. */
    public static Expr inverse(Expr e) {
        require(e.shape().isSquare(), "an inverse needs a square matrix", e.shape(), e.shape());
        if (e.shape().isScalar()) {
            return power(e, Rational.MINUS_ONE);
        } else if (e instanceof Expr.Identity) {
            return e;
        } else if (e instanceof Expr.Inverse inner) {
            return inner.argument();
        } else if (e instanceof Expr.Scaled scaled) {
            return scaled(power(scaled.scalar(), Rational.MINUS_ONE), inverse(scaled.body()));
        } else if (e instanceof Expr.DiagonalMatrix diagonal) {
            return diagonalMatrix(power(diagonal.vector(), Rational.MINUS_ONE));
        } else {
            return new Expr.Inverse(e);
        }
    }

    public static Expr trace(Expr e) {
        require(e.shape().isSquare(), "a trace needs a square matrix", e.shape(), e.shape());
        if (e.shape().isScalar()) {
            return e;
        } else if (isZero(e)) {
            return literal(0);
        } else if (e instanceof Expr.Identity identity) {
            return size(identity.size());
        } else if (e instanceof Expr.Scaled scaled) {
            return times(scaled.scalar(), trace(scaled.body()));
        } else {
            return new Expr.Trace(e);
        }
    }

    public static Expr logDet(Expr e) {
        require(e.shape().isSquare(), "log det needs a square matrix", e.shape(), e.shape());
        return e instanceof Expr.Identity ? literal(0) : new Expr.LogDet(e);
    }

    /** {@code tr(A'*B)}. */
    public static Expr inner(Expr left, Expr right) {
        require(left.shape().equals(right.shape()), "an inner product needs one shape", left.shape(), right.shape());
        if (left.shape().isScalar()) {
            return times(left, right);
        } else if (isZero(left) || isZero(right)) {
            return literal(0);
        } else if (left instanceof Expr.Scaled scaled) {
            return times(scaled.scalar(), inner(scaled.body(), right));
        } else if (right instanceof Expr.Scaled scaled) {
            return times(scaled.scalar(), inner(left, scaled.body()));
        } else {
            return new Expr.Inner(left, right);
        }
    }

    /** {@code normF(A)^2}. */
    public static Expr normFSquared(Expr e) {
        return inner(e, e);
    }

    /** The sum of all entries. */
    public static Expr total(Expr e) {
        if (e.shape().isScalar()) {
            return e;
        } else if (isZero(e)) {
            return literal(0);
        } else if (e instanceof Expr.Ones ones) {
            return size(ones.shape().rows().times(ones.shape().columns()));
        } else if (e instanceof Expr.Scaled scaled) {
            return times(scaled.scalar(), total(scaled.body()));
        } else {
            return new Expr.Total(e);
        }
    }

    public static Expr diagonalMatrix(Expr vector) {
        require(vector.shape().isColumn(), "diag makes a matrix of a column vector", vector.shape(), vector.shape());
        if (vector.shape().isScalar()) {
            return vector;
        } else if (vector instanceof Expr.Ones) {
            return identity(vector.shape().rows());
        } else if (vector instanceof Expr.Zero) {
            return zero(new Shape(vector.shape().rows(), vector.shape().rows()));
        } else if (vector instanceof Expr.Scaled scaled) {
            return scaled(scaled.scalar(), diagonalMatrix(scaled.body()));
        } else {
            return new Expr.DiagonalMatrix(vector);
        }
    }

    public static Expr diagonalVector(Expr matrix) {
        require(
                matrix.shape().isSquare(),
                "diagonal takes the diagonal of a square matrix",
                matrix.shape(),
                matrix.shape());
        if (matrix.shape().isScalar()) {
            return matrix;
        } else if (isZero(matrix)) {
            return zero(Shape.vector(matrix.shape().rows()));
        } else if (matrix instanceof Expr.Identity) {
            return ones(Shape.vector(matrix.shape().rows()));
        } else if (matrix instanceof Expr.DiagonalMatrix diagonal) {
            return diagonal.vector();
        } else if (matrix instanceof Expr.Scaled scaled) {
            return scaled(scaled.scalar(), diagonalVector(scaled.body()));
        } else {
            return new Expr.DiagonalVector(matrix);
        }
    }

    public static Expr expectation(Expr e) {
        return new Expr.Expectation(e);
    }

    public static boolean isZero(Expr e) {
        return e instanceof Expr.Zero
                || (e instanceof Expr.Literal literal && literal.value().isZero());
    }

    public static boolean isOne(Expr e) {
        return e instanceof Expr.Literal literal && literal.value().isOne();
    }

    private static void require(boolean holds, String rule, Shape left, Shape right) {
        if (!holds) {
            throw new PreconditionException(rule + ", got " + left + " and " + right);
        }
    }
}
