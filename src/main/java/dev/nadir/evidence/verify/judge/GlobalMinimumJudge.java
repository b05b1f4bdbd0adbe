package dev.nadir.evidence.verify.judge;

import dev.nadir.base.PreconditionException;
import dev.nadir.base.exact.Rational;
import dev.nadir.evidence.verify.Bench;
import dev.nadir.evidence.verify.Numbers;
import dev.nadir.evidence.verify.Scope;
import dev.nadir.evidence.verify.Tolerance;
import dev.nadir.evidence.verify.Witness;
import dev.nadir.evidence.verify.judge.Decision.Notes;
import dev.nadir.model.Claim;
import dev.nadir.numeric.Level;
import dev.nadir.numeric.MultiStartResult;
import dev.nadir.numeric.Point;
import dev.nadir.numeric.homotopy.enumerate.Enumeration;
import dev.nadir.numeric.homotopy.enumerate.Enumeration.Meaning;
import dev.nadir.numeric.linalg.Matrix;
import dev.nadir.numeric.linalg.Vectors;
import dev.nadir.reduction.CountBound;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code value v}, with or without {@code at}: the global minimum is v, and every point that satisfies the equations
 * attains it.
 *
 * <p>Refuted by a claimed point where the loss is not v, or by any point with a loss below v. Corroborated if runs
 * reach v and none ends below. A value that no run reaches stays undecided: that no point was found is no
 * counterexample. Where all critical points are asked for, and the loss is shown to attain its minimum, the lowest
 * critical value decides, with the word of their count.
 */
final class GlobalMinimumJudge {

    static final String METHOD = "multi-start";

    private GlobalMinimumJudge() {}

    static Decision judge(Claim claim, Claim.Statement.GlobalMinimum statement, Bench bench) {
        Notes notes = new Notes();
        Scope scope = bench.scope().with(claim.lets());
        double value;
        try {
            value = scope.scalar(statement.value());
        } catch (PreconditionException e) {
            return notes.undecided("evaluation", "the claimed value is not defined here: " + e.getMessage());
        }
        if (!Double.isFinite(value)) {
            return notes.undecided("evaluation", "the claimed value is not a number here");
        }
        notes.add("claimed value", Numbers.number(value));
        Tolerance tolerance = bench.rounding(
                statement.value(), each -> each.with(claim.lets()).scalar(statement.value()));
        ClaimedPoints points = ClaimedPoints.of(claim, statement.at(), bench);
        ClaimedLosses losses = ClaimedLosses.of(points, bench, value, tolerance.value());
        Optional<Decision> outside = outside(notes, bench, points);
        if (outside.isPresent()) {
            return outside.get();
        }
        if (losses.contradicts()) {
            return contradicted(notes, bench, losses, value);
        }
        losses.note(bench).ifPresent(note -> notes.add("loss at claimed point", note));
        Optional<Double> bound = bench.derivation().landscape().lowerBound().map(Rational::round);
        if (bound.isPresent() && value < bound.get() - tolerance.value()) {
            return notes.refuted(
                    "lower bound",
                    bound.get() - value,
                    "the loss as written is a sum of squares and norms with weights that are not negative:\n"
                            + "it is never below " + Numbers.number(bound.get()) + ", and so never "
                            + Numbers.number(value));
        }
        return search(
                claim,
                notes,
                bench,
                losses,
                new Value(value, losses.worstGap(), tolerance, claim.upTo().isPresent()));
    }

    /** The claimed value, how far the loss at the claimed point is from it, what counts as equal, and how points are compared. */
    private record Value(double claimed, double gap, Tolerance tolerance, boolean isUpToSymmetry) {}

    /** A claimed point that its parameters may not take, such as columns that are not orthonormal. */
    private static Optional<Decision> outside(Notes notes, Bench bench, ClaimedPoints points) {
        boolean isOutside = !bench.layout().isFlat()
                && points.isDirect()
                && points.found().stream()
                        .anyMatch(point -> !Vectors.isFinite(bench.layout().pack(point)));
        return isOutside
                ? Optional.of(notes.refuted(
                        "evaluation",
                        1,
                        "the claimed point is outside the set of its parameters, at\n"
                                + Numbers.point(points.found().get(0))))
                : Optional.empty();
    }

