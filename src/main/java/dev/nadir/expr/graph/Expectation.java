package dev.nadir.expr.graph;

import dev.nadir.base.PreconditionException;
import dev.nadir.base.exact.Rational;
import dev.nadir.expr.Expr;
import dev.nadir.expr.Rebuild;
import dev.nadir.expr.Role;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * Exact means: the occurrences of a random symbol in a graph are partitioned in every way, and each block is replaced by
 * a joint cumulant: for independent entries the block's indices become one, for a Gaussian a block of two becomes a
 * covariance (Wick's theorem; Isserlis1918).
 */
public final class Expectation {

    /** Bell(10) is 115,975 partitions; beyond that a mean is refused rather than never finished. */
    private static final int MOST_OCCURRENCES = 10;

    private final Letter letter;
    private final Law law;
    private final Cumulants cumulants;

    private Expectation(Expr.Symbol symbol, Law law) {
        this.letter = Letter.of(symbol);
        this.law = law;
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
            result = new Expectation(entry.getKey(), entry.getValue()).of(result);
        }
        return result;
    }

    private Form of(Form form) {
        Form.Sum sum = new Form.Sum(form.shape());
        form.terms().forEach((graph, value) -> sum.add(of(graph, value, form)));
        return sum.form();
    }

    private Form of(Graph graph, Rational coefficient, Form form) {
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
        if (occurrences.size() > MOST_OCCURRENCES) {
            throw new PreconditionException("a mean over " + letter + " is carried out for at most " + MOST_OCCURRENCES
                    + " occurrences in a term, got " + occurrences.size());
        }
        if (occurrences.isEmpty()) {
            return Form.of(graph, coefficient, form.shape());
        }
        Form sum = Form.zero(form.shape());
        for (List<List<int[]>> partition : partitions(occurrences, 0)) {
            Wiring wiring = new Wiring();
            int offset = wiring.addIndices(graph);
            rest.forEach(n -> wiring.add(n.letter(), n.exponent(), Wiring.shift(n.legs(), offset)));
            sum = sum.plus(replaced(graph, partition, wiring, offset, form).times(coefficient));
        }
        return sum;
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
            branch.grafts.forEach(graft -> graft.into(copy, offset, law instanceof Law.Gaussian));
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
        void into(Wiring wiring, int offset, boolean isGaussian) {
            int[] ends = wiring.add(inner);
            if (isGaussian) {
                for (int k = 0; k < ends.length; k++) {
                    wiring.join(ends[k], block.get(k)[0] + offset);
                }
                return;
            }
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
        Form argument = null;
        if (outer.content() instanceof Letter.Content.OfFunction f) {
            argument = f.argument();
        } else if (outer.content() instanceof Letter.Content.OfInverse f) {
            argument = f.argument();
        } else if (outer.content() instanceof Letter.Content.OfLogDet f) {
            argument = f.argument();
        } else if (outer.content() instanceof Letter.Content.OfForm f) {
            argument = f.argument();
        }
        if (argument == null) {
            return;
        }
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
