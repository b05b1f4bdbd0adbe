package dev.nadir.reduction.chain;

import dev.nadir.base.exact.Rational;
import dev.nadir.expr.EntrywiseFunction;
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

/** Gathers the terms that are quadratic in one factor, and the terms of the hidden units' variances. */
final class Prices {

    private static final String STEP = "price of a factor";

    private final List<Factor> factors;
    private final Optional<Expr.Symbol> weights;
    private final Map<Integer, List<Part>> parts = new LinkedHashMap<>();
    private final Map<Rational, Form> powers = new LinkedHashMap<>();
    private Form logarithm = Form.of(Exprs.literal(0));

    Prices(List<Factor> factors, Optional<Expr.Symbol> weights) {
        this.factors = factors;
        this.weights = weights;
    }

    /** One term: {@code scalar * tr(out * F * in * F')}. */
    private record Part(Form out, Form in, Form scalar) {}

    void add(Monomial term, Expr.Symbol symbol) {
        int place = 0;
        while (!factors.get(place).symbol().equals(symbol)) {
            place++;
        }
        Factor factor = factors.get(place);
        List<Ends.Legs> both = Ends.copies(term, factor);
        List<Monomial.Site> rest = term.sites().stream()
                .filter(site -> !site.letter().equals(symbol))
                .toList();
        Ends ends = new Ends(
                term,
                rest,
                new int[] {both.get(0).out(), both.get(1).out()},
                new int[] {both.get(0).in(), both.get(1).in()},
                factor.shape());
        parts.computeIfAbsent(place, key -> new ArrayList<>()).add(new Part(ends.left(), ends.right(), ends.scalar()));
    }

    /** A term without factors that depends on the variances. */
    void addVariance(Monomial term) {
        Expr.Symbol symbol = weights.orElseThrow();
        List<Monomial.Site> withLegs =
                term.sites().stream().filter(site -> !site.legs().isEmpty()).toList();
        if (withLegs.size() != 1) {
            throw new Refusal(STEP, "the term " + ChainReader.print(term) + " of the variances is not covered");
        }
        Monomial.Site site = withLegs.get(0);
        List<Monomial.Site> scalars =
                term.sites().stream().filter(each -> !each.equals(site)).toList();
        Form scalar = Form.of(Exprs.literal(term.coefficient())).times(term.part(scalars, List.of(), Shape.SCALAR));
        if (site.letter().equals(symbol)) {
            powers.merge(site.exponent(), scalar, Form::plus);
        } else if (site.letter() instanceof Expr.Entrywise entrywise
                && entrywise.function().equals(EntrywiseFunction.LOG)
                && entrywise.argument().equals(symbol)
                && site.exponent().isOne()) {
            logarithm = logarithm.plus(scalar.times(Form.of(Exprs.literal(-1))));
        } else {
            throw new Refusal(STEP, "the term " + ChainReader.print(term) + " of the variances is not covered");
        }
    }

    List<Optional<ChainLoss.Price>> prices() {
        List<Optional<ChainLoss.Price>> prices = new ArrayList<>();
        for (int i = 0; i < factors.size(); i++) {
            List<Part> its = parts.get(i);
            prices.add(its == null ? Optional.empty() : Optional.of(price(i, its)));
        }
        return prices;
    }

    private ChainLoss.Price price(int place, List<Part> its) {
        Factor factor = factors.get(place);
        List<Form> outs = its.stream().map(Part::out).distinct().toList();
        List<Form> ins = its.stream().map(Part::in).distinct().toList();
        if (outs.size() > 1 && ins.size() > 1) {
            throw new Refusal(STEP, "what " + factor.symbol().name() + " costs has two metrics");
        }
        boolean isOneMetric = ins.size() == 1 && outs.size() == 1;
        Form in = ins.size() == 1 ? ins.get(0) : sum(its, true);
        Form out = outs.size() == 1 ? outs.get(0) : sum(its, false);
        Form scalar = isOneMetric ? scalars(its) : Form.of(Exprs.literal(1));
        Sides sides = new Sides(
                out.equals(identity(factor.rows())) ? Optional.empty() : Optional.of(Readback.expression(out)),
                in.equals(identity(factor.columns())) ? Optional.empty() : Optional.of(Readback.expression(in)));
        return sides.price(place == 0, place == factors.size() - 1, factor, Readback.expression(scalar));
    }

    /** The metrics on both sides of a factor, where they are no identities. */
    private record Sides(Optional<Expr> out, Optional<Expr> in) {

        ChainLoss.Price price(boolean isOuter, boolean isInner, Factor factor, Expr weight) {
            Optional<Expr> outside = isOuter ? out : isInner ? in : Optional.empty();
            Optional<Expr> hiddenIn = isInner ? Optional.empty() : in;
            Optional<Expr> hiddenOut = isOuter ? Optional.empty() : out;
            if (hiddenIn.isPresent() && hiddenOut.isPresent()) {
                throw new Refusal(STEP, "what " + factor.symbol().name() + " costs is weighted on both sides");
            }
            Expr identity = Exprs.identity(isOuter ? factor.rows() : factor.columns());
            return new ChainLoss.Price(weight, outside.orElse(identity), hiddenIn.or(() -> hiddenOut));
        }
    }

    private static Form identity(dev.nadir.expr.Size size) {
        return Form.of(size.isOne() ? Exprs.literal(1) : Exprs.identity(size));
    }

    private static Form scalars(List<Part> parts) {
        return parts.stream().map(Part::scalar).reduce(Form::plus).orElseThrow();
    }

    private static Form sum(List<Part> parts, boolean isIn) {
        return parts.stream()
                .map(part -> part.scalar().times(isIn ? part.in() : part.out()))
                .reduce(Form::plus)
                .orElseThrow();
    }

    Optional<ChainLoss.Variances> variances() {
        if (weights.isEmpty()) {
            return Optional.empty();
        }
        if (powers.size() != 1) {
            throw new Refusal(STEP, "the variances stand to several powers, or only in a logarithm");
        }
        Map.Entry<Rational, Form> power = powers.entrySet().iterator().next();
        return Optional.of(new ChainLoss.Variances(
                weights.get(), power.getKey(), Readback.expression(power.getValue()), Readback.expression(logarithm)));
    }
}
