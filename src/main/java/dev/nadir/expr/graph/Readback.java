package dev.nadir.expr.graph;

import dev.nadir.base.PreconditionException;
import dev.nadir.base.exact.Rational;
import dev.nadir.expr.Expr;
import dev.nadir.expr.Exprs;
import dev.nadir.expr.Operation;
import dev.nadir.expr.Operations;
import dev.nadir.expr.Size;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Turns forms back into expressions: indices are summed away one by one, a path into a product, a cycle into a trace or
 * a norm, an index shared by three into a diagonal. Graphs that no matrix operations can write are refused.
 */
public final class Readback {

    private final List<Item> items = new ArrayList<>();
    private final List<Expr> scalars = new ArrayList<>();
    private final Graph graph;

    private Readback(Graph graph) {
        this.graph = graph;
    }

    /** A part of the product: a matrix on two indices, rows first, or a column on one. */
    private static final class Item {
        private final Expr value;
        private final int[] legs;

        Item(Expr value, int[] legs) {
            this.value = value;
            this.legs = legs;
        }

        boolean isVector() {
            return legs.length == 1;
        }

        /** The value with its rows on the given index. */
        Expr from(int index) {
            return legs[0] == index ? value : Exprs.transpose(value);
        }

        int other(int index) {
            return legs[0] == index ? legs[1] : legs[0];
        }

        boolean isOn(int index) {
            return legs[0] == index || legs[legs.length - 1] == index;
        }
    }

    /**
     * An expression with the given form.
     *
     * @throws PreconditionException if a term cannot be written with matrix operations
     */
    public static Expr expression(Form form) {
        List<Expr> terms = new ArrayList<>();
        boolean isRow = form.shape().rows().isOne() && !form.shape().isScalar();
        for (Map.Entry<Graph, Rational> term : form.terms().entrySet()) {
            // A graph with one open index reads as a column.
            Expr column = new Readback(term.getKey()).read();
            Expr body = isRow ? Exprs.transpose(column) : column;
            terms.add(Exprs.scaled(Exprs.literal(term.getValue()), body));
        }
        return terms.isEmpty() ? Exprs.zero(form.shape()) : Exprs.sum(terms);
    }

    private Expr read() {
        for (Node node : graph.nodes()) {
            require(node.legs().length <= 2);
            Expr value = Exprs.power(value(node.letter()), node.exponent());
            if (node.legs().length == 0) {
                scalars.add(value);
            } else if (node.legs().length == 1) {
                boolean isRow = node.letter().shape().rows().isOne();
                items.add(new Item(isRow ? Exprs.transpose(value) : value, node.legs()));
            } else if (node.exponent().equals(Rational.of(2))) {
                // As two factors, so that W.^2 between sums reads as a trace: tr(W*diag(v)*W').
                items.add(new Item(value(node.letter()), node.legs()));
                items.add(new Item(value(node.letter()), node.legs()));
            } else {
                items.add(new Item(value, node.legs()));
            }
        }
        while (step()) {
            // each step removes an item or an index
        }
        Expr body = open();
        scalars.add(0, Exprs.literal(1));
        return Exprs.scaled(Exprs.product(scalars), body);
    }

    /** What a letter stands for. */
    static Expr value(Letter letter) {
        if (letter.content() instanceof Letter.Content.OfSymbol symbol) {
            return symbol.symbol();
        } else if (letter.content() instanceof Letter.Content.OfSize size) {
            return Exprs.size(Size.of(size.name()));
        } else if (letter.content() instanceof Letter.Content.OfPi) {
            return Exprs.pi();
        } else if (letter.content() instanceof Letter.Content.OfFunction f) {
            return Exprs.entrywise(f.function(), expression(f.argument()));
        } else if (letter.content() instanceof Letter.Content.OfInverse f) {
            return Exprs.inverse(expression(f.argument()));
        } else if (letter.content() instanceof Letter.Content.OfLogDet f) {
            return Exprs.logDet(expression(f.argument()));
        } else if (letter.content() instanceof Letter.Content.OfSelection f) {
            return Operations.selection(f.rows(), f.from(), f.count());
        } else if (letter.content() instanceof Letter.Content.OfOperation f) {
            return operation(f.operation(), expression(f.argument()));
        } else if (letter.content() instanceof Letter.Content.OfForm f) {
            return expression(f.argument());
        }
        throw new PreconditionException("a letter read on its own must have rows and columns, got the places of "
                + (letter.content() instanceof Letter.Content.OfPair
                        ? "kron, vec or reshape"
                        : "a sylvester equation"));
    }

