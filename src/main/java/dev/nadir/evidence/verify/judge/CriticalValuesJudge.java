package dev.nadir.evidence.verify.judge;

import dev.nadir.base.PreconditionException;
import dev.nadir.evidence.verify.Bench;
import dev.nadir.evidence.verify.Numbers;
import dev.nadir.evidence.verify.Places;
import dev.nadir.evidence.verify.Scope;
import dev.nadir.evidence.verify.Tolerance;
import dev.nadir.evidence.verify.Witness;
import dev.nadir.evidence.verify.judge.Decision.Notes;
import dev.nadir.model.Claim;
import dev.nadir.model.Formula;
import dev.nadir.numeric.Level;
import dev.nadir.numeric.MultiStartResult;
import dev.nadir.numeric.Spectrum;
import dev.nadir.numeric.linalg.Matrix;
import dev.nadir.numeric.linalg.Vectors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * {@code values v for J in subsets(...)}: every critical value is among these. Refuted by a critical point with another
 * value; how many of the predicted values are seen is reported.
 */
final class CriticalValuesJudge {

    private static final String METHOD = "critical points";

    /** Of a gap to the claimed values, the share that may be the gradient's. */
    private static final double EXPLAINED = 1e-9;

    /** Eigenvalues within this factor of what counts as zero are not counted either way. */
    private static final double UNCLEAR = 10;

    private final Notes notes = new Notes();
    private final Bench bench;
    private final double[] predicted;
    private final double[] indices;
    private final Tolerance tolerance;
    private final boolean[] seen;
    private final List<Level> unsure = new ArrayList<>();
    private int read;
    private int unread;
    private double worstGap;
    private double worstAllowance;

    private CriticalValuesJudge(Bench bench, double[] predicted, double[] indices, Tolerance tolerance) {
        this.bench = bench;
        this.predicted = predicted;
        this.indices = indices;
        this.tolerance = tolerance;
        this.seen = new boolean[predicted.length];
    }

    static Decision judge(Claim claim, Claim.Statement.CriticalValues statement, Bench bench) {
        try {
            List<UnaryOperator<Scope>> choices = Places.choices(
                    statement.index(), statement.range(), bench.scope().with(claim.lets()));
            if (choices.isEmpty()) {
                return new Notes().undecided("evaluation", "no value is claimed: the index has nothing to run over");
            }
            double[] predicted = values(claim, statement.value(), bench.scope(), choices);
            double[] indices = statement
                    .negative()
                    .map(index -> values(claim, index, bench.scope(), choices))
                    .orElse(new double[0]);
            for (double value : DoubleStream.concat(DoubleStream.of(predicted), DoubleStream.of(indices))
                    .toArray()) {
                if (!Double.isFinite(value)) {
                    return new Notes().undecided("evaluation", "a claimed value is not a number here");
                }
            }
            Tolerance tolerance = tolerance(claim, statement, bench, choices, predicted);
            return new CriticalValuesJudge(bench, predicted, indices, tolerance).decide();
        } catch (PreconditionException e) {
            return new Notes().undecided("evaluation", "the claimed values are not defined here: " + e.getMessage());
        }
    }

    private Decision decide() {
        MultiStartResult critical = bench.searches().criticalPoints();
        List<Level> levels = new ArrayList<>(critical.levels());
        levels.addAll(bench.searches().minima().levels());
        int points = 0;
        for (Level level : levels) {
            points += level.count();
            Optional<Decision> refuted = compare(level);
            if (refuted.isPresent()) {
                return refuted.get();
            }
        }
        notes.add(
                "critical points",
                points + " runs converged, " + critical.failures().size() + " failed");
        notes.add(
                "predicted values",
                distinctSeen(seen) + " of " + distinct() + " seen, "
                        + (unsure.isEmpty() ? "0 not predicted" : unsure.size() + " not predicted but not sharp"));
        if (points == 0) {
            return notes.undecided(METHOD, "no run converged to a critical point");
        }
        if (indices.length > 0) {
            notes.add("index", "as claimed at " + read + " values, not to be read at " + unread);
            if (read == 0) {
                return notes.undecided(METHOD, "no critical point whose Hessian tells its zeros apart was found");
            }
        }
        if (!unsure.isEmpty()) {
            return notes.undecided(
                    METHOD,
                    "runs stopped at " + Numbers.number(unsure.get(0).value())
                            + ", which is not predicted, where the Hessian is too flat to tell whether a critical point"
                            + " is near");
        }
        return notes.corroborated(
                METHOD, points, worstGap, tolerance.plus(worstAllowance, "of the loss where runs stop"));
    }

