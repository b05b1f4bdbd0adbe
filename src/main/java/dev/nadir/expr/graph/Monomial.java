package dev.nadir.expr.graph;

import dev.nadir.base.exact.Rational;
import dev.nadir.expr.Expr;
import dev.nadir.expr.Shape;
import dev.nadir.expr.Size;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * One term of a canonical form, opened for reading: a coefficient, and letters whose legs meet at indices that are summed
 * over unless they are open. Lemmas read their patterns here, and take a term apart with {@link #part}.
 */
public final class Monomial {

    private final Graph graph;
    private final Rational coefficient;
    private final List<Site> sites;

    private Monomial(Graph graph, Rational coefficient) {
        this.graph = graph;
        this.coefficient = coefficient;
        this.sites = new ArrayList<>();
        for (int i = 0; i < graph.nodes().size(); i++) {
            Node node = graph.nodes().get(i);
            List<Integer> legs = java.util.Arrays.stream(node.legs()).boxed().toList();
            sites.add(new Site(i, Readback.value(node.letter()), node.exponent(), legs));
        }
    }

    /**
     * A letter at its place.
     *
     * @param letter a symbol, or what stands for a letter: a function of a form, an inverse, a size
     * @param legs the index of its rows, then that of its columns, without those of size 1
     */
    public record Site(int number, Expr letter, Rational exponent, List<Integer> legs) {}

    /** The terms of a form; their sum is the form. */
    public static List<Monomial> of(Form form) {
        List<Monomial> terms = new ArrayList<>();
        form.terms().forEach((graph, coefficient) -> terms.add(new Monomial(graph, coefficient)));
        return terms;
    }

    /** Whether a form has terms, none with a minus, and every letter is positive. */
    public static boolean arePositive(Form form, Predicate<Expr> isPositiveLetter) {
        List<Monomial> terms = of(form);
        return !terms.isEmpty()
                && terms.stream()
                        .allMatch(term -> term.coefficient.signum() > 0
                                && term.sites.stream().map(Site::letter).allMatch(isPositiveLetter));
    }

    /** The rational number in front. */
    public Rational coefficient() {
        return coefficient;
    }

    /** Every letter. */
    public List<Site> sites() {
        return List.copyOf(sites);
    }

    /** The size of an index. */
    public Size size(int index) {
        return graph.sizes().get(index);
    }

    /** The number of indices. */
    public int indexCount() {
        return graph.sizes().size();
    }

    /** The term of a scalar form as an expression. */
    public Expr expression() {
        return Readback.expression(Form.of(graph, coefficient, Shape.SCALAR));
    }

    /**
     * Some of the letters alone, on their indices.
     *
     * @param opens the indices that stay open, rows first; two equal ones with no letter there are an identity
     * @param shape of the result
     */
    public Form part(Collection<Site> chosen, List<Integer> opens, Shape shape) {
        Wiring wiring = new Wiring();
        Map<Integer, Integer> indices = new LinkedHashMap<>();
        for (Site site : chosen) {
            int[] legs = site.legs().stream()
                    .mapToInt(leg -> indices.computeIfAbsent(leg, l -> wiring.index(size(l))))
                    .toArray();
            wiring.add(graph.nodes().get(site.number()).letter(), site.exponent(), legs);
        }
        int[] ends = opens.stream()
                .mapToInt(open -> indices.computeIfAbsent(open, l -> wiring.index(size(l))))
                .toArray();
        return wiring.finish(Rational.ONE, ends, shape);
    }
}
