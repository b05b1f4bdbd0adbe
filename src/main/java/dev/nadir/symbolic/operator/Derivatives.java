package dev.nadir.symbolic.operator;

import dev.nadir.base.InternalErrorException;
import dev.nadir.base.PreconditionException;
import dev.nadir.base.Seed;
import dev.nadir.expr.Children;
import dev.nadir.expr.Expr;
import dev.nadir.expr.Exprs;
import dev.nadir.expr.Operations;
import dev.nadir.expr.Rebuild;
import dev.nadir.expr.Role;
import dev.nadir.expr.calculus.Dependence;
import dev.nadir.expr.calculus.Differential;
import dev.nadir.expr.calculus.Gradient;
import dev.nadir.expr.calculus.Jacobian;
import dev.nadir.expr.exact.ExactComparison;
import dev.nadir.expr.graph.Form;
import dev.nadir.expr.graph.GraphDerivative;
import dev.nadir.expr.graph.Normaliser;
import dev.nadir.symbolic.Conditions;
import dev.nadir.symbolic.Derivation;
import dev.nadir.symbolic.Deriver;
import dev.nadir.symbolic.Landscape;
import dev.nadir.symbolic.Presentation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Derivatives of any expression: gradients of scalars, directional derivatives of any order of scalars, vectors and
 * matrices. Each is derived twice, by rules on the expression as written and on its canonical form, and returned only
 * where the two agree.
 *
 * <p>Every method throws {@link PreconditionException} for what the algebra does not cover, and
 * {@link InternalErrorException} if the two derivations differ: our defect.
 */
public final class Derivatives {

    /** More would be written out into more terms than anybody reads. */
    public static final int HIGHEST_ORDER = 8;

    /** Whether two formulas are equal does not depend on the seed of a run. */
    private static final Seed SEED = new Seed(1980);

    private Derivatives() {}

    /** The gradient of a scalar, of the symbol's shape; for a symmetric or diagonal symbol on that set. */
    public static Expr gradient(Expr scalar, Expr.Symbol symbol) {
        Expr ours = Gradient.of(scalar, List.of(symbol)).getOrDefault(symbol, scalar);
        Normaliser canonical = new Normaliser();
        agree(
                "gradient with respect to " + symbol.name(),
                canonical.form(ours),
                GraphDerivative.gradient(canonical.form(scalar), symbol));
        return ours;
    }

    /** What is linear in {@code t} when each symbol W moves to {@code W + t*V}, V its direction; in e's shape. */
    public static Expr differential(Expr e, Map<Expr.Symbol, Expr.Symbol> directions) {
        Expr ours = new Differential(directions).of(e);
        Normaliser canonical = new Normaliser();
        agree(
                "directional derivative",
                canonical.form(ours),
                GraphDerivative.differential(canonical.form(e), directions));
        return ours;
    }

    /** The derivative of the given order at {@code t = 0} when each symbol W moves to {@code W + t*V}. */
    public static Expr differential(Expr e, Map<Expr.Symbol, Expr.Symbol> directions, int order) {
        requireOrder(order);
        Expr result = e;
        for (int i = 0; i < order; i++) {
            result = differential(result, directions);
        }
        return result;
    }

    /**
     * The matrix J with {@code vec(dF) = J*vec(dX)}, {@code vec} being the columns below each other. It is compared with
     * the directional derivative: by canonical form, or where that does not decide by exact values.
     */
    public static Expr jacobian(Expr e, Expr.Symbol symbol) {
        // Of a scalar it is the gradient as a row, which prints as a person would write it.
        Expr ours =
                e.shape().isScalar() ? Exprs.transpose(Operations.vec(gradient(e, symbol))) : Jacobian.of(e, symbol);
        Expr.Symbol direction =
                new Expr.Symbol("?" + symbol.name(), symbol.shape(), Role.DIRECTION, symbol.properties());
        Expr applied = Exprs.times(ours, Operations.vec(direction));
        Expr differential = Operations.vec(differential(e, Map.of(symbol, direction)));
        Expr difference = Exprs.subtract(applied, differential);
        if (!new Normaliser().form(difference).isZero()) {
            ExactComparison.Outcome outcome = ExactComparison.compare(applied, differential, sizes -> true, SEED);
            if (outcome instanceof ExactComparison.Outcome.Different) {
                throw new InternalErrorException("the Jacobian with respect to " + symbol.name()
                        + " does not give the directional derivative: " + outcome.text());
            } else if (outcome instanceof ExactComparison.Outcome.Undecided undecided) {
                throw new PreconditionException(
                        "a Jacobian that neither form nor exact values confirm is not shown: " + undecided.reason());
            }
        }
        return ours;
    }

