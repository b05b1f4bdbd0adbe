package dev.nadir.evidence.verify.judge;

import dev.nadir.base.PreconditionException;
import dev.nadir.evidence.verify.Bench;
import dev.nadir.evidence.verify.Differences;
import dev.nadir.evidence.verify.Numbers;
import dev.nadir.evidence.verify.Places;
import dev.nadir.evidence.verify.Tolerance;
import dev.nadir.evidence.verify.Witness;
import dev.nadir.evidence.verify.judge.Decision.Notes;
import dev.nadir.model.Claim;
import dev.nadir.numeric.linalg.Matrix;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;

/**
 * {@code conserved q}: q does not change along the gradient flow of the parameters. Its rate of change is measured at
 * random points, by differences of q and of the loss as written. Refuted by a point where the rate is not zero.
 */
final class ConservedJudge {

    private static final String METHOD = "rate along the flow";

    /** A rate that is not zero is so at almost every point. */
    private static final int POINTS = 20;

    /** The fifth root of the double's relative precision balances rounding and an error of fourth order. */
    private static final double STEP = Math.pow(Math.ulp(1.0), 0.2);

    /** A rate this much larger than its estimated error is not an error. */
    private static final double CERTAIN = 100;

    private final Claim claim;
    private final Claim.Statement.Conserved statement;
    private final Bench bench;

    private ConservedJudge(Claim claim, Claim.Statement.Conserved statement, Bench bench) {
        this.claim = claim;
        this.statement = statement;
        this.bench = bench;
    }

    static Decision judge(Claim claim, Claim.Statement.Conserved statement, Bench bench) {
        try {
            List<Map<String, Matrix>> indices =
                    Places.of(statement.range(), bench.scope().with(claim.lets()));
            Proofs.Found proof = Proofs.of(
                    claim,
                    bench,
                    indices,
                    (identities, places) -> identities.isConserved(statement.quantity(), places));
            return Proofs.with(proof, new ConservedJudge(claim, statement, bench).decide(indices), claim);
        } catch (PreconditionException e) {
            return new Notes().undecided("evaluation", "the quantity is not defined here: " + e.getMessage());
        }
    }

    private Decision decide(List<Map<String, Matrix>> indices) {
        Notes notes = new Notes();
        double worst = 0;
        double worstError = 0;
        for (int k = 0; k < POINTS; k++) {
            RandomGenerator random = bench.seed().child(claim.name()).child(k).generator();
            double[] x = new double[bench.layout().dimension()];
            for (int i = 0; i < x.length; i++) {
                x[i] = random.nextGaussian();
            }
            Map<String, Matrix> point = bench.layout().unpack(x);
            for (Map<String, Matrix> index : indices) {
                Rate rate = rate(point, index);
                if (rate.value() > CERTAIN * rate.error()) {
                    return refuted(notes, rate, point, index);
                }
                worst = Math.max(worst, rate.value());
                worstError = Math.max(worstError, rate.error());
            }
        }
        flow().ifPresent(drift -> notes.add("gradient flow", drift));
        notes.add(
                "rate of change",
                "at most " + Numbers.small(worst) + " at " + POINTS * indices.size()
                        + " random points, for unit speed");
        return notes.corroborated(
                METHOD,
                POINTS * indices.size(),
                worst,
                new Tolerance(CERTAIN * worstError, "a hundred times the estimated error of the differences"));
    }

    /** What the conserved claims of a model say that a flow keeps, by claim, as functions of the point. */
    static Map<String, UnaryOperator<double[]>> quantities(List<Claim> claims, Bench bench) {
        Map<String, UnaryOperator<double[]>> quantities = new LinkedHashMap<>();
        for (Claim claim : claims) {
            if (claim.statement() instanceof Claim.Statement.Conserved conserved) {
                ConservedJudge judge = new ConservedJudge(claim, conserved, bench);
                quantities.put(claim.name(), judge::entries);
            }
        }
        return quantities;
    }

    private double[] entries(double[] x) {
        Map<String, Matrix> point = bench.layout().unpack(x);
        return Places.of(statement.range(), bench.scope().with(claim.lets())).stream()
                .flatMapToDouble(
                        index -> java.util.Arrays.stream(quantity(point, index).toArray()))
                .toArray();
    }

    /** Whether the flow of the coordinates is that of the parameters. */
    static boolean isFlowOfParameters(Bench bench) {
        return bench.layout().isIsometric();
    }

