package dev.nadir.symbolic.hessian;

import dev.nadir.base.PreconditionException;
import dev.nadir.expr.Expr;
import dev.nadir.expr.Exprs;
import dev.nadir.expr.Shape;
import dev.nadir.expr.calculus.Dependence;
import dev.nadir.symbolic.hessian.LinearTerm.Between;
import dev.nadir.symbolic.hessian.LinearTerm.Masked;
import dev.nadir.symbolic.hessian.LinearTerm.OfDiagonal;
import dev.nadir.symbolic.hessian.LinearTerm.OnDiagonal;
import dev.nadir.symbolic.hessian.LinearTerm.Outer;
import dev.nadir.symbolic.hessian.LinearTerm.Sandwich;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * Reads an expression that is linear in a direction, and in others that are left out, as a sum of linear terms: the
 * factors around the direction are gathered on its left and on its right.
 */
final class Linearisation {

    /** A block of more terms is a computation that will not end. */
    private static final int MOST_TERMS = 4096;

    private final Expr.Symbol direction;
    private final Dependence dependence;
    private final IdentityHashMap<Expr, List<LinearTerm>> known = new IdentityHashMap<>();

    Linearisation(Expr.Symbol direction) {
        this.direction = direction;
        this.dependence = new Dependence(Set.of(direction));
    }

    /**
     * The terms in the direction; none if the expression does not hold it.
     *
     * @throws PreconditionException if the direction stands inside an operation that is not linear
     */
    List<LinearTerm> terms(Expr e) {
        if (!dependence.dependsOn(e)) {
            return List.of();
        }
        List<LinearTerm> terms = known.get(e);
        if (terms == null) {
            terms = Collecting.collected(read(e));
            if (terms.size() > MOST_TERMS) {
                throw new PreconditionException("a block of the Hessian must have at most " + MOST_TERMS + " terms in "
                        + direction.name() + ", got " + terms.size());
            }
            known.put(e, terms);
        }
        return terms;
    }

    private List<LinearTerm> read(Expr e) {
        if (e instanceof Expr.Symbol) {
            Expr left = Exprs.identity(direction.shape().rows());
            return List.of(new Sandwich(left, Exprs.identity(direction.shape().columns()), false));
        } else if (e instanceof Expr.Named named) {
            return terms(named.definition());
        } else if (e instanceof Expr.Sum sum) {
            return sum.terms().stream().flatMap(term -> terms(term).stream()).toList();
        } else if (e instanceof Expr.Scaled scaled) {
            return scaled(scaled);
        } else if (e instanceof Expr.Product product) {
            return product(product);
        } else if (e instanceof Expr.Hadamard hadamard) {
            return hadamard(hadamard);
        } else if (e instanceof Expr.Transpose transpose) {
            return each(terms(transpose.argument()), Linearisation::transpose);
        }
        return reduced(e);
    }

    /** What takes sums over entries or moves diagonals. */
    private List<LinearTerm> reduced(Expr e) {
        if (e instanceof Expr.Trace trace) {
            return functional(
                    trace.argument(), Exprs.identity(trace.argument().shape().rows()));
        } else if (e instanceof Expr.Total total) {
            return functional(total.argument(), Exprs.ones(total.argument().shape()));
        } else if (e instanceof Expr.Inner inner) {
            boolean isLeft = dependence.dependsOn(inner.left());
            requireOne(e, isLeft && dependence.dependsOn(inner.right()));
            return functional(isLeft ? inner.left() : inner.right(), isLeft ? inner.right() : inner.left());
        } else if (e instanceof Expr.DiagonalMatrix diagonal) {
            return each(terms(diagonal.vector()), OnDiagonal::new);
        } else if (e instanceof Expr.DiagonalVector diagonal) {
            return each(terms(diagonal.matrix()), OfDiagonal::new);
        }
        throw new PreconditionException("a direction must stand where the expression is linear, got " + direction.name()
                + " inside " + e.getClass().getSimpleName());
    }

    private static List<LinearTerm> each(List<LinearTerm> terms, Function<LinearTerm, LinearTerm> change) {
        return terms.stream().map(change).toList();
    }

    /** {@code tr(weight'*e)}. */
    private List<LinearTerm> functional(Expr e, Expr weight) {
        return each(terms(e), term -> new Outer(Exprs.literal(1), term.adjoint(weight)));
    }

    private void requireOne(Expr e, boolean isTwice) {
        if (isTwice) {
            throw new PreconditionException("a direction must stand in one factor, got " + direction.name()
                    + " in two of a " + e.getClass().getSimpleName());
        }
    }

    private List<LinearTerm> scaled(Expr.Scaled e) {
        boolean isInFront = dependence.dependsOn(e.scalar());
        requireOne(e, isInFront && dependence.dependsOn(e.body()));
        return isInFront
                ? each(terms(e.scalar()), term -> times(term, e.body()))
                : each(terms(e.body()), term -> scale(e.scalar(), term));
    }