    /** The claimed point, where the loss is not the claimed value, is the counterexample. */
    private static Decision contradicted(Notes notes, Bench bench, ClaimedLosses losses, double value) {
        Map<String, Matrix> point = losses.first();
        double loss = bench.loss(point);
        notes.add("loss at claimed point", Numbers.number(loss));
        notes.add("tolerance", Numbers.small(losses.allowed()) + ": rounding of value and loss");
        Map<String, Matrix> shown =
                Witness.shortest(point, each -> Math.abs(bench.loss(each) - loss) <= Math.abs(loss - value) / 100);
        return notes.refuted(
                "evaluation",
                Math.abs(loss - value),
                "at the claimed point the loss is " + Numbers.number(bench.loss(shown)) + ", not "
                        + Numbers.number(value) + ":\n" + Numbers.point(shown));
    }

    private static Decision search(Claim claim, Notes notes, Bench bench, ClaimedLosses losses, Value value) {
        ClaimedPoints points = losses.points();
        Optional<Decision> enumerated =
                Lowest.of(bench).flatMap(lowest -> enumerated(notes, bench, losses, value, lowest));
        if (enumerated.isPresent()) {
            return enumerated.get();
        }
        List<Point> candidates = new ArrayList<>();
        MultiStartResult search = bench.searches().minima();
        search.levels().forEach(level -> candidates.add(level.representative()));
        candidates.addAll(search.failures());
        candidates.addAll(Probes.descents(bench, points.found()));
        double lowest = Double.POSITIVE_INFINITY;
        List<Map<String, Matrix>> places = new ArrayList<>();
        candidates.forEach(candidate -> places.add(bench.layout().unpack(candidate.coordinates())));
        places.addAll(Probes.far(bench, value.claimed()));
        for (Map<String, Matrix> parameters : places) {
            double loss = bench.loss(parameters);
            lowest = Math.min(lowest, Double.isNaN(loss) ? lowest : loss);
            double allowed = value.tolerance().value() + bench.lossNoise(parameters);
            if (loss < value.claimed() - allowed) {
                return notes.refuted(
                        METHOD, value.claimed() - loss, Witness.below(bench, parameters, value.claimed(), allowed));
            }
        }
        points.note().ifPresent(note -> notes.add("claimed point", note));
        Tally tally = Tally.of(search, value.claimed(), value.tolerance().value(), bench);
        notes.add("multi-start", tally.text());
        Probes.gradient(bench, points.found()).ifPresent(text -> notes.add("gradient there", text));
        if (search.starts() == 0 || tally.reaching() == 0) {
            return notes.undecided(
                    METHOD,
                    "no run reaches the claimed value; the lowest loss found is " + Numbers.number(lowest) + ", "
                            + Numbers.small(lowest - value.claimed()) + " above it");
        }
        Optional<Decision> orbits = orbits(claim, notes, search, tally);
        if (orbits.isPresent()) {
            return orbits.get();
        }
        if (points.isMissing()) {
            return notes.undecided(METHOD, points.note().orElse("no claimed point was found"));
        }
        if (losses.isOpen()) {
            return notes.undecided(
                    METHOD,
                    "the equations of the claimed point leave the loss open, and no solution that was found attains it");
        }
        Tolerance total = value.tolerance().plus(tally.allowance(), "of the loss where runs stop");
        return notes.corroborated(METHOD, search.starts(), Math.max(value.gap(), tally.worstGap()), total);
    }

