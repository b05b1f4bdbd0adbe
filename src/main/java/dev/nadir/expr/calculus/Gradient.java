package dev.nadir.expr.calculus;

import dev.nadir.base.PreconditionException;
import dev.nadir.base.exact.Rational;
import dev.nadir.expr.Children;
import dev.nadir.expr.Expr;
import dev.nadir.expr.Exprs;
import dev.nadir.expr.Property;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Gradients of a scalar with respect to symbols, each of its symbol's shape: the adjoint of every part is pushed from
 * the whole to the symbols (reverse accumulation, done on expressions).
 *
 * <p>The gradient with respect to a symmetric symbol is the symmetric one, with respect to a diagonal symbol the
 * diagonal one: the gradient on the set of such matrices.
 */
public final class Gradient {

    private final Map<Expr, List<Expr>> adjoints = new LinkedHashMap<>();

    private Gradient() {}

    /**
     * The gradients of {@code scalar}.
     *
     * @throws PreconditionException if it is not a scalar, or a mean is still to be taken
     */
    public static Map<Expr.Symbol, Expr> of(Expr scalar, List<Expr.Symbol> symbols) {
        if (!scalar.shape().isScalar()) {
            throw new PreconditionException("a gradient is that of a scalar, got shape " + scalar.shape());
        }
        Gradient gradient = new Gradient();
        Set<Expr> order = new LinkedHashSet<>();
        Dependence dependence = new Dependence(Set.copyOf(symbols));
        visit(scalar, dependence, order);
        List<Expr> reversed = new ArrayList<>(order);
        java.util.Collections.reverse(reversed);
        gradient.add(scalar, Exprs.literal(1));
        for (Expr part : reversed) {
            if (!(part instanceof Expr.Symbol)) {
                gradient.push(part, Exprs.sum(gradient.adjoints(part)), dependence);
            }
        }
        Map<Expr.Symbol, Expr> result = new LinkedHashMap<>();
        for (Expr.Symbol symbol : symbols) {
            List<Expr> terms = gradient.adjoints(symbol);
            Expr free = terms.isEmpty() ? Exprs.zero(symbol.shape()) : Exprs.sum(terms);
            result.put(symbol, onTheSetOf(symbol, free));
        }
        return result;
    }

    /** The parts that depend on a symbol, parts before wholes. */
    private static void visit(Expr e, Dependence dependence, Set<Expr> order) {
        if (!order.contains(e) && dependence.dependsOn(e)) {
            Children.of(e).forEach(child -> visit(child, dependence, order));
            order.add(e);
        }
    }

    private static Expr onTheSetOf(Expr.Symbol symbol, Expr free) {
        if (symbol.properties().contains(Property.DIAGONAL)) {
            return Exprs.diagonalMatrix(Exprs.diagonalVector(free));
        } else if (symbol.isSymmetric() && !symbol.shape().isScalar()) {
            Expr both = Exprs.add(free, Exprs.transpose(free));
            return Exprs.scaled(Exprs.literal(Rational.HALF), both);
        } else {
            return free;
        }
    }

    /** The contributions in the order of the formula: they were pushed from its end. */
    private List<Expr> adjoints(Expr e) {
        List<Expr> pushed = new ArrayList<>(adjoints.getOrDefault(e, List.of()));
        java.util.Collections.reverse(pushed);
        return pushed;
    }

    private void add(Expr part, Expr adjoint) {
        adjoints.computeIfAbsent(part, key -> new ArrayList<>()).add(adjoint);
    }

    private void push(Expr e, Expr adjoint, Dependence dependence) {
        List<Expr> children = Children.of(e);
        for (int i = 0; i < children.size(); i++) {
            if (dependence.dependsOn(children.get(i))) {
                add(children.get(i), e.match(new Rule(adjoint, i)));
            }
        }
    }

    /**
     * What a part adds to the adjoint of its {@code position}-th child.
     *
     * @param adjoint of the part, in its shape
     */
    private record Rule(Expr adjoint, int position) implements Expr.Cases<Expr> {

