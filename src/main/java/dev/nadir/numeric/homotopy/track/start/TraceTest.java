package dev.nadir.numeric.homotopy.track.start;

import dev.nadir.base.Seed;
import dev.nadir.numeric.homotopy.track.ParallelPaths;
import dev.nadir.numeric.homotopy.track.PointSet;
import dev.nadir.numeric.homotopy.track.Vectors;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Whether a list of solutions of a generic member is whole, tested by sums over the list. The parameters go around a circle
 * of a complex line, in directions in which all coefficients are affine-linear. The sum of a function of low degree over
 * all solutions is single-valued, and a polynomial of low degree in the position on the line where no solution escapes; the
 * sum over a part of them branches where a solution of the part meets one that is missing. Fourier coefficients show it.
 *
 * <p>After LeykinRodriguezSottile2018; differently from there the lines lie in the parameters, where the sums of invariant
 * quadratic functions are polynomials of a degree that is observed, not known beforehand, so that a passed test is strong
 * evidence and not a proof. A list that is a union of whole branches over the line passes as well: loops through all
 * parameters (see {@link Monodromy}) have to join them.
 */
final class TraceTest {

    private static final int CORNERS = 12;

    /** Sums may be polynomials of at most this degree; the coefficients of the other powers below 12 must vanish. */
    private static final int DEGREE = 4;

    private static final double VANISHES = 1e-8;

    private final StratumFamily family;
    private final ParallelPaths paths;

    TraceTest(StratumFamily family, ParallelPaths paths) {
        this.family = family;
        this.paths = paths;
    }

    /**
     * What the circle showed.
     *
     * @param isPassed whether the sums are polynomials of low degree and the list goes into itself
     * @param degree the largest power with a coefficient that does not vanish
     * @param worst the largest coefficient that should vanish, relative to the sizes of the summands
     * @param found solutions that the circle led to and that were not in the list
     */
    record Finding(boolean isPassed, int degree, double worst, List<double[]> found) {}

    /** Goes around a circle through the base in the directions of a group of parameters. */
    Finding test(List<double[]> solutions, double[] base, List<Integer> group, Seed seed)
            throws ParallelPaths.CancelledException {
        RandomGenerator generator = seed.generator();
        double[] direction = new double[base.length];
        for (int p : group) {
            double[] entry = Vectors.random(1, generator);
            direction[2 * p] = entry[0];
            direction[2 * p + 1] = entry[1];
        }
        List<Function> functions = List.of(function(generator), function(generator));
        double[][] sums = new double[functions.size()][2 * CORNERS];
        double scale = 0;
        List<double[]> present = solutions;
        double[] at = base;
        for (int corner = 0; corner < CORNERS; corner++) {
            for (int f = 0; f < functions.size(); f++) {
                scale = Math.max(scale, functions.get(f).sum(present, sums[f], 2 * corner));
            }
            double[] next = moved(base, direction, corner + 1);
            List<double[]> ends = new ArrayList<>();
            for (Optional<double[]> end : family.follow(present, at, next, paths)) {
                if (end.isEmpty()) {
                    return new Finding(false, -1, Double.NaN, List.of());
                }
                ends.add(end.get());
            }
            present = ends;
            at = next;
        }
        return finding(sums, scale, solutions, present);
    }

    private static Finding finding(double[][] sums, double scale, List<double[]> before, List<double[]> after) {
        PointSet list = new PointSet();
        before.forEach(list::add);
        PointSet reached = new PointSet();
        List<double[]> found = new ArrayList<>();
        for (double[] end : after) {
            reached.add(end);
            if (list.find(end) < 0) {
                found.add(end);
            }
        }
        int degree = 0;
        double worst = 0;
        for (double[] sum : sums) {
            for (int power = 1; power < CORNERS; power++) {
                double size = fourier(sum, power) / scale;
                if (size > VANISHES) {
                    degree = Math.max(degree, power);
                }
                if (power > DEGREE) {
                    worst = Math.max(worst, size);
                }
            }
        }
        boolean isPassed = found.isEmpty() && reached.size() == before.size() && degree <= DEGREE;
        return new Finding(isPassed, degree, worst, found);
    }

    private static double fourier(double[] sum, int power) {
        double re = 0;
        double im = 0;
        for (int k = 0; k < CORNERS; k++) {
            double angle = -2 * Math.PI * power * k / CORNERS;
            re += sum[2 * k] * Math.cos(angle) - sum[2 * k + 1] * Math.sin(angle);
            im += sum[2 * k] * Math.sin(angle) + sum[2 * k + 1] * Math.cos(angle);
        }
        return Math.hypot(re, im) / CORNERS;
    }

    /** The corner of the circle; the first is the base itself. */
    private static double[] moved(double[] base, double[] direction, int corner) {
        double angle = 2 * Math.PI * (corner % CORNERS) / CORNERS;
        double re = Math.cos(angle) - 1;
        double im = Math.sin(angle);
        double[] out = base.clone();
        for (int i = 0; i < out.length; i += 2) {
            out[i] += direction[i] * re - direction[i + 1] * im;
            out[i + 1] += direction[i] * im + direction[i + 1] * re;
        }
        return out;
    }

    /** A random polynomial of degree at most two that the sign changes leave alone. */
    private Function function(RandomGenerator generator) {
        int n = family.stratum().kept().size();
        double[] linear = new double[2 * n];
        List<double[]> products = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            if (family.signs().isInvariant(i)) {
                double[] weight = Vectors.random(1, generator);
                linear[2 * i] = weight[0];
                linear[2 * i + 1] = weight[1];
            }
            for (int j = i; j < n; j++) {
                if (family.signs().isInvariant(i, j)) {
                    double[] weight = Vectors.random(1, generator);
                    products.add(new double[] {i, j, weight[0], weight[1]});
                }
            }
        }
        return new Function(linear, products);
    }

    @SuppressWarnings("ArrayRecordComponent") // a working value, never compared
    private record Function(double[] linear, List<double[]> products) {

        /** Adds up over the points; the sum of the absolute values is returned. */
        double sum(List<double[]> points, double[] out, int at) {
            double size = 0;
            for (double[] x : points) {
                double re = 0;
                double im = 0;
                for (int i = 0; i < x.length; i += 2) {
                    re += linear[i] * x[i] - linear[i + 1] * x[i + 1];
                    im += linear[i] * x[i + 1] + linear[i + 1] * x[i];
                }
                for (double[] product : products) {
                    int i = 2 * (int) product[0];
                    int j = 2 * (int) product[1];
                    double u = x[i] * x[j] - x[i + 1] * x[j + 1];
                    double v = x[i] * x[j + 1] + x[i + 1] * x[j];
                    re += product[2] * u - product[3] * v;
                    im += product[2] * v + product[3] * u;
                }
                out[at] += re;
                out[at + 1] += im;
                size += Math.hypot(re, im);
            }
            return size;
        }
    }
}
