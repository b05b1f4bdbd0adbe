package dev.nadir.numeric.evaluate;

import dev.nadir.base.PreconditionException;

/**
 * Gauss's hypergeometric function {@code 2F1(a, b; c; x)} for real arguments and {@code x < 1}, by its series; below zero
 * Pfaff's transformation brings x into {@code [0, 1)}. Near 1 the series is long: about {@code 36/(1 - x)} terms.
 */
final class Hypergeometric {

    /** Enough for {@code x <= 1 - 1e-6}. */
    private static final int MOST_TERMS = 40_000_000;

    private Hypergeometric() {}

    /**
     * The value; NaN where the series is not defined or x is not below 1.
     *
     * @throws PreconditionException if x is so near 1 that the series does not end in time
     */
    static double value(double a, double b, double c, double x) {
        boolean isPole = c <= 0 && c == Math.rint(c);
        if (isPole || !(x < 1)) {
            return Double.NaN;
        }
        return x < 0 ? Math.pow(1 - x, -a) * series(a, c - b, c, x / (x - 1)) : series(a, b, c, x);
    }

    private static double series(double a, double b, double c, double x) {
        double sum = 1;
        double term = 1;
        double lost = 0;
        for (int n = 0; n < MOST_TERMS; n++) {
            term *= (a + n) * (b + n) / ((c + n) * (n + 1.0)) * x;
            // Kahan's compensated sum: the terms are many and small.
            double next = term - lost;
            double total = sum + next;
            lost = total - sum - next;
            sum = total;
            // What is left is at most a geometric series with ratio near x.
            if (Math.abs(term) <= 1e-17 * Math.abs(sum) * (1 - x)) {
                return sum;
            }
        }
        throw new PreconditionException("the last argument of hypergeometric must be at most 1 - 1e-6, got " + x);
    }
}