    /**
     * The claimed value against the lowest critical value. A lower critical point refutes whatever else is missing; a value
     * below it is refuted where the list is proved complete. Empty where the list does not decide: runs may.
     */
    private static Optional<Decision> enumerated(
            Notes notes, Bench bench, ClaimedLosses losses, Value value, Lowest lowest) {
        double allowed = value.tolerance().value() + lowest.noise();
        if (lowest.loss() < value.claimed() - allowed) {
            return Optional.of(notes.refuted(
                    Lowest.METHOD,
                    value.claimed() - lowest.loss(),
                    Witness.below(bench, lowest.point(), value.claimed(), allowed)));
        }
        notes.add("critical points", lowest.text());
        Optional<String> open = lowest.open();
        if (open.isPresent()) {
            notes.add("no enumeration", open.get());
            return Optional.empty();
        }
        notes.add("is attained", lowest.attained());
        if (lowest.loss() > value.claimed() + allowed) {
            return Optional.of(tooLow(notes, bench, value, lowest));
        }
        ClaimedPoints points = losses.points();
        boolean isPoint = !points.isMissing() && !losses.isOpen() && lowest.areAllThere(bench, losses.attaining());
        if (!isPoint || value.isUpToSymmetry()) {
            notes.add(
                    "no enumeration",
                    isPoint
                            ? "the minimisers are compared up to a symmetry, which runs do"
                            : "the claimed point is not seen to be one of the lowest critical points");
            return Optional.empty();
        }
        Tolerance total = value.tolerance().plus(lowest.noise(), "of the loss at the critical point");
        if (lowest.isProvedAt(bench, losses.attaining())) {
            notes.add("tolerance", total.text());
            return Optional.of(notes.certified(Lowest.METHOD, lowest.proof()));
        }
        notes.add("rests on", lowest.found().result().completeness().reason());
        return Optional.of(notes.corroborated(
                Lowest.METHOD,
                lowest.found().result().paths().tracked(),
                Math.max(value.gap(), Math.abs(lowest.loss() - value.claimed())),
                total));
    }

    /** A claimed value below every critical value. */
    private static Decision tooLow(Notes notes, Bench bench, Value value, Lowest lowest) {
        double gap = lowest.loss() - value.claimed();
        if (!lowest.isProved()) {
            return notes.undecided(
                    Lowest.METHOD,
                    "the lowest critical value to which paths lead is " + Numbers.number(lowest.loss()) + ", "
                            + Numbers.small(gap) + " above the claimed one, and no bound shows that these are all; "
                            + lowest.found().result().completeness().reason());
        }
        Map<String, Matrix> shown =
                Witness.shortest(lowest.point(), each -> Math.abs(bench.loss(each) - lowest.loss()) <= gap / 100);
        return notes.refuted(
                Lowest.METHOD,
                gap,
                lowest.proof() + ",\n" + Numbers.number(lowest.loss()) + ", not " + Numbers.number(value.claimed())
                        + ", near\n" + Numbers.point(shown));
    }

    /** Whether the minimisers found are one, up to the symmetry that the claim names. */
    private static Optional<Decision> orbits(Claim claim, Notes notes, MultiStartResult search, Tally tally) {
        if (claim.upTo().isEmpty()) {
            return Optional.empty();
        }
        String symmetry = claim.upTo().get();
        Level best = search.levels().get(tally.firstReaching());
        String unmatched = best.unmatched() == 0 ? "" : ", " + best.unmatched() + " runs not matched";
        notes.add(
                "minimisers",
                best.orbits() == 1
                        ? "one, up to " + symmetry + unmatched
                        : best.orbits() + " up to " + symmetry + unmatched);
        if (best.orbits() > 1) {
            return Optional.of(notes.undecided(
                    METHOD,
                    best.orbits() + " minimisers that " + symmetry
                            + " was not seen to map to each other, at the same value"));
        }
        return Optional.empty();
    }

    /**
     * All critical points, for claims of a global minimum: where none is missing and the loss attains its minimum, that is
     * the lowest critical value.
     *
     * @param real the critical points, the lowest first
     * @param loss the loss as written at the lowest
     * @param noise how far rounding may move it
     */
    record Lowest(Enumeration found, List<Meaning> real, double loss, double noise) {

        static final String METHOD = "homotopy";

        private static final String LEAST =
                "the lowest critical value is a number that the loss, as it is written, is never below";

        private static final String GROWS =
                "the loss grows in every direction, since each parameter has a positive weight and the loss without weights"
                        + " is bounded below, or each has an even power that leads";

        /** Points this near, relative to their size, are one: claimed ones are computed to more digits. */
        private static final double NEAR = 1e-6;

