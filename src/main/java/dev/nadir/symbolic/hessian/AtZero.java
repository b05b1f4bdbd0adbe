package dev.nadir.symbolic.hessian;

import dev.nadir.base.PreconditionException;
import dev.nadir.expr.Children;
import dev.nadir.expr.Expr;
import dev.nadir.expr.Exprs;
import dev.nadir.expr.Rebuild;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/** Expressions with some symbols set to zero, and what follows from that carried out. */
final class AtZero implements LinearTerm.Cases<LinearTerm> {

    private static final Set<String> ZERO_AT_ZERO = Set.of("tanh", "sin");
    private static final Set<String> ONE_AT_ZERO = Set.of("exp", "cos");

    /** What the factory makes zero of zeros by itself. */
    private static final Set<Class<? extends Expr>> LINEAR = Set.of(
            Expr.Sum.class,
            Expr.Scaled.class,
            Expr.Product.class,
            Expr.Hadamard.class,
            Expr.Transpose.class,
            Expr.Trace.class,
            Expr.Inner.class,
            Expr.Total.class,
            Expr.DiagonalMatrix.class,
            Expr.DiagonalVector.class);

    private final Set<Expr.Symbol> zeros;
    private final IdentityHashMap<Expr, Expr> known = new IdentityHashMap<>();

    AtZero(Set<Expr.Symbol> zeros) {
        this.zeros = Set.copyOf(zeros);
    }

    /**
     * The expression there; a {@code let} that changes loses its name.
     *
     * @throws PreconditionException if it is not defined there, or not known to be
     */
    Expr of(Expr e) {
        Expr answer = known.get(e);
        if (answer == null) {
            answer = replace(e);
            known.put(e, answer);
        }
        return answer;
    }

    private Expr replace(Expr e) {
        if (e instanceof Expr.Symbol symbol) {
            return zeros.contains(symbol) ? Exprs.zero(symbol.shape()) : e;
        } else if (e instanceof Expr.Named named) {
            Expr definition = of(named.definition());
            return definition.equals(named.definition()) ? e : definition;
        }
        return value(Rebuild.of(e, this::of));
    }

    private static Expr value(Expr there) {
        boolean isKnown = LINEAR.contains(there.getClass())
                || there instanceof Expr.Power
                || there instanceof Expr.Entrywise
                || Children.of(there).stream().noneMatch(Exprs::isZero);
        require(isKnown, there.getClass().getSimpleName());
        if (there instanceof Expr.Power power && Exprs.isZero(power.base())) {
            require(power.exponent().signum() > 0, "a power below zero");
            return Exprs.zero(there.shape());
        } else if (there instanceof Expr.Entrywise f && Exprs.isZero(f.argument())) {
            String function = f.function().symbol();
            require(ZERO_AT_ZERO.contains(function) || ONE_AT_ZERO.contains(function), function);
            return ZERO_AT_ZERO.contains(function) ? Exprs.zero(there.shape()) : Exprs.ones(there.shape());
        }
        return there;
    }

    private static void require(boolean isDefined, String what) {
        if (!isDefined) {
            throw new PreconditionException(what + " of zero has no value that is used here");
        }
    }

    /** The terms of a block there; those that are zero are left out. */
    List<LinearTerm> terms(HessianBlock block) {
        List<LinearTerm> terms = new ArrayList<>();
        for (LinearTerm term : block.terms()) {
            LinearTerm its = term.match(this);
            if (!Collecting.isZero(its)) {
                terms.add(its);
            }
        }
        return Collecting.collected(terms);
    }

    @Override
    public LinearTerm sandwich(LinearTerm.Sandwich term) {
        return new LinearTerm.Sandwich(of(term.left()), of(term.right()), term.transposed());
    }

    @Override
    public LinearTerm outer(LinearTerm.Outer term) {
        return new LinearTerm.Outer(of(term.value()), of(term.functional()));
    }

    @Override
    public LinearTerm masked(LinearTerm.Masked term) {
        return new LinearTerm.Masked(of(term.mask()), term.inner().match(this));
    }

    @Override
    public LinearTerm onDiagonal(LinearTerm.OnDiagonal term) {
        return new LinearTerm.OnDiagonal(term.inner().match(this));
    }

    @Override
    public LinearTerm ofDiagonal(LinearTerm.OfDiagonal term) {
        return new LinearTerm.OfDiagonal(term.inner().match(this));
    }

    @Override
    public LinearTerm between(LinearTerm.Between term) {
        return new LinearTerm.Between(of(term.left()), term.inner().match(this), of(term.right()));
    }
}
