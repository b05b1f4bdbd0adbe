package dev.nadir.reduction.chain;

import dev.nadir.base.exact.Rational;
import dev.nadir.expr.Expr;
import dev.nadir.expr.Exprs;
import dev.nadir.expr.Shape;
import dev.nadir.expr.graph.Form;
import dev.nadir.expr.graph.Monomial;
import dev.nadir.expr.graph.Readback;
import dev.nadir.reduction.Refusal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads a loss of {@code w = x[1].*...*x[N]}, parameters of one shape multiplied entry by entry:
 * {@code sum(a.*w.^2) + w'*K*w - 2*sum(b.*w) + sum of g[i]*sum(x[i].^2) + constant}.
 */
public final class EntryReader {

    private static final String STEP = "one product of entries";

    private final List<Expr.Symbol> parameters;
    private final Shape shape;
    private final Map<Expr.Symbol, Form> prices = new LinkedHashMap<>();
    private Form entries;
    private Form cross;
    private Form constant = Form.of(Exprs.literal(0));
    private Optional<Form> coupling = Optional.empty();

    private EntryReader(List<Expr.Symbol> parameters) {
        this.parameters = List.copyOf(parameters);
        this.shape = parameters.get(0).shape();
        this.entries = Form.of(Exprs.zero(shape));
        this.cross = entries;
    }

    /**
     * What was read.
     *
     * @param entries a, of the shape of a parameter; zero where K is given
     * @param coupling K, symmetric, where entries of vectors are coupled
     * @param cross b
     * @param prices g in the order of the parameters; empty where one costs nothing
     */
    public record Entries(
            List<Expr.Symbol> parameters,
            Expr entries,
            Optional<Expr> coupling,
            Expr cross,
            Expr constant,
            List<Optional<Expr>> prices) {

        /** Copies the lists. */
        public Entries {
            parameters = List.copyOf(parameters);
            prices = List.copyOf(prices);
        }
    }

    /** Whether the parameters could stand in such a product: several free ones of one shape that is no scalar. */
    public static boolean covers(List<Expr.Symbol> parameters) {
        return parameters.size() > 1
                && parameters.stream()
                        .allMatch(parameter ->
                                parameter.shape().equals(parameters.get(0).shape())
                                        && !parameter.shape().isScalar()
                                        && parameter.properties().isEmpty());
    }

    /**
     * The loss in this form.
     *
     * @throws Refusal naming the term that does not fit
     */
    public static Entries read(Expr loss, List<Expr.Symbol> parameters) {
        EntryReader reader = new EntryReader(parameters);
        Monomial.of(Form.of(loss)).forEach(reader::add);
        return reader.result();
    }

    private void add(Monomial term) {
        Map<Expr.Symbol, Rational> degrees = ChainReader.degrees(term, Set.copyOf(parameters));
        if (degrees.isEmpty()) {
            constant = constant.plus(Form.of(term.expression()));
            return;
        }
        List<Monomial.Site> own = term.sites().stream()
                .filter(site -> degrees.containsKey(letter(site)))
                .toList();
        List<Monomial.Site> rest = new ArrayList<>(term.sites());
        rest.removeAll(own);
        List<List<Integer>> places =
                own.stream().map(Monomial.Site::legs).distinct().toList();
        boolean isSquare = degrees.values().stream().allMatch(Rational.of(2)::equals);
        boolean isLinear = degrees.values().stream().allMatch(Rational::isOne);
        if (degrees.size() == parameters.size() && (isSquare || isLinear)) {
            product(term, new Parts(own, rest, places), isSquare);
        } else if (degrees.size() == 1 && isSquare && places.size() == 1 && isPlain(rest, places.get(0))) {
            Form number = Form.of(Exprs.literal(term.coefficient()));
            prices.merge(letter(own.get(0)), number.times(term.part(rest, List.of(), Shape.SCALAR)), Form::plus);
        } else {
            throw refusal(term);
        }
    }

    /** The letters of a term that are parameters, those that are none, and the indices at which parameters stand. */
    private record Parts(List<Monomial.Site> own, List<Monomial.Site> rest, List<List<Integer>> places) {}

    /** A term that holds all parameters, once or twice. */
    private void product(Monomial term, Parts parts, boolean isSquare) {
        List<List<Integer>> places = parts.places();
        Form number = Form.of(Exprs.literal(term.coefficient()));
        if (places.size() == 1 && isSquare) {
            entries = entries.plus(number.times(term.part(parts.rest(), places.get(0), shape)));
        } else if (places.size() == 1) {
            Form half = Form.of(Exprs.literal(term.coefficient().times(Rational.of(-1, 2))));
            cross = cross.plus(half.times(term.part(parts.rest(), places.get(0), shape)));
        } else if (isSquare && isCoupled(parts)) {
            List<Integer> ends = List.of(places.get(0).get(0), places.get(1).get(0));
            Form part = number.times(term.part(parts.rest(), ends, new Shape(shape.rows(), shape.rows())));
            coupling = Optional.of(coupling.map(known -> known.plus(part)).orElse(part));
        } else {
            throw refusal(term);
        }
    }

    private boolean isCoupled(Parts parts) {
        return parts.places().size() == 2 && shape.isColumn() && parts.own().size() == 2 * parameters.size();
    }

    private static Refusal refusal(Monomial term) {
        return new Refusal(STEP, "the term " + ChainReader.print(term) + " is not made of the product of entries");
    }

    private static Expr.Symbol letter(Monomial.Site site) {
        return site.letter() instanceof Expr.Symbol symbol
                ? symbol
                : new Expr.Symbol("", Shape.SCALAR, dev.nadir.expr.Role.DATA, Set.of());
    }

    private static boolean isPlain(List<Monomial.Site> rest, List<Integer> place) {
        return rest.stream().noneMatch(site -> site.legs().stream().anyMatch(place::contains));
    }

    private Entries result() {
        boolean isEmpty = entries.equals(Form.of(Exprs.zero(shape)));
        if (isEmpty == coupling.isEmpty()) {
            throw new Refusal(
                    STEP,
                    isEmpty
                            ? "the loss is not quadratic in the product of entries"
                            : "the product of entries stands squared by itself and coupled");
        }
        if (coupling.isPresent() && !coupling.get().isSymmetric()) {
            throw new Refusal(STEP, "the matrix that couples the entries is not symmetric");
        }
        return new Entries(
                parameters,
                Proportion.simpleMatrix(Readback.expression(entries)),
                coupling.map(Readback::expression),
                Readback.expression(cross),
                Readback.expression(constant),
                parameters.stream()
                        .map(parameter ->
                                Optional.ofNullable(prices.get(parameter)).map(Readback::expression))
                        .toList());
    }
}
