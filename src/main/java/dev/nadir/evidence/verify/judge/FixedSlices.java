package dev.nadir.evidence.verify.judge;

import dev.nadir.base.Seed;
import dev.nadir.evidence.ClaimResult.Fact;
import dev.nadir.evidence.Verdict;
import dev.nadir.evidence.verify.Bench;
import dev.nadir.evidence.verify.Numbers;
import dev.nadir.evidence.verify.Scope;
import dev.nadir.model.Claim;
import dev.nadir.numeric.evaluate.ParameterLayout;
import dev.nadir.numeric.linalg.Matrix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/**
 * A claim that holds parameters fixed is decided once for each of their values. It stands only if it stands on every
 * slice, with the weakest of the verdicts.
 */
final class FixedSlices {

    /** Without values in the file: one value in each of so many equal parts of the range of magnitudes. */
    private static final int DRAWN = 6;

    /** The magnitudes span so many powers of ten around the data's own. */
    private static final double DECADES = 3;

    /** Vectors of so many entries are written out. */
    private static final int SHORT = 6;

    /** Entries of one value span so many powers of ten. */
    private static final double SPREAD = 1;

    private FixedSlices() {}

    static Decision judge(Claim claim, Bench bench, Function<Bench, Decision> judge) {
        List<Fact> facts = new ArrayList<>();
        int runs = 0;
        double worstGap = 0;
        double tolerance = 0;
        String method = "";
        Verdict weakest = new Verdict.Undecided("no value to hold the fixed parameters at");
        boolean isAnyUndecided = false;
        for (Map<String, Matrix> values : values(claim, bench)) {
            String name = text(values);
            Decision decision = judge.apply(bench.searches().slice(bench, values, claim.name() + " " + name));
            method = decision.method();
            if (decision.verdict() instanceof Verdict.Refuted refuted) {
                facts.add(new Fact("with " + name, "refuted"));
                return new Decision(
                        new Verdict.Refuted(
                                refuted.gap(),
                                "with " + name + ": " + refuted.witness().stripTrailing() + unnamed(values)),
                        method,
                        facts);
            }
            facts.add(new Fact("with " + name, brief(decision)));
            if (decision.verdict() instanceof Verdict.Corroborated corroborated) {
                runs += corroborated.runs();
                worstGap = Math.max(worstGap, corroborated.worstGap());
                tolerance = Math.max(tolerance, corroborated.tolerance());
                weakest = isAnyUndecided ? weakest : new Verdict.Corroborated(runs, worstGap, tolerance);
            } else if (decision.verdict() instanceof Verdict.Undecided undecided && !isAnyUndecided) {
                isAnyUndecided = true;
                weakest = new Verdict.Undecided("with " + name + ": " + undecided.reason());
            }
        }
        return new Decision(weakest, method, facts);
    }

    private static String brief(Decision decision) {
        String first = decision.facts().isEmpty()
                ? ""
                : decision.facts().get(0).name() + " " + decision.facts().get(0).text();
        if (decision.verdict() instanceof Verdict.Corroborated c) {
            return first + ", gap " + Numbers.small(c.worstGap()) + " in " + c.runs()
                    + (c.runs() == 1 ? " run" : " runs") + ", tolerance " + Numbers.small(c.tolerance());
        }
        return first + ", " + decision.verdict().word();
    }

    private static String text(Map<String, Matrix> values) {
        List<String> parts = new ArrayList<>();
        values.forEach((name, value) -> parts.add(
                value.isScalar()
                        ? name + " = " + Numbers.digits(value.get(0, 0), 6)
                        : isShort(value) ? name + " = " + entries(value) : name + " of size " + value.shape()));
        return String.join(", ", parts);
    }

    private static boolean isShort(Matrix value) {
        return value.columns() == 1 && value.rows() <= SHORT;
    }

    private static String entries(Matrix column) {
        return Arrays.stream(column.toArray())
                .mapToObj(entry -> Numbers.digits(entry, 6))
                .collect(Collectors.joining(", ", "[", "]'"));
    }

    /** What is held and not named in full; a reader of a witness needs all of it. */
    private static String unnamed(Map<String, Matrix> values) {
        Map<String, Matrix> rest = new LinkedHashMap<>();
        values.forEach((name, value) -> {
            if (!value.isScalar() && !isShort(value)) {
                rest.put(name, value);
            }
        });
        return rest.isEmpty() ? "" : "\n" + Numbers.point(rest).stripTrailing();
    }

