package dev.nadir.symbolic.hessian;

import dev.nadir.base.PreconditionException;
import dev.nadir.expr.Expr;
import dev.nadir.expr.calculus.Jacobian;
import dev.nadir.symbolic.Derivation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The Hessian of a derivation, block by block; remembers what it has read. */
public final class HessianBlocks {

    private final Derivation derivation;
    private final Map<Expr.Symbol, Linearisation> columns = new HashMap<>();

    /** Of a derivation; reads nothing yet. */
    public HessianBlocks(Derivation derivation) {
        this.derivation = derivation;
    }

    /**
     * The block of two parameters.
     *
     * @throws PreconditionException if it is not linear in its direction as written, or has too many terms
     */
    public HessianBlock block(Expr.Symbol row, Expr.Symbol column) {
        Expr along = derivation.hessianAlong().get(row);
        Expr.Symbol direction = derivation.directions().get(column);
        if (along == null || direction == null) {
            throw new PreconditionException(derivation
                    .hessianRefusal()
                    .map(reason -> "there is no Hessian; " + reason)
                    .orElse("a block needs two parameters, got " + row.name() + " and " + column.name()));
        }
        Linearisation linearisation = columns.computeIfAbsent(column, c -> new Linearisation(direction));
        return new HessianBlock(row, column, linearisation.terms(along));
    }

    /**
     * The block of two parameters as a matrix: as a sum of Kronecker products where it is read as one, otherwise as the
     * Jacobian of the gradient along the direction.
     *
     * @throws PreconditionException if there is no Hessian, or no such matrix is covered
     */
    public KroneckerForm kronecker(Expr.Symbol row, Expr.Symbol column) {
        try {
            return KroneckerForm.of(block(row, column));
        } catch (PreconditionException e) {
            Expr along = derivation.hessianAlong().get(row);
            Expr.Symbol direction = derivation.directions().get(column);
            if (along == null || direction == null) {
                throw e;
            }
            return KroneckerForm.of(Jacobian.of(along, direction));
        }
    }

    /**
     * Every block, by rows: {@code AA, AB, BA, BB} for parameters {@code A, B}.
     *
     * @throws PreconditionException as for one block
     */
    public List<HessianBlock> all() {
        List<HessianBlock> blocks = new ArrayList<>();
        for (Expr.Symbol row : derivation.hessianAlong().keySet()) {
            for (Expr.Symbol column : derivation.directions().keySet()) {
                blocks.add(block(row, column));
            }
        }
        return blocks;
    }
}
