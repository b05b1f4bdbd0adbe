package dev.nadir.numeric.privacy.calibrate;

import java.util.function.DoublePredicate;

/** The end of a ray of numbers, to the last bit. */
final class Bisection {

    private Bisection() {}

    /** The largest positive double that has a property, which smaller ones share; the least double if none has. */
    static double largest(DoublePredicate property) {
        // Positive doubles are ordered as their bits are.
        long low = 1;
        long high = Double.doubleToLongBits(Double.MAX_VALUE);
        while (high - low > 1) {
            long middle = low + (high - low) / 2;
            if (property.test(Double.longBitsToDouble(middle))) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return Double.longBitsToDouble(low);
    }

    /** The smallest positive double that has a property, which larger ones share. */
    static double smallest(DoublePredicate property) {
        double without = largest(value -> !property.test(value));
        return Math.nextUp(without);
    }
}
