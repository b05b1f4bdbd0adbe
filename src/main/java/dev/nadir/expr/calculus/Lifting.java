package dev.nadir.expr.calculus;

import dev.nadir.base.PreconditionException;
import dev.nadir.expr.Expr;
import dev.nadir.expr.Exprs;
import dev.nadir.expr.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A scalar expression of one variable, applied to every entry of a matrix. */
public final class Lifting {

    private final Expr.Symbol variable;
    private final Expr argument;
    private final Dependence dependence;

    private Lifting(Expr.Symbol variable, Expr argument) {
        this.variable = variable;
        this.argument = argument;
        this.dependence = new Dependence(Set.of(variable));
    }

    /**
     * The expression with the variable replaced by every entry of the argument, in the argument's shape.
     *
     * @param scalar made of sums, products, powers and functions of one number
     * @throws PreconditionException for anything else that depends on the variable
     */
    public static Expr of(Expr scalar, Expr.Symbol variable, Expr argument) {
        return new Lifting(variable, argument).lifted(scalar);
    }

    /** The derivative of a scalar with respect to a scalar variable, so many times. */
    public static Expr derivative(Expr scalar, Expr.Symbol variable, int order) {
        Expr derivative = scalar;
        for (int k = 0; k < order; k++) {
            derivative = Gradient.of(derivative, List.of(variable)).getOrDefault(variable, Exprs.literal(0));
        }
        return derivative;
    }

    private Expr lifted(Expr e) {
        Shape shape = argument.shape();
        if (!dependence.dependsOn(e)) {
            return Exprs.scaled(e, Exprs.ones(shape));
        } else if (e.equals(variable)) {
            return argument;
        } else if (e instanceof Expr.Sum sum) {
            return Exprs.sum(sum.terms().stream().map(this::lifted).toList());
        } else if (e instanceof Expr.Product product) {
            return product(product.factors());
        } else if (e instanceof Expr.Hadamard hadamard) {
            return product(hadamard.factors());
        } else if (e instanceof Expr.Scaled scaled) {
            return product(List.of(scaled.scalar(), scaled.body()));
        } else if (e instanceof Expr.Power power) {
            return Exprs.power(lifted(power.base()), power.exponent());
        } else if (e instanceof Expr.Entrywise entrywise) {
            return Exprs.entrywise(entrywise.function(), lifted(entrywise.argument()));
        } else if (e instanceof Expr.Named named) {
            return lifted(named.definition());
        }
        throw new PreconditionException("a function is made of sums, products, powers and functions of one number");
    }

    private Expr product(List<Expr> factors) {
        List<Expr> constants = new ArrayList<>(List.of(Exprs.literal(1)));
        List<Expr> moving = new ArrayList<>();
        for (Expr factor : factors) {
            if (dependence.dependsOn(factor)) {
                moving.add(lifted(factor));
            } else {
                constants.add(factor);
            }
        }
        Expr result = moving.get(0);
        for (Expr factor : moving.subList(1, moving.size())) {
            result = result.shape().isScalar() ? Exprs.times(result, factor) : Exprs.hadamard(result, factor);
        }
        return Exprs.scaled(Exprs.product(constants), result);
    }
}
