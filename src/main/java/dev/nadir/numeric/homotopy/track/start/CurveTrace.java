package dev.nadir.numeric.homotopy.track.start;

import dev.nadir.base.Seed;
import dev.nadir.base.exact.Rational;
import dev.nadir.numeric.homotopy.SignGroup;
import dev.nadir.numeric.homotopy.track.ParallelPaths;
import dev.nadir.numeric.homotopy.track.PointSet;
import dev.nadir.numeric.homotopy.track.Vectors;
import dev.nadir.reduction.Polynomial;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * Whether a list of solutions of a generic member is whole, tested on the curve that the solutions draw while one parameter
 * moves by {@code t}. With a general quadratic function Q of the unknowns that sign changes leave alone, the product
 * {@code t*(Q - c)} grows wherever the curve goes to infinity, and no slower than t and Q there: so the sum of t, or of
 * another such function, over the points of the curve where the product is s is an affine-linear function of s. For a part
 * of the points it is not, unless the part is a union of branches. The points at {@code s = 0} are the solutions of the
 * member and the points with {@code Q = c}; loops find these.
 *
 * <p>After LeykinRodriguezSottile2018, with a quadratic section in the place of a linear one because of the sign changes.
 * Other than {@link TraceTest} it needs no line on which nothing escapes.
 */
final class CurveTrace {

    private static final double VANISHES = 1e-8;

    private static final int LOOP_LIMIT = 60;

    /** So many directions of s are tried until no path is given up. */
    private static final int LINES = 3;

    private final StratumFamily family;
    private final ParallelPaths paths;
    private final int quietLoops;
    private final int pathLimit;

    /** A test that ends its search for the other points when so many loops in a row find nothing new. */
    CurveTrace(StratumFamily family, ParallelPaths paths, int quietLoops, int pathLimit) {
        this.family = family;
        this.paths = paths;
        this.quietLoops = quietLoops;
        this.pathLimit = pathLimit;
    }

    /** Moves one parameter; the finding's degree is 1 if the sums are affine-linear. */
    TraceTest.Finding test(List<double[]> solutions, double[] base, int moved, Seed seed)
            throws ParallelPaths.CancelledException {
        Curve curve = new Curve(moved);
        StratumFamily section = curve.section();
        RandomGenerator generator = seed.generator();
        double[] extra = Vectors.random(curve.weights() + 2, generator);
        double[] onMember = Vectors.join(base, extra.clone());
        onMember[onMember.length - 2] = 0;
        onMember[onMember.length - 1] = 0;
        List<double[]> starts = solutions.stream()
                .map(point -> section.signs().canonical(Vectors.join(point, new double[2])))
                .toList();
        double[] general = Vectors.random(onMember.length / 2, generator);
        PointSet known = new PointSet();
        if (!addAll(known, section.follow(starts, onMember, general, paths)) || known.size() != starts.size()) {
            return failed(List.of());
        }
        int quiet = 0;
        for (int loop = 0; loop < LOOP_LIMIT && quiet < quietLoops && known.size() <= pathLimit; loop++) {
            quiet = loop(known, section, general, seed.child("loop").child(loop)) ? 0 : quiet + 1;
        }
        double worst = Double.POSITIVE_INFINITY;
        for (int line = 0; line < LINES && Double.isInfinite(worst); line++) {
            worst = bend(section, known.points(), general, seed.child("line").child(line));
        }
        List<double[]> found = onMember(section, known.points(), general, onMember);
        PointSet list = new PointSet();
        starts.forEach(list::add);
        List<double[]> more = found.stream()
                .filter(point -> list.find(point) < 0)
                .map(point -> family.signs().canonical(java.util.Arrays.copyOf(point, point.length - 2)))
                .toList();
        boolean isPassed = worst < VANISHES && more.isEmpty() && found.size() == starts.size();
        return new TraceTest.Finding(isPassed, worst < VANISHES ? 1 : -1, worst, more);
    }

    private static TraceTest.Finding failed(List<double[]> found) {
        return new TraceTest.Finding(false, -1, Double.NaN, found);
    }

    /** Follows points around a triangle of members, and what is new as well. */
    private boolean loop(PointSet known, StratumFamily section, double[] general, Seed seed)
            throws ParallelPaths.CancelledException {
        double[] second =
                Vectors.random(general.length / 2, seed.child("second").generator());
        double[] third = Vectors.random(general.length / 2, seed.child("third").generator());
        boolean isNew = false;
        int done = 0;
        while (done < known.size() && known.size() <= pathLimit) {
            List<double[]> open = List.copyOf(known.points().subList(done, known.size()));
            done = known.size();
            List<double[]> there = present(section.follow(open, general, second, paths));
            List<double[]> beyond = present(section.follow(there, second, third, paths));
            for (double[] end : present(section.follow(beyond, third, general, paths))) {
                isNew |= known.add(end);
            }
        }
        return isNew;
    }

