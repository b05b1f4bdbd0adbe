package dev.nadir.numeric.evaluate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The real roots of a polynomial in one variable. Between two neighbouring roots of its derivative it has one root or
 * none, so the roots of the derivatives, from the last to the first, separate those of the polynomial.
 */
final class PolynomialRoots {

    /** A value this many roundings from zero, at a place where the derivative is zero, is a double root. */
    private static final double ROUNDINGS = 64;

    private PolynomialRoots() {}

    /**
     * One of the real roots, a double one counted once.
     *
     * @param coefficients the constant first
     * @param place 1 for the largest
     * @return NaN if there are not so many, or a coefficient is not finite
     */
    static double descending(double[] coefficients, int place) {
        double[] roots = of(coefficients);
        return place < 1 || place > roots.length ? Double.NaN : roots[roots.length - place];
    }

    /** The real roots, ascending; none of the zero polynomial. */
    static double[] of(double[] coefficients) {
        if (Arrays.stream(coefficients).anyMatch(c -> !Double.isFinite(c))) {
            return new double[0];
        }
        int degree = coefficients.length - 1;
        while (degree >= 0 && coefficients[degree] == 0) {
            degree--;
        }
        return degree <= 0 ? new double[0] : roots(Arrays.copyOf(coefficients, degree + 1));
    }

    private static double[] roots(double[] p) {
        int degree = p.length - 1;
        if (degree == 1) {
            return new double[] {-p[0] / p[1]};
        }
        double bound = bound(p);
        double[] turns = Arrays.stream(of(derivative(p)))
                .filter(t -> t > -bound && t < bound)
                .toArray();
        List<Double> roots = new ArrayList<>();
        double at = -bound;
        boolean isRoot = false;
        for (int i = 0; i <= turns.length; i++) {
            boolean isEnd = i == turns.length;
            double next = isEnd ? bound : turns[i];
            boolean isNextRoot = !isEnd && isZero(p, next);
            if (!isRoot && !isNextRoot && value(p, at) < 0 != value(p, next) < 0) {
                add(roots, bisect(p, at, next));
            }
            if (isNextRoot) {
                add(roots, next);
            }
            at = next;
            isRoot = isNextRoot;
        }
        return roots.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    }

    private static void add(List<Double> roots, double root) {
        if (roots.isEmpty() || roots.get(roots.size() - 1) != root) {
            roots.add(root);
        }
    }

    /** All roots are smaller in size (Cauchy). */
    private static double bound(double[] p) {
        double largest = 0;
        for (int i = 0; i + 1 < p.length; i++) {
            largest = Math.max(largest, Math.abs(p[i] / p[p.length - 1]));
        }
        return 1 + largest;
    }

    private static double[] derivative(double[] p) {
        double[] derivative = new double[p.length - 1];
        for (int i = 1; i < p.length; i++) {
            derivative[i - 1] = i * p[i];
        }
        return derivative;
    }

    private static double value(double[] p, double x) {
        double value = 0;
        for (int i = p.length - 1; i >= 0; i--) {
            value = Math.fma(value, x, p[i]);
        }
        return value;
    }

    /** Whether the value cannot be told from zero in this arithmetic. */
    private static boolean isZero(double[] p, double x) {
        double size = 0;
        for (int i = p.length - 1; i >= 0; i--) {
            size = size * Math.abs(x) + Math.abs(p[i]);
        }
        return Math.abs(value(p, x)) <= ROUNDINGS * Math.ulp(size);
    }

    private static double bisect(double[] p, double from, double to) {
        double low = from;
        double high = to;
        boolean isBelow = value(p, low) < 0;
        while (true) {
            double middle = low + (high - low) / 2;
            if (middle <= low || middle >= high) {
                return Math.abs(value(p, low)) <= Math.abs(value(p, high)) ? low : high;
            }
            if (value(p, middle) < 0 == isBelow) {
                low = middle;
            } else {
                high = middle;
            }
        }
    }
}
