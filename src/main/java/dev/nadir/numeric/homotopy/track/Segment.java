package dev.nadir.numeric.homotopy.track;

/**
 * A shape whose coefficients are polynomials in a time from 0 to 1: a piece of a homotopy.
 *
 * @param shape which power products there are
 * @param coefficients for each power of the time the coefficients of all terms, interleaved
 */
@SuppressWarnings("ArrayRecordComponent") // read-only tables of the kernel, never compared
public record Segment(SystemShape shape, double[][] coefficients) {

    /** The largest power of the time. */
    int degree() {
        return coefficients.length - 1;
    }

    /** The segment that runs over the complex times from {@code a} to {@code b} of this one. */
    Segment between(double aRe, double aIm, double bRe, double bIm) {
        int degree = degree();
        int length = coefficients[0].length;
        double stepRe = bRe - aRe;
        double stepIm = bIm - aIm;
        double[][] out = new double[degree + 1][length];
        // Horner in polynomials of the new time: out := out * (a + step * u) + c_k.
        for (int k = degree; k >= 0; k--) {
            for (int d = degree - k; d >= 0; d--) {
                double[] same = out[d];
                double[] lower = d > 0 ? out[d - 1] : null;
                for (int i = 0; i < length; i += 2) {
                    double re = same[i] * aRe - same[i + 1] * aIm;
                    double im = same[i] * aIm + same[i + 1] * aRe;
                    if (lower != null) {
                        re += lower[i] * stepRe - lower[i + 1] * stepIm;
                        im += lower[i] * stepIm + lower[i + 1] * stepRe;
                    }
                    same[i] = re;
                    same[i + 1] = im;
                }
            }
            for (int i = 0; i < length; i++) {
                out[0][i] += coefficients[k][i];
            }
        }
        return new Segment(shape, out);
    }
}
