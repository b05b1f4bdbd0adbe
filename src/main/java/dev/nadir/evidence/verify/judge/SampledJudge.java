package dev.nadir.evidence.verify.judge;

import dev.nadir.base.PreconditionException;
import dev.nadir.base.Seed;
import dev.nadir.evidence.Curve;
import dev.nadir.evidence.verify.Bench;
import dev.nadir.evidence.verify.ClaimVariables;
import dev.nadir.evidence.verify.Numbers;
import dev.nadir.evidence.verify.Scope;
import dev.nadir.evidence.verify.Tolerance;
import dev.nadir.evidence.verify.Witness;
import dev.nadir.evidence.verify.judge.Decision.Notes;
import dev.nadir.model.Claim;
import dev.nadir.model.Formula;
import dev.nadir.model.FormulaPrinter;
import dev.nadir.model.Means;
import dev.nadir.numeric.evaluate.Comparison;
import dev.nadir.numeric.evaluate.Value;
import dev.nadir.numeric.linalg.Matrix;
import dev.nadir.numeric.sampling.Draws;
import dev.nadir.numeric.sampling.Knowledge;
import dev.nadir.numeric.sampling.MeanInterval;
import dev.nadir.numeric.sampling.MeanIntervals;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A comparison of means, {@code holds E[f] == g} or {@code holds probability(c) >= p}, by independent draws. It is refuted
 * only where an interval that holds the mean but for the stated probability excludes what is claimed, so a claim that is
 * true is refuted with at most that probability, over all places and points together. What the interval rests on is
 * said in the claim, and nothing is concluded without it.
 */
final class SampledJudge {

    private static final String METHOD = "independent draws";

    private static final int DRAWS = 4000;

    /** How often a claim that is true may be refuted: once in a billion runs. */
    private static final double ERROR = 1e-9;

    /** A statement for all parameters is tried at so many points. */
    private static final int POINTS = 3;

    private static final int MOST_PLACES_SHOWN = 12;

    private final Claim claim;
    private final Formula.Binary comparison;
    private final Bench bench;
    private final ClaimVariables variables;
    private final SampledSide side;
    private final Notes notes = new Notes();

    SampledJudge(Claim claim, Formula.Binary comparison, Bench bench, ClaimVariables variables) {
        this.claim = claim;
        this.comparison = comparison;
        this.bench = bench;
        this.variables = variables;
        this.side = SampledSide.of(claim, comparison, bench);
    }

    /** A mean at one place and point, with its interval. */
    private record Seen(
            Map<String, Matrix> index, Map<String, Matrix> point, MeanInterval interval, double claimed, int entry) {}

    Decision decide(List<Map<String, Matrix>> indices, Optional<Claim.Sweep> sweep) {
        if (side.use() == Means.Use.OTHER) {
            return notes.undecided(
                    METHOD,
                    "a product or a function of means is not the mean of one draw: compare the means themselves, as in"
                            + " E[x^2] <= c^2 for sqrt(E[x^2]) <= c");
        }
        Optional<String> vague = side.vagueName();
        if (vague.isPresent()) {
            return notes.undecided(
                    METHOD,
                    "of `" + vague.get()
                            + "` only the mean and the variance are declared, which is no law to draw from:"
                            + " declare it as gaussian(mean = ..., variance = ...), if that is meant");
        }
        int points = side.dependsOn(variables) ? POINTS : 1;
        double error = side.number("error", ERROR) / Math.max(1, points * indices.size());
        List<Seen> all = new ArrayList<>();
        for (Map<String, Matrix> index : indices) {
            for (int k = 0; k < points; k++) {
                try {
                    all.addAll(look(index, variables.unpack(variables.point(k)), error));
                } catch (PreconditionException e) {
                    return notes.undecided(METHOD, String.valueOf(e.getMessage()));
                }
            }
        }
        Decision decision = conclude(all);
        return sweep.isPresent() && points == 1 ? decision.with(curve(sweep.get(), indices, all)) : decision;
    }

    private int draws() {
        return (int) side.number("draws", DRAWS);
    }

    private Seed seed(int draw) {
        return bench.seed().child(claim.name()).child("draws").child(draw);
    }

    /** One place and point: draws, then an interval for every entry of the sides. */
    private List<Seen> look(Map<String, Matrix> index, Map<String, Matrix> point, double error) {
        Scope scope = scope(index, point);
        Draws source = scope.draws(comparison);
        int count = draws();
        double[][] values = new double[0][];
        double[] claimed = new double[0];
        for (int i = 0; i < count; i++) {
            if (bench.watcher().isCancelled()) {
                throw new PreconditionException("it was stopped after " + i + " draws");
            }
            Comparison sides = source.at(source.draw(seed(i)));
            int entries = Math.max(sides.left().count(), sides.right().count());
            if (i == 0) {
                values = new double[entries][count];
                claimed = new double[entries];
            }
            for (int entry = 0; entry < entries; entry++) {
                values[entry][i] = side.summand(sides, entry);
                claimed[entry] = side.claimed(sides, entry);
            }
        }
        Knowledge known = side.knowledge(scope);
        List<Seen> seen = new ArrayList<>();
        for (int entry = 0; entry < values.length; entry++) {
            MeanInterval interval = MeanIntervals.of(values[entry], known, error / values.length);
            seen.add(new Seen(index, point, interval, claimed[entry], entry));
        }
        return seen;
    }

    private Scope scope(Map<String, Matrix> index, Map<String, Matrix> point) {
        Map<String, Matrix> values = new HashMap<>(point);
        values.putAll(index);
        return bench.scope().with(values).with(claim.lets());
    }

