package dev.nadir.expr.calculus;

import dev.nadir.base.InternalErrorException;
import dev.nadir.base.PreconditionException;
import dev.nadir.expr.Expr;
import dev.nadir.expr.Exprs;
import dev.nadir.expr.Operation;
import dev.nadir.expr.Operations;
import dev.nadir.expr.Size;
import java.util.List;
import java.util.function.UnaryOperator;

/** Derivatives of {@link Expr.Applied}. */
final class AppliedRules {

    private AppliedRules() {}

    /** What is linear in the step, when each argument moves by its differential. */
    static Expr differential(Expr.Applied e, UnaryOperator<Expr> of) {
        Expr first = e.arguments().isEmpty() ? e : e.argument();
        return switch (e.operation()) {
            case SELECTION, COMMUTATION -> Exprs.zero(e.shape());
            case DETERMINANT -> Exprs.times(e, Exprs.trace(Exprs.times(Exprs.inverse(first), of.apply(first))));
            case KRONECKER -> {
                Expr second = e.arguments().get(1);
                yield Exprs.add(
                        Operations.kronecker(of.apply(first), second), Operations.kronecker(first, of.apply(second)));
            }
            case BLOCK_TRACE, BLOCK_SUM, VEC, RESHAPE -> Operations.again(e, List.of(of.apply(first)));
            case ROOT -> Operations.sylvester(e, of.apply(first));
            case SYLVESTER -> {
                Expr moved = of.apply(first);
                Expr both = Exprs.add(Exprs.times(moved, e), Exprs.times(e, moved));
                yield Operations.sylvester(
                        first, Exprs.subtract(of.apply(e.arguments().get(1)), both));
            }
            case NUCLEAR_NORM -> Exprs.inner(Operations.polar(first), of.apply(first));
            case SPECTRAL_NORM -> Exprs.inner(Operations.leading(first), of.apply(first));
            case POLAR, LEADING -> throw secondDerivative(e);
        };
    }

    /** What the adjoint of the whole adds to the adjoint of an argument. */
    static Expr adjoint(Expr.Applied e, int position, Expr adjoint) {
        Expr first = e.arguments().isEmpty() ? e : e.argument();
        return switch (e.operation()) {
            case DETERMINANT -> Exprs.scaled(Exprs.times(adjoint, e), Exprs.transpose(Exprs.inverse(first)));
            case KRONECKER -> ofKronecker(e, position, adjoint);
            case ROOT -> Operations.sylvester(e, adjoint);
            case SYLVESTER -> ofSylvester(e, position, adjoint);
            case NUCLEAR_NORM -> Exprs.scaled(adjoint, Operations.polar(first));
            case SPECTRAL_NORM -> Exprs.scaled(adjoint, Operations.leading(first));
            case POLAR, LEADING -> throw secondDerivative(e);
            default -> ofRearrangement(e, adjoint);
        };
    }

    /** The transposed map of one that only moves and adds entries. */
    private static Expr ofRearrangement(Expr.Applied e, Expr adjoint) {
        return switch (e.operation()) {
            case BLOCK_TRACE ->
                Operations.kronecker(adjoint, Exprs.identity(e.sizes().get(0)));
            case BLOCK_SUM -> Operations.kronecker(Exprs.identity(e.sizes().get(0)), adjoint);
            case VEC -> Operations.reshape(adjoint, e.argument().shape());
            case RESHAPE -> Operations.vec(adjoint);
            default -> throw new InternalErrorException("a constant was differentiated: " + e);
        };
    }

    private static Expr ofSylvester(Expr.Applied e, int position, Expr adjoint) {
        Expr solved = Operations.sylvester(e.argument(), adjoint);
        if (position == 1) {
            return solved;
        }
        Expr turned = Exprs.transpose(e);
        return Exprs.negate(Exprs.add(Exprs.times(solved, turned), Exprs.times(turned, solved)));
    }

    /** {@code tr(G'*kron(dA, B))} is linear in dA: traces of blocks; linear in dB: a sum of blocks. */
    private static Expr ofKronecker(Expr.Applied e, int position, Expr adjoint) {
        Expr left = e.arguments().get(0);
        Expr right = e.arguments().get(1);
        Size columns = left.shape().columns();
        Size rows = right.shape().rows();
        if (position == 0) {
            Expr wide = Operations.kronecker(Exprs.identity(columns), Exprs.transpose(right));
            return Operations.blockTrace(Exprs.times(adjoint, wide), rows);
        }
        Expr tall = Operations.kronecker(Exprs.transpose(left), Exprs.identity(rows));
        return Operations.blockSum(Exprs.times(tall, adjoint), columns);
    }

    private static PreconditionException secondDerivative(Expr.Applied e) {
        String name = e.operation() == Operation.POLAR ? "nuclear" : "spectral";
        return new PreconditionException(
                "the second derivative of the " + name + " norm is not covered, got an argument of shape " + e.shape());
    }
}
