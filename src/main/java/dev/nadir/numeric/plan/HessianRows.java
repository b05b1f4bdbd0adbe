package dev.nadir.numeric.plan;

import dev.nadir.expr.Expr;
import dev.nadir.expr.Exprs;
import dev.nadir.numeric.plan.RowSource.Operand;
import dev.nadir.symbolic.hessian.HessianBlock;
import dev.nadir.symbolic.hessian.LinearTerm;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;

/**
 * Makes row sources of blocks: gathers the matrices around the direction as outputs of a plan, and binds them to its
 * arrays once it is compiled.
 */
final class HessianRows implements LinearTerm.Cases<Optional<HessianRows.Unbound>> {

    /** A row source that waits for the arrays of the outputs with its numbers. */
    interface Unbound {
        RowSource bind(IntFunction<Operand> operands);
    }

    private final List<Expr> outputs = new ArrayList<>();

    /** The matrices that the row sources read. */
    List<Expr> outputs() {
        return outputs;
    }

    /** The terms of a block; nothing where a term would cost more by rows than by products with directions. */
    Optional<List<Unbound>> of(HessianBlock block) {
        int known = outputs.size();
        List<Unbound> sources = new ArrayList<>();
        for (LinearTerm term : block.terms()) {
            Optional<Unbound> source = term.match(this);
            if (source.isEmpty()) {
                outputs.subList(known, outputs.size()).clear();
                return Optional.empty();
            }
            sources.add(source.get());
        }
        return Optional.of(sources);
    }

    private int output(Expr e) {
        outputs.add(e);
        return outputs.size() - 1;
    }

    @Override
    public Optional<Unbound> sandwich(LinearTerm.Sandwich term) {
        int left = output(term.left());
        if (term.transposed()) {
            int right = output(term.right());
            return Optional.of(operands -> new RowSource.Crossed(operands.apply(left), operands.apply(right)));
        }
        int right = output(Exprs.transpose(term.right()));
        return Optional.of(operands -> new RowSource.Straight(operands.apply(left), operands.apply(right)));
    }

    @Override
    public Optional<Unbound> outer(LinearTerm.Outer term) {
        int value = output(term.value());
        int functional = output(term.functional());
        return Optional.of(operands -> new RowSource.OuterRows(operands.apply(value), operands.apply(functional)));
    }

    @Override
    public Optional<Unbound> masked(LinearTerm.Masked term) {
        int mask = output(term.mask());
        return term.inner().match(this).map(inner ->
                (Unbound) operands -> new RowSource.MaskedRows(operands.apply(mask), inner.bind(operands)));
    }

    @Override
    public Optional<Unbound> onDiagonal(LinearTerm.OnDiagonal term) {
        return term.inner().match(this).map(inner ->
                (Unbound) operands -> new RowSource.OnDiagonalRows(inner.bind(operands)));
    }

    @Override
    public Optional<Unbound> ofDiagonal(LinearTerm.OfDiagonal term) {
        return term.inner().match(this).map(inner ->
                (Unbound) operands -> new RowSource.OfDiagonalRows(inner.bind(operands)));
    }

    /** Every row would be a sum over all entries of what is between. */
    @Override
    public Optional<Unbound> between(LinearTerm.Between term) {
        return Optional.empty();
    }
}