        @Override
        public Expr literal(Expr.Literal e) {
            return none(e);
        }

        @Override
        public Expr sizeNumber(Expr.SizeNumber e) {
            return none(e);
        }

        @Override
        public Expr pi(Expr.Pi e) {
            return none(e);
        }

        @Override
        public Expr symbol(Expr.Symbol e) {
            return none(e);
        }

        @Override
        public Expr zero(Expr.Zero e) {
            return none(e);
        }

        @Override
        public Expr ones(Expr.Ones e) {
            return none(e);
        }

        @Override
        public Expr identity(Expr.Identity e) {
            return none(e);
        }

        private static Expr none(Expr e) {
            throw new dev.nadir.base.InternalErrorException("a part without children was differentiated: " + e);
        }

        @Override
        public Expr named(Expr.Named e) {
            return adjoint;
        }

        @Override
        public Expr sum(Expr.Sum e) {
            return adjoint;
        }

        @Override
        public Expr scaled(Expr.Scaled e) {
            return position == 0 ? Exprs.inner(adjoint, e.body()) : Exprs.scaled(e.scalar(), adjoint);
        }

        @Override
        public Expr product(Expr.Product e) {
            List<Expr> before = e.factors().subList(0, position);
            List<Expr> after = e.factors().subList(position + 1, e.factors().size());
            List<Expr> factors = new ArrayList<>();
            if (!before.isEmpty()) {
                factors.add(Exprs.transpose(Exprs.product(before)));
            }
            factors.add(adjoint);
            if (!after.isEmpty()) {
                factors.add(Exprs.transpose(Exprs.product(after)));
            }
            return Exprs.product(factors);
        }

        @Override
        public Expr hadamard(Expr.Hadamard e) {
            Expr result = adjoint;
            for (int i = 0; i < e.factors().size(); i++) {
                result = i == position
                        ? result
                        : Exprs.hadamard(result, e.factors().get(i));
            }
            return result;
        }

        @Override
        public Expr power(Expr.Power e) {
            Expr lower = Exprs.power(e.base(), e.exponent().minus(Rational.ONE));
            return Exprs.scaled(Exprs.literal(e.exponent()), Exprs.hadamard(adjoint, lower));
        }

        @Override
        public Expr entrywise(Expr.Entrywise e) {
            return Exprs.hadamard(adjoint, EntrywiseRules.derivative(e));
        }

        @Override
        public Expr transpose(Expr.Transpose e) {
            return Exprs.transpose(adjoint);
        }

        @Override
        public Expr inverse(Expr.Inverse e) {
            Expr inverseTransposed = Exprs.transpose(e);
            return Exprs.negate(Exprs.product(List.of(inverseTransposed, adjoint, inverseTransposed)));
        }

        @Override
        public Expr trace(Expr.Trace e) {
            return Exprs.scaled(adjoint, Exprs.identity(e.argument().shape().rows()));
        }

        @Override
        public Expr logDet(Expr.LogDet e) {
            return Exprs.scaled(adjoint, Exprs.transpose(Exprs.inverse(e.argument())));
        }

        @Override
        public Expr inner(Expr.Inner e) {
            return Exprs.scaled(adjoint, position == 0 ? e.right() : e.left());
        }

        @Override
        public Expr total(Expr.Total e) {
            return Exprs.scaled(adjoint, Exprs.ones(e.argument().shape()));
        }

        @Override
        public Expr diagonalMatrix(Expr.DiagonalMatrix e) {
            return Exprs.diagonalVector(adjoint);
        }

        @Override
        public Expr diagonalVector(Expr.DiagonalVector e) {
            return Exprs.diagonalMatrix(adjoint);
        }

        @Override
        public Expr applied(Expr.Applied e) {
            return AppliedRules.adjoint(e, position, adjoint);
        }

        @Override
        public Expr expectation(Expr.Expectation e) {
            throw new PreconditionException("a mean must be taken before a derivative, got an expectation of shape "
                    + e.shape() + " that is not carried out");
        }
    }
}
