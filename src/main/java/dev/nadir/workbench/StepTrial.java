package dev.nadir.workbench;

import dev.nadir.base.ModelException;
import dev.nadir.base.PreconditionException;
import dev.nadir.base.Seed;
import dev.nadir.numeric.Instance;
import dev.nadir.numeric.linalg.Matrix;
import dev.nadir.numeric.replay.Replay;
import dev.nadir.reduction.ClosedForm;
import dev.nadir.reduction.Reduction;
import dev.nadir.reduction.ScalarAnswer.Kind;
import dev.nadir.symbolic.Derivation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * Tries every step of a derivation by itself: at random points of random instances its bound is not above the one before,
 * and at the minimiser that the derivation ends in the two are equal.
 */
final class StepTrial {

    private static final int INSTANCES = 6;
    private static final int DRAWS = 24;

    /** Data of which one way down in several speaks are rarer. */
    private static final int DRAWS_OF_BRANCH = 96;

    private static final int POINTS = 10;

    /** Parameters of size one; variances are positive. */
    private static final double SCALE = 1;

    private final Derivation derivation;
    private final Reduction reduction;
    private final Reduction.Branch way;
    private final List<Tally> tallies = new ArrayList<>();

    private StepTrial(Derivation derivation, Reduction reduction, Reduction.Branch way) {
        this.derivation = derivation;
        this.reduction = reduction;
        this.way = way;
        way.steps().forEach(step -> tallies.add(new Tally()));
    }

    private static final class Tally {
        private int instances;
        private int points;
        private double excess = Double.NEGATIVE_INFINITY;
        private int minimisers;
        private double gap;
    }

    /** For each step what was tried and what was seen. */
    static List<Replay.StepCheck> of(Derivation derivation, Reduction reduction) {
        return of(derivation, reduction, new Reduction.Branch(reduction.needed(), reduction.lets(), reduction.steps()));
    }

    /** The same for the steps of another way down, on data of which it speaks. */
    static List<Replay.StepCheck> of(Derivation derivation, Reduction reduction, Reduction.Branch way) {
        StepTrial trial = new StepTrial(derivation, reduction, way);
        trial.run();
        return trial.tallies.stream()
                .map(tally ->
                        new Replay.StepCheck(tally.instances, tally.points, tally.excess, tally.minimisers, tally.gap))
                .toList();
    }

    private void run() {
        if (tallies.isEmpty()) {
            return;
        }
        TrialGround ground = new TrialGround(derivation);
        int tried = 0;
        int draws = way.conditions().isEmpty() ? DRAWS : DRAWS_OF_BRANCH;
        for (int draw = 1; draw <= draws && tried < INSTANCES; draw++) {
            Seed seed = new Seed(draw).child("steps");
            Optional<Instance> instance = ground.draw(seed);
            if (instance.isPresent() && isTried(ground, instance.get(), seed)) {
                tried++;
            }
        }
    }

    private boolean isTried(TrialGround ground, Instance instance, Seed seed) {
        try {
            TrialGround.Place place = ground.on(instance);
            Replay replay = place.replay();
            if (!replay.holds(way.lets(), way.conditions())) {
                return false;
            }
            RandomGenerator random = seed.child("points").generator();
            List<List<Double>> anywhere = new ArrayList<>();
            for (int k = 0; k < POINTS; k++) {
                double[] x = place.allowed(
                        random.doubles(place.dimension(), -SCALE, SCALE).toArray());
                anywhere.add(replay.bounds(way.lets(), way.steps(), x));
            }
            List<List<Double>> best = new ArrayList<>();
            for (ClosedForm form : reduction.closedForms()) {
                if (form.kind() == Kind.GLOBAL_MINIMUM && form.over().isEmpty()) {
                    Optional<Map<String, Matrix>> point =
                            replay.of(form).filter(Replay.Numbers::holds).flatMap(Replay.Numbers::point);
                    point.ifPresent(at -> best.add(replay.bounds(
                            way.lets(), way.steps(), place.layout().pack(at))));
                }
            }
            boolean isDefined = Stream.concat(anywhere.stream(), best.stream())
                    .flatMap(List::stream)
                    .allMatch(Double::isFinite);
            if (!isDefined) {
                // Where the data break an assumption a bound has no value.
                return false;
            }
            tallies.forEach(tally -> tally.instances++);
            anywhere.forEach(bounds -> compare(bounds, true));
            best.forEach(bounds -> compare(bounds, false));
            return true;
        } catch (PreconditionException | ModelException e) {
            // The loss or a bound has no value for these numbers: nothing is tried here.
            return false;
        }
    }

    private void compare(List<Double> bounds, boolean isAnywhere) {
        for (int i = 0; i < tallies.size(); i++) {
            double before = bounds.get(i);
            double now = bounds.get(i + 1);
            double difference = (now - before) / (1 + Math.abs(before));
            Tally tally = tallies.get(i);
            if (isAnywhere) {
                tally.points++;
                boolean isIdentity = way.steps().get(i).isIdentity();
                tally.excess = Math.max(tally.excess, isIdentity ? Math.abs(difference) : difference);
            } else {
                tally.minimisers++;
                tally.gap = Math.max(tally.gap, Math.abs(difference));
            }
        }
    }
}