    private Decision conclude(List<Seen> all) {
        notes.add("summand", FormulaPrinter.print(side.formula()));
        List<Seen> shown = tightest(all);
        for (Seen seen : shown.subList(0, Math.min(shown.size(), MOST_PLACES_SHOWN))) {
            notes.add(name(seen, all), text(seen));
        }
        notes.add("rests on", side.words() + "; " + all.get(0).interval().method());
        notes.add(
                "false alarms",
                "a true claim is refuted with probability at most " + Numbers.small(side.number("error", ERROR)));
        double worst = 0;
        double width = 0;
        for (Seen seen : all) {
            double amount = excess(seen);
            if (amount > 0) {
                return notes.refuted(METHOD, amount, witness(seen));
            }
            worst = Math.max(worst, side.gap(seen.interval(), seen.claimed()));
            width = Math.max(width, seen.interval().halfWidth());
        }
        Optional<Seen> blunt = all.stream()
                .filter(seen -> side.isBlunt(seen.interval(), seen.claimed()))
                .findFirst();
        if (blunt.isPresent()) {
            return notes.undecided(
                    METHOD,
                    "the interval " + interval(blunt.get().interval()) + " is too wide to tell the claimed value "
                            + Numbers.digits(blunt.get().claimed(), 6) + " from zero or from its double: it needs more"
                            + " than " + draws() + " draws");
        }
        return notes.corroborated(
                METHOD, draws(), worst, new Tolerance(width, "half the width of the interval for the mean"));
    }

    private static String interval(MeanInterval interval) {
        return "[" + Numbers.digits(interval.low(), 6) + ", " + Numbers.digits(interval.high(), 6) + "]";
    }

    /** Of each place and point the entry that is nearest to being refuted. */
    private List<Seen> tightest(List<Seen> all) {
        Map<String, Seen> tightest = new LinkedHashMap<>();
        for (Seen seen : all) {
            tightest.merge(
                    Numbers.point(seen.index()) + Numbers.point(seen.point()),
                    seen,
                    (one, other) -> excess(one) >= excess(other) ? one : other);
        }
        return List.copyOf(tightest.values());
    }

    private double excess(Seen seen) {
        return side.excess(seen.interval(), seen.claimed());
    }

    private static String name(Seen seen, List<Seen> all) {
        StringBuilder name = new StringBuilder("mean");
        seen.index()
                .forEach((index, value) ->
                        name.append(", ").append(index).append(" = ").append(Numbers.digits(value.get(0, 0), 6)));
        int entries = 1 + all.stream().mapToInt(Seen::entry).max().orElse(0);
        return name.append(entries > 1 ? ", the tightest of " + entries + " entries" : "")
                .toString();
    }

    private static String text(Seen seen) {
        return Numbers.digits(seen.interval().estimate(), 6) + " in " + interval(seen.interval()) + ", claimed "
                + Numbers.digits(seen.claimed(), 6) + ", " + seen.interval().draws() + " draws";
    }

    /** The interval that excludes the claim; for what should always hold, a draw where it does not. */
    private String witness(Seen seen) {
        StringBuilder text = new StringBuilder("the mean is in " + interval(seen.interval()) + " after "
                + seen.interval().draws() + " draws, but for a probability of "
                + Numbers.small(side.number("error", ERROR)) + "; claimed is "
                + comparison.operator().symbol() + " " + Numbers.number(seen.claimed()));
        seen.index()
                .forEach((name, value) ->
                        text.append(", for ").append(name).append(" = ").append(Numbers.exact(value.get(0, 0))));
        if (side.isEvent() && seen.claimed() == 1) {
            counterexample(seen)
                    .ifPresent(drawn -> text.append("; it fails at\n").append(Numbers.point(drawn)));
        } else if (side.dependsOn(variables)) {
            text.append(", at\n").append(Numbers.point(side.used(variables, seen.point())));
        }
        return text.toString();
    }

    private Optional<Map<String, Matrix>> counterexample(Seen seen) {
        Draws source = scope(seen.index(), seen.point()).draws(comparison);
        for (int i = 0; i < draws(); i++) {
            Map<String, Value> drawn = source.draw(seed(i));
            if (side.summand(source.at(drawn), seen.entry()) == 0) {
                Map<String, Matrix> matrices = new LinkedHashMap<>();
                drawn.forEach((name, value) -> matrices.put(name, value.matrix()));
                return Optional.of(Witness.shortest(matrices, each -> fails(source, each, seen.entry())));
            }
        }
        return Optional.empty();
    }

    private boolean fails(Draws source, Map<String, Matrix> drawn, int entry) {
        Map<String, Value> values = new LinkedHashMap<>();
        drawn.forEach((name, value) -> values.put(name, Value.of(value)));
        return side.summand(source.at(values), entry) == 0;
    }

    private Curve curve(Claim.Sweep sweep, List<Map<String, Matrix>> indices, List<Seen> all) {
        List<Curve.Row> rows = all.stream()
                .filter(seen -> seen.entry() == 0)
                .map(seen -> new Curve.Row(
                        seen.index()
                                .getOrDefault(sweep.name(), Matrix.scalar(Double.NaN))
                                .get(0, 0),
                        seen.interval().estimate(),
                        seen.interval().low(),
                        seen.interval().high(),
                        seen.claimed()))
                .toList();
        Scope scope = scope(indices.get(0), variables.unpack(variables.point(0)));
        return new Curve(sweep.name(), FormulaPrinter.print(side.formula()), FormulaPrinter.print(side.other()), rows)
                .with(scope.function(sweep.name(), side.other()));
    }
}