        Lowest {
            real = List.copyOf(real);
        }

        /** Empty where nothing asks for all critical points, or they are not isolated, or cannot be found. */
        static Optional<Lowest> of(Bench bench) {
            boolean isAsked = bench.searches().isPlanned(METHOD)
                    || bench.model().claims().stream()
                            .anyMatch(claim -> claim.statement() instanceof Claim.Statement.Count
                                    && Judges.unmet(claim, bench).isEmpty());
            if (!isAsked || !bench.fixed().isEmpty()) {
                return Optional.empty();
            }
            Enumeration found;
            try {
                found = bench.searches().enumeration();
            } catch (PreconditionException e) {
                // Not polynomial, or too long: runs decide.
                return Optional.empty();
            }
            List<Meaning> real = found.points().stream()
                    .flatMap(point -> point.meaning().stream())
                    .sorted(Comparator.comparing((Meaning point) -> !point.isLeast())
                            .thenComparingDouble(Meaning::value))
                    .toList();
            if (found.curves().isPresent() || found.isSystem() || real.isEmpty()) {
                return Optional.empty();
            }
            double loss = bench.loss(real.get(0).parameters());
            return Double.isFinite(loss)
                    ? Optional.of(new Lowest(
                            found, real, loss, bench.lossNoise(real.get(0).parameters())))
                    : Optional.empty();
        }

        Map<String, Matrix> point() {
            return real.get(0).parameters();
        }

        String text() {
            return real.size() + " real among " + found.points().size() + " complex, " + found.realAtLeast() + " and "
                    + found.atLeast() + " certified; the lowest value is " + Numbers.number(loss);
        }

        /** Why the lowest critical value need not be the minimum, if anything says so. */
        Optional<String> open() {
            if (isLeast()) {
                return Optional.empty();
            }
            return found.attainsMinimum()
                    ? found.incomplete()
                    : Optional.of(
                            "it is not shown that the loss grows in every direction, so that it might lie below all"
                                    + " critical values");
        }

        /** Whether the lowest critical value is the minimum for certain. */
        boolean isProved() {
            return isLeast() || (found.attainsMinimum() && found.isProvedComplete());
        }

        /** Whether it is so at each of the places. */
        boolean isProvedAt(Bench bench, List<Map<String, Matrix>> places) {
            return isLeast()
                    ? places.stream()
                            .allMatch(place ->
                                    at(bench, place).filter(Meaning::isLeast).isPresent())
                    : isProved();
        }

        /** Whether the loss is shown to be nowhere below the lowest critical value. */
        boolean isLeast() {
            return real.get(0).isLeast();
        }

        /** What attainment rests on. */
        String attained() {
            return isLeast() ? LEAST : GROWS;
        }

        String proof() {
            if (isLeast()) {
                return "the loss, as it is written, is never below "
                        + Numbers.number(real.get(0).value())
                        + ", and it is exactly that at a critical point (quotient algebra of the critical equations and of"
                        + " this value)";
            }
            return "all critical points are known ("
                    + found.bound().map(CountBound::basis).orElse("")
                    + "), and the loss grows in every direction: the lowest critical value is the minimum";
        }

        /** The critical point at a place, if one is there. */
        Optional<Meaning> at(Bench bench, Map<String, Matrix> place) {
            double[] x = bench.layout().pack(place);
            return real.stream()
                    .filter(each -> isNear(x, bench.layout().pack(each.parameters())))
                    .findFirst();
        }

        /** Whether there is one of the lowest critical points at each place. */
        boolean areAllThere(Bench bench, List<Map<String, Matrix>> places) {
            return places.stream().allMatch(place -> at(bench, place)
                    .filter(each -> bench.loss(each.parameters()) <= loss + noise + bench.lossNoise(each.parameters()))
                    .isPresent());
        }

        private static boolean isNear(double[] x, double[] y) {
            double size = 1;
            double distance = 0;
            for (int i = 0; i < x.length; i++) {
                size = Math.max(size, Math.abs(y[i]));
                distance = Math.max(distance, Math.abs(x[i] - y[i]));
            }
            return distance <= NEAR * size;
        }
    }
}
