package dev.nadir.expr.exact;

import dev.nadir.base.PreconditionException;
import dev.nadir.base.Seed;
import dev.nadir.expr.Children;
import dev.nadir.expr.Expr;
import dev.nadir.expr.Size;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Compares expressions by exact values at random points of a prime field and at several sizes.
 *
 * <p>Two rational functions that differ agree at a random point with a chance of at most their degree over the prime
 * (Schwartz1980). Roots, logarithms and other functions are taken as unknown ones: equal then means equal whatever they
 * are, different means nothing.
 */
public final class ExactComparison {

    /** Points where something is not defined are drawn again, so often. */
    private static final int MOST_DRAWS = 20;

    /** Entries beyond this make exact arithmetic slow; smaller sizes say as much. */
    private static final int[][] SIZES = {
        {2, 3, 4, 2, 3}, {3, 2, 3, 4, 2}, {4, 3, 2, 2, 3}, {2, 2, 2, 2, 2}, {5, 4, 3, 2, 6}
    };

    private static final int WANTED_SIZES = 3;

    private ExactComparison() {}

    /** What exact values say. */
    public sealed interface Outcome {

        /** In words, for a verdict. */
        String text();

        /**
         * The same at every point.
         *
         * @param points how many
         * @param errorBound above the chance that the two differ at the sizes tried and all points missed it
         */
        record Equal(int points, List<Map<String, Integer>> sizes, double errorBound) implements Outcome {
            /** Copies the sizes. */
            public Equal {
                sizes = List.copyOf(sizes);
            }

            @Override
            public String text() {
                return "agree at " + points + " random points of a field of 2^61 - 1 elements, at sizes " + words()
                        + "; two sides that differ there pass with a chance below "
                        + String.format(Locale.ROOT, "%.0e", errorBound);
            }

            private String words() {
                return sizes.stream().map(ExactComparison::words).collect(Collectors.joining("; "));
            }
        }

        /** Different, for certain, at these sizes. */
        record Different(Map<String, Integer> sizes) implements Outcome {
            @Override
            public String text() {
                return "exact values at a random point differ, at " + words(sizes);
            }
        }

        /** Nothing follows. */
        record Undecided(String reason) implements Outcome {
            @Override
            public String text() {
                return reason;
            }
        }
    }

    /**
     * Compares two expressions of one shape.
     *
     * @param isAdmissible whether sizes are allowed, as by conditions such as {@code k < d}
     */
    public static Outcome compare(Expr left, Expr right, Predicate<Map<String, Integer>> isAdmissible, Seed seed) {
        if (!left.shape().equals(right.shape())) {
            throw new PreconditionException(
                    "what is compared has one shape, got " + left.shape() + " and " + right.shape());
        }
        Set<String> names = new TreeSet<>();
        names(left, names);
        names(right, names);
        List<Map<String, Integer>> tried = new ArrayList<>();
        double bound = 0;
        String reason = "no admissible sizes were found for an exact evaluation";
        for (Map<String, Integer> sizes : candidates(names)) {
            if (tried.size() == WANTED_SIZES || !isAdmissible.test(sizes)) {
                continue;
            }
            Attempt attempt = attempt(left, right, sizes, seed.child(sizes.toString()));
            if (attempt.outcome != null) {
                return attempt.outcome;
            } else if (attempt.isDefined) {
                tried.add(sizes);
                // A wrong "equal" at any of the sizes is a wrong answer.
                bound = Math.max(bound, attempt.bound);
            } else {
                reason = attempt.reason;
            }
        }
        return tried.isEmpty()
                ? new Outcome.Undecided(reason)
                : new Outcome.Equal(tried.size() * POINTS, tried, Math.max(bound, Double.MIN_NORMAL));
    }

    /** Points at each choice of sizes. */
    private static final int POINTS = 2;

    private static String words(Map<String, Integer> sizes) {
        return sizes.isEmpty()
                ? "no sizes"
                : sizes.entrySet().stream()
                        .map(entry -> entry.getKey() + " = " + entry.getValue())
                        .collect(Collectors.joining(", "));
    }

    private record Attempt(
            @org.jspecify.annotations.Nullable Outcome outcome, boolean isDefined, double bound, String reason) {}

    private static Attempt attempt(Expr left, Expr right, Map<String, Integer> sizes, Seed seed) {
        double bound = 1;
        int done = 0;
        String reason = "";
        for (int draw = 0; draw < MOST_DRAWS && done < POINTS; draw++) {
            Evaluation evaluation = new Evaluation(sizes, seed.child(draw).generator());
            try {
                Grid difference = evaluation.of(left).plus(evaluation.of(right).map(Residue::negate));
                if (!difference.isZero()) {
                    return new Attempt(different(evaluation, sizes), true, 0, "");
                }
                bound *= bound(left, right, sizes, evaluation.unknownCount());
                done++;
            } catch (Evaluation.UndefinedException e) {
                reason = "exact evaluation meets " + e.getMessage() + " at every point tried";
            } catch (PreconditionException | ArithmeticException e) {
                return new Attempt(null, false, 1, String.valueOf(e.getMessage()));
            }
        }
        return new Attempt(null, done == POINTS, bound, reason);
    }

    private static Outcome different(Evaluation evaluation, Map<String, Integer> sizes) {
        return evaluation.unknownCount() == 0
                ? new Outcome.Different(sizes)
                : new Outcome.Undecided("exact values differ where roots and functions are taken as unknown ones");
    }

    /** The chance that one point says equal for what differs there. */
    private static double bound(Expr left, Expr right, Map<String, Integer> sizes, int unknowns) {
        Degrees degrees = new Degrees(size -> size.evaluate(sizes));
        double difference = degrees.of(left).plus(degrees.of(right)).above();
        // Arguments that differ may have the same value by chance, and points where a denominator is 0 are left out.
        double pairs = 0.5 * unknowns * (unknowns + 1.0);
        double wrong = (difference + pairs * 2 * degrees.largest()) / Residue.PRIME;
        double undefined = degrees.largest() * 2 / Residue.PRIME;
        return Math.min(1, wrong / Math.max(1e-3, 1 - undefined));
    }

    private static List<Map<String, Integer>> candidates(Set<String> names) {
        List<Map<String, Integer>> candidates = new ArrayList<>();
        for (int[] row : SIZES) {
            for (int shift = 0; shift < row.length; shift++) {
                Map<String, Integer> sizes = new LinkedHashMap<>();
                int next = shift;
                for (String name : names) {
                    sizes.put(name, row[next++ % row.length]);
                }
                if (!candidates.contains(sizes)) {
                    candidates.add(sizes);
                }
            }
        }
        return candidates;
    }

    private static void names(Expr e, Set<String> found) {
        add(e.shape().rows(), found);
        add(e.shape().columns(), found);
        if (e instanceof Expr.SizeNumber number) {
            add(number.size(), found);
        } else if (e instanceof Expr.Applied applied) {
            applied.sizes().forEach(size -> add(size, found));
        }
        Children.of(e).forEach(child -> names(child, found));
    }

    private static void add(Size size, Set<String> found) {
        size.terms().keySet().forEach(monomial -> monomial.forEach(name -> found.add(name.toString())));
    }
}