    /** The formulas that have derivatives, by name: the loss first, then the lets that are in the algebra. */
    public static List<String> names(Landscape landscape) {
        List<String> names = new ArrayList<>();
        names.add(landscape.model().objective().name());
        names.addAll(landscape.lets().keySet());
        return names;
    }

    /**
     * Directional derivatives and Jacobians of a let or of the loss; gradient and Hessian of a scalar.
     *
     * @param name of the let, or of the loss
     * @param order up to which directional derivatives are taken
     * @throws PreconditionException if there is no such formula in the algebra
     */
    public static DerivativesOf of(Derivation derivation, String name, int order) {
        requireOrder(order);
        Landscape landscape = derivation.landscape();
        boolean isLoss = name.equals(landscape.model().objective().name());
        Expr formula = isLoss ? landscape.expectedLoss() : landscape.lets().get(name);
        if (formula == null) {
            throw new PreconditionException(
                    "a derivative is that of the loss or of a let that the algebra covers, got " + name);
        }
        Expr definition = formula instanceof Expr.Named named ? named.definition() : formula;
        List<Expr.Symbol> parameters = landscape.parameters().stream()
                .filter(parameter -> new Dependence(Set.of(parameter)).dependsOn(definition))
                .toList();
        Map<Expr.Symbol, Expr.Symbol> directions = new LinkedHashMap<>(derivation.directions());
        directions.keySet().retainAll(parameters);
        Map<Expr.Symbol, Expr> jacobians = new LinkedHashMap<>();
        Map<Expr.Symbol, String> refusals = new LinkedHashMap<>();
        boolean isScalar = definition.shape().isScalar();
        for (Expr.Symbol parameter : parameters) {
            try {
                jacobians.put(parameter, jacobian(definition, parameter));
            } catch (PreconditionException e) {
                refusals.put(parameter, String.valueOf(e.getMessage()));
            }
        }
        Landscape own = own(landscape, parameters, definition);
        return new DerivativesOf(
                own,
                name,
                definition,
                isScalar && !parameters.isEmpty()
                        ? Optional.of(Presentation.of(Deriver.derive(own)))
                        : Optional.empty(),
                directions,
                differentials(own, definition, directions, order),
                jacobians,
                refusals,
                Conditions.of(definition));
    }

    private static List<Expr> differentials(
            Landscape landscape, Expr definition, Map<Expr.Symbol, Expr.Symbol> directions, int order) {
        List<Expr> differentials = new ArrayList<>();
        Expr last = unnamed(definition);
        for (int i = 1; i <= order; i++) {
            last = Presentation.of(landscape, differential(last, directions));
            differentials.add(last);
        }
        return differentials;
    }

    /** Scalars by what they stand for: the change of a sum of names is no formula yet. */
    private static Expr unnamed(Expr e) {
        return e instanceof Expr.Named named && e.shape().isScalar()
                ? unnamed(named.definition())
                : e instanceof Expr.Named || Children.of(e).isEmpty() ? e : Rebuild.of(e, Derivatives::unnamed);
    }

    /** The landscape of one formula. */
    private static Landscape own(Landscape landscape, List<Expr.Symbol> parameters, Expr formula) {
        return new Landscape(
                landscape.model(),
                landscape.structure(),
                landscape.data(),
                landscape.random(),
                parameters,
                landscape.lets(),
                formula,
                formula,
                landscape.constraints());
    }

    private static void requireOrder(int order) {
        if (order < 1 || order > HIGHEST_ORDER) {
            throw new PreconditionException("an order must lie in 1.." + HIGHEST_ORDER + ", got " + order);
        }
    }

    static void agree(String what, Form ours, Form canonical) {
        if (!ours.equals(canonical)) {
            throw new InternalErrorException("the " + what
                    + " comes out differently by rules and by the canonical form: " + ours + " and " + canonical);
        }
    }
}