    /** How far the quantity drifts along the flow that was run. */
    private Optional<String> flow() {
        return bench.searches()
                .flowIfRun()
                .filter(flow -> flow.drifts().containsKey(claim.name()))
                .map(flow -> "drifts by " + Numbers.small(flow.drifts().getOrDefault(claim.name(), Double.NaN))
                        + " of its size while the loss falls to "
                        + Numbers.number(flow.end().value()));
    }

    /** The largest rate of change of an entry along the flow at unit speed, and the error of the measurement. */
    private record Rate(double value, double error) {}

    private Rate rate(Map<String, Matrix> point, Map<String, Matrix> index) {
        double[] x = flat(point);
        Differences.Estimate gradient =
                Differences.gradient(at -> bench.loss(unflat(point, at)), x, bench.lossNoise(point));
        double norm = 0;
        for (double entry : gradient.value()) {
            norm = Math.hypot(norm, entry);
        }
        if (!(norm > 0) || Double.isInfinite(norm)) {
            return new Rate(0, 0);
        }
        double[] unit = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            unit[i] = gradient.value()[i] / norm;
        }
        Matrix fine = extrapolated(point, x, unit, STEP, index);
        Matrix coarse = extrapolated(point, x, unit, 2 * STEP, index);
        double size = quantity(point, index).maxAbs();
        double truncation = fine.minus(coarse).maxAbs();
        double rounding = 8 * Math.ulp(1.0) * Math.max(1, size) / STEP;
        double direction = gradient.worstError() / norm * Math.sqrt(x.length) * (1 + size);
        return new Rate(fine.maxAbs(), truncation + rounding + direction);
    }

    private Matrix extrapolated(
            Map<String, Matrix> point, double[] x, double[] unit, double step, Map<String, Matrix> index) {
        Matrix fine = slope(point, x, unit, step, index);
        return fine.plus(fine.minus(slope(point, x, unit, 2 * step, index)).scaled(1.0 / 3));
    }

    private Matrix slope(Map<String, Matrix> point, double[] x, double[] unit, double step, Map<String, Matrix> index) {
        double[] up = new double[x.length];
        double[] down = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            up[i] = x[i] + step * unit[i];
            down[i] = x[i] - step * unit[i];
        }
        Matrix difference = quantity(unflat(point, up), index).minus(quantity(unflat(point, down), index));
        return difference.scaled(0.5 / step);
    }

    private Matrix quantity(Map<String, Matrix> point, Map<String, Matrix> index) {
        Map<String, Matrix> values = new HashMap<>(point);
        values.putAll(index);
        return bench.scope().with(values).with(claim.lets()).value(statement.quantity());
    }

    /** Coordinates in which lengths are those of entries: the flow is that of the parameters on their sets. */
    private double[] flat(Map<String, Matrix> point) {
        if (bench.layout().isIsometric()) {
            return bench.layout().pack(point);
        }
        boolean isFree = bench.layout().isFlat()
                && bench.layout().blocks().stream().allMatch(block -> block.count() == block.rows() * block.columns());
        if (!isFree) {
            throw new PreconditionException(
                    "gradient flow beside a positive definite parameter, or a bounded one that is"
                            + " symmetric or diagonal, is not followed");
        }
        return point.values().stream()
                .flatMapToDouble(value -> java.util.Arrays.stream(value.toArray()))
                .toArray();
    }

    private Map<String, Matrix> unflat(Map<String, Matrix> like, double[] entries) {
        if (bench.layout().isIsometric()) {
            return bench.layout().unpack(entries);
        }
        Map<String, Matrix> point = new LinkedHashMap<>();
        int start = 0;
        for (Map.Entry<String, Matrix> entry : like.entrySet()) {
            Matrix value = entry.getValue();
            double[] own = java.util.Arrays.copyOfRange(entries, start, start + value.count());
            point.put(entry.getKey(), Matrix.of(value.rows(), value.columns(), own));
            start += value.count();
        }
        return point;
    }

    private Decision refuted(Notes notes, Rate rate, Map<String, Matrix> point, Map<String, Matrix> index) {
        Map<String, Matrix> shown = Witness.shortest(point, each -> {
            Rate there = rate(each, index);
            return there.value() > CERTAIN * there.error();
        });
        String where = index.isEmpty() ? "" : ", for " + Numbers.point(index).strip();
        return notes.refuted(
                METHOD,
                rate.value(),
                "the quantity changes at the rate "
                        + Numbers.number(rate(shown, index).value()) + " along the flow at unit speed" + where
                        + ", at\n" + Numbers.point(shown));
    }
}
