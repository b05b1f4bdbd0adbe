package dev.nadir.expr.graph;

import dev.nadir.base.exact.Rational;
import dev.nadir.expr.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What stands as a scalar factor in front of a given term. */
public final class ScalarPart {

    private ScalarPart() {}

    /**
     * Scalars {@code c}, one for each term of the form that is {@code c} times the given one.
     *
     * @param term a form of one term
     */
    public static List<Form> inFrontOf(Form term, Form form) {
        List<Form> found = new ArrayList<>();
        if (term.termCount() != 1) {
            return found;
        }
        Graph wanted = term.terms().keySet().iterator().next();
        Rational unit = term.terms().values().iterator().next();
        String body = body(wanted, form.shape());
        for (Map.Entry<Graph, Rational> each : form.terms().entrySet()) {
            if (body.equals(body(each.getKey(), form.shape()))) {
                Wiring quotient = new Wiring();
                scalars(each.getKey(), Rational.ONE, quotient);
                scalars(wanted, Rational.MINUS_ONE, quotient);
                found.add(quotient.finish(each.getValue().dividedBy(unit), new int[0], Shape.SCALAR));
            }
        }
        return found;
    }

    /** The graph without its scalar letters. */
    private static String body(Graph graph, Shape shape) {
        Wiring without = new Wiring();
        int[] opens = without.add(
                graph,
                graph.nodes().stream().filter(node -> node.legs().length > 0).toList());
        return without.finish(Rational.ONE, opens, shape).key();
    }

    private static void scalars(Graph graph, Rational sign, Wiring wiring) {
        for (Node node : graph.nodes()) {
            if (node.legs().length == 0) {
                wiring.add(node.letter(), node.exponent().times(sign), new int[0]);
            }
        }
    }
}