    /** Every combination of the values that the claim names; drawn ones where it names none. */
    private static List<Map<String, Matrix>> values(Claim claim, Bench bench) {
        Scope scope = bench.scope().with(claim.lets());
        List<Map<String, Matrix>> all = List.of(Map.of());
        boolean isDrawn =
                claim.fixed().stream().anyMatch(fixed -> fixed.values().isEmpty());
        if (isDrawn) {
            List<Map<String, Matrix>> strata = new ArrayList<>();
            for (int k = 0; k < DRAWN; k++) {
                strata.add(drawn(claim, bench, k));
            }
            all = strata;
        }
        for (Claim.Fixed fixed : claim.fixed()) {
            if (fixed.values().isEmpty()) {
                continue;
            }
            List<Map<String, Matrix>> next = new ArrayList<>();
            for (Map<String, Matrix> before : all) {
                fixed.values().forEach(formula -> {
                    Map<String, Matrix> values = new LinkedHashMap<>(before);
                    values.put(fixed.name(), scope.value(formula));
                    next.add(values);
                });
            }
            all = next;
        }
        return all;
    }

    private static Map<String, Matrix> drawn(Claim claim, Bench bench, int k) {
        Seed seed = bench.seed().child("fixed").child(claim.name()).child(k);
        RandomGenerator random = seed.generator();
        Map<String, Matrix> values = new LinkedHashMap<>();
        for (Claim.Fixed fixed : claim.fixed()) {
            if (fixed.values().isEmpty()) {
                double exponent = DECADES * ((k + random.nextDouble()) / DRAWN - 0.5);
                double magnitude = Numbers.rounded(scale(bench) * Math.pow(10, exponent), 4);
                // A number of any sign is tried on both sides of zero.
                double sign = k % 2 == 0 ? 1 : -1;
                bench.layout().blocks().stream()
                        .filter(block -> block.name().equals(fixed.name()))
                        .forEach(block -> values.put(block.name(), value(bench, block, magnitude, sign, random)));
            }
        }
        return values;
    }

    private static Matrix value(
            Bench bench, ParameterLayout.Block block, double magnitude, double sign, RandomGenerator random) {
        if (block.isLogarithmic()) {
            return spread(block, magnitude, random);
        }
        return block.rows() * block.columns() == 1
                ? Matrix.scalar(sign * magnitude)
                : inItsSet(bench, block.name(), magnitude, random);
    }

    /** Entries on their side of the bound, at unequal distances: what holds of equal ones need not hold of others. */
    private static Matrix spread(ParameterLayout.Block block, double magnitude, RandomGenerator random) {
        double[] entries = new double[block.rows() * block.columns()];
        for (int i = 0; i < entries.length; i++) {
            double factor = entries.length == 1 ? 1 : Math.pow(10, SPREAD * (random.nextDouble() - 0.5));
            double distance = Numbers.rounded(magnitude * factor, 4);
            entries[i] = block.bound() + (block.side() < 0 ? -distance : distance);
        }
        return Matrix.of(block.rows(), block.columns(), entries);
    }

    /** A random value of a parameter, of the given size where its set allows one. */
    private static Matrix inItsSet(Bench bench, String name, double magnitude, RandomGenerator random) {
        double[] x = dev.nadir.numeric.linalg.RandomMatrices.gaussian(
                        bench.layout().dimension(), 1, random)
                .toArray();
        Map<String, Matrix> point = new LinkedHashMap<>(bench.layout().unpack(x));
        Matrix drawn = java.util.Objects.requireNonNull(point.get(name));
        point.put(name, drawn.scaled(magnitude));
        boolean isCone =
                dev.nadir.numeric.linalg.Vectors.isFinite(bench.layout().pack(point));
        return isCone ? drawn.scaled(magnitude) : drawn;
    }

    /** The data's own magnitude: the root mean square of the entries, 1 without data. */
    private static double scale(Bench bench) {
        double squares = 0;
        double count = 0;
        for (Matrix value : bench.instance().data().values()) {
            double norm = value.normF();
            squares += norm * norm;
            count += value.count();
        }
        return squares > 0 ? Math.sqrt(squares / count) : 1;
    }
}
