package dev.nadir.evidence.verify.judge;

import dev.nadir.base.PreconditionException;
import dev.nadir.evidence.verify.Bench;
import dev.nadir.evidence.verify.Numbers;
import dev.nadir.evidence.verify.Tolerance;
import dev.nadir.evidence.verify.Witness;
import dev.nadir.evidence.verify.judge.Decision.Notes;
import dev.nadir.numeric.Level;
import dev.nadir.numeric.MultiStartResult;
import dev.nadir.numeric.PointKind;
import dev.nadir.numeric.homotopy.Certificate;
import dev.nadir.numeric.homotopy.enumerate.Enumeration;
import dev.nadir.numeric.homotopy.enumerate.Enumeration.Found;
import dev.nadir.numeric.homotopy.enumerate.Enumeration.Meaning;
import dev.nadir.numeric.linalg.Matrix;
import dev.nadir.reduction.CountBound;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * {@code holds local-minima are global}. Refuted by a local minimum above the lowest loss found: one whose Hessian is
 * positive semidefinite with no more null directions than the symmetry explains, and near which the loss as written is
 * nowhere lower. A point that the Hessian does not decide is reported, and leaves the claim undecided.
 */
final class NoSpuriousMinimaJudge {

    private static final String METHOD = "multi-start";

    /** Random directions in which the loss as written must not fall; each shows a descent cone of half the sphere. */
    private static final int DIRECTIONS = 200;

    private NoSpuriousMinimaJudge() {}

    static Decision judge(Bench bench) {
        if (bench.searches().isPlanned("homotopy")) {
            Optional<Decision> enumerated = EnumeratedMinima.judge(bench);
            if (enumerated.isPresent()) {
                return enumerated.get();
            }
        }
        Notes notes = new Notes();
        MultiStartResult minima = bench.searches().minima();
        MultiStartResult critical = bench.searches().isPlanned("critical-points")
                ? bench.searches().criticalPoints()
                : new MultiStartResult(0, List.of(), List.of());
        if (minima.levels().isEmpty()) {
            return notes.undecided(METHOD, "no run converged");
        }
        List<Level> levels = new ArrayList<>(minima.levels());
        levels.addAll(critical.levels());
        double best = levels.stream().mapToDouble(Level::value).min().orElseThrow();
        int saddles = 0;
        int global = 0;
        double worstGap = 0;
        double worstAllowance = 0;
        List<Level> undecided = new ArrayList<>();
        for (Level level : levels) {
            double allowed = Tally.accuracy(level) + noise(bench, level);
            if (level.value() - best <= allowed) {
                global += level.count();
                worstGap = Math.max(worstGap, level.value() - best);
                worstAllowance = Math.max(worstAllowance, allowed);
            } else if (level.kind() == PointKind.LOCAL_MINIMUM || level.kind() == PointKind.GLOBAL_MINIMUM) {
                if (isMinimumAsWritten(bench, level)) {
                    return notes.refuted(METHOD, level.value() - best, witness(bench, level, best));
                }
                undecided.add(level);
            } else if (level.kind() == PointKind.UNDECIDED) {
                undecided.add(level);
            } else {
                saddles += level.count();
            }
        }
        notes.add("minima", global + " runs end at the lowest loss found, " + Numbers.number(best));
        notes.add("saddles", saddles + " runs end at critical points above it, each with a direction down");
        notes.add(
                "failed",
                minima.failures().size() + critical.failures().size() + " of " + (minima.starts() + critical.starts())
                        + " runs");
        if (!undecided.isEmpty()) {
            Level first = undecided.get(0);
            return notes.undecided(
                    METHOD,
                    undecided.size() + " critical values above the lowest are neither minima nor saddles for certain; "
                            + "the first is " + Numbers.number(first.value()) + ": " + first.reason());
        }
        return notes.corroborated(
                METHOD,
                minima.starts() + critical.starts(),
                worstGap,
                new Tolerance(worstAllowance, "rounding of the loss, and its accuracy where runs stop"));
    }

    private static double noise(Bench bench, Level level) {
        return bench.lossNoise(bench.layout().unpack(level.representative().coordinates()));
    }

