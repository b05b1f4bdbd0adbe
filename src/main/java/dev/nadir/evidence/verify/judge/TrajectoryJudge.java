package dev.nadir.evidence.verify.judge;

import dev.nadir.base.PreconditionException;
import dev.nadir.evidence.Curve;
import dev.nadir.evidence.verify.Assumptions;
import dev.nadir.evidence.verify.Bench;
import dev.nadir.evidence.verify.ClaimVariables;
import dev.nadir.evidence.verify.FlowFormulas;
import dev.nadir.evidence.verify.Numbers;
import dev.nadir.evidence.verify.Places;
import dev.nadir.evidence.verify.Scope;
import dev.nadir.evidence.verify.Tolerance;
import dev.nadir.evidence.verify.judge.Decision.Notes;
import dev.nadir.model.Claim;
import dev.nadir.model.Formula;
import dev.nadir.model.FormulaPrinter;
import dev.nadir.model.Means;
import dev.nadir.numeric.evaluate.Comparison;
import dev.nadir.numeric.flow.Trajectory;
import dev.nadir.numeric.linalg.Matrix;
import dev.nadir.numeric.linalg.Vectors;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * {@code along t in a..b, f == g}: the gradient flow is integrated from starts that the claim allows, and both sides are
 * read along it as they are written. Each flow is followed three times, at two tolerances and from a start that differs by
 * rounding: what these disagree by is the error that is allowed for. Refuted by a time at which the sides differ by far
 * more.
 */
final class TrajectoryJudge {

    private static final String METHOD = "integrated flow";

    /** Starts that are tried where the claim leaves them open. */
    private static final int STARTS = 6;

    private static final int THOROUGH_STARTS = 24;

    /** Times at which the sides are compared, one in each of so many equal parts. */
    private static final int TIMES = 12;

    /** Draws that the conditions of the claim may turn down for each start. */
    private static final int DRAWS = 200;

    private static final double FINE = 1e-12;
    private static final double COARSE = 1e-10;

    /** What is allowed for is so many times what the integrations disagree by. */
    private static final double SAFETY = 10;

    /** What refutes is so many times what is allowed for; between the two nothing is decided. */
    private static final double CERTAIN = 100;

    /** An error of this share of the sides could hide what is claimed. */
    private static final double BLIND = 1e-3;

    private final Claim claim;
    private final Claim.Statement.Trajectory statement;
    private final FlowFormulas formulas;
    private final Bench bench;
    private final ClaimVariables variables;

    private TrajectoryJudge(Claim claim, Claim.Statement.Trajectory statement, Bench bench) {
        this.claim = claim;
        this.statement = statement;
        this.formulas = FlowFormulas.of(claim, statement);
        this.bench = bench;
        this.variables = ClaimVariables.of(claim, bench);
    }

    static Decision judge(Claim claim, Claim.Statement.Trajectory statement, Bench bench) {
        try {
            TrajectoryJudge judge = new TrajectoryJudge(claim, statement, bench);
            List<Map<String, Matrix>> indices = Places.of(statement.range(), bench.scope());
            Optional<FlowFormulas.Decay> decay = judge.decay();
            Proofs.Found proof = decay.isEmpty()
                    ? Proofs.Found.NOTHING
                    : Proofs.of(
                            claim,
                            bench,
                            indices,
                            (identities, places) -> decay.get().rate().isEmpty()
                                    ? identities.isConserved(decay.get().quantity(), places)
                                    : identities.decays(
                                            decay.get().quantity(),
                                            decay.get().rate().get(),
                                            places));
            return Proofs.with(proof, judge.decide(indices), claim);
        } catch (PreconditionException e) {
            return new Notes().undecided(METHOD, "the flow is not defined here: " + e.getMessage());
        }
    }

    /** Whether a condition of the claim speaks of where its flow starts. */
    static boolean isOfStart(Formula need, Claim claim, Bench bench) {
        if (!(claim.statement() instanceof Claim.Statement.Trajectory)) {
            return false;
        }
        Set<String> names = new Means(bench.model(), claim.lets()).names(need);
        return claim.over().stream().anyMatch(each -> names.contains(each.name()))
                || bench.model().parameters().stream().anyMatch(each -> names.contains(each.name()));
    }

