package dev.nadir.reduction.agree;

import dev.nadir.expr.EntrywiseFunction;
import dev.nadir.expr.Expr;
import dev.nadir.expr.Exprs;
import dev.nadir.expr.Rebuild;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Takes positive numbers out of logarithms: {@code log(c*v)} is {@code log(c) + log(v)}, wherever the first is defined and c is
 * positive, and the logarithm of a product or a power of positive numbers is a sum.
 */
public final class Logarithms {

    private final Predicate<Expr> isPositive;

    /** Asks which numbers are positive. */
    public Logarithms(Predicate<Expr> isPositive) {
        this.isPositive = isPositive;
    }

    /** The expression with such logarithms written apart. */
    public Expr of(Expr e) {
        Expr inner = e instanceof Expr.Named named ? of(named.definition()) : Rebuild.of(e, this::of);
        return inner instanceof Expr.Entrywise applied && applied.function().equals(EntrywiseFunction.LOG)
                ? apart(applied.argument())
                : inner;
    }

    private Expr apart(Expr argument) {
        List<Expr> numbers = new ArrayList<>();
        Expr rest = argument;
        while (rest instanceof Expr.Scaled scaled && arePositive(scaled.scalar())) {
            numbers.add(scaled.scalar());
            rest = scaled.body();
        }
        if (rest.shape().isScalar() && arePositive(rest)) {
            numbers.add(rest);
            rest = Exprs.literal(1);
        }
        Expr sum = Exprs.isOne(rest) ? Exprs.literal(0) : Exprs.entrywise(EntrywiseFunction.LOG, rest);
        for (Expr number : numbers) {
            Expr log = ofNumber(number);
            sum = rest.shape().isScalar()
                    ? Exprs.add(sum, log)
                    : Exprs.add(sum, Exprs.scaled(log, Exprs.ones(rest.shape())));
        }
        return sum;
    }

    private boolean arePositive(Expr number) {
        if (number instanceof Expr.Product product) {
            return product.factors().stream().allMatch(this::arePositive);
        }
        return number instanceof Expr.Power power ? arePositive(power.base()) : isPositive.test(number);
    }

    private Expr ofNumber(Expr number) {
        if (number instanceof Expr.Product product) {
            return Exprs.sum(product.factors().stream().map(this::ofNumber).toList());
        } else if (number instanceof Expr.Power power) {
            return Exprs.scaled(Exprs.literal(power.exponent()), ofNumber(power.base()));
        }
        return Exprs.entrywise(EntrywiseFunction.LOG, number);
    }
}
