package dev.nadir.expr;

import dev.nadir.base.exact.Rational;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * A number that an expression is never below, read off how it is written: squares and norms are not negative, nor are sums and
 * products of what is not. Nothing is searched for, and the number need not be attained.
 */
public final class LowerBound {

    private static final Set<EntrywiseFunction> NOT_NEGATIVE =
            Set.of(EntrywiseFunction.EXP, EntrywiseFunction.ABS, EntrywiseFunction.RELU, EntrywiseFunction.STEP);

    private static final Set<Operation> NORMS = Set.of(Operation.NUCLEAR_NORM, Operation.SPECTRAL_NORM);

    private static final Set<Operation> ARRANGEMENTS =
            Set.of(Operation.KRONECKER, Operation.VEC, Operation.RESHAPE, Operation.SELECTION, Operation.COMMUTATION);

    private final Predicate<Expr.Symbol> isDeclared;

    private LowerBound(Predicate<Expr.Symbol> isDeclared) {
        this.isDeclared = isDeclared;
    }

    /**
     * The bound; empty if none is seen.
     *
     * @param scalar an expression of one entry
     * @param isNotNegative which symbols are declared to have no negative entries, besides those declared positive
     */
    public static Optional<Rational> of(Expr scalar, Predicate<Expr.Symbol> isNotNegative) {
        return new LowerBound(isNotNegative).bound(scalar);
    }

    private Optional<Rational> bound(Expr e) {
        if (e instanceof Expr.Literal literal) {
            return Optional.of(literal.value());
        } else if (e instanceof Expr.Named named) {
            return bound(named.definition());
        }
        Optional<Rational> composed = Optional.empty();
        if (e instanceof Expr.Sum sum) {
            composed = Optional.of(Rational.ZERO);
            for (Expr term : sum.terms()) {
                composed = composed.flatMap(known -> bound(term).map(known::plus));
            }
        } else if (e instanceof Expr.Scaled scaled && scaled.scalar() instanceof Expr.Literal factor) {
            boolean isKept = factor.value().signum() >= 0 || scaled.body() instanceof Expr.Literal;
            composed = isKept ? bound(scaled.body()).map(factor.value()::times) : Optional.empty();
        }
        return isNotNegative(e)
                ? Optional.of(composed.filter(known -> known.signum() > 0).orElse(Rational.ZERO))
                : composed;
    }

    /** Whether no entry is negative wherever the expression is defined. */
    private boolean isNotNegative(Expr e) {
        if (e instanceof Expr.Symbol symbol) {
            return symbol.properties().contains(Property.POSITIVE) || isDeclared.test(symbol);
        } else if (e instanceof Expr.Literal literal) {
            return literal.value().signum() >= 0;
        } else if (e instanceof Expr.SizeNumber number) {
            return number.size().terms().values().stream().allMatch(factor -> factor.signum() >= 0);
        }
        boolean isConstant =
                e instanceof Expr.Pi || e instanceof Expr.Ones || e instanceof Expr.Zero || e instanceof Expr.Identity;
        return isConstant || isProduct(e) || isComposed(e);
    }

    private boolean isComposed(Expr e) {
        if (e instanceof Expr.Named named) {
            return isNotNegative(named.definition());
        } else if (e instanceof Expr.Sum sum) {
            return sum.terms().stream().allMatch(this::isNotNegative);
        } else if (e instanceof Expr.Entrywise f) {
            return NOT_NEGATIVE.contains(f.function());
        } else if (e instanceof Expr.Expectation mean) {
            return isNotNegative(mean.body());
        } else if (e instanceof Expr.Total total) {
            return isNotNegative(total.argument());
        } else if (e instanceof Expr.Transpose transpose) {
            return isNotNegative(transpose.argument());
        } else if (e instanceof Expr.Trace trace) {
            return isNotNegative(trace.argument()) || isGram(trace.argument());
        }
        return e instanceof Expr.Applied applied
                && (NORMS.contains(applied.operation())
                        || (ARRANGEMENTS.contains(applied.operation())
                                && applied.arguments().stream().allMatch(this::isNotNegative)));
    }

    private boolean isProduct(Expr e) {
        if (e instanceof Expr.Scaled scaled) {
            return isNotNegative(scaled.scalar()) && isNotNegative(scaled.body());
        } else if (e instanceof Expr.Power power) {
            return isEven(power.exponent()) || isNotNegative(power.base());
        } else if (e instanceof Expr.Hadamard hadamard) {
            return isPaired(hadamard.factors());
        } else if (e instanceof Expr.Inner inner) {
            List<Expr> factors = new ArrayList<>(factors(inner.left()));
            factors.addAll(factors(inner.right()));
            return isPaired(factors);
        } else if (e instanceof Expr.Product product) {
            boolean areScalars =
                    product.factors().stream().allMatch(each -> each.shape().isScalar());
            return areScalars
                    ? isPaired(product.factors())
                    : (e.shape().isScalar() && isGram(e))
                            || product.factors().stream().allMatch(this::isNotNegative);
        }
        return false;
    }

    /** Whether powers, which are taken entry by entry, are not negative: squares, and roots where they are defined. */
    private static boolean isEven(Rational exponent) {
        boolean isRoot = !exponent.denominator().testBit(0);
        return isRoot || (exponent.isInteger() && !exponent.numerator().testBit(0));
    }

    private static List<Expr> factors(Expr e) {
        return e instanceof Expr.Hadamard hadamard ? hadamard.factors() : List.of(e);
    }

    /** {@code A'*A}: the entries on the diagonal are sums of squares. */
    private static boolean isGram(Expr e) {
        return e instanceof Expr.Product product
                && product.factors().size() == 2
                && Exprs.transpose(product.factors().get(0))
                        .equals(product.factors().get(1));
    }

    /** Whether each factor of a product of numbers is there twice, or not negative. */
    private boolean isPaired(List<Expr> factors) {
        List<Expr> single = new ArrayList<>();
        for (Expr factor : factors) {
            if (!single.remove(factor)) {
                single.add(factor);
            }
        }
        return single.stream().allMatch(this::isNotNegative);
    }
}
