package dev.nadir.workbench;

import dev.nadir.base.ModelException;
import dev.nadir.base.PreconditionException;
import dev.nadir.base.Seed;
import dev.nadir.numeric.Instance;
import dev.nadir.numeric.linalg.Matrix;
import dev.nadir.numeric.linalg.SymmetricEigen;
import dev.nadir.numeric.replay.Replay;
import dev.nadir.reduction.ClosedForm;
import dev.nadir.reduction.Reduction;
import dev.nadir.reduction.ScalarAnswer;
import dev.nadir.reduction.assume.LemmaStatement;
import dev.nadir.symbolic.Derivation;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Tries the lemmas that are no step of their own, those that list stationary points or carry them over: at the points that
 * they give on random instances the loss has the stated value and no slope, and its Hessian the stated signs.
 */
final class PointTrial {

    private static final int INSTANCES = 6;
    private static final int DRAWS = 60;

    /** Of each closed form on an instance. */
    private static final int MEMBERS = 8;

    private static final int CHOICES = 24;

    /** Larger Hessians are not counted. */
    private static final int MOST_COORDINATES = 60;

    /** An eigenvalue of the Hessian above so much of the largest is not zero, and one below so little is. */
    private static final double PLAIN = 1e-5;

    private static final double ROUNDING = 1e-8;

    private final Derivation derivation;
    private final Reduction reduction;
    private final Map<String, Tally> tallies = new LinkedHashMap<>();

    private PointTrial(Derivation derivation, Reduction reduction) {
        this.derivation = derivation;
        this.reduction = reduction;
        reduction.listing().forEach(lemma -> tallies.put(lemma, new Tally()));
        // Some bound the loss and list points besides: a bound says nothing of the kinds of these.
        reduction.closedForms().stream()
                .filter(form -> form.kind() != ScalarAnswer.Kind.GLOBAL_MINIMUM)
                .flatMap(form -> form.lemmas().stream())
                .filter(lemma -> LemmaStatement.does(lemma, LemmaStatement.Work.LISTS))
                .forEach(lemma -> tallies.putIfAbsent(lemma, new Tally()));
    }

    private static final class Tally {
        private int instances;
        private int points;
        private double gap;
        private double slope;
        private int counted;
        private int miscounted;
        private boolean isHere;

        private boolean isDone() {
            return instances >= INSTANCES;
        }
    }

    /** For each lemma what was tried and what was seen. */
    static List<Replay.PointCheck> of(Derivation derivation, Reduction reduction) {
        PointTrial trial = new PointTrial(derivation, reduction);
        trial.run();
        return trial.tallies.entrySet().stream()
                .map(entry -> check(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static Replay.PointCheck check(String lemma, Tally tally) {
        return new Replay.PointCheck(
                lemma, tally.instances, tally.points, tally.gap, tally.slope, tally.counted, tally.miscounted);
    }

    private void run() {
        TrialGround ground = new TrialGround(derivation);
        for (int draw = 1; draw <= DRAWS && !isDone(); draw++) {
            ground.draw(new Seed(draw).child("points")).ifPresent(instance -> tried(ground, instance));
        }
    }

    private void tried(TrialGround ground, Instance instance) {
        TrialGround.Place place;
        try {
            place = ground.on(instance);
        } catch (PreconditionException | ModelException e) {
            // The loss has no value for these numbers: nothing is tried here.
            return;
        }
        tried(place);
    }

    private boolean isDone() {
        return tallies.values().stream().allMatch(Tally::isDone);
    }

    private void tried(TrialGround.Place place) {
        tallies.values().forEach(tally -> tally.isHere = false);
        for (ClosedForm form : reduction.closedForms()) {
            List<Tally> open = form.lemmas().stream()
                    .distinct()
                    .map(tallies::get)
                    .filter(java.util.Objects::nonNull)
                    .filter(Predicate.not(Tally::isDone))
                    .toList();
            if (!open.isEmpty()) {
                tried(form, place, open);
            }
        }
        tallies.values().stream().filter(tally -> tally.isHere).forEach(tally -> tally.instances++);
    }

    private static void tried(ClosedForm form, TrialGround.Place place, List<Tally> tallies) {
        List<Replay.Member> members;
        try {
            members = place.replay().each(form, CHOICES);
        } catch (PreconditionException | ModelException e) {
            // Too many to list, or no value for these numbers.
            return;
        }
        members.stream()
                .map(Replay.Member::numbers)
                .filter(numbers -> numbers.point().isPresent())
                .limit(MEMBERS)
                .forEach(numbers -> tried(numbers, place, tallies));
    }

    private static void tried(Replay.Numbers numbers, TrialGround.Place place, List<Tally> tallies) {
        double size = 1 + Math.abs(numbers.value());
        Optional<Boolean> isAsStated = isAsStated(numbers, place);
        for (Tally tally : tallies) {
            tally.isHere = true;
            tally.points++;
            // Not max: a number that is none must be seen.
            tally.gap = larger(tally.gap, Math.abs(numbers.value() - numbers.loss()) / size);
            tally.slope = larger(tally.slope, numbers.slope() / size);
            tally.counted += isAsStated.isPresent() ? 1 : 0;
            tally.miscounted += isAsStated.isPresent() && !isAsStated.get() ? 1 : 0;
        }
    }

    private static double larger(double a, double b) {
        return Double.isNaN(b) ? Double.POSITIVE_INFINITY : Math.max(a, b);
    }

    /** Whether the Hessian has the signs that are stated; empty where none are, or where rounding hides them. */
    private static Optional<Boolean> isAsStated(Replay.Numbers numbers, TrialGround.Place place) {
        int n = place.dimension();
        boolean isCounted =
                numbers.index().isPresent() && place.loss().dimension() == n && n > 0 && n <= MOST_COORDINATES;
        if (!isCounted) {
            return Optional.empty();
        }
        double[] entries = new double[n * n];
        place.loss().hessian(place.layout().pack(numbers.point().orElseThrow()), entries);
        double[] values = SymmetricEigen.of(Matrix.of(n, n, entries)).values();
        double largest = Arrays.stream(values).map(Math::abs).max().orElse(0);
        boolean isPlain = Arrays.stream(values)
                .map(Math::abs)
                .allMatch(value -> value > PLAIN * largest || value <= ROUNDING * largest);
        if (!isPlain) {
            return Optional.empty();
        }
        long negative =
                Arrays.stream(values).filter(value -> value < -PLAIN * largest).count();
        long zero = Arrays.stream(values)
                .filter(value -> Math.abs(value) <= ROUNDING * largest)
                .count();
        boolean isIndex = numbers.index().getAsInt() == negative;
        boolean isNullity = numbers.nullity().isEmpty() || numbers.nullity().getAsInt() == zero;
        return Optional.of(isIndex && isNullity);
    }
}