    /** The claim as {@code Q(t) = exp(-rate*t)*Q(0)}, if it is one and the rate is the same for all parameters. */
    private Optional<FlowFormulas.Decay> decay() {
        Means means = new Means(bench.model(), claim.lets());
        return formulas.decay().filter(decay -> decay.rate().map(means::names).stream()
                .noneMatch(names ->
                        bench.model().parameters().stream().anyMatch(parameter -> names.contains(parameter.name()))));
    }

    private boolean isArbitrary() {
        return !claim.over().isEmpty()
                || statement.from().size() < bench.layout().blocks().size()
                || !bench.layout().blocks().stream().allMatch(block -> isSet(block.name()));
    }

    /** Whether an equation of the start gives this parameter, from data alone. */
    private boolean isSet(String parameter) {
        Set<String> own = new java.util.HashSet<>();
        bench.model().parameters().forEach(each -> own.add(each.name()));
        Means means = new Means(bench.model(), claim.lets());
        return statement.from().stream()
                .anyMatch(equation -> FormulaPrinter.print(equation.left()).equals(parameter)
                        && means.names(equation.right()).stream().noneMatch(own::contains));
    }

    /** A flow: its start, the variables of the claim, and the times at which it is looked at. */
    private record Run(Map<String, Matrix> own, Map<String, Matrix> start, double[] times) {}

    private Decision decide(List<Map<String, Matrix>> indices) {
        Notes notes = new Notes();
        int wanted = isArbitrary() ? (bench.searches().isThorough() ? THOROUGH_STARTS : STARTS) : 1;
        Seen seen = new Seen();
        Optional<Curve> curve = Optional.empty();
        for (int k = 0; k < wanted; k++) {
            Optional<Run> run = run(k);
            if (run.isEmpty()) {
                return notes.undecided(METHOD, "no start was found that the claim allows, in " + DRAWS + " draws");
            }
            Flows flows = new Flows(run.get());
            Optional<String> obstacle = flows.obstacle();
            if (obstacle.isPresent()) {
                return notes.undecided(METHOD, obstacle.get() + ", from\n" + Numbers.point(witness(run.get())));
            }
            for (Map<String, Matrix> index : indices) {
                List<Gap> gaps = flows.gaps(index);
                seen.add(gaps, flows.moved());
                Optional<Gap> worst = gaps.stream()
                        .filter(gap -> gap.amount() > CERTAIN * gap.tolerance())
                        .max(java.util.Comparator.comparingDouble(Gap::amount));
                if (worst.isPresent()) {
                    return refuted(notes, worst.get(), run.get(), index);
                }
            }
            if (k == 0 && indices.size() == 1) {
                curve = flows.curve(indices.get(0));
            }
        }
        Decision decision = stands(notes, seen, wanted);
        return curve.map(decision::with).orElse(decision);
    }

    private Decision stands(Notes notes, Seen seen, int starts) {
        notes.add(
                "flows",
                starts + (starts == 1 ? " start" : " starts") + ", " + TIMES + " times each up to " + statement.time()
                        + " = " + Numbers.digits(seen.last, 4) + ", on which the parameters move by "
                        + Numbers.digits(seen.moved, 3) + (starts == 1 ? "" : " at least"));
        notes.add(
                "integrator",
                "Dormand-Prince 8(5,3) at a tolerance of " + Numbers.small(FINE) + ", compared with "
                        + Numbers.small(COARSE) + " and with a start that differs by rounding");
        if (seen.undefined > 0) {
            return notes.undecided(
                    METHOD, "a side is not defined at " + seen.undefined + " of " + seen.count + " times");
        }
        if (seen.blind.isPresent()) {
            Gap gap = seen.blind.get();
            return notes.undecided(
                    METHOD,
                    "the flow is known to " + Numbers.small(gap.tolerance()) + " only at " + statement.time() + " = "
                            + Numbers.digits(gap.time(), 4) + ", where the sides are " + Numbers.number(gap.left())
                            + " and " + Numbers.number(gap.right()));
        }
        if (seen.open.isPresent()) {
            Gap gap = seen.open.get();
            return notes.undecided(
                    METHOD,
                    "the sides differ by " + Numbers.small(gap.amount()) + " at " + statement.time() + " = "
                            + Numbers.digits(gap.time(), 4) + ", which is more than the error of the integration, "
                            + Numbers.small(gap.tolerance()) + ", but not by far");
        }
        return notes.corroborated(
                METHOD,
                seen.count,
                seen.worst,
                new Tolerance(
                        seen.tolerance, "ten times what the integrations disagree by, and the rounding of both sides"));
    }

