package dev.nadir.base.exact;

/**
 * A closed interval of real numbers that surely holds what was computed.
 *
 * <p>Rounding is outward: Java rounds every operation on doubles to the nearest double (IEEE 754, strict since Java 17), so
 * the exact result lies strictly between the neighbours of the rounded one; each lower end is moved to the neighbour below,
 * each upper end to the one above. That is wider than directed rounding by at most one unit in the last place, and needs no
 * control of the rounding mode, which Java does not have. Overflow gives an infinite end, which holds everything on its
 * side.
 *
 * @param low the lower end
 * @param high the upper end; never below the lower one, never NaN
 */
public record Interval(double low, double high) {

    public static final Interval ZERO = new Interval(0, 0);
    public static final Interval ONE = new Interval(1, 1);
    public static final Interval EVERYTHING = new Interval(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);

    /** Ends that are not numbers, or in the wrong order, stand for no knowledge: the interval becomes everything. */
    public Interval {
        if (!(low <= high)) {
            low = Double.NEGATIVE_INFINITY;
            high = Double.POSITIVE_INFINITY;
        }
    }

    /** A single double. */
    public static Interval of(double value) {
        return new Interval(value, value);
    }

    /** The narrowest interval of doubles around a fraction; a single double where it is one. */
    public static Interval enclose(Rational value) {
        double near = value.round();
        if (Double.isInfinite(near)) {
            return value.signum() > 0
                    ? new Interval(Double.MAX_VALUE, Double.POSITIVE_INFINITY)
                    : new Interval(Double.NEGATIVE_INFINITY, -Double.MAX_VALUE);
        }
        double low = near;
        while (Double.isFinite(low) && Rational.enclose(low).compareTo(value) > 0) {
            low = Math.nextDown(low);
        }
        double high = near;
        while (Double.isFinite(high) && Rational.enclose(high).compareTo(value) < 0) {
            high = Math.nextUp(high);
        }
        return new Interval(low, high);
    }

    /** Every sum of two elements. */
    public Interval plus(Interval other) {
        return new Interval(Math.nextDown(low + other.low), Math.nextUp(high + other.high));
    }

    /** Every difference of two elements. */
    public Interval minus(Interval other) {
        return new Interval(Math.nextDown(low - other.high), Math.nextUp(high - other.low));
    }

    public Interval negate() {
        return new Interval(-high, -low);
    }

    /** Every product of two elements. */
    public Interval times(Interval other) {
        double a = product(low, other.low);
        double b = product(low, other.high);
        double c = product(high, other.low);
        double d = product(high, other.high);
        return new Interval(
                Math.nextDown(Math.min(Math.min(a, b), Math.min(c, d))),
                Math.nextUp(Math.max(Math.max(a, b), Math.max(c, d))));
    }

    /** Zero times an end at infinity: the end stands for arbitrarily large numbers, whose products with zero are zero. */
    private static double product(double a, double b) {
        return a == 0 || b == 0 ? 0 : a * b;
    }

    /** Whether the two have a number in common. */
    public boolean meets(Interval other) {
        return low <= other.high && other.low <= high;
    }

    /** Whether every element of the other lies strictly inside. */
    public boolean holdsInside(Interval other) {
        return low < other.low && other.high < high;
    }

    /** Whether the number lies in it. */
    public boolean holds(double value) {
        return low <= value && value <= high;
    }

    /** The largest absolute value of an element. */
    public double magnitude() {
        return Math.max(Math.abs(low), Math.abs(high));
    }
}
