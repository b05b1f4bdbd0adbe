package dev.nadir.reduction.chain;

import dev.nadir.expr.graph.Monomial;

/**
 * The indices of a factor.
 *
 * @param out on the side of the output, -1 where that width is literally 1
 * @param in on the side of the input, -1 where that width is literally 1
 */
record Legs(int out, int in) {

    static Legs of(Monomial.Site site, Factor factor) {
        boolean hasRows = !factor.symbol().shape().rows().isOne();
        boolean hasColumns = !factor.symbol().shape().columns().isOne();
        int rows = hasRows ? site.legs().get(0) : -1;
        int columns = hasColumns ? site.legs().get(hasRows ? 1 : 0) : -1;
        return factor.transposed() ? new Legs(columns, rows) : new Legs(rows, columns);
    }

    boolean hasOut() {
        return out >= 0;
    }

    boolean hasIn() {
        return in >= 0;
    }
}
