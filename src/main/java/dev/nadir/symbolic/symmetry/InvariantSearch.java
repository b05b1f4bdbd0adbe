package dev.nadir.symbolic.symmetry;

import dev.nadir.base.exact.Rational;
import dev.nadir.expr.Expr;
import dev.nadir.expr.Exprs;
import dev.nadir.expr.Shape;
import dev.nadir.expr.Size;
import dev.nadir.expr.calculus.Dependence;
import dev.nadir.expr.graph.Form;
import dev.nadir.expr.graph.Normaliser;
import dev.nadir.expr.graph.Readback;
import dev.nadir.symbolic.Derivation;
import dev.nadir.symbolic.Identities;
import dev.nadir.symbolic.Symmetries.Invariant;
import dev.nadir.symbolic.Symmetry.Side;
import dev.nadir.symbolic.symmetry.Slot.Part;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What gradient flow keeps: a symmetry whose generator is a symmetric map {@code P} keeps {@code theta'*P*theta}. Weight
 * decay adds the same multiple of {@code W*W'} to the pull of every slot, and the quantity then decays at that rate.
 */
final class InvariantSearch {

    private final Derivation derivation;
    private final Normaliser canonical;
    private final Dependence onParameters;
    private final Identities identities;

    InvariantSearch(Derivation derivation, Normaliser canonical) {
        this.derivation = derivation;
        this.canonical = canonical;
        this.onParameters = new Dependence(Set.copyOf(derivation.landscape().parameters()));
        this.identities = new Identities(derivation, List.of());
    }

    /** The quantities, each proved by its derivative along the flow. */
    List<Invariant> of(Map<Size, List<Slot>> slots) {
        List<Invariant> found = new ArrayList<>();
        Map<String, Span> kept = new TreeMap<>();
        slots.forEach((size, there) -> {
            List<Slot> plain =
                    there.stream().filter(slot -> slot.metric().isEmpty()).toList();
            search(plain, Part.SYMMETRIC, kept, found);
            search(plain, Part.DIAGONAL, kept, found);
        });
        norms(kept, found);
        return found;
    }

    private void search(List<Slot> slots, Part part, Map<String, Span> kept, List<Invariant> found) {
        List<Slot> able = slots.stream().filter(slot -> slot.allows(part)).toList();
        Map<Slot, Form> decays = new LinkedHashMap<>();
        able.forEach(slot -> decays.put(slot, decay(slot.pull(), slot.moment())));
        for (Form rate : rates(decays.values())) {
            List<Slot> same = able.stream()
                    .filter(slot ->
                            rate.isZero() || decays.getOrDefault(slot, rate).equals(rate))
                    .toList();
            List<Map<String, Rational>> vectors = same.stream()
                    .map(slot -> part.of(slot.pull().minus(rate.times(momentForm(slot))))
                            .coefficients())
                    .toList();
            for (SortedMap<Integer, Rational> relation : Span.relations(vectors)) {
                Map<Slot, Rational> weights = new LinkedHashMap<>();
                relation.forEach((index, weight) -> weights.put(same.get(index), weight));
                Map<String, Rational> vector = new TreeMap<>();
                Map<String, Rational> blocks = new TreeMap<>();
                weights.forEach((slot, weight) -> {
                    vector.put(slot.parameter().name() + " " + slot.side(), weight);
                    Rational twice = slot.side() == Side.BOTH ? weight.plus(weight) : weight;
                    blocks.merge(slot.parameter().name(), twice, Rational::plus);
                });
                blocks.values().removeIf(Rational::isZero);
                kept.computeIfAbsent("norm " + rate.key(), key -> new Span()).add(blocks);
                if (kept.computeIfAbsent(rate.key(), key -> new Span())
                        .add(vector)
                        .isEmpty()) {
                    Expr sum = quantity(weights, part);
                    prove(sum, rate, found);
                }
            }
        }
    }

    private Form momentForm(Slot slot) {
        return canonical.form(slot.moment());
    }

    /** The data scalar {@code c} for which the pull is {@code c*W*W'} and other terms; 0 if there is none. */
    private Form decay(Form pull, Expr moment) {
        return pull.cofactors(canonical.form(moment)).stream()
                .filter(c -> !onParameters.dependsOn(Readback.expression(c)))
                .reduce(Form.zero(Shape.SCALAR), Form::plus);
    }

    private static Set<Form> rates(Iterable<Form> decays) {
        Set<Form> rates = new LinkedHashSet<>();
        rates.add(Form.zero(Shape.SCALAR));
        decays.forEach(rates::add);
        return rates;
    }

    private static Expr quantity(Map<Slot, Rational> weights, Part part) {
        List<Expr> matrices = new ArrayList<>();
        List<Expr> vectors = new ArrayList<>();
        weights.forEach((slot, weight) -> {
            boolean isVector = part == Part.DIAGONAL && slot.parameter().shape().isColumn();
            Expr moment = isVector ? Exprs.power(slot.parameter(), Rational.of(2)) : slot.moment();
            (isVector ? vectors : matrices).add(0, Exprs.scaled(Exprs.literal(weight), moment));
        });
        if (part == Part.SYMMETRIC) {
            return Exprs.sum(matrices);
        }
        if (!matrices.isEmpty()) {
            vectors.add(Exprs.diagonalVector(Exprs.sum(matrices)));
        }
        return Exprs.sum(vectors);
    }

    /** Differences of squared norms, where no matrix of products is kept. */
    private void norms(Map<String, Span> kept, List<Invariant> found) {
        List<Expr.Symbol> parameters = derivation.gradient().keySet().stream()
                .filter(Slots::isScalable)
                .toList();
        Map<Expr.Symbol, Form> pulls = new LinkedHashMap<>();
        Map<Expr.Symbol, Form> decays = new LinkedHashMap<>();
        for (Expr.Symbol parameter : parameters) {
            Expr gradient =
                    Optional.ofNullable(derivation.gradient().get(parameter)).orElseThrow();
            pulls.put(parameter, canonical.form(Exprs.inner(gradient, parameter)));
            decays.put(parameter, decay(pull(pulls, parameter), Exprs.normFSquared(parameter)));
        }
        for (Form rate : rates(decays.values())) {
            List<Expr.Symbol> same = parameters.stream()
                    .filter(each ->
                            rate.isZero() || decays.getOrDefault(each, rate).equals(rate))
                    .toList();
            List<Map<String, Rational>> vectors = same.stream()
                    .map(each -> pull(pulls, each)
                            .minus(rate.times(canonical.form(Exprs.normFSquared(each))))
                            .coefficients())
                    .toList();
            for (SortedMap<Integer, Rational> relation : Span.relations(vectors)) {
                Map<String, Rational> blocks = new TreeMap<>();
                List<Expr> terms = new ArrayList<>();
                relation.forEach((index, weight) -> {
                    blocks.put(same.get(index).name(), weight);
                    terms.add(0, Exprs.scaled(Exprs.literal(weight), Exprs.normFSquared(same.get(index))));
                });
                if (kept.computeIfAbsent("norm " + rate.key(), key -> new Span())
                        .add(blocks)
                        .isEmpty()) {
                    prove(Exprs.sum(terms), rate, found);
                }
            }
        }
    }

    private static Form pull(Map<Expr.Symbol, Form> pulls, Expr.Symbol parameter) {
        return Optional.ofNullable(pulls.get(parameter)).orElseThrow();
    }

    /** Adds the quantity if its derivative along the flow is seen to be minus twice the rate times it. */
    private void prove(Expr quantity, Form rate, List<Invariant> found) {
        Expr twice = Readback.expression(rate.times(Rational.of(2)));
        if (identities.decays(quantity, twice)) {
            found.add(new Invariant(quantity, twice));
        }
    }
}
