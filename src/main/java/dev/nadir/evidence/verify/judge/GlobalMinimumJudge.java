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
import dev.nadir.model.Declaration;
import dev.nadir.model.Formula;
import dev.nadir.model.Model;
import dev.nadir.numeric.Level;
import dev.nadir.numeric.MultiStartResult;
import dev.nadir.numeric.Point;
import dev.nadir.numeric.linalg.Matrix;
import dev.nadir.numeric.linalg.Vectors;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * {@code value v}, with or without {@code at}: the global minimum is v, and every point that satisfies the equations
 * attains it.
 *
 * <p>Refuted by a claimed point where the loss is not v, or by any point with a loss below v. Corroborated if runs
 * reach v and none ends below. A value that no run reaches stays undecided: that no point was found is no
 * counterexample.
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
        Optional<Double> bound = LowerBound.of(bench.model());
        if (bound.isPresent() && value < bound.get() - tolerance.value()) {
            return notes.refuted(
                    "lower bound",
                    bound.get() - value,
                    "the loss as written is a sum of squares and norms with weights that are not negative:\n"
                            + "it is never below " + Numbers.number(bound.get()) + ", and so never "
                            + Numbers.number(value));
        }
        return search(claim, notes, bench, losses, new Value(value, losses.worstGap(), tolerance));
    }

    /** The claimed value, how far the loss at the claimed point is from it, and what counts as equal. */
    private record Value(double claimed, double gap, Tolerance tolerance) {}

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
        List<Point> candidates = new ArrayList<>();
        MultiStartResult search = bench.searches().minima();
        search.levels().forEach(level -> candidates.add(level.representative()));
        candidates.addAll(search.failures());
        candidates.addAll(NearPoint.descents(bench, points.found()));
        double lowest = Double.POSITIVE_INFINITY;
        for (Point candidate : candidates) {
            Map<String, Matrix> parameters = bench.layout().unpack(candidate.coordinates());
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
        NearPoint.gradient(bench, points.found()).ifPresent(text -> notes.add("gradient there", text));
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
     * A lower bound on a loss that can be read off its formula: sums and products of what is not negative are not negative.
     * It needs no search, so that it can refute a claimed minimum that nothing attains.
     */
    static final class LowerBound {

        private static final Set<String> NOT_NEGATIVE = Set.of("normF", "norm", "abs", "exp", "rank", "sqrt");

        private final Model model;
        private final Set<String> underWay = new HashSet<>();

        private LowerBound(Model model) {
            this.model = model;
        }

        /** Zero if the loss is visibly not negative; otherwise nothing is known. */
        static Optional<Double> of(Model model) {
            return new LowerBound(model).isNotNegative(model.objective().value()) ? Optional.of(0.0) : Optional.empty();
        }

        private boolean isNotNegative(Formula formula) {
            if (formula instanceof Formula.NumberLiteral number) {
                return number.value().signum() >= 0;
            } else if (formula instanceof Formula.Binary binary) {
                return isNotNegative(binary);
            } else if (formula instanceof Formula.Call call) {
                boolean isSum = call.function().equals("sum") || call.function().equals("mean");
                return NOT_NEGATIVE.contains(call.function())
                        || (isSum && call.arguments().stream().allMatch(this::isNotNegative));
            } else if (formula instanceof Formula.Ranged ranged) {
                return isNotNegative(ranged.body());
            } else if (formula instanceof Formula.Expectation expectation) {
                return isNotNegative(expectation.body());
            }
            return formula instanceof Formula.Name name && isNotNegative(name.name());
        }

        private boolean isNotNegative(Formula.Binary binary) {
            return switch (binary.operator()) {
                case ADD, ENTRYWISE_MULTIPLY, DIVIDE, ENTRYWISE_DIVIDE, MULTIPLY ->
                    isNotNegative(binary.left()) && isNotNegative(binary.right());
                case POWER, ENTRYWISE_POWER -> isEven(binary.right()) || isNotNegative(binary.left());
                default -> false;
            };
        }

        private static boolean isEven(Formula exponent) {
            return exponent instanceof Formula.NumberLiteral number
                    && number.value().isInteger()
                    && number.value().dividedBy(Rational.of(2)).isInteger();
        }

        /** A size, what is declared positive, or a let of such. */
        private boolean isNotNegative(String name) {
            boolean isSize = model.sizes().stream().anyMatch(size -> size.name().equals(name));
            boolean isDeclared = Stream.of(model.data(), model.parameters())
                    .flatMap(List::stream)
                    .filter(item -> item.name().equals(name))
                    .map(Declaration::condition)
                    .flatMap(Optional::stream)
                    .anyMatch(LowerBound::isNotNegative);
            if (isSize || isDeclared || name.equals("pi")) {
                return true;
            }
            if (!underWay.add(name)) {
                return false;
            }
            return model.lets().stream()
                    .filter(let -> let.names().equals(List.of(name)))
                    .anyMatch(let -> isNotNegative(let.value()));
        }

        private static boolean isNotNegative(Declaration.Condition condition) {
            boolean isAbove = condition.operator() == Formula.Operator.GREATER
                    || condition.operator() == Formula.Operator.GREATER_OR_EQUAL;
            return isAbove
                    && condition.bound() instanceof Formula.NumberLiteral bound
                    && bound.value().signum() >= 0;
        }
    }
}