    private static Expr operation(Operation operation, Expr argument) {
        return switch (operation) {
            case DETERMINANT -> Operations.determinant(argument);
            case ROOT -> Operations.root(argument);
            case NUCLEAR_NORM -> Operations.nuclearNorm(argument);
            case POLAR -> Operations.polar(argument);
            case SPECTRAL_NORM -> Operations.spectralNorm(argument);
            case LEADING -> Operations.leading(argument);
            default -> throw new dev.nadir.base.InternalErrorException("a letter of " + operation);
        };
    }

    private boolean step() {
        return loops() || closedPairs() || diagonals() || products() || twins() || ends();
    }

    /** A matrix with both legs on one index is its trace or its diagonal. */
    private boolean loops() {
        for (Item item : List.copyOf(items)) {
            if (!item.isVector() && item.legs[0] == item.legs[1]) {
                int index = item.legs[0];
                items.remove(item);
                if (degree(index) == 0 && !graph.isOpen(index)) {
                    scalars.add(Exprs.trace(item.value));
                } else {
                    items.add(new Item(Exprs.diagonalVector(item.value), new int[] {index}));
                }
                return true;
            }
        }
        return false;
    }

    /** Two parts on the same indices with nothing else there are an inner product. */
    private boolean closedPairs() {
        for (Item a : List.copyOf(items)) {
            for (Item b : List.copyOf(items)) {
                if (a != b && sameLegs(a, b) && java.util.Arrays.stream(a.legs).allMatch(this::isOnlyBetweenTwo)) {
                    items.remove(a);
                    items.remove(b);
                    Expr left = a.value;
                    Expr right = a.isVector() ? b.value : b.from(a.legs[0]);
                    scalars.add(Exprs.inner(left, right));
                    return true;
                }
            }
        }
        return false;
    }

    private boolean isOnlyBetweenTwo(int index) {
        return !graph.isOpen(index) && degree(index) == 2;
    }

    private static boolean sameLegs(Item a, Item b) {
        return a.legs.length == b.legs.length && (a.isVector() ? a.isOn(b.legs[0]) : isOnBoth(a, b));
    }

    private static boolean isOnBoth(Item a, Item b) {
        return (a.legs[0] == b.legs[0] && a.legs[1] == b.legs[1]) || (a.legs[0] == b.legs[1] && a.legs[1] == b.legs[0]);
    }

    /** A column on a summed index between two matrices is a diagonal matrix between them. */
    private boolean diagonals() {
        for (Item vector : List.copyOf(items)) {
            int index = vector.legs[0];
            if (vector.isVector() && !graph.isOpen(index) && degree(index) == 3) {
                List<Item> matrices = items.stream()
                        .filter(i -> !i.isVector() && i.isOn(index))
                        .toList();
                if (matrices.size() == 2) {
                    Item left = matrices.get(0);
                    Item right = matrices.get(1);
                    items.removeAll(List.of(vector, left, right));
                    Expr product = Exprs.product(List.of(
                            left.from(left.other(index)), Exprs.diagonalMatrix(vector.value), right.from(index)));
                    items.add(new Item(product, new int[] {left.other(index), right.other(index)}));
                    return true;
                }
            }
        }
        return false;
    }

