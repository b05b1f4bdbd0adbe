package dev.nadir.numeric.privacy.calibrate;

import dev.nadir.base.ErrorCode;
import dev.nadir.base.PreconditionException;
import dev.nadir.base.exact.Rational;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * What zero-concentrated privacy says in epsilon and delta (CanonneKamathSteinke2020, proposition 7):
 * {@code delta = min over a > 1 of exp((a-1)(a rho - epsilon)) (1 - 1/a)^a / (a-1)}. Holds for noise on a grid, too.
 *
 * <p>Every {@code a} gives a true promise, so the search for the best one cannot break it; the rounding of its value is
 * covered by a margin.
 */
public final class ZCdpCurve {

    /** Far above the rounding of a handful of operations, far below what anyone could notice. */
    private static final double MARGIN = 1e-12;

    /** Between these values of {@code a - 1} nothing overflows; the best one lies outside only where delta is 0 or 1. */
    private static final double SMALLEST_EXCESS = 1e-300;

    private static final double LARGEST_EXCESS = 1e100;

    /** Digits of a rho that is chosen for an epsilon: it is written into ledgers and reports. */
    private static final MathContext ROUNDED_DOWN = new MathContext(12, RoundingMode.DOWN);

    private ZCdpCurve() {}

    /** A delta that rho-zCDP guarantees at an epsilon, rounded up. */
    public static double delta(double rho, double epsilon) {
        requireRho(rho);
        GaussianCurve.requireEpsilon(epsilon, epsilon >= 0);
        // The logarithm is convex in a: its derivative, which grows, is (2a-1) rho - epsilon + log(1 - 1/a).
        double best = Bisection.largest(x -> (2 * x + 1) * rho - epsilon - Math.log1p(1 / x) <= 0);
        double excess = Math.max(SMALLEST_EXCESS, Math.min(LARGEST_EXCESS, best));
        double a = 1 + excess;
        double logarithm = excess * (a * rho - epsilon) - excess * Math.log1p(1 / excess) - Math.log1p(excess);
        // Of the terms the largest decides the rounding of their sum.
        double slack = MARGIN * (1 + Math.abs(excess * epsilon) + Math.abs(excess * a * rho));
        return Math.min(1, Math.exp(logarithm + slack));
    }

    /** The least epsilon that rho-zCDP guarantees with a delta, rounded up. */
    public static double epsilon(double rho, double delta) {
        requireRho(rho);
        GaussianCurve.requireDelta(delta);
        return Bisection.smallest(epsilon -> delta(rho, epsilon) <= delta);
    }

    /** The largest rho that guarantees an epsilon with a delta, rounded down. */
    public static Rational rho(double epsilon, double delta) {
        GaussianCurve.requireEpsilon(epsilon, epsilon > 0);
        GaussianCurve.requireDelta(delta);
        double largest = Bisection.largest(rho -> delta(rho, epsilon) <= delta);
        BigDecimal rounded = new BigDecimal(largest).round(ROUNDED_DOWN);
        return Rational.parse(rounded.toString());
    }

    /** The textbook's {@code epsilon = rho + 2 sqrt(rho log(1/delta))} (BunSteinke2016), for comparison: larger. */
    public static double textbookEpsilon(double rho, double delta) {
        requireRho(rho);
        GaussianCurve.requireDelta(delta);
        return rho + 2 * Math.sqrt(rho * Math.log(1 / delta));
    }

    private static void requireRho(double rho) {
        if (!(rho > 0) || Double.isInfinite(rho)) {
            throw new PreconditionException(ErrorCode.PRIVACY_EPSILON, "got rho = " + rho);
        }
    }
}
