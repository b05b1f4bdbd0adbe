package dev.nadir.numeric.homotopy;

import dev.nadir.base.exact.Rational;
import dev.nadir.reduction.Polynomial;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * All permutations of the unknowns of a family that, with a permutation of parameters of equal values, carry its equations
 * into one another. Colours tell variables apart by the terms that they stand in, and are made finer until they tell no more
 * (McKay1981, without its pruning); a map that colours allow is then compared term by term.
 */
public final class EquationSymmetries {

    /** A larger group is not looked at element by element. */
    private static final int LARGEST = 1000;

    /** So many maps of unknowns are tried at most. */
    private static final int BUDGET = 20_000;

    private final List<Polynomial> equations;
    private final int unknowns;
    private final int variables;
    private final long[] first;
    private final List<Found> found = new ArrayList<>();
    private int budget = BUDGET;

    private EquationSymmetries(List<Polynomial> equations, int unknowns, List<Rational> values) {
        this.equations = equations;
        this.unknowns = unknowns;
        this.variables = unknowns + values.size();
        this.first = new long[variables];
        Map<Rational, Integer> byValue = new HashMap<>();
        for (int p = 0; p < values.size(); p++) {
            first[unknowns + p] = mix(2, byValue.computeIfAbsent(values.get(p), key -> byValue.size()));
        }
    }

    /**
     * A symmetry.
     *
     * @param variables unknown or parameter {@code i} goes to the place {@code variables[i]}
     * @param equations equation {@code e} becomes the equation {@code equations[e]}
     */
    public record Found(List<Integer> variables, List<Integer> equations) {

        /** Copies the lists. */
        public Found {
            variables = List.copyOf(variables);
            equations = List.copyOf(equations);
        }
    }

    /**
     * All of them, for each permutation of the unknowns one of the parameters; the identity first. Only the identity, if
     * there are too many.
     *
     * @param equations over the unknowns, then parameters
     * @param values the values of the parameters
     */
    public static List<Found> of(List<Polynomial> equations, int unknowns, List<Rational> values) {
        EquationSymmetries search = new EquationSymmetries(equations, unknowns, values);
        long[] colours = search.refined(search.first);
        search.search(0, colours, colours);
        boolean isWhole = search.budget > 0 && search.found.size() <= LARGEST;
        List<Found> all = isWhole ? search.found : search.found.subList(0, 1);
        return List.copyOf(all);
    }

    /** Maps the unknown number {@code depth} to each that looks like it; then the parameters, in one way that works. */
    private boolean search(int depth, long[] from, long[] to) {
        if (budget-- <= 0 || found.size() > LARGEST) {
            return true;
        }
        if (depth == variables || distinct(from) == variables) {
            Optional<Found> match = match(from, to);
            match.ifPresent(found::add);
            return match.isPresent();
        }
        long[] next = refined(marked(from, depth, depth));
        boolean isFound = false;
        for (int at : candidates(depth)) {
            if (to[at] != from[depth]) {
                continue;
            }
            long[] image = refined(marked(to, at, depth));
            if (isAlike(next, image)) {
                isFound |= search(depth + 1, next, image);
                if (isFound && depth >= unknowns) {
                    return true;
                }
            }
        }
        return isFound;
    }

    /** The variables of the kind of this one, itself first, so that the identity is found first. */
    private int[] candidates(int depth) {
        int low = depth < unknowns ? 0 : unknowns;
        int high = depth < unknowns ? unknowns : variables;
        return IntStream.concat(IntStream.of(depth), IntStream.range(low, high).filter(v -> v != depth))
                .toArray();
    }

    private static long[] marked(long[] colours, int at, int mark) {
        long[] out = colours.clone();
        out[at] = mix(colours[at], 1000L + mark);
        return out;
    }

    private static boolean isAlike(long[] a, long[] b) {
        long[] left = a.clone();
        long[] right = b.clone();
        Arrays.sort(left);
        Arrays.sort(right);
        return Arrays.equals(left, right);
    }

    /** Colours that also tell in which terms of which equations a variable stands. */
    private long[] refined(long[] colours) {
        long[] now = colours;
        long count = distinct(now);
        while (true) {
            long[] next = finer(now);
            long more = distinct(next);
            if (more == count) {
                return next;
            }
            now = next;
            count = more;
        }
    }

    private static long distinct(long[] colours) {
        return Arrays.stream(colours).distinct().count();
    }

    private long[] finer(long[] colours) {
        long[] out = colours.clone();
        for (Polynomial equation : equations) {
            long[] terms = new long[equation.terms().size()];
            long all = 0;
            for (int t = 0; t < terms.length; t++) {
                Polynomial.Term term = equation.terms().get(t);
                long sum = term.coefficient().hashCode();
                for (int v = 0; v < variables; v++) {
                    int exponent = term.exponents().get(v);
                    sum += exponent == 0 ? 0 : mix(colours[v], exponent);
                }
                terms[t] = mix(sum, 7);
                all += terms[t];
            }
            for (int t = 0; t < terms.length; t++) {
                Polynomial.Term term = equation.terms().get(t);
                for (int v = 0; v < variables; v++) {
                    int exponent = term.exponents().get(v);
                    out[v] += exponent == 0 ? 0 : mix(mix(terms[t], exponent), all);
                }
            }
        }
        for (int v = 0; v < variables; v++) {
            out[v] = mix(out[v], colours[v]);
        }
        return out;
    }

    /** The map that the colours say, if each has one variable only and the equations are the same after it. */
    private Optional<Found> match(long[] from, long[] to) {
        Map<Long, Integer> places = new HashMap<>();
        for (int v = 0; v < variables; v++) {
            places.put(to[v], v);
        }
        List<Integer> images = new ArrayList<>();
        for (long colour : from) {
            Integer at = places.get(colour);
            if (at == null) {
                return Optional.empty();
            }
            images.add(at);
        }
        if (images.stream().distinct().count() != variables) {
            return Optional.empty();
        }
        List<Map<List<Integer>, Rational>> known =
                equations.stream().map(equation -> terms(equation, null)).toList();
        List<Integer> rows = new ArrayList<>();
        for (Polynomial equation : equations) {
            Map<List<Integer>, Rational> moved = terms(equation, images);
            int row = -1;
            for (int e = 0; e < known.size() && row < 0; e++) {
                row = !rows.contains(e) && known.get(e).equals(moved) ? e : -1;
            }
            if (row < 0) {
                return Optional.empty();
            }
            rows.add(row);
        }
        return Optional.of(new Found(images, rows));
    }

    private Map<List<Integer>, Rational> terms(Polynomial equation, @Nullable List<Integer> images) {
        Map<List<Integer>, Rational> out = new HashMap<>();
        for (Polynomial.Term term : equation.terms()) {
            Integer[] moved = new Integer[variables];
            for (int v = 0; v < variables; v++) {
                moved[images == null ? v : images.get(v)] = term.exponents().get(v);
            }
            out.merge(List.of(moved), term.coefficient(), Rational::plus);
        }
        return out;
    }

    /** Spreads the bits of two numbers over one (the finaliser of SplitMix64). */
    private static long mix(long a, long b) {
        long z = a * 0x9E3779B97F4A7C15L + b + 0x632BE59BD9B4E019L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