    /** Whether the loss as written is nowhere lower on small spheres around the point. */
    private static boolean isMinimumAsWritten(Bench bench, Level level) {
        double[] x = level.representative().coordinates();
        double value = bench.loss(x);
        double noise = noise(bench, level) + Tally.accuracy(level);
        RandomGenerator random = bench.seed().child("sphere").generator();
        for (int k = 0; k < DIRECTIONS; k++) {
            double radius = Math.pow(10, -1.5 - k % 3);
            double[] at = x.clone();
            double norm = 0;
            double[] direction = new double[x.length];
            for (int i = 0; i < x.length; i++) {
                direction[i] = random.nextGaussian();
                norm = Math.hypot(norm, direction[i]);
            }
            for (int i = 0; i < x.length; i++) {
                at[i] += radius * direction[i] / norm;
            }
            if (bench.loss(at) < value - noise) {
                return false;
            }
        }
        return true;
    }

    private static String witness(Bench bench, Level level, double best) {
        Map<String, Matrix> point = bench.layout().unpack(level.representative().coordinates());
        double[] eigenvalues = level.spectrum().eigenvalues();
        double lowest = eigenvalues.length == 0 ? 0 : eigenvalues[0];
        Map<String, Matrix> shown = Witness.shortest(
                point, each -> Math.abs(bench.loss(each) - level.value()) <= (level.value() - best) / 1000);
        return "a local minimum with loss " + Numbers.number(level.value()) + "; the lowest found is "
                + Numbers.number(best) + ".\nSmallest Hessian eigenvalue " + Numbers.small(lowest) + ", "
                + level.spectrum().nullity() + " null directions of which the symmetry explains "
                + level.spectrum().orbitDimension() + ", at\n" + Numbers.point(shown);
    }

    /**
     * {@code holds local-minima are global}, by looking at all critical points. Two certified minima of different values
     * refute it. A proved complete list in which all minima are images of one another under changes of sign certifies it, if
     * the loss is shown to attain its minimum; a list that only the paths support corroborates it.
     */
    private static final class EnumeratedMinima {

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
            List<Found> real = found.points().stream()
                    .filter(point -> point.meaning().isPresent())
                    .toList();
            List<Found> minima =
                    real.stream().filter(point -> meaning(point).index() == 0).toList();
            boolean isRegular = real.stream().allMatch(point -> meaning(point).nullity() == 0);
            if (found.curves().isPresent() || minima.isEmpty() || !isRegular) {
                return Optional.empty();
            }
            Notes notes = new Notes();
            notes.add(
                    "critical points",
                    real.size() + " real among " + found.points().size() + " complex, " + found.realAtLeast() + " and "
                            + found.atLeast() + " certified");
            notes.add(
                    "minima",
                    minima.size() + ", the lowest at "
                            + Numbers.number(meaning(minima.get(0)).value()));
            Optional<Decision> refuted = refuted(notes, minima);
            if (refuted.isPresent() || found.incomplete().isPresent()) {
                return refuted;
            }
            double lowest = meaning(minima.get(0)).value();
            double highest = meaning(minima.get(minima.size() - 1)).value();
            if (highest - lowest > allowed(lowest)) {
                return Optional.empty();
            }
            Optional<String> certificate = certificate(found, real, minima);
            if (certificate.isPresent()) {
                return Optional.of(notes.certified(METHOD, certificate.get()));
            }
            notes.add("rests on", found.result().completeness().reason());
            return Optional.of(notes.corroborated(
                    METHOD,
                    found.result().paths().tracked(),
                    highest - lowest,
                    new Tolerance(allowed(lowest), "rounding of the loss")));
        }

        /** Why no minimum is spurious, if it is proved. */
        private static Optional<String> certificate(Enumeration found, List<Found> real, List<Found> minima) {
            boolean areLeast = minima.stream().allMatch(point -> meaning(point).isLeast());
            boolean isOneOrbit =
                    minima.stream().mapToInt(Found::orbit).distinct().count() == 1;
            boolean isCertified = found.isProvedComplete()
                    && (areLeast || (found.attainsMinimum() && isOneOrbit))
                    && real.stream().allMatch(point -> meaning(point).isCertified());
            String why = areLeast
                    ? ", and at all minima the loss is exactly a number that it is never below, as it is written"
                    : ", the loss grows in every direction, and the minima are images of one another under changes of"
                            + " sign";
            return isCertified
                    ? Optional.of("all critical points are known ("
                            + found.bound().map(CountBound::basis).orElse("") + ")" + why)
                    : Optional.empty();
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
                            "a certified local minimum has the loss "
                                    + Numbers.number(meaning(point).value())
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
}
