package dev.nadir.numeric.privacy.calibrate;

import dev.nadir.base.ErrorCode;
import dev.nadir.base.PreconditionException;
import org.hipparchus.special.Erf;

/**
 * The exact privacy of continuous Gaussian noise, necessary and sufficient (BalleWang2018). All depends on
 * {@code mu}, the sensitivity over the standard deviation.
 *
 * <p>Information, not a promise: noise on a grid is a little less private than this ({@link ZCdpCurve} holds for both).
 */
public final class GaussianCurve {

    private static final double ROOT_HALF = Math.sqrt(0.5);

    private GaussianCurve() {}

    /**
     * The least delta for an epsilon.
     *
     * <p>With {@code u = epsilon/mu - mu/2} and {@code v = epsilon/mu + mu/2} it is
     * {@code exp(-u^2/2)/2 * (erfcx(u/sqrt(2)) - erfcx(v/sqrt(2)))}: nothing overflows, and tails keep their digits.
     * Relative error about {@code 1e-15 / min(mu, 1)}.
     *
     * @param mu positive
     * @param epsilon not negative
     */
    public static double delta(double mu, double epsilon) {
        requireEpsilon(epsilon, epsilon >= 0);
        if (!(mu > 0)) {
            throw new PreconditionException("mu must be positive, got " + mu);
        }
        double u = epsilon / mu - mu / 2;
        double v = epsilon / mu + mu / 2;
        double near = Math.exp(-u * u / 2) / 2;
        double below = near * ScaledErfc.at(v * ROOT_HALF);
        return u > 0
                ? near * (ScaledErfc.at(u * ROOT_HALF) - ScaledErfc.at(v * ROOT_HALF))
                : Erf.erfc(u * ROOT_HALF) / 2 - below;
    }

    /** The largest mu whose {@link #delta} is at most the given one. */
    public static double mu(double epsilon, double delta) {
        requireEpsilon(epsilon, epsilon > 0);
        requireDelta(delta);
        return Bisection.largest(mu -> delta(mu, epsilon) <= delta);
    }

    /** The least standard deviation of noise for a sensitivity of one. */
    public static double sigma(double epsilon, double delta) {
        return 1 / mu(epsilon, delta);
    }

    /**
     * The textbook standard deviation {@code sqrt(2 log(1.25/delta)) / epsilon} for a sensitivity of one
     * (DworkRoth2014), for comparison: too large, and no longer private for a large epsilon.
     */
    public static double classicalSigma(double epsilon, double delta) {
        requireEpsilon(epsilon, epsilon > 0);
        requireDelta(delta);
        return Math.sqrt(2 * Math.log(1.25 / delta)) / epsilon;
    }

    /**
     * The variance scale {@code T = 2 log(1.25/delta) / epsilon^2} as printed in MangoubiVishnoi2023, for rows of norm
     * at most one and the exchange of one row; for comparison.
     */
    public static double printedScale(double epsilon, double delta) {
        double sigma = classicalSigma(epsilon, delta);
        return sigma * sigma;
    }

    static void requireEpsilon(double epsilon, boolean isAllowed) {
        if (!isAllowed || !Double.isFinite(epsilon)) {
            throw new PreconditionException(ErrorCode.PRIVACY_EPSILON, "got epsilon = " + epsilon);
        }
    }

    static void requireDelta(double delta) {
        if (!(delta > 0 && delta < 1)) {
            throw new PreconditionException(ErrorCode.PRIVACY_DELTA, "got " + delta);
        }
    }
}