    private Decision refuted(Notes notes, Gap gap, Run run, Map<String, Matrix> index) {
        String where = index.isEmpty() ? "" : ", for " + Numbers.point(index).strip();
        notes.add(
                "tolerance",
                Numbers.small(gap.tolerance())
                        + ": ten times what two integrations and a start that differs by rounding" + " disagree by");
        return notes.refuted(
                METHOD,
                gap.amount(),
                "at " + statement.time() + " = " + Numbers.exact(gap.time()) + " the left side is "
                        + Numbers.number(gap.left()) + ", the right side " + Numbers.number(gap.right()) + where
                        + ", on the flow from\n" + Numbers.point(witness(run)));
    }

    private Map<String, Matrix> witness(Run run) {
        Map<String, Matrix> shown = new LinkedHashMap<>(run.own());
        shown.putAll(run.start());
        return shown;
    }

    /** A start that the conditions of the claim allow. */
    private Optional<Run> run(int k) {
        for (int draw = 0; draw < DRAWS; draw++) {
            Map<String, Matrix> drawn = new LinkedHashMap<>();
            variables
                    .unpack(variables.point(k * DRAWS + draw))
                    .forEach((name, value) -> drawn.put(name, short3(value)));
            if (!Vectors.isFinite(bench.layout().pack(drawn))) {
                continue;
            }
            Map<String, Matrix> own = new LinkedHashMap<>(drawn);
            bench.layout().blocks().forEach(block -> own.remove(block.name()));
            Map<String, Matrix> open = new LinkedHashMap<>(drawn);
            own.keySet().forEach(open::remove);
            Map<String, Matrix> now = new LinkedHashMap<>(own);
            now.put(statement.time(), Matrix.scalar(0));
            Optional<Map<String, Matrix>> start =
                    ClaimedPoints.near(open, statement.from(), formulas.atStart(), bench.with(now));
            if (start.isPresent() && isAllowed(now, start.get())) {
                return Optional.of(new Run(own, start.get(), times(now, start.get(), k)));
            }
        }
        return Optional.empty();
    }

    /** What is drawn can be printed as it is used. */
    private static Matrix short3(Matrix value) {
        return Numbers.rounded(value, 3);
    }

    private boolean isAllowed(Map<String, Matrix> own, Map<String, Matrix> start) {
        Scope scope = bench.scope().with(own).with(start).with(formulas.atStart());
        return claim.needs().stream()
                .filter(need -> isOfStart(need, claim, bench))
                .allMatch(need -> Assumptions.judge(need, scope).holds());
    }

    private double[] times(Map<String, Matrix> own, Map<String, Matrix> start, int k) {
        Scope scope = bench.scope().with(own).with(start).with(formulas.atStart());
        double begin = scope.scalar(statement.begin());
        double end = scope.scalar(statement.end());
        if (!(begin >= 0 && end > begin && Double.isFinite(end))) {
            throw new PreconditionException("times run from 0 or later to a later one, got " + Numbers.number(begin)
                    + " to " + Numbers.number(end));
        }
        RandomGenerator random =
                bench.seed().child(claim.name()).child("times").child(k).generator();
        double[] times = new double[TIMES];
        for (int i = 0; i < TIMES; i++) {
            double share = i == TIMES - 1 ? 1 : (i + 0.4 + 0.2 * random.nextDouble()) / TIMES;
            times[i] = share == 1 ? end : Numbers.rounded(begin + share * (end - begin), 5);
        }
        return times;
    }

    /** How far the comparison is from holding at a time. */
    private record Gap(double time, double amount, double tolerance, double left, double right) {}