    /**
     * How far the sums at three equidistant values of s are from affine-linear, relative to the summands; infinite if a path
     * is given up.
     */
    private double bend(StratumFamily section, List<double[]> points, double[] general, Seed seed)
            throws ParallelPaths.CancelledException {
        RandomGenerator generator = seed.generator();
        double[] step = Vectors.random(1, generator);
        double[] weights = Vectors.random(
                section.stratum().kept().size() * section.stratum().kept().size(), generator);
        List<double[]> present = points;
        double[] at = general;
        double[] bend = new double[4];
        double size = 0;
        for (int k = 0; k < 3; k++) {
            if (k > 0) {
                double[] next = at.clone();
                next[next.length - 2] += step[0];
                next[next.length - 1] += step[1];
                List<double[]> ends = present(section.follow(present, at, next, paths));
                if (ends.size() != points.size()) {
                    return Double.POSITIVE_INFINITY;
                }
                present = ends;
                at = next;
            }
            double sign = k == 1 ? -2 : 1;
            for (double[] point : present) {
                double[] values = values(point, weights);
                for (int i = 0; i < bend.length; i++) {
                    bend[i] += sign * values[i];
                    size += Math.abs(values[i]);
                }
            }
        }
        double largest = 0;
        for (double each : bend) {
            largest = Math.max(largest, Math.abs(each));
        }
        return largest / size;
    }

    /** The displacement t, and a quadratic function that sign changes leave alone. */
    private double[] values(double[] point, double[] weights) {
        int n = point.length / 2 - 1;
        double re = 0;
        double im = 0;
        for (int i = 0; i < n; i++) {
            for (int j = i; j < n; j++) {
                if (family.signs().isInvariant(i, j)) {
                    double u = point[2 * i] * point[2 * j] - point[2 * i + 1] * point[2 * j + 1];
                    double v = point[2 * i] * point[2 * j + 1] + point[2 * i + 1] * point[2 * j];
                    int w = 2 * (i * n + j);
                    re += weights[w] * u - weights[w + 1] * v;
                    im += weights[w] * v + weights[w + 1] * u;
                }
            }
        }
        return new double[] {point[2 * n], point[2 * n + 1], re, im};
    }

    /** The points that come to the member itself when s goes to zero. */
    private List<double[]> onMember(StratumFamily section, List<double[]> points, double[] general, double[] member)
            throws ParallelPaths.CancelledException {
        PointSet found = new PointSet();
        for (double[] end : present(section.follow(points, general, member, paths))) {
            if (Math.hypot(end[end.length - 2], end[end.length - 1]) < PointSet.SAME) {
                found.add(end);
            }
        }
        return found.points();
    }

    private static List<double[]> present(List<Optional<double[]>> ends) {
        return ends.stream().flatMap(Optional::stream).toList();
    }

    private static boolean addAll(PointSet known, List<Optional<double[]>> ends) {
        present(ends).forEach(known::add);
        return ends.stream().allMatch(Optional::isPresent);
    }

    /** The equations of the curve and of its section, over unknowns, t, and all parameters. */
    private final class Curve {

        private final int unknowns = family.unknowns();
        private final List<Integer> kept = family.stratum().kept();
        private final int parameters;
        private final int moved;
        private final List<int[]> products = new ArrayList<>();

        Curve(int moved) {
            this.moved = moved;
            this.parameters = family.equations().get(0).arity() - unknowns;
            for (int i = 0; i < kept.size(); i++) {
                if (family.signs().isInvariant(i)) {
                    products.add(new int[] {i});
                }
                for (int j = i; j < kept.size(); j++) {
                    if (family.signs().isInvariant(i, j)) {
                        products.add(new int[] {i, j});
                    }
                }
            }
        }

        int weights() {
            return products.size();
        }

        /** Behind the old parameters come the weights of Q, then c, then s. */
        StratumFamily section() {
            int n = kept.size() + 1;
            int arity = n + parameters + products.size() + 2;
            List<Polynomial> equations = new ArrayList<>();
            for (Polynomial equation : family.equations()) {
                equations.add(moving(equation, n, arity));
            }
            List<Polynomial.Term> terms = new ArrayList<>();
            for (int k = 0; k < products.size(); k++) {
                int[] powers = new int[arity];
                for (int i : products.get(k)) {
                    powers[i]++;
                }
                powers[n - 1] = 1;
                powers[n + parameters + k] = 1;
                terms.add(term(Rational.ONE, powers));
            }
            int[] centre = new int[arity];
            centre[n - 1] = 1;
            centre[arity - 2] = 1;
            terms.add(term(Rational.MINUS_ONE, centre));
            int[] value = new int[arity];
            value[arity - 1] = 1;
            terms.add(term(Rational.MINUS_ONE, value));
            equations.add(new Polynomial(arity, terms));
            List<Integer> all = IntStream.range(0, n).boxed().toList();
            List<Integer> rows = IntStream.range(0, equations.size()).boxed().toList();
            return new StratumFamily(new Strata.Stratum(all, rows), equations, n, SignGroup.of(equations, n));
        }

        /** With t added to the parameter that moves, which stands alone in its terms. */
        private Polynomial moving(Polynomial equation, int n, int arity) {
            List<Polynomial.Term> terms = new ArrayList<>();
            for (Polynomial.Term old : equation.terms()) {
                int[] powers = new int[arity];
                for (int i = 0; i < kept.size(); i++) {
                    powers[i] = old.exponents().get(kept.get(i));
                }
                for (int p = 0; p < parameters; p++) {
                    powers[n + p] = old.exponents().get(unknowns + p);
                }
                terms.add(term(old.coefficient(), powers));
                if (powers[n + moved] == 1) {
                    int[] also = powers.clone();
                    also[n + moved] = 0;
                    also[n - 1] = 1;
                    terms.add(term(old.coefficient(), also));
                }
            }
            return new Polynomial(arity, terms);
        }

        private static Polynomial.Term term(Rational coefficient, int[] powers) {
            return new Polynomial.Term(
                    coefficient, java.util.Arrays.stream(powers).boxed().toList());
        }
    }
}
