package dev.nadir.reduction.chain;

import dev.nadir.base.exact.Rational;
import dev.nadir.expr.Exprs;
import dev.nadir.expr.Shape;
import dev.nadir.expr.Size;
import dev.nadir.expr.graph.Form;
import dev.nadir.expr.graph.Monomial;
import dev.nadir.reduction.Refusal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What stands around two copies of a run of factors: a matrix at each end, and a scalar. */
final class Ends {

    private final Monomial term;
    private final Form left;
    private final Form right;
    private final Form scalar;

    /**
     * Takes a term apart.
     *
     * @param rest the letters that are no factors
     * @param out the outer indices of the two copies on the side of the output
     * @param in those on the side of the input
     * @param shape of the run of factors
     */
    Ends(Monomial term, List<Monomial.Site> rest, int[] out, int[] in, Shape shape) {
        this.term = term;
        List<Monomial.Site> atLeft = component(rest, out);
        List<Monomial.Site> atRight = component(rest, in);
        if (atLeft.stream().anyMatch(atRight::contains) || touches(out, in)) {
            throw new Refusal("one product", "data join both ends of the product in " + ChainReader.print(term));
        }
        List<Monomial.Site> others = new ArrayList<>(rest);
        others.removeAll(atLeft);
        others.removeAll(atRight);
        this.left = piece(atLeft, out, shape.rows());
        this.right = piece(atRight, in, shape.columns());
        this.scalar = Form.of(Exprs.literal(term.coefficient())).times(term.part(others, List.of(), Shape.SCALAR));
    }

    private static boolean touches(int[] out, int[] in) {
        for (int a : out) {
            for (int b : in) {
                if (a >= 0 && a == b) {
                    return true;
                }
            }
        }
        return false;
    }

    private Form piece(List<Monomial.Site> sites, int[] ends, Size size) {
        return ends[0] < 0
                ? Form.of(Exprs.literal(Rational.ONE))
                : term.part(sites, List.of(ends[0], ends[1]), new Shape(size, size));
    }

    /** The letters that hang together with one of the indices. */
    static List<Monomial.Site> component(List<Monomial.Site> sites, int[] ends) {
        Set<Integer> reached = new HashSet<>();
        for (int end : ends) {
            reached.add(end);
        }
        List<Monomial.Site> found = new ArrayList<>();
        boolean isGrowing = true;
        while (isGrowing) {
            isGrowing = false;
            for (Monomial.Site site : sites) {
                if (!found.contains(site) && site.legs().stream().anyMatch(reached::contains)) {
                    found.add(site);
                    reached.addAll(site.legs());
                    isGrowing = true;
                }
            }
        }
        return found;
    }

    Form left() {
        return left;
    }

    Form right() {
        return right;
    }

    Form scalar() {
        return scalar;
    }

    /** Both copies of a factor in a term; one site to the power 2 is two copies. */
    static List<Legs> copies(Monomial term, Factor factor) {
        List<Legs> copies = new ArrayList<>();
        for (Monomial.Site site : term.sites()) {
            if (site.letter().equals(factor.symbol())) {
                copies.add(Legs.of(site, factor));
                if (!site.exponent().isOne()) {
                    copies.add(Legs.of(site, factor));
                }
            }
        }
        return copies;
    }

    /** How many legs meet at an index, powers counted. */
    static int degree(Monomial term, int index) {
        int degree = 0;
        for (Monomial.Site site : term.sites()) {
            int times = site.exponent().equals(Rational.of(2)) ? 2 : 1;
            degree += times
                    * (int) site.legs().stream().filter(leg -> leg == index).count();
        }
        return degree;
    }

    /** The share in {@code B} of a term {@code -2*tr(B'*P)} that is linear in the product. */
    static Form cross(Monomial term, List<Factor> factors) {
        List<Monomial.Site> rest = new ArrayList<>(term.sites());
        List<Integer> ends = new ArrayList<>();
        int before = -1;
        for (int i = 0; i < factors.size(); i++) {
            Factor factor = factors.get(i);
            Monomial.Site site = rest.stream()
                    .filter(each -> each.letter().equals(factor.symbol()))
                    .findFirst()
                    .orElseThrow();
            rest.remove(site);
            Legs legs = Legs.of(site, factor);
            if (i == 0 && legs.hasOut()) {
                ends.add(legs.out());
            } else if (i > 0 && (legs.out() != before || isUsed(rest, before, factors))) {
                throw new Refusal("one product", "the parameters stand otherwise in " + ChainReader.print(term));
            }
            before = legs.in();
            if (i == factors.size() - 1 && legs.hasIn()) {
                ends.add(legs.in());
            }
        }
        Shape shape =
                new Shape(factors.get(0).rows(), factors.get(factors.size() - 1).columns());
        Form half = Form.of(dev.nadir.expr.Exprs.literal(term.coefficient().times(Rational.of(-1, 2))));
        return half.times(term.part(rest, ends, shape));
    }

    /** Whether data stand on the index, beside the next factor. */
    private static boolean isUsed(List<Monomial.Site> rest, int index, List<Factor> factors) {
        return rest.stream()
                .filter(site -> factors.stream().noneMatch(f -> f.symbol().equals(site.letter())))
                .anyMatch(site -> site.legs().contains(index));
    }

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
}
