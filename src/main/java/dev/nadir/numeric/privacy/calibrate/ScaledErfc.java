package dev.nadir.numeric.privacy.calibrate;

import org.hipparchus.special.Erf;

/** {@code exp(x^2) * erfc(x)}, which neither overflows nor vanishes where its factors do. */
final class ScaledErfc {

    /** From here on the continued fraction needs fewer than {@link #TERMS} terms for every digit. */
    private static final double FRACTION_FROM = 2;

    /** Found by raising it until no digit changed from 2 on; twice that. */
    private static final int TERMS = 200;

    private ScaledErfc() {}

    /** The value at a number that is not negative, to a few ulps (AbramowitzStegun1964, 7.1.14). */
    static double at(double x) {
        if (x < FRACTION_FROM) {
            return Math.exp(x * x) * Erf.erfc(x);
        }
        double tail = x;
        for (int n = TERMS; n >= 1; n--) {
            tail = x + 0.5 * n / tail;
        }
        return 1 / (Math.sqrt(Math.PI) * tail);
    }
}
