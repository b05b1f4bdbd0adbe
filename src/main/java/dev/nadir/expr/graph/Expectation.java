package dev.nadir.expr.graph;

import dev.nadir.base.PreconditionException;
import dev.nadir.base.exact.Rational;
import dev.nadir.expr.Expr;
import dev.nadir.expr.Rebuild;
import dev.nadir.expr.Role;
import dev.nadir.expr.Shape;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * Exact means. Of independent entries: the occurrences of a random symbol in a graph are partitioned in every way, and in
 * each block the indices become one and a cumulant stands in front. Of a Gaussian: the first occurrence is replaced by the
 * mean, or joined to each other one by a covariance, until none is left (Wick's theorem; Isserlis1918); equal graphs are
 * gathered after every step, so that far fewer than all pairings are made.
 */
public final class Expectation {

    /** Bell(10) is 115,975 partitions; beyond that a mean is refused rather than never finished. */
    private static final int MOST_OCCURRENCES = 10;

    /** So many have 10,395 pairings: the sixth moment of a covariance estimate. */
    private static final int MOST_GAUSSIAN = 12;

    private final Letter letter;
    private final Cumulants cumulants;

    private Expectation(Expr.Symbol symbol, Law law) {
        this.letter = Letter.of(symbol);
        this.cumulants = new Cumulants(symbol.name(), law);
    }

    /**
     * The expression with every mean carried out; the expression itself where there is none.
     *
     * @throws PreconditionException if a random symbol stands outside a mean, inside a function, or more often than the
     *     moments of its law are known
     */
    public static Expr carryOut(Expr e, Map<Expr.Symbol, Law> laws) {
        return new Carrier(laws).carry(e);
    }

    /** The mean of a form over independent symbols. */
    public static Form mean(Form form, Map<Expr.Symbol, Law> laws) {
        Form result = form;
        for (Map.Entry<Expr.Symbol, Law> entry : laws.entrySet()) {
            Expectation mean = new Expectation(entry.getKey(), entry.getValue());
            result = entry.getValue() instanceof Law.Gaussian gaussian ? mean.wick(result, gaussian) : mean.of(result);
        }
        return result;
    }

    private Form of(Form form) {
        Form.Sum sum = new Form.Sum(form.shape());
        form.terms().forEach((graph, value) -> sum.add(of(graph, value, form)));
        return sum.form();
    }

    private Form of(Graph graph, Rational coefficient, Form form) {
        Parted parted = parted(graph, MOST_OCCURRENCES);
        List<int[]> occurrences = parted.occurrences();
        if (occurrences.isEmpty()) {
            return Form.of(graph, coefficient, form.shape());
        }
        Form sum = Form.zero(form.shape());
        for (List<List<int[]>> partition : partitions(occurrences, 0)) {
            Wiring wiring = new Wiring();
            int offset = wiring.addIndices(graph);
            parted.rest().forEach(n -> wiring.add(n.letter(), n.exponent(), Wiring.shift(n.legs(), offset)));
            sum = sum.plus(replaced(graph, partition, wiring, offset, form).times(coefficient));
        }
        return sum;
    }

    /** The nodes of a graph: the occurrences of the letter, each by its legs, and the rest. */
    private record Parted(List<Node> rest, List<int[]> occurrences) {}

    private Parted parted(Graph graph, int most) {
        List<Node> rest = new ArrayList<>();
        List<int[]> occurrences = new ArrayList<>();
        for (Node node : graph.nodes()) {
            if (node.letter().equals(letter)) {
                occur(node, occurrences);
            } else {
                refuseInside(node.letter());
                rest.add(node);
            }
        }
        if (occurrences.size() > most) {
            throw new PreconditionException("a mean over " + letter + " is carried out for at most " + most
                    + " occurrences in a term, got " + occurrences.size());
        }
        return new Parted(rest, occurrences);
    }

    /** Joins one occurrence after the other, and gathers equal graphs in between. */
    private Form wick(Form form, Law.Gaussian gaussian) {
        Form mean = Form.of(gaussian.mean());
        Form rows = Form.of(gaussian.rows());
        Form columns = Form.of(gaussian.columns());
        Form.Sum done = new Form.Sum(form.shape());
        Form left = form;
        while (!left.isZero()) {
            Form.Sum next = new Form.Sum(form.shape());
            for (Map.Entry<Graph, Rational> term : left.terms().entrySet()) {
                Graph graph = term.getKey();
                Parted parted = parted(graph, MOST_GAUSSIAN);
                if (parted.occurrences().isEmpty()) {
                    done.add(Form.of(graph, term.getValue(), form.shape()));
                    continue;
                }
                Joined joined = new Joined(graph, parted, term.getValue(), form.shape());
                joined.withMean(mean, next);
                for (int other = 1; other < parted.occurrences().size(); other++) {
                    joined.withOther(other, rows, columns, next);
                }
            }
            left = next.form();
        }
        return done.form();
    }

    /** A graph whose first occurrence of the letter is taken out. */
    private final class Joined {
        private final Graph graph;
        private final List<Node> rest;
        private final List<int[]> occurrences;
        private final Rational coefficient;
        private final Shape shape;

        Joined(Graph graph, Parted parted, Rational coefficient, Shape shape) {
            this.graph = graph;
            this.rest = parted.rest();
            this.occurrences = parted.occurrences();
            this.coefficient = coefficient;
            this.shape = shape;
        }

        private Wiring without(int other) {
            Wiring wiring = new Wiring();
            wiring.addIndices(graph);
            rest.forEach(n -> wiring.add(n.letter(), n.exponent(), n.legs()));
            for (int k = 1; k < occurrences.size(); k++) {
                if (k != other) {
                    wiring.add(letter, Rational.ONE, occurrences.get(k));
                }
            }
            return wiring;
        }

        void withMean(Form mean, Form.Sum sum) {
            int[] first = occurrences.get(0);
            mean.terms().forEach((inner, value) -> {
                Wiring wiring = without(0);
                int[] ends = wiring.add(inner);
                for (int k = 0; k < ends.length; k++) {
                    wiring.join(ends[k], first[k]);
                }
                sum.add(wiring.finish(coefficient.times(value), graph.opens(), shape));
            });
        }

        void withOther(int other, Form rows, Form columns, Form.Sum sum) {
            int[] first = occurrences.get(0);
            int[] second = occurrences.get(other);
            int last = first.length - 1;
            rows.terms().forEach((row, rowValue) -> columns.terms().forEach((column, columnValue) -> {
                Rational value = coefficient.times(rowValue).times(columnValue);
                // A symmetric matrix with covariances c*I: (Z + Z')/sqrt(2) meets itself straight and across.
                int[][] orders = letter.symmetric() && last == 1
                        ? new int[][] {second, {second[1], second[0]}}
                        : new int[][] {second};
                for (int[] order : orders) {
                    Wiring wiring = without(other);
                    connect(wiring, wiring.add(row), first, order, 0);
                    connect(wiring, wiring.add(column), first, order, last);
                    sum.add(wiring.finish(value, graph.opens(), shape));
                }
            }));
        }

        /** A covariance with two ends joins the legs; one without is a number. */
        private static void connect(Wiring wiring, int[] ends, int[] first, int[] second, int leg) {
            if (ends.length == 2) {
                wiring.join(ends[0], first[leg]);
                wiring.join(ends[1], second[leg]);
            }
        }
    }

    private Form replaced(Graph graph, List<List<int[]>> partition, Wiring wiring, int offset, Form form) {
        // The cumulants may be sums, so that the product over the blocks is expanded block by block.
        List<Branch> branches = List.of(new Branch(Rational.ONE, List.of()));
        for (List<int[]> block : partition) {
            Form cumulant = cumulants.of(block.size());
            List<Branch> longer = new ArrayList<>();
            for (Branch branch : branches) {
                cumulant.terms().forEach((inner, value) -> longer.add(branch.and(value, inner, block)));
            }
            branches = longer;
        }
        Form sum = Form.zero(form.shape());
        for (Branch branch : branches) {
            Wiring copy = wiring.copy();
            branch.grafts.forEach(graft -> graft.into(copy, offset));
            int[] opens = Wiring.shift(graph.opens(), offset);
            sum = sum.plus(copy.finish(branch.coefficient, opens, form.shape()));
        }
        return sum;
    }

    /** A choice of one term of each cumulant. */
    private record Branch(Rational coefficient, List<Graft> grafts) {
        Branch and(Rational value, Graph inner, List<int[]> block) {
            List<Graft> more = new ArrayList<>(grafts);
            more.add(new Graft(inner, block));
            return new Branch(coefficient.times(value), more);
        }
    }

    /** A term of a cumulant in the place of a block of occurrences. */
    private record Graft(Graph inner, List<int[]> block) {
        void into(Wiring wiring, int offset) {
            wiring.add(inner);
            int[] first = block.get(0);
            for (int[] other : block) {
                for (int leg = 0; leg < first.length; leg++) {
                    wiring.join(first[leg] + offset, other[leg] + offset);
                }
            }
        }
    }

    private static void occur(Node node, List<int[]> occurrences) {
        if (!node.exponent().isInteger() || node.exponent().signum() < 0) {
            throw new PreconditionException("a mean over " + node.letter() + " to the power " + node.exponent()
                    + " is not covered; whole positive powers are");
        }
        int count = node.exponent().compareTo(Rational.of(MOST_OCCURRENCES)) > 0
                ? MOST_OCCURRENCES + 1
                : node.exponent().intValueExact();
        for (int i = 0; i < count; i++) {
            occurrences.add(node.legs());
        }
    }

    private void refuseInside(Letter outer) {
        for (Form argument : outer.content().arguments()) {
            for (Graph graph : argument.terms().keySet()) {
                for (Node node : graph.nodes()) {
                    if (node.letter().equals(letter)) {
                        throw new PreconditionException("a mean over " + letter
                                + " inside a function, an inverse or a root is not covered; polynomials are");
                    }
                    refuseInside(node.letter());
                }
            }
        }
    }

    /** All ways to split the list from the given position on, each a list of blocks. */
    private static Collection<List<List<int[]>>> partitions(List<int[]> items, int position) {
        if (position == items.size()) {
            return List.of(List.of());
        }
        List<List<List<int[]>>> all = new ArrayList<>();
        for (List<List<int[]>> smaller : partitions(items, position + 1)) {
            List<List<int[]>> alone = new ArrayList<>(smaller);
            alone.add(0, List.of(items.get(position)));
            all.add(alone);
            for (int block = 0; block < smaller.size(); block++) {
                List<List<int[]>> joined = new ArrayList<>(smaller);
                List<int[]> larger = new ArrayList<>(smaller.get(block));
                larger.add(0, items.get(position));
                joined.set(block, larger);
                all.add(joined);
            }
        }
        return all;
    }

    /** Walks an expression and replaces each mean by its value. */
    private record Carrier(Map<Expr.Symbol, Law> laws) {

        Expr carry(Expr e) {
            if (e instanceof Expr.Expectation mean) {
                return Readback.expression(mean(Form.of(mean.body()), laws));
            } else if (e instanceof Expr.Symbol symbol && symbol.role() == Role.RANDOM) {
                throw new PreconditionException(
                        "what is random must stand inside E[...], got " + symbol.name() + " outside of it");
            } else {
                return Rebuild.of(e, this::carry);
            }
        }
    }
}
