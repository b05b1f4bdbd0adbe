package dev.nadir.evidence.verify.judge;

import dev.nadir.base.PreconditionException;
import dev.nadir.evidence.Enumeration;
import dev.nadir.evidence.Enumeration.Found;
import dev.nadir.evidence.Enumeration.Meaning;
import dev.nadir.evidence.verify.Bench;
import dev.nadir.evidence.verify.Numbers;
import dev.nadir.evidence.verify.Tolerance;
import dev.nadir.evidence.verify.judge.Decision.Notes;
import dev.nadir.numeric.homotopy.Certificate;
import dev.nadir.reduction.CountBound;
import java.util.List;
import java.util.Optional;

/**
 * {@code holds local-minima are global}, by looking at all critical points. Two certified minima of different values
 * refute it. A proved complete list in which all minima are images of one another under changes of sign certifies it, if
 * the loss is shown to attain its minimum; a list that only the paths support corroborates it.
 */
final class EnumeratedMinima {

    private static final String METHOD = "homotopy";

    /** Values are computed in doubles, of sums of many terms. */
    private static final double SAME_VALUE = 1e-9;

    private EnumeratedMinima() {}

    /** Empty where the list does not decide: another search may. */
    static Optional<Decision> judge(Bench bench) {
        Enumeration found;
        try {
            found = bench.searches().enumeration();
        } catch (PreconditionException e) {
            return Optional.empty();
        }
        List<Found> real =
                found.points().stream().filter(point -> point.meaning().isPresent()).toList();
        List<Found> minima =
                real.stream().filter(point -> meaning(point).index() == 0).toList();
        boolean isRegular = real.stream().allMatch(point -> meaning(point).nullity() == 0);
        if (found.curves().isPresent() || minima.isEmpty() || !isRegular) {
            return Optional.empty();
        }
        Notes notes = new Notes();
        notes.add("critical points", real.size() + " real among " + found.points().size() + " complex, "
                + found.realAtLeast() + " and " + found.atLeast() + " certified");
        notes.add("minima", minima.size() + ", the lowest at " + Numbers.number(meaning(minima.get(0)).value()));
        Optional<Decision> refuted = refuted(notes, minima);
        if (refuted.isPresent() || found.incomplete().isPresent()) {
            return refuted;
        }
        double lowest = meaning(minima.get(0)).value();
        double highest = meaning(minima.get(minima.size() - 1)).value();
        if (highest - lowest > allowed(lowest)) {
            return Optional.empty();
        }
        boolean isOneOrbit =
                minima.stream().mapToInt(Found::orbit).distinct().count() == 1;
        boolean isCertified = found.isProvedComplete()
                && found.attainsMinimum()
                && isOneOrbit
                && real.stream().allMatch(point -> meaning(point).isCertified());
        if (isCertified) {
            return Optional.of(notes.certified(
                    METHOD,
                    "all critical points are known (" + found.bound().map(CountBound::basis).orElse("")
                            + "), the loss grows in every direction, and the minima are images of one another under"
                            + " changes of sign"));
        }
        notes.add("rests on", found.result().completeness().reason());
        return Optional.of(notes.corroborated(
                METHOD,
                found.result().paths().tracked(),
                highest - lowest,
                new Tolerance(allowed(lowest), "rounding of the loss")));
    }

    private static Optional<Decision> refuted(Notes notes, List<Found> minima) {
        double lowest = meaning(minima.get(0)).value();
        return minima.stream()
                .filter(point -> point.certificate() == Certificate.Kind.REAL)
                .filter(point -> meaning(point).isCertified())
                .filter(point -> meaning(point).value() > lowest + allowed(lowest))
                .findFirst()
                .map(point -> notes.refuted(
                        METHOD,
                        meaning(point).value() - lowest,
                        "a certified local minimum has the loss " + Numbers.number(meaning(point).value())
                                + ", a lower point " + Numbers.number(lowest) + ":\n"
                                + Numbers.point(meaning(point).parameters())));
    }

    private static double allowed(double value) {
        return SAME_VALUE * Math.max(1, Math.abs(value));
    }

    private static Meaning meaning(Found point) {
        return point.meaning().orElseThrow();
    }
}
