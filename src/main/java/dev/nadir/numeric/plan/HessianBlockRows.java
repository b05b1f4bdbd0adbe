package dev.nadir.numeric.plan;

import dev.nadir.base.PreconditionException;
import dev.nadir.expr.Expr;
import dev.nadir.numeric.plan.HessianRows.Unbound;
import dev.nadir.symbolic.Derivation;
import dev.nadir.symbolic.hessian.HessianBlocks;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The blocks of a Hessian between free parameters, as row sources that wait for a plan.
 *
 * @param outputs the matrices that the plan has to compute for them
 * @param blocks by rows; nothing where a block is filled by products with directions
 */
record HessianBlockRows(List<Expr> outputs, List<List<Optional<List<Unbound>>>> blocks) {

    HessianBlockRows {
        outputs = List.copyOf(outputs);
        blocks = List.copyOf(blocks);
    }

    static HessianBlockRows of(Derivation derivation, List<Expr.Symbol> free) {
        HessianRows rows = new HessianRows();
        HessianBlocks all = new HessianBlocks(derivation);
        List<List<Optional<List<Unbound>>>> blocks = new ArrayList<>();
        for (Expr.Symbol row : free) {
            List<Optional<List<Unbound>>> line = new ArrayList<>();
            for (Expr.Symbol column : free) {
                line.add(sources(all, row, column, rows));
            }
            blocks.add(line);
        }
        return new HessianBlockRows(rows.outputs(), blocks);
    }

    private static Optional<List<Unbound>> sources(
            HessianBlocks all, Expr.Symbol row, Expr.Symbol column, HessianRows rows) {
        try {
            return rows.of(all.block(row, column));
        } catch (PreconditionException noSuchForm) {
            // Products with directions need no such form.
            return Optional.empty();
        }
    }

    /** The row sources on the arrays of a compiled plan, whose outputs from {@code first} on are these. */
    List<List<@Nullable List<RowSource>>> bind(Plan plan, int first) {
        List<List<@Nullable List<RowSource>>> bound = new ArrayList<>();
        for (List<Optional<List<Unbound>>> line : blocks) {
            List<@Nullable List<RowSource>> boundLine = new ArrayList<>();
            for (Optional<List<Unbound>> block : line) {
                List<RowSource> sources = new ArrayList<>();
                block.ifPresent(terms -> terms.forEach(term -> sources.add(term.bind(i -> plan.operand(first + i)))));
                boundLine.add(block.isPresent() ? sources : null);
            }
            bound.add(boundLine);
        }
        return bound;
    }
}