    private List<LinearTerm> product(Expr.Product e) {
        List<Expr> factors = e.factors();
        List<Expr> holders = factors.stream().filter(dependence::dependsOn).toList();
        requireOne(e, holders.size() > 1);
        Expr holder = holders.get(0);
        int position = factors.indexOf(holder);
        List<LinearTerm> inner = terms(holder);
        List<Expr> others = new ArrayList<>(factors);
        others.remove(position);
        if (holder.shape().isScalar()) {
            Expr rest = Exprs.product(others);
            return each(inner, term -> times(term, rest));
        }
        Expr left = position == 0 ? Exprs.identity(holder.shape().rows()) : Exprs.product(factors.subList(0, position));
        Expr right = position == factors.size() - 1
                ? Exprs.identity(holder.shape().columns())
                : Exprs.product(factors.subList(position + 1, factors.size()));
        return each(inner, term -> between(left, term, right));
    }

    private List<LinearTerm> hadamard(Expr.Hadamard e) {
        List<Expr> others = new ArrayList<>(e.factors());
        List<Expr> holders = others.stream().filter(dependence::dependsOn).toList();
        requireOne(e, holders.size() > 1);
        others.remove(others.indexOf(holders.get(0)));
        Expr mask = others.stream().reduce(Exprs::hadamard).orElseThrow();
        return each(terms(holders.get(0)), term -> masked(mask, term));
    }

    /** A scalar term times an expression. */
    private static LinearTerm times(LinearTerm scalar, Expr body) {
        return new Outer(body, scalar.adjoint(Exprs.literal(1)));
    }

    static LinearTerm scale(Expr scalar, LinearTerm term) {
        if (term instanceof Sandwich s) {
            // In front of what is not an identity, so that identities stay recognisable.
            return s.left() instanceof Expr.Identity && !(s.right() instanceof Expr.Identity)
                    ? new Sandwich(s.left(), Exprs.scaled(scalar, s.right()), s.transposed())
                    : new Sandwich(Exprs.scaled(scalar, s.left()), s.right(), s.transposed());
        } else if (term instanceof Outer o) {
            return new Outer(Exprs.scaled(scalar, o.value()), o.functional());
        } else if (term instanceof Masked m) {
            return new Masked(Exprs.scaled(scalar, m.mask()), m.inner());
        } else if (term instanceof OnDiagonal d) {
            return new OnDiagonal(scale(scalar, d.inner()));
        } else if (term instanceof OfDiagonal d) {
            return new OfDiagonal(scale(scalar, d.inner()));
        } else {
            Between b = (Between) term;
            return new Between(b.left(), scale(scalar, b.inner()), b.right());
        }
    }

    private static LinearTerm between(Expr left, LinearTerm term, Expr right) {
        if (isScalarOrIdentity(left) && isScalarOrIdentity(right)) {
            Expr factor = Exprs.times(
                    left instanceof Expr.Identity ? Exprs.literal(1) : left,
                    right instanceof Expr.Identity ? Exprs.literal(1) : right);
            return Exprs.isOne(factor) ? term : scale(factor, term);
        } else if (term instanceof Sandwich s) {
            return new Sandwich(Exprs.times(left, s.left()), Exprs.times(s.right(), right), s.transposed());
        } else if (term instanceof Outer o) {
            return new Outer(Exprs.product(List.of(left, o.value(), right)), o.functional());
        } else if (term instanceof Between b) {
            return new Between(Exprs.times(left, b.left()), b.inner(), Exprs.times(b.right(), right));
        } else {
            return new Between(left, term, right);
        }
    }

    private static boolean isScalarOrIdentity(Expr e) {
        return e.shape().isScalar() || e instanceof Expr.Identity;
    }

    private static LinearTerm masked(Expr mask, LinearTerm term) {
        if (term instanceof Outer o) {
            return new Outer(Exprs.hadamard(mask, o.value()), o.functional());
        } else if (term instanceof Masked m) {
            return new Masked(Exprs.hadamard(mask, m.mask()), m.inner());
        } else {
            return new Masked(mask, term);
        }
    }

    private static LinearTerm transpose(LinearTerm term) {
        if (term instanceof Sandwich s) {
            return new Sandwich(Exprs.transpose(s.right()), Exprs.transpose(s.left()), !s.transposed());
        } else if (term instanceof Outer o) {
            return new Outer(Exprs.transpose(o.value()), o.functional());
        } else if (term instanceof Masked m) {
            return new Masked(Exprs.transpose(m.mask()), transpose(m.inner()));
        } else if (term instanceof OnDiagonal) {
            return term;
        } else if (term instanceof Between b) {
            return new Between(Exprs.transpose(b.right()), transpose(b.inner()), Exprs.transpose(b.left()));
        }
        Shape shape = term.shape();
        throw new PreconditionException(
                "a column of a diagonal cannot be transposed in a block of the Hessian, got " + shape);
    }
}
