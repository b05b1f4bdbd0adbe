package dev.nadir.symbolic;

import dev.nadir.expr.Expr;
import java.util.List;
import java.util.Optional;

/**
 * The symmetries of a loss and what its gradient flow keeps because of them.
 *
 * @param refusal why nothing was searched for, if that is so
 */
public record Symmetries(List<Symmetry> groups, List<Invariant> invariants, Optional<String> refusal) {

    /** Copies the lists. */
    public Symmetries {
        groups = List.copyOf(groups);
        invariants = List.copyOf(invariants);
    }

    /** Nothing was searched for. */
    public static Symmetries refused(String reason) {
        return new Symmetries(List.of(), List.of(), Optional.of(reason));
    }

    /**
     * A quantity {@code Q} with {@code dQ/dt = -rate*Q} along {@code dW/dt = -gradient(W)}.
     *
     * @param rate a scalar without parameters; 0 for what is conserved
     */
    public record Invariant(Expr quantity, Expr rate) {
        /** Whether it is constant. */
        public boolean isConserved() {
            return dev.nadir.expr.Exprs.isZero(rate);
        }
    }
}
