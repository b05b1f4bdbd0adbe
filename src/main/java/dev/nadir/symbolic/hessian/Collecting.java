package dev.nadir.symbolic.hessian;

import dev.nadir.expr.Expr;
import dev.nadir.expr.Exprs;
import dev.nadir.symbolic.hessian.LinearTerm.Outer;
import dev.nadir.symbolic.hessian.LinearTerm.Sandwich;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Joins terms that differ on one side only. */
final class Collecting {

    private Collecting() {}

    /** The same sum with fewer terms; terms that are zero as written are dropped. */
    static List<LinearTerm> collected(List<LinearTerm> terms) {
        List<LinearTerm> result = new ArrayList<>();
        for (LinearTerm term : terms) {
            if (!isZero(term)) {
                add(result, term);
            }
        }
        return List.copyOf(result);
    }

    private static void add(List<LinearTerm> result, LinearTerm term) {
        for (int i = 0; i < result.size(); i++) {
            Optional<LinearTerm> joined = join(result.get(i), term);
            if (joined.isPresent()) {
                result.remove(i);
                if (!isZero(joined.get())) {
                    add(result, joined.get());
                }
                return;
            }
        }
        result.add(term);
    }

    private static Optional<LinearTerm> join(LinearTerm a, LinearTerm b) {
        if (a instanceof Sandwich s && b instanceof Sandwich t && s.transposed() == t.transposed()) {
            if (s.left().equals(t.left())) {
                return Optional.of(new Sandwich(s.left(), Exprs.add(s.right(), t.right()), s.transposed()));
            } else if (s.right().equals(t.right())) {
                return Optional.of(new Sandwich(Exprs.add(s.left(), t.left()), s.right(), s.transposed()));
            }
        } else if (a instanceof Outer o && b instanceof Outer p) {
            if (o.value().equals(p.value())) {
                return Optional.of(new Outer(o.value(), Exprs.add(o.functional(), p.functional())));
            } else if (o.functional().equals(p.functional())) {
                return Optional.of(new Outer(Exprs.add(o.value(), p.value()), o.functional()));
            }
        }
        return Optional.empty();
    }

    /** Whether a term is zero as written. */
    static boolean isZero(LinearTerm term) {
        if (term instanceof Sandwich s) {
            return Exprs.isZero(s.left()) || Exprs.isZero(s.right());
        } else if (term instanceof Outer o) {
            return Exprs.isZero(o.value()) || Exprs.isZero(o.functional());
        } else if (term instanceof LinearTerm.Masked m) {
            return Exprs.isZero(m.mask()) || isZero(m.inner());
        } else if (term instanceof LinearTerm.OnDiagonal d) {
            return isZero(d.inner());
        } else if (term instanceof LinearTerm.OfDiagonal d) {
            return isZero(d.inner());
        }
        LinearTerm.Between b = (LinearTerm.Between) term;
        return Exprs.isZero(b.left()) || Exprs.isZero(b.right()) || isZero(b.inner());
    }

    /** Whether an expression is the identity as written. */
    static boolean isIdentity(Expr e) {
        return e instanceof Expr.Identity || Exprs.isOne(e);
    }
}
