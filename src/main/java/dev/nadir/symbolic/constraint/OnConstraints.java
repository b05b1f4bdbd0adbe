package dev.nadir.symbolic.constraint;

import dev.nadir.base.PreconditionException;
import dev.nadir.base.exact.Rational;
import dev.nadir.expr.Expr;
import dev.nadir.expr.Exprs;
import dev.nadir.expr.Rebuild;
import dev.nadir.expr.Role;
import dev.nadir.expr.calculus.Gradient;
import dev.nadir.expr.graph.Form;
import dev.nadir.expr.graph.Readback;
import dev.nadir.expr.print.TextPrinter;
import dev.nadir.symbolic.Derivation;
import dev.nadir.symbolic.Landscape;
import dev.nadir.symbolic.Landscape.Constraint;
import dev.nadir.symbolic.Landscape.Constraint.OrthonormalColumns;
import dev.nadir.symbolic.Presentation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Derivatives of a loss on the set that its parameters are subject to.
 *
 * <p>Where every equation says that the columns of a parameter are orthonormal, {@code W'*W == eye(k)}, gradient and
 * Hessian are those on the set, in the metric that it has inside all matrices: with {@code sym(A) = 1/2*(A + A')}, the
 * gradient is {@code G - W*sym(W'*G)} of the free gradient G, and the Hessian {@code Z - W*sym(W'*Z)} of
 * {@code Z = H[dW] - dW*sym(W'*G)} along tangent directions, {@code W'*dW + dW'*W == 0}
 * (AbsilMahonySepulchre2008, sections 3.6 and 5.3; AbsilMahonyTrumpf2013 for the Hessian). They are written with
 * {@code W'*W} replaced by the identity. Other equations have multipliers: the sum of the loss and of the inner products
 * of each multiplier with its equation is stationary, at every point where the differentials of the equations are
 * independent.
 *
 * @param gradient on the set, for each parameter; empty where there are multipliers
 * @param hessianAlong its change along tangent directions; empty where there are multipliers, or no free Hessian
 * @param multipliers for each equation its multiplier, in the shape of the equation; empty where none is needed
 * @param stationary the expressions that are zero at a critical point, by parameter
 */
public record OnConstraints(
        Map<Expr.Symbol, Expr> gradient,
        Map<Expr.Symbol, Expr> hessianAlong,
        Map<Expr.Symbol, Constraint> multipliers,
        Map<Expr.Symbol, Expr> stationary) {

    /** Longer sums are not multiplied out. */
    private static final int MOST_TERMS = 60;

    /** Copies the maps, in order. */
    public OnConstraints {
        gradient = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(gradient));
        hessianAlong = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(hessianAlong));
        multipliers = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(multipliers));
        stationary = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(stationary));
    }

    /** The derivatives; nothing where the parameters are free. */
    public static Optional<OnConstraints> of(Derivation derivation) {
        List<Constraint> constraints = derivation.landscape().constraints();
        if (constraints.isEmpty()) {
            return Optional.empty();
        }
        Set<Expr.Symbol> frames = new HashSet<>();
        boolean hasFramesOnly = constraints.stream()
                .allMatch(constraint -> constraint instanceof OrthonormalColumns columns
                        && frames.add(columns.parameter())
                        && columns.parameter().properties().isEmpty());
        return Optional.of(hasFramesOnly ? onFrames(derivation, frames) : withMultipliers(derivation));
    }

    private static OnConstraints onFrames(Derivation derivation, Set<Expr.Symbol> frames) {
        Landscape landscape = derivation.landscape();
        Map<Expr.Symbol, Expr> gradient = new LinkedHashMap<>();
        Map<Expr.Symbol, Expr> hessian = new LinkedHashMap<>();
        Set<String> taken = taken(derivation);
        derivation.gradient().forEach((parameter, free) -> {
            Expr change = derivation.hessianAlong().get(parameter);
            Expr direction = derivation.directions().get(parameter);
            if (!frames.contains(parameter)) {
                gradient.put(parameter, written(free, frames, landscape));
                if (change != null) {
                    hessian.put(parameter, written(change, frames, landscape));
                }
                return;
            }
            gradient.put(parameter, written(tangent(parameter, free), frames, landscape));
            if (change != null && direction != null) {
                Expr turned =
                        written(Exprs.subtract(change, timesInside(direction, parameter, free)), frames, landscape);
                String name = freeName(taken, "Z" + parameter.name());
                hessian.put(parameter, tangent(parameter, new Expr.Named(name, turned)));
            }
        });
        return new OnConstraints(gradient, hessian, Map.of(), gradient);
    }

    /** The part of a matrix that is tangent to the set. */
    private static Expr tangent(Expr.Symbol frame, Expr value) {
        return Exprs.subtract(value, timesInside(frame, frame, value));
    }

    /** {@code left*sym(W'*value)}. */
    private static Expr timesInside(Expr left, Expr.Symbol frame, Expr value) {
        Expr inside = Exprs.times(Exprs.transpose(frame), value);
        Expr symmetric = inside.shape().isScalar()
                ? inside
                : Exprs.scaled(Exprs.literal(Rational.HALF), Exprs.add(inside, Exprs.transpose(inside)));
        return Exprs.times(left, symmetric);
    }

    private static Expr written(Expr e, Set<Expr.Symbol> frames, Landscape landscape) {
        Expr factored = reduced(Presentation.of(reduced(e, frames), landscape), frames);
        try {
            // Multiplied out, the factors of the identity stand beside each other.
            Form form = Form.of(factored);
            if (form.termCount() <= MOST_TERMS) {
                Expr expanded = Presentation.of(reduced(Readback.expression(form), frames), landscape);
                return length(expanded) < length(factored) ? expanded : factored;
            }
            return factored;
        } catch (PreconditionException noForm) {
            return factored;
        }
    }

    private static int length(Expr e) {
        return TextPrinter.print(e).length();
    }

    /** The same on the set, where {@code W'*W} is the identity. */
    private static Expr reduced(Expr e, Set<Expr.Symbol> frames) {
        Expr inside = Rebuild.of(e, part -> reduced(part, frames));
        if (inside instanceof Expr.Inner inner && isFrame(inner.left(), inner.right(), frames)) {
            return Exprs.size(inner.left().shape().columns());
        }
        if (!(inside instanceof Expr.Product product)) {
            return inside;
        }
        List<Expr> factors = new ArrayList<>();
        for (Expr factor : product.factors()) {
            Expr last = factors.isEmpty() ? factor : factors.get(factors.size() - 1);
            if (last instanceof Expr.Transpose transpose && isFrame(transpose.argument(), factor, frames)) {
                factors.remove(factors.size() - 1);
                factors.add(Exprs.identity(factor.shape().columns()));
            } else {
                factors.add(factor);
            }
        }
        return factors.size() == product.factors().size() ? inside : reduced(Exprs.product(factors), frames);
    }

    private static boolean isFrame(Expr left, Expr right, Set<Expr.Symbol> frames) {
        return left.equals(right) && left instanceof Expr.Symbol symbol && frames.contains(symbol);
    }

    private static OnConstraints withMultipliers(Derivation derivation) {
        Landscape landscape = derivation.landscape();
        Set<String> taken = taken(derivation);
        Map<Expr.Symbol, Constraint> multipliers = new LinkedHashMap<>();
        List<Expr> terms = new ArrayList<>();
        for (Constraint constraint : landscape.constraints()) {
            Expr.Symbol multiplier =
                    new Expr.Symbol(freeName(taken, "Lambda"), constraint.left().shape(), Role.PARAMETER, Set.of());
            multipliers.put(multiplier, constraint);
            terms.add(Exprs.inner(multiplier, Exprs.subtract(constraint.left(), constraint.right())));
        }
        Map<Expr.Symbol, Expr> added =
                Gradient.of(Exprs.sum(terms), List.copyOf(derivation.gradient().keySet()));
        Map<Expr.Symbol, Expr> stationary = new LinkedHashMap<>();
        derivation
                .gradient()
                .forEach((parameter, free) -> stationary.put(
                        parameter,
                        Presentation.of(
                                Exprs.add(free, added.getOrDefault(parameter, Exprs.zero(parameter.shape()))),
                                landscape)));
        return new OnConstraints(Map.of(), Map.of(), multipliers, stationary);
    }

    private static Set<String> taken(Derivation derivation) {
        Landscape landscape = derivation.landscape();
        Set<String> taken = new HashSet<>(landscape.lets().keySet());
        List.of(landscape.data(), landscape.random(), landscape.parameters())
                .forEach(symbols -> symbols.forEach(symbol -> taken.add(symbol.name())));
        landscape.model().sizes().forEach(size -> taken.add(size.name()));
        derivation.directions().values().forEach(symbol -> taken.add(symbol.name()));
        return taken;
    }

    /** The name, with a number if the file, or what was derived from it, has another use for it. */
    private static String freeName(Set<String> taken, String wanted) {
        String name = wanted;
        for (int k = 2; !taken.add(name); k++) {
            name = wanted + k;
        }
        return name;
    }
}