    /** Sets a level against the claimed values. */
    private Optional<Decision> compare(Level level) {
        double nearest = nearest(level.value());
        double gap = Math.abs(nearest - level.value());
        Map<String, Matrix> parameters =
                bench.layout().unpack(level.representative().coordinates());
        double allowed = tolerance.value() + Tally.accuracy(level) + bench.lossNoise(parameters);
        if (gap <= allowed) {
            worstGap = Math.max(worstGap, gap);
            worstAllowance = Math.max(worstAllowance, allowed);
            for (int i = 0; i < seen.length; i++) {
                seen[i] |= Math.abs(predicted[i] - nearest) <= tolerance.value();
            }
            return wrongIndex(level, nearest, parameters);
        }
        if (isSharp(level) || isFarFromPredicted(level, gap)) {
            return Optional.of(notes.refuted(METHOD, gap, witness(level, nearest, parameters)));
        }
        unsure.add(level);
        return Optional.empty();
    }

    /** A critical point of a claimed value whose Hessian has another number of negative eigenvalues than claimed. */
    private Optional<Decision> wrongIndex(Level level, double value, Map<String, Matrix> parameters) {
        if (indices.length == 0) {
            return Optional.empty();
        }
        if (!isReadable(level)) {
            unread++;
            return Optional.empty();
        }
        int found = level.spectrum().index();
        boolean isClaimed = IntStream.range(0, predicted.length)
                .filter(i -> Math.abs(predicted[i] - value) <= tolerance.value())
                .anyMatch(i -> indices[i] == found);
        if (isClaimed) {
            read++;
            return Optional.empty();
        }
        return Optional.of(notes.refuted(
                METHOD,
                1,
                "a critical point with loss " + Numbers.number(level.value()) + " has " + found
                        + " negative Hessian eigenvalues, which no index claimed for that value is, at\n"
                        + Numbers.point(parameters)));
    }

    /** Whether no eigenvalue is so near to where zero ends that another tolerance would count it otherwise. */
    private static boolean isReadable(Level level) {
        Spectrum spectrum = level.spectrum();
        double zero = spectrum.tolerance();
        for (double eigenvalue : spectrum.eigenvalues()) {
            double size = Math.abs(eigenvalue);
            if (size > zero / UNCLEAR && size < zero * UNCLEAR) {
                return false;
            }
        }
        return level.representative().termination().isConvergence();
    }

    private static double[] values(Claim claim, Formula formula, Scope scope, List<UnaryOperator<Scope>> choices) {
        Scope inside = scope.with(claim.lets());
        return choices.stream()
                .mapToDouble(choice -> choice.apply(inside).scalar(formula))
                .toArray();
    }

    private static Tolerance tolerance(
            Claim claim,
            Claim.Statement.CriticalValues statement,
            Bench bench,
            List<UnaryOperator<Scope>> choices,
            double[] predicted) {
        int largest = 0;
        for (int i = 0; i < predicted.length; i++) {
            largest = Math.abs(predicted[i]) > Math.abs(predicted[largest]) ? i : largest;
        }
        UnaryOperator<Scope> choice = choices.get(largest);
        return bench.rounding(statement.value(), scope -> choice.apply(scope.with(claim.lets()))
                .scalar(statement.value()));
    }

    private double nearest(double value) {
        double nearest = predicted[0];
        for (double each : predicted) {
            nearest = Math.abs(each - value) < Math.abs(nearest - value) ? each : nearest;
        }
        return nearest;
    }

    private int distinct() {
        boolean[] all = new boolean[predicted.length];
        Arrays.fill(all, true);
        return distinctSeen(all);
    }

    /** How many of the chosen values are different by more than rounding. */
    private int distinctSeen(boolean[] chosen) {
        double[] sorted = IntStream.range(0, predicted.length)
                .filter(i -> chosen[i])
                .mapToDouble(i -> predicted[i])
                .sorted()
                .toArray();
        int count = 0;
        for (int i = 0; i < sorted.length; i++) {
            count += i == 0 || sorted[i] - sorted[i - 1] > tolerance.value() ? 1 : 0;
        }
        return count;
    }

    /** Whether a critical point is surely near: the Hessian is not flatter than the symmetry explains. */
    private static boolean isSharp(Level level) {
        Spectrum spectrum = level.spectrum();
        return level.representative().termination().isConvergence() && spectrum.nullity() <= spectrum.orbitDimension();
    }

    /** Whether, over a distance of the point's own size, the gradient explains next to nothing of the gap. */
    private static boolean isFarFromPredicted(Level level, double gap) {
        double size = Math.max(1, Vectors.norm(level.representative().coordinates()));
        return level.representative().termination().isConvergence()
                && level.representative().gradientNorm() * size <= EXPLAINED * gap;
    }

    private String witness(Level level, double nearest, Map<String, Matrix> parameters) {
        double gap = Math.abs(level.value() - nearest);
        Map<String, Matrix> shown =
                Witness.shortest(parameters, each -> Math.abs(bench.loss(each) - level.value()) <= gap / 1000);
        return "a critical point with loss " + Numbers.number(bench.loss(parameters))
                + "; the nearest claimed value is "
                + Numbers.number(nearest) + ".\nGradient norm "
                + Numbers.small(level.representative().gradientNorm()) + " at (rounded)\n" + Numbers.point(shown);
    }
}
