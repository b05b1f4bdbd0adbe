package dev.nadir.numeric.homotopy.track.start;

import dev.nadir.base.Seed;
import dev.nadir.numeric.homotopy.track.Vectors;
import dev.nadir.numeric.homotopy.track.start.ProductStart.Sparse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * Products of random linear forms, each in one group of the unknowns, with the degrees that the given equations have in the
 * group (MorganSommese1987): fewer solutions than the product of the degrees where the degrees are shared out.
 *
 * @param groups the unknowns in groups
 * @param degrees for each equation its degree in each group
 */
record MultiHomogeneous(List<List<Integer>> groups, int[][] degrees) {

    /** Up to so many unknowns all ways to group them are tried. */
    private static final int EXHAUSTIVE = 8;

    /** The grouping with the fewest solutions. */
    static MultiHomogeneous of(List<Sparse> target) {
        int n = target.size();
        int[] label = new int[n];
        MultiHomogeneous[] best = {with(target, label)};
        if (n <= EXHAUSTIVE) {
            enumerate(target, label, 1, best);
        }
        return best[0];
    }

    private static void enumerate(List<Sparse> target, int[] label, int position, MultiHomogeneous[] best) {
        if (position == label.length) {
            MultiHomogeneous other = with(target, label);
            if (other.count() < best[0].count()) {
                best[0] = other;
            }
            return;
        }
        int used = Arrays.stream(label, 0, position).max().orElse(-1) + 1;
        for (int group = 0; group <= used; group++) {
            label[position] = group;
            enumerate(target, label, position + 1, best);
        }
        label[position] = 0;
    }

    private static MultiHomogeneous with(List<Sparse> target, int[] label) {
        int count = Arrays.stream(label).max().orElse(0) + 1;
        List<List<Integer>> groups = new ArrayList<>();
        for (int g = 0; g < count; g++) {
            groups.add(new ArrayList<>());
        }
        for (int i = 0; i < label.length; i++) {
            groups.get(label[i]).add(i);
        }
        int[][] degrees = new int[target.size()][count];
        for (int e = 0; e < target.size(); e++) {
            for (List<Integer> power : target.get(e).terms.keySet()) {
                for (int g = 0; g < count; g++) {
                    int degree = groups.get(g).stream().mapToInt(power::get).sum();
                    degrees[e][g] = Math.max(degrees[e][g], degree);
                }
            }
        }
        return new MultiHomogeneous(groups, degrees);
    }

    /** How many solutions the product has: the multi-homogeneous Bezout number. */
    long count() {
        int[] open = groups.stream().mapToInt(List::size).toArray();
        return count(0, open, new HashMap<>());
    }

    private long count(int equation, int[] open, Map<List<Integer>, Long> memo) {
        if (equation == degrees.length) {
            return 1;
        }
        List<Integer> key = Arrays.stream(open).boxed().toList();
        Long known = memo.get(key);
        if (known != null) {
            return known;
        }
        long sum = 0;
        for (int g = 0; g < open.length; g++) {
            if (open[g] > 0 && degrees[equation][g] > 0) {
                open[g]--;
                sum += degrees[equation][g] * count(equation + 1, open, memo);
                open[g]++;
            }
        }
        memo.put(key, sum);
        return sum;
    }

    /** The start system that grows into the target. */
    ProductStart start(List<Sparse> target, Seed seed) {
        RandomGenerator generator = seed.child("forms").generator();
        int n = target.size();
        List<Sparse> product = new ArrayList<>();
        double[][][][] forms = new double[n][groups.size()][][];
        for (int e = 0; e < n; e++) {
            Sparse equation = new Sparse();
            equation.add(java.util.Collections.nCopies(n, 0), 1, 0);
            for (int g = 0; g < groups.size(); g++) {
                forms[e][g] = new double[degrees[e][g]][];
                for (int k = 0; k < degrees[e][g]; k++) {
                    forms[e][g][k] = Vectors.random(groups.get(g).size() + 1, generator);
                    equation = equation.times(form(forms[e][g][k], groups.get(g), n));
                }
            }
            product.add(equation);
        }
        List<double[]> starts = new ArrayList<>();
        choose(0, new int[n], new int[n], forms, starts);
        return new ProductStart(
                ProductStart.segment(
                        product,
                        target,
                        java.util.stream.IntStream.range(0, n).boxed().toList(),
                        seed),
                starts);
    }

    private static Sparse form(double[] numbers, List<Integer> group, int n) {
        Sparse form = new Sparse();
        form.add(java.util.Collections.nCopies(n, 0), numbers[2 * group.size()], numbers[2 * group.size() + 1]);
        for (int i = 0; i < group.size(); i++) {
            List<Integer> power = new ArrayList<>(java.util.Collections.nCopies(n, 0));
            power.set(group.get(i), 1);
            form.add(power, numbers[2 * i], numbers[2 * i + 1]);
        }
        return form;
    }

    /** Chooses a vanishing form in each equation, as many in each group as it has unknowns. */
    private void choose(int equation, int[] group, int[] factor, double[][][][] forms, List<double[]> out) {
        if (equation == degrees.length) {
            out.add(Vectors.homogeneous(point(group, factor, forms)));
            return;
        }
        for (int g = 0; g < groups.size(); g++) {
            int used = 0;
            for (int e = 0; e < equation; e++) {
                used += group[e] == g ? 1 : 0;
            }
            if (used == groups.get(g).size()) {
                continue;
            }
            for (int k = 0; k < degrees[equation][g]; k++) {
                group[equation] = g;
                factor[equation] = k;
                choose(equation + 1, group, factor, forms, out);
            }
        }
    }

    private double[] point(int[] group, int[] factor, double[][][][] forms) {
        double[] point = new double[2 * degrees.length];
        for (int g = 0; g < groups.size(); g++) {
            int size = groups.get(g).size();
            List<double[]> rows = new ArrayList<>();
            for (int e = 0; e < degrees.length; e++) {
                if (group[e] == g) {
                    double[] row = forms[e][g][factor[e]].clone();
                    row[2 * size] = -row[2 * size];
                    row[2 * size + 1] = -row[2 * size + 1];
                    rows.add(row);
                }
            }
            double[] solved =
                    Elimination.of(rows.toArray(new double[0][]), size).solution();
            for (int i = 0; i < size && solved != null; i++) {
                point[2 * groups.get(g).get(i)] = solved[2 * i];
                point[2 * groups.get(g).get(i) + 1] = solved[2 * i + 1];
            }
        }
        return point;
    }
}