    /** A summed index between two parts is a matrix product. */
    private boolean products() {
        for (int index = 0; index < graph.sizes().size(); index++) {
            int here = index;
            List<Item> there = items.stream().filter(i -> i.isOn(here)).toList();
            if (graph.isOpen(index) || degree(index) != 2 || there.size() != 2) {
                continue;
            }
            Optional<Item> vector = there.stream().filter(Item::isVector).findFirst();
            Item left = there.get(0) == vector.orElse(there.get(1)) ? there.get(1) : there.get(0);
            Item right = left == there.get(0) ? there.get(1) : there.get(0);
            if (left.isVector()) {
                continue;
            }
            items.removeAll(there);
            int near = left.other(index);
            Expr head = left.from(near);
            if (right.isVector()) {
                items.add(new Item(Exprs.times(head, right.value), new int[] {near}));
            } else {
                items.add(new Item(Exprs.times(head, right.from(index)), new int[] {near, right.other(index)}));
            }
            return true;
        }
        return false;
    }

    /** Two parts on the same indices are an entrywise product. */
    private boolean twins() {
        for (Item a : List.copyOf(items)) {
            for (Item b : List.copyOf(items)) {
                if (a != b && sameLegs(a, b)) {
                    items.removeAll(List.of(a, b));
                    Expr right = a.isVector() ? b.value : b.from(a.legs[0]);
                    boolean isSquare = a.value.equals(right);
                    Expr both = isSquare ? Exprs.power(right, Rational.of(2)) : Exprs.hadamard(a.value, right);
                    items.add(new Item(both, a.legs));
                    return true;
                }
            }
        }
        return false;
    }

    /** An index that ends at one part is summed over: times a column of ones. */
    private boolean ends() {
        for (Item item : List.copyOf(items)) {
            for (int index : item.legs) {
                if (!graph.isOpen(index) && degree(index) == 1) {
                    items.remove(item);
                    if (item.isVector()) {
                        scalars.add(Exprs.total(item.value));
                    } else if (!graph.isOpen(item.other(index)) && degree(item.other(index)) == 0) {
                        scalars.add(Exprs.total(item.value));
                    } else {
                        int kept = item.other(index);
                        Expr ones = Exprs.ones(
                                dev.nadir.expr.Shape.vector(graph.sizes().get(index)));
                        items.add(new Item(Exprs.times(item.from(kept), ones), new int[] {kept}));
                    }
                    return true;
                }
            }
        }
        return false;
    }

    private int degree(int index) {
        int degree = 0;
        for (Item item : items) {
            for (int leg : item.legs) {
                degree += leg == index ? 1 : 0;
            }
        }
        return degree;
    }

    /** What is left stands on the open legs. */
    private Expr open() {
        int[] opens = graph.opens();
        if (opens.length == 0) {
            require(items.isEmpty());
            return Exprs.literal(1);
        } else if (opens.length == 1) {
            return column(opens[0], true);
        } else if (opens[0] == opens[1]) {
            return Exprs.diagonalMatrix(column(opens[0], true));
        }
        Optional<Item> matrix = items.stream().filter(i -> !i.isVector()).findFirst();
        matrix.ifPresent(items::remove);
        if (matrix.isEmpty()) {
            Expr left = column(opens[0], false);
            Expr right = column(opens[1], true);
            return Exprs.times(left, Exprs.transpose(right));
        }
        require(isOnBoth(matrix.get(), new Item(matrix.get().value, opens)));
        List<Expr> factors = new ArrayList<>();
        if (items.stream().anyMatch(i -> i.isOn(opens[0]))) {
            factors.add(Exprs.diagonalMatrix(column(opens[0], false)));
        }
        factors.add(matrix.get().from(opens[0]));
        if (!items.isEmpty()) {
            factors.add(Exprs.diagonalMatrix(column(opens[1], true)));
        }
        return Exprs.product(factors);
    }

    /** Takes the column on an open index, ones if there is none; afterwards nothing may be left where it is the last. */
    private Expr column(int index, boolean isLast) {
        Optional<Item> vector =
                items.stream().filter(i -> i.isVector() && i.isOn(index)).findFirst();
        vector.ifPresent(items::remove);
        require(!isLast || items.isEmpty());
        return vector.map(v -> v.value)
                .orElseGet(() ->
                        Exprs.ones(dev.nadir.expr.Shape.vector(graph.sizes().get(index))));
    }

    private void require(boolean canBeWritten) {
        if (!canBeWritten) {
            throw new PreconditionException("a term cannot be written with matrix operations: " + graph.key());
        }
    }
}
