package dev.nadir.numeric.homotopy.certify;

import java.math.BigInteger;

/**
 * A rectangle of complex numbers with a hundred digits.
 *
 * @param re the real parts
 * @param im the imaginary parts
 */
record FineRectangle(FineRange re, FineRange im) {

    static final FineRectangle ZERO = new FineRectangle(FineRange.ZERO, FineRange.ZERO);

    static final FineRectangle ONE = point(BigInteger.ONE.shiftLeft(FineRange.BITS), BigInteger.ZERO);

    static FineRectangle point(BigInteger re, BigInteger im) {
        return new FineRectangle(new FineRange(re, re), new FineRange(im, im));
    }

    /** All numbers whose parts differ from those of a point by at most a radius. */
    static FineRectangle around(FineRectangle point, BigInteger radius) {
        FineRange width = new FineRange(radius.negate(), radius);
        return new FineRectangle(point.re.plus(width), point.im.plus(width));
    }

    FineRectangle plus(FineRectangle other) {
        return new FineRectangle(re.plus(other.re), im.plus(other.im));
    }

    FineRectangle minus(FineRectangle other) {
        return new FineRectangle(re.minus(other.re), im.minus(other.im));
    }

    FineRectangle times(FineRectangle other) {
        return new FineRectangle(
                re.times(other.re).minus(im.times(other.im)), re.times(other.im).plus(im.times(other.re)));
    }

    /** No smaller than the absolute value of any number inside. */
    BigInteger magnitude() {
        return re.magnitude().add(im.magnitude());
    }

    boolean isInside(FineRectangle other) {
        return re.isInside(other.re) && im.isInside(other.im);
    }

    /** The point in the middle. */
    FineRectangle middle() {
        return point(re.middle(), im.middle());
    }

    /** About one over the point in the middle; zero if that is zero. */
    FineRectangle inverse() {
        BigInteger a = re.middle();
        BigInteger b = im.middle();
        BigInteger square = a.multiply(a).add(b.multiply(b));
        return square.signum() == 0
                ? ZERO
                : point(
                        a.shiftLeft(2 * FineRange.BITS).divide(square),
                        b.negate().shiftLeft(2 * FineRange.BITS).divide(square));
    }
}
