package dev.nadir.symbolic.hessian;

import dev.nadir.base.PreconditionException;
import dev.nadir.expr.Expr;
import dev.nadir.expr.Exprs;
import dev.nadir.expr.Rebuild;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/** Expressions with some symbols set to zero, and what follows from that carried out. */
final class AtZero {

    private static final Set<String> ZERO_AT_ZERO = Set.of("tanh", "sin");
    private static final Set<String> ONE_AT_ZERO = Set.of("exp", "cos");

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
        if (there instanceof Expr.Power power && Exprs.isZero(power.base())) {
            require(power.exponent().signum() > 0, "a power below zero");
            return Exprs.zero(there.shape());
        } else if (there instanceof Expr.Entrywise f && Exprs.isZero(f.argument())) {
            String function = f.function().symbol();
            require(ZERO_AT_ZERO.contains(function) || ONE_AT_ZERO.contains(function), function);
            return ZERO_AT_ZERO.contains(function) ? Exprs.zero(there.shape()) : Exprs.ones(there.shape());
        }
        requireDefined(there);
        return there;
    }

    private static void requireDefined(Expr e) {
        require(!(e instanceof Expr.Inverse inverse && Exprs.isZero(inverse.argument())), "an inverse");
        require(!(e instanceof Expr.LogDet logDet && Exprs.isZero(logDet.argument())), "a logarithm");
    }

    private static void require(boolean isDefined, String what) {
        if (!isDefined) {
            throw new PreconditionException(what + " of zero has no value that is used here");
        }
    }

    /** The terms of a block there, with sums on either side distributed. */
    List<LinearTerm> terms(HessianBlock block) {
        List<LinearTerm> terms = new ArrayList<>();
        for (LinearTerm term : block.terms()) {
            if (term instanceof LinearTerm.Sandwich s) {
                terms.add(new LinearTerm.Sandwich(of(s.left()), of(s.right()), s.transposed()));
            } else if (term instanceof LinearTerm.Outer o) {
                terms.add(new LinearTerm.Outer(of(o.value()), of(o.functional())));
            } else if (!Exprs.isZero(of(term.apply(block.column())))) {
                // Linear in the column parameter even where that is zero: as a direction it is not.
                terms.add(term);
            }
        }
        return Collecting.collected(terms);
    }
}
