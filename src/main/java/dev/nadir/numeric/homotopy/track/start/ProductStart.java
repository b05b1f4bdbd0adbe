package dev.nadir.numeric.homotopy.track.start;

import dev.nadir.base.Seed;
import dev.nadir.numeric.homotopy.SignGroup;
import dev.nadir.numeric.homotopy.track.OrbitSet;
import dev.nadir.numeric.homotopy.track.ProductSymmetries;
import dev.nadir.numeric.homotopy.track.Segment;
import dev.nadir.numeric.homotopy.track.SystemShape;
import dev.nadir.numeric.homotopy.track.Vectors;
import dev.nadir.reduction.Polynomial;
import dev.nadir.reduction.PolynomialSystem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/**
 * Simple equations with known solutions that grow into given ones.
 *
 * @param segment from the simple system to the given one
 * @param starts all solutions of the simple system, homogeneous
 */
record ProductStart(Segment segment, List<double[]> starts) {

    /** A complex polynomial: a number for each list of exponents. */
    static final class Sparse {
        final Map<List<Integer>, double[]> terms = new TreeMap<>(Sparse::compare);

        /** The equations of a member in the unknowns alone: its parameters are put in exactly, then rounded once. */
        static List<Sparse> of(PolynomialSystem system) {
            List<Sparse> out = new ArrayList<>();
            for (Polynomial equation : system.equations()) {
                Sparse sparse = new Sparse();
                for (Polynomial.Term term : equation.terms()) {
                    sparse.add(term.exponents(), term.coefficient().round(), 0);
                }
                out.add(sparse);
            }
            return out;
        }

        void add(List<Integer> exponents, double re, double im) {
            double[] sum = terms.computeIfAbsent(exponents, key -> new double[2]);
            sum[0] += re;
            sum[1] += im;
        }

        Sparse times(Sparse other) {
            Sparse out = new Sparse();
            terms.forEach((e, a) -> other.terms.forEach((f, b) -> {
                List<Integer> sum = new ArrayList<>();
                for (int i = 0; i < e.size(); i++) {
                    sum.add(e.get(i) + f.get(i));
                }
                out.add(sum, a[0] * b[0] - a[1] * b[1], a[0] * b[1] + a[1] * b[0]);
            }));
            return out;
        }

        int degree() {
            return terms.keySet().stream()
                    .mapToInt(key -> key.stream().mapToInt(Integer::intValue).sum())
                    .max()
                    .orElse(0);
        }

        private static int compare(List<Integer> a, List<Integer> b) {
            for (int i = 0; i < a.size(); i++) {
                int order = Integer.compare(a.get(i), b.get(i));
                if (order != 0) {
                    return order;
                }
            }
            return 0;
        }
    }

    /**
     * One equation {@code x^d = 1} for each unknown, in the degrees of the given equations; {@code x^d = x} where symmetries
     * ask for it. The starts are one for each orbit of the symmetries.
     */
    static ProductStart totalDegree(List<Sparse> target, ProductSymmetries symmetries, Seed seed) {
        int n = target.size();
        List<Sparse> start = new ArrayList<>();
        List<double[]> points = new ArrayList<>();
        points.add(new double[0]);
        for (int i = 0; i < n; i++) {
            int degree = target.get(i).degree();
            int lowest = symmetries.areOdd().get(i) ? 1 : 0;
            Sparse equation = new Sparse();
            List<Integer> power = new ArrayList<>(java.util.Collections.nCopies(n, 0));
            power.set(i, degree);
            equation.add(List.copyOf(power), 1, 0);
            if (degree > lowest) {
                power.set(i, lowest);
                equation.add(List.copyOf(power), -1, 0);
            }
            start.add(equation);
            List<double[]> longer = new ArrayList<>();
            for (double[] point : points) {
                for (double[] root : roots(degree, lowest)) {
                    longer.add(Vectors.join(point, root));
                }
            }
            points = longer;
        }
        OrbitSet orbits = new OrbitSet(symmetries.group(), new SignGroup(List.of(), List.of()));
        points.forEach(orbits::add);
        return new ProductStart(
                segment(start, target, symmetries.leaders(), seed),
                orbits.points().stream().map(Vectors::homogeneous).toList());
    }

    /** Those of {@code x^degree - x^lowest}, which are simple. */
    private static List<double[]> roots(int degree, int lowest) {
        List<double[]> roots = new ArrayList<>();
        if (lowest == 1) {
            roots.add(new double[2]);
        }
        for (int k = 0; k < degree - lowest; k++) {
            double angle = 2 * Math.PI * k / (degree - lowest);
            roots.add(new double[] {Math.cos(angle), Math.sin(angle)});
        }
        return roots;
    }

    /**
     * The segment from {@code gamma * start} to the target, whose equations have the same degrees.
     *
     * @param leaders equations with the same number have the same gamma, so that symmetries stay
     */
    static Segment segment(List<Sparse> start, List<Sparse> target, List<Integer> leaders, Seed seed) {
        RandomGenerator generator = seed.child("gamma").generator();
        double[] angles = target.stream()
                .mapToDouble(each -> 2 * Math.PI * generator.nextDouble())
                .toArray();
        List<List<int[]>> exponents = new ArrayList<>();
        List<double[]> from = new ArrayList<>();
        List<double[]> to = new ArrayList<>();
        for (int i = 0; i < target.size(); i++) {
            double angle = angles[leaders.get(i)];
            Sparse g = start.get(i);
            Sparse f = target.get(i);
            double size = f.terms.values().stream()
                    .mapToDouble(c -> Math.hypot(c[0], c[1]))
                    .max()
                    .orElse(1);
            int degree = Math.max(f.degree(), g.degree());
            Map<List<Integer>, double[]> union = new LinkedHashMap<>(f.terms);
            g.terms.forEach((key, c) -> union.putIfAbsent(key, new double[2]));
            List<int[]> rows = new ArrayList<>();
            for (List<Integer> key : union.keySet()) {
                int[] row = new int[key.size() + 1];
                int sum = 0;
                for (int v = 0; v < key.size(); v++) {
                    row[v] = key.get(v);
                    sum += key.get(v);
                }
                row[key.size()] = degree - sum;
                rows.add(row);
                double[] b = g.terms.getOrDefault(key, new double[2]);
                from.add(new double[] {
                    b[0] * Math.cos(angle) - b[1] * Math.sin(angle), b[0] * Math.sin(angle) + b[1] * Math.cos(angle)
                });
                double[] a = f.terms.getOrDefault(key, new double[2]);
                to.add(new double[] {a[0] / size, a[1] / size});
            }
            exponents.add(rows);
        }
        return line(SystemShape.of(target.size() + 1, exponents), from, to);
    }

    private static Segment line(SystemShape shape, List<double[]> from, List<double[]> to) {
        double[][] coefficients = new double[2][2 * from.size()];
        for (int t = 0; t < from.size(); t++) {
            for (int k = 0; k < 2; k++) {
                coefficients[0][2 * t + k] = from.get(t)[k];
                coefficients[1][2 * t + k] = to.get(t)[k] - from.get(t)[k];
            }
        }
        return new Segment(shape, coefficients);
    }
}
