package dev.nadir.reduction.chain;

import dev.nadir.base.exact.Rational;
import dev.nadir.expr.Expr;
import dev.nadir.expr.Exprs;
import dev.nadir.expr.Shape;
import dev.nadir.expr.Size;
import dev.nadir.expr.graph.Form;
import dev.nadir.expr.graph.Monomial;
import dev.nadir.expr.graph.Readback;
import dev.nadir.reduction.Refusal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads a loss of {@code Q = F*F'}, F one parameter or its transpose: {@code tr(Q*K*Q) - 2*tr(S*Q) + g*tr(Q) + constant}, or
 * one with {@code a*tr(A*Q*A*Q)} in the place of the first term.
 */
public final class TiedReader {

    private static final String STEP = "tied factors";

    private final Factor factor;
    private final Size size;
    private Form metric;
    private Form target;
    private Form price = Form.of(Exprs.literal(0));
    private Form constant = Form.of(Exprs.literal(0));
    private Form number = Form.of(Exprs.literal(0));
    private Optional<Form> around = Optional.empty();

    private TiedReader(Factor factor) {
        this.factor = factor;
        this.size = factor.rows();
        this.metric = Form.of(Exprs.zero(new Shape(size, size)));
        this.target = metric;
    }

    /**
     * What was read.
     *
     * @param factor F
     * @param metric K, symmetric; a times the identity where there is an A
     * @param around A, symmetric, if Q stands squared in a metric on both sides
     * @param target S, symmetric, without multiples of the identity
     * @param price g
     */
    public record Tied(Factor factor, Expr metric, Optional<Expr> around, Expr target, Expr price, Expr constant) {}

    /**
     * The loss in this form.
     *
     * @throws Refusal naming the term that does not fit
     */
    public static Tied read(Expr loss, Expr.Symbol parameter) {
        List<Monomial> terms = Monomial.of(Form.of(loss));
        if (parameter.shape().isScalar() || !parameter.properties().isEmpty()) {
            throw new Refusal(STEP, parameter.name() + " is no free matrix");
        }
        boolean isVector =
                parameter.shape().rows().isOne() || parameter.shape().columns().isOne();
        if (isVector) {
            return new TiedReader(new Factor(parameter, parameter.shape().rows().isOne())).run(terms);
        }
        boolean isTransposed = terms.stream()
                .filter(term -> !degree(term, parameter).isZero())
                .anyMatch(term -> !sharesColumns(term, parameter));
        return new TiedReader(new Factor(parameter, isTransposed)).run(terms);
    }

    private static Rational degree(Monomial term, Expr.Symbol parameter) {
        return ChainReader.degrees(term, java.util.Set.of(parameter)).getOrDefault(parameter, Rational.ZERO);
    }

    /** Whether each column index stands at two copies; without another matrix between them the rows do too. */
    private static boolean sharesColumns(Monomial term, Expr.Symbol parameter) {
        return pairs(term, new Factor(parameter, false)).values().stream().allMatch(group -> group.size() == 2);
    }

    private static Map<Integer, List<Ends.Legs>> pairs(Monomial term, Factor factor) {
        Map<Integer, List<Ends.Legs>> groups = new LinkedHashMap<>();
        for (Ends.Legs legs : Ends.copies(term, factor)) {
            groups.computeIfAbsent(legs.in(), key -> new ArrayList<>()).add(legs);
        }
        return groups;
    }

    private Tied run(List<Monomial> terms) {
        for (Monomial term : terms) {
            Rational degree = degree(term, factor.symbol());
            if (degree.isZero()) {
                constant = constant.plus(Form.of(term.expression()));
            } else if (degree.equals(Rational.of(2))) {
                quadratic(term);
            } else if (degree.equals(Rational.of(4))) {
                quartic(term);
            } else {
                throw refusal(term);
            }
        }
        boolean isFlat = metric.equals(Form.of(Exprs.zero(new Shape(size, size))));
        if (around.isPresent()) {
            if (!isFlat) {
                throw new Refusal(STEP, "the product stands squared in two metrics");
            }
            metric = Form.of(Exprs.scaled(Readback.expression(number), Exprs.identity(size)));
        } else if (isFlat) {
            throw new Refusal(
                    STEP,
                    "no term holds the square of the product of "
                            + factor.symbol().name() + " with its transpose");
        }
        if (!around.map(Form::isSymmetric).orElse(true)) {
            throw new Refusal(STEP, "a matrix around " + factor.symbol().name() + " is not symmetric");
        }
        return new Tied(
                factor,
                Readback.expression(symmetrised(metric)),
                around.map(Readback::expression),
                Readback.expression(symmetrised(target)),
                Readback.expression(price),
                Readback.expression(constant));
    }

    /** What a symmetric matrix meets of another is its symmetric part. */
    private static Form symmetrised(Form form) {
        Expr matrix = Readback.expression(form);
        return form.isSymmetric()
                ? form
                : Form.of(Exprs.scaled(Exprs.literal(Rational.HALF), Exprs.add(matrix, Exprs.transpose(matrix))));
    }

    private Refusal refusal(Monomial term) {
        return new Refusal(
                STEP,
                "the term " + ChainReader.print(term) + " is not made of "
                        + dev.nadir.expr.print.TextPrinter.print(
                                Exprs.times(factor.expression(), Exprs.transpose(factor.expression()))));
    }

    private List<Monomial.Site> rest(Monomial term) {
        return term.sites().stream()
                .filter(site -> !site.letter().equals(factor.symbol()))
                .toList();
    }

    private void quadratic(Monomial term) {
        List<Ends.Legs> both = Ends.copies(term, factor);
        if (both.size() != 2) {
            throw refusal(term);
        }
        Ends ends = new Ends(
                term,
                rest(term),
                new int[] {both.get(0).out(), both.get(1).out()},
                new int[] {both.get(0).in(), both.get(1).in()},
                factor.shape());
        if (!ends.right().equals(Form.of(Exprs.identity(factor.columns())))) {
            throw refusal(term);
        }
        if (ends.left().equals(Form.of(Exprs.identity(size)))) {
            price = price.plus(ends.scalar());
        } else {
            Form half = Form.of(Exprs.literal(Rational.of(-1, 2)));
            target = target.plus(half.times(ends.scalar()).times(ends.left()));
        }
    }

    /** {@code (u'*u)*(u'*K*u)} for a vector u: two copies meet on an index, and K stands between the others. */
    private void quarticOfVector(Monomial term) {
        List<Integer> ends = new ArrayList<>();
        Ends.copies(term, factor).forEach(legs -> ends.add(legs.out()));
        int met = ends.stream()
                .filter(end -> Ends.degree(term, end) == 2
                        && ends.stream().filter(end::equals).count() == 2)
                .findFirst()
                .orElseThrow(() -> refusal(term));
        ends.removeIf(end -> end == met);
        if (ends.isEmpty()) {
            ends.add(met);
            ends.add(met);
        }
        List<Monomial.Site> withLegs =
                rest(term).stream().filter(site -> !site.legs().isEmpty()).toList();
        List<Monomial.Site> scalars =
                rest(term).stream().filter(site -> site.legs().isEmpty()).toList();
        if (ends.size() != 2) {
            throw refusal(term);
        }
        Form scalar = Form.of(Exprs.literal(term.coefficient())).times(term.part(scalars, List.of(), Shape.SCALAR));
        metric = metric.plus(scalar.times(term.part(withLegs, ends, new Shape(size, size))));
    }

    /** {@code a*tr(A*Q*A*Q)}: two copies of A, each between one copy of Q and the other. */
    private boolean isInMetric(Monomial term) {
        List<Ends.Legs> copies = Ends.copies(term, factor);
        List<Monomial.Site> rest = new ArrayList<>(rest(term));
        rest.removeIf(site -> site.legs().isEmpty());
        List<Ends.Legs> open = new ArrayList<>(copies);
        List<Form> between = new ArrayList<>();
        while (!open.isEmpty()) {
            Ends.Legs first = open.remove(0);
            List<Monomial.Site> component = Ends.component(rest, new int[] {first.out()});
            List<Ends.Legs> reached = open.stream()
                    .filter(other ->
                            component.stream().anyMatch(site -> site.legs().contains(other.out())))
                    .toList();
            boolean isCrossed = reached.size() == 1
                    && reached.get(0).out() != first.out()
                    && (factor.columns().isOne() || reached.get(0).in() != first.in());
            if (!isCrossed) {
                return false;
            }
            open.remove(reached.get(0));
            rest.removeAll(component);
            between.add(term.part(component, List.of(first.out(), reached.get(0).out()), new Shape(size, size)));
        }
        boolean isOne = between.size() == 2
                && between.get(0).equals(between.get(1))
                && around.map(between.get(0)::equals).orElse(true);
        if (isOne) {
            List<Monomial.Site> scalars =
                    rest(term).stream().filter(site -> site.legs().isEmpty()).toList();
            around = Optional.of(between.get(0));
            number = number.plus(
                    Form.of(Exprs.literal(term.coefficient())).times(term.part(scalars, List.of(), Shape.SCALAR)));
        }
        return isOne;
    }

    private void quartic(Monomial term) {
        if (isInMetric(term)) {
            return;
        }
        if (factor.columns().isOne()) {
            quarticOfVector(term);
            return;
        }
        List<List<Ends.Legs>> groups = new ArrayList<>(pairs(term, factor).values());
        boolean isSingle = term.sites().stream()
                .filter(site -> site.letter().equals(factor.symbol()))
                .allMatch(site -> site.exponent().isOne());
        if (!isSingle || groups.size() != 2 || groups.stream().anyMatch(group -> group.size() != 2)) {
            throw refusal(term);
        }
        List<Monomial.Site> withLegs =
                rest(term).stream().filter(site -> !site.legs().isEmpty()).toList();
        List<Monomial.Site> scalars =
                rest(term).stream().filter(site -> site.legs().isEmpty()).toList();
        for (int i = 0; i < 4; i++) {
            Ends.Legs meeting = groups.get(0).get(i / 2);
            Ends.Legs met = groups.get(1).get(i % 2);
            if (meeting.out() == met.out() && Ends.degree(term, meeting.out()) == 2) {
                int from = groups.get(0).get(1 - i / 2).out();
                int to = groups.get(1).get(1 - i % 2).out();
                Form scalar =
                        Form.of(Exprs.literal(term.coefficient())).times(term.part(scalars, List.of(), Shape.SCALAR));
                metric = metric.plus(scalar.times(term.part(withLegs, List.of(from, to), new Shape(size, size))));
                return;
            }
        }
        throw refusal(term);
    }
}