    /** What was seen on all flows. */
    private static final class Seen {

        private int count;
        private int undefined;
        private double worst;
        private double tolerance;
        private double last;
        private double moved = Double.POSITIVE_INFINITY;
        private Optional<Gap> open = Optional.empty();
        private Optional<Gap> blind = Optional.empty();

        void add(List<Gap> gaps, double distance) {
            moved = Math.min(moved, distance);
            double scale = 0;
            for (Gap gap : gaps) {
                scale = Math.max(scale, Math.max(Math.abs(gap.left()), Math.abs(gap.right())));
            }
            for (Gap gap : gaps) {
                count++;
                last = Math.max(last, gap.time());
                if (!Double.isFinite(gap.amount()) || !Double.isFinite(gap.tolerance())) {
                    undefined++;
                    continue;
                }
                worst = Math.max(worst, gap.amount());
                tolerance = Math.max(tolerance, gap.tolerance());
                if (gap.tolerance() > BLIND * Math.max(scale, COARSE)) {
                    blind = Optional.of(gap);
                } else if (gap.amount() > gap.tolerance()) {
                    open = Optional.of(gap);
                }
            }
        }
    }

    /** One flow, followed three times. */
    private final class Flows {

        private final Run run;
        private final List<List<double[]>> points = new ArrayList<>();
        private final List<Map<String, Matrix>> starts = new ArrayList<>();

        Flows(Run run) {
            this.run = run;
            Map<String, Matrix> shaken = Bench.shake(
                    run.start(), bench.seed().child(claim.name()).child("shake").generator());
            follow(run.start(), FINE);
            follow(run.start(), COARSE);
            follow(shaken, FINE);
        }

        private void follow(Map<String, Matrix> start, double tolerance) {
            starts.add(start);
            points.add(new Trajectory(new Descent(bench)::at, tolerance)
                    .at(bench.layout().pack(start), run.times(), bench.watcher()::isCancelled));
        }

        Optional<String> obstacle() {
            int reached = points.stream().mapToInt(List::size).min().orElse(0);
            return reached == run.times().length
                    ? Optional.empty()
                    : Optional.of("the flow could not be followed beyond " + statement.time() + " = "
                            + Numbers.digits(reached == 0 ? 0 : run.times()[reached - 1], 4));
        }

        /** How far the flow goes. */
        double moved() {
            double[] difference = points.get(0).get(run.times().length - 1).clone();
            Vectors.axpy(-1, bench.layout().pack(run.start()), difference);
            return Vectors.norm(difference);
        }

        List<Gap> gaps(Map<String, Matrix> index) {
            List<Gap> gaps = new ArrayList<>();
            List<Map<String, Matrix>> initial =
                    starts.stream().map(start -> initial(start, index)).toList();
            double error = 0;
            for (int i = 0; i < run.times().length; i++) {
                Scope scope = scope(0, i, index, initial);
                Matrix plain = scope.compare(formulas.comparison()).difference();
                double here = Math.max(
                        plain.minus(scope(1, i, index, initial)
                                        .compare(formulas.comparison())
                                        .difference())
                                .maxAbs(),
                        plain.minus(scope(2, i, index, initial)
                                        .compare(formulas.comparison())
                                        .difference())
                                .maxAbs());
                // An estimate that is small by chance is helped by those before it.
                error = Math.max(error, here);
                RandomGenerator random =
                        bench.seed().child("flow-rounding").child(i).generator();
                double rounding = plain.minus(scope.compareRoughly(formulas.comparison(), random)
                                .difference())
                        .maxAbs();
                gaps.add(worst(run.times()[i], scope.compare(formulas.comparison()), error + rounding));
            }
            return gaps;
        }

        private Map<String, Matrix> initial(Map<String, Matrix> start, Map<String, Matrix> index) {
            Map<String, Matrix> now = new LinkedHashMap<>(run.own());
            now.put(statement.time(), Matrix.scalar(0));
            now.putAll(start);
            now.putAll(index);
            return formulas.initialValues(bench.scope().with(now));
        }

        private Scope scope(int which, int place, Map<String, Matrix> index, List<Map<String, Matrix>> initial) {
            Map<String, Matrix> now = new LinkedHashMap<>(run.own());
            now.put(statement.time(), Matrix.scalar(run.times()[place]));
            now.putAll(bench.layout().unpack(points.get(which).get(place)));
            now.putAll(initial.get(which));
            now.putAll(index);
            return bench.scope().with(now).with(formulas.lets());
        }

        /** The entry that fails most. */
        private Gap worst(double time, Comparison sides, double error) {
            Matrix difference = sides.difference();
            Gap worst = new Gap(time, Double.NEGATIVE_INFINITY, 0, 0, 0);
            for (int i = 0; i < difference.count(); i++) {
                double left = sides.left().isScalar()
                        ? sides.left().get(0)
                        : sides.left().get(i);
                double right = sides.right().isScalar()
                        ? sides.right().get(0)
                        : sides.right().get(i);
                double amount =
                        switch (sides.operator()) {
                            case LESS, LESS_OR_EQUAL -> difference.get(i);
                            case GREATER, GREATER_OR_EQUAL -> -difference.get(i);
                            default -> Math.abs(difference.get(i));
                        };
                double rounding = 64 * Math.ulp(1.0) * (Math.abs(left) + Math.abs(right));
                if (!(amount <= worst.amount())) {
                    worst = new Gap(time, amount, SAFETY * error + rounding, left, right);
                }
            }
            return worst;
        }

        /** Both sides over the times, where they are numbers and the left one is not the time itself. */
        Optional<Curve> curve(Map<String, Matrix> index) {
            List<Map<String, Matrix>> initial = List.of(initial(run.start(), index));
            List<Curve.Row> rows = new ArrayList<>();
            for (int i = 0; i < run.times().length; i++) {
                Comparison sides = scope(0, i, index, initial).compare(formulas.comparison());
                if (!sides.left().isScalar() || !sides.right().isScalar()) {
                    return Optional.empty();
                }
                double left = sides.left().get(0);
                rows.add(new Curve.Row(
                        run.times()[i], left, left, left, sides.right().get(0)));
            }
            Formula.Binary comparison = statement.comparison();
            Curve seen = new Curve(
                    statement.time(),
                    FormulaPrinter.print(comparison.left()),
                    FormulaPrinter.print(comparison.right()),
                    rows);
            Set<String> names = new Means(bench.model(), formulas.lets())
                    .names(formulas.comparison().right());
            boolean isOfTime = bench.model().parameters().stream().noneMatch(each -> names.contains(each.name()));
            boolean isTime = comparison.left() instanceof Formula.Name name
                    && name.name().equals(statement.time());
            if (isTime || !isOfTime) {
                return isTime ? Optional.empty() : Optional.of(seen);
            }
            Scope scope = scope(0, 0, index, initial);
            return Optional.of(seen.with(
                    scope.function(statement.time(), formulas.comparison().right())));
        }
    }

    /** Minus the gradient, in the metric of the entries of the parameters. */
    private static final class Descent {

        private final Bench bench;
        private final boolean isScaled;

        Descent(Bench bench) {
            this.bench = bench;
            this.isScaled = !bench.layout().isIsometric();
            boolean isCovered = bench.layout().isFlat()
                    && bench.layout().blocks().stream()
                            .allMatch(block -> block.count() == block.rows() * block.columns());
            if (isScaled && !isCovered) {
                throw new PreconditionException(
                        "gradient flow beside a positive definite parameter, or a bounded one that is symmetric or"
                                + " diagonal, is not followed");
            }
        }

        void at(double[] x, double[] velocity) {
            bench.searches().objective().valueAndGradient(x, velocity);
            for (int i = 0; i < velocity.length; i++) {
                velocity[i] = -velocity[i];
            }
            if (isScaled) {
                bench.layout().blocks().forEach(block -> {
                    for (int c = 0; block.isLogarithmic() && c < block.count(); c++) {
                        // The coordinate is the logarithm of this distance from the bound.
                        double distance = Math.exp(x[block.start() + c]);
                        velocity[block.start() + c] /= distance * distance;
                    }
                });
            }
        }
    }
}
