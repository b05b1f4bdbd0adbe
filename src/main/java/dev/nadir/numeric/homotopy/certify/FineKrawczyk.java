package dev.nadir.numeric.homotopy.certify;

import dev.nadir.base.exact.Rational;
import dev.nadir.numeric.homotopy.Certificate;
import dev.nadir.numeric.homotopy.Certificate.Kind;
import dev.nadir.numeric.homotopy.Complex;
import dev.nadir.reduction.Polynomial;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The test of {@link KrawczykCertifier} with a hundred digits, for roots that are conditioned so badly that no box of doubles is
 * mapped into itself. Slow, and only for systems of few unknowns.
 */
final class FineKrawczyk {

    /** Systems of more unknowns are left alone. */
    static final int LARGEST = 16;

    private static final int STEPS = 12;

    /** A root farther away, relative to the size of the point, is another one. */
    private static final double REACH = 1e-4;

    /** A step below two to this power ends Newton's method. */
    private static final int LAST = FineRange.BITS - 120;

    private final List<Polynomial> equations;
    private final int n;
    private final FineRectangle[] values;
    private final FineRectangle[][] jacobian;

    FineKrawczyk(List<Polynomial> equations, int unknowns) {
        this.equations = equations;
        this.n = unknowns;
        this.values = new FineRectangle[n];
        this.jacobian = new FineRectangle[n][n];
    }

    /** The certificate of a root near a point, of the kind wanted; empty if there is none. */
    Optional<Certificate> certify(double[] point, Kind wanted) {
        FineRectangle[] centre = new FineRectangle[n];
        double size = 1;
        for (int i = 0; i < n; i++) {
            double imaginary = wanted == Kind.REAL ? 0 : point[2 * i + 1];
            if (!Double.isFinite(point[2 * i]) || !Double.isFinite(imaginary)) {
                return Optional.empty();
            }
            centre[i] = new FineRectangle(
                            FineRange.enclose(Rational.enclose(point[2 * i])),
                            FineRange.enclose(Rational.enclose(imaginary)))
                    .middle();
            size = Math.max(size, Math.hypot(point[2 * i], imaginary));
        }
        FineRectangle[] start = centre.clone();
        for (int step = 0; step < STEPS; step++) {
            evaluate(centre);
            FineRectangle[][] inverse = inverse();
            if (inverse.length == 0) {
                return Optional.empty();
            }
            FineRectangle[] shift = shift(inverse);
            if (largest(shift).bitLength() < FineRange.BITS - LAST) {
                return passes(centre, inverse, shift).flatMap(radii -> certificate(centre, radii, wanted));
            }
            for (int i = 0; i < n; i++) {
                FineRectangle moved = centre[i].plus(shift[i]).middle();
                centre[i] = wanted == Kind.REAL ? FineRectangle.point(moved.re().middle(), BigInteger.ZERO) : moved;
                BigInteger distance = centre[i].minus(start[i]).magnitude();
                if (number(distance) > REACH * size) {
                    return Optional.empty();
                }
            }
        }
        return Optional.empty();
    }

    private static double number(BigInteger fixed) {
        return new Rational(fixed, BigInteger.ONE.shiftLeft(FineRange.BITS)).round();
    }

    private static BigInteger largest(FineRectangle[] vector) {
        return Arrays.stream(vector).map(FineRectangle::magnitude).reduce(BigInteger.ZERO, BigInteger::max);
    }

    /** Values and derivatives over a box. */
    private void evaluate(FineRectangle[] box) {
        for (int e = 0; e < n; e++) {
            values[e] = FineRectangle.ZERO;
            Arrays.fill(jacobian[e], FineRectangle.ZERO);
            for (Polynomial.Term term : equations.get(e).terms()) {
                values[e] = values[e].plus(product(term, box, -1));
                for (int v = 0; v < n; v++) {
                    if (term.exponents().get(v) > 0) {
                        jacobian[e][v] = jacobian[e][v].plus(product(term, box, v));
                    }
                }
            }
        }
    }

    /** A term over the box, or its derivative by an unknown. */
    private static FineRectangle product(Polynomial.Term term, FineRectangle[] box, int by) {
        int factor = by < 0 ? 1 : term.exponents().get(by);
        FineRectangle product =
                new FineRectangle(FineRange.enclose(term.coefficient().times(Rational.of(factor))), FineRange.ZERO);
        for (int v = 0; v < box.length; v++) {
            int power = term.exponents().get(v) - (v == by ? 1 : 0);
            for (int k = 0; k < power; k++) {
                product = product.times(box[v]);
            }
        }
        return product;
    }

    /** About the inverse of the middle of the Jacobian, by Gauss and Jordan; empty if a pivot vanishes. */
    private FineRectangle[][] inverse() {
        FineRectangle[][] left = new FineRectangle[n][n];
        FineRectangle[][] right = new FineRectangle[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                left[i][j] = jacobian[i][j].middle();
                right[i][j] = i == j ? FineRectangle.ONE : FineRectangle.ZERO;
            }
        }
        for (int k = 0; k < n; k++) {
            int pivot = k;
            for (int i = k + 1; i < n; i++) {
                pivot = left[i][k].magnitude().compareTo(left[pivot][k].magnitude()) > 0 ? i : pivot;
            }
            swap(left, k, pivot);
            swap(right, k, pivot);
            FineRectangle factor = left[k][k].inverse();
            if (factor.magnitude().signum() == 0) {
                return new FineRectangle[0][];
            }
            scale(left[k], factor);
            scale(right[k], factor);
            for (int i = 0; i < n; i++) {
                if (i != k) {
                    FineRectangle times = left[i][k];
                    subtract(left[i], left[k], times);
                    subtract(right[i], right[k], times);
                }
            }
        }
        return right;
    }

    private static void swap(FineRectangle[][] matrix, int i, int j) {
        FineRectangle[] row = matrix[i];
        matrix[i] = matrix[j];
        matrix[j] = row;
    }

    private static void scale(FineRectangle[] row, FineRectangle factor) {
        for (int j = 0; j < row.length; j++) {
            row[j] = row[j].times(factor).middle();
        }
    }

    private static void subtract(FineRectangle[] row, FineRectangle[] other, FineRectangle factor) {
        for (int j = 0; j < row.length; j++) {
            row[j] = row[j].minus(other[j].times(factor)).middle();
        }
    }

    /** Minus the inverse times the values. */
    private FineRectangle[] shift(FineRectangle[][] inverse) {
        FineRectangle[] shift = new FineRectangle[n];
        for (int i = 0; i < n; i++) {
            shift[i] = FineRectangle.ZERO;
            for (int j = 0; j < n; j++) {
                shift[i] = shift[i].minus(inverse[i][j].times(values[j]));
            }
        }
        return shift;
    }

    /** The half-widths of a box that is mapped into itself, with both conditions of the class checked. */
    private Optional<BigInteger[]> passes(FineRectangle[] centre, FineRectangle[][] inverse, FineRectangle[] shift) {
        BigInteger[] radii = new BigInteger[n];
        FineRectangle[] box = new FineRectangle[n];
        for (int i = 0; i < n; i++) {
            radii[i] = shift[i].magnitude().shiftLeft(2).add(BigInteger.ONE.shiftLeft(FineRange.BITS - LAST));
            box[i] = FineRectangle.around(centre[i], radii[i]);
        }
        evaluate(box);
        for (int i = 0; i < n; i++) {
            FineRectangle image = centre[i].plus(shift[i]);
            BigInteger row = BigInteger.ZERO;
            for (int j = 0; j < n; j++) {
                FineRectangle entry = i == j ? FineRectangle.ONE : FineRectangle.ZERO;
                for (int k = 0; k < n; k++) {
                    entry = entry.minus(inverse[i][k].times(jacobian[k][j]));
                }
                image = image.plus(entry.times(box[j].minus(centre[j])));
                row = row.add(entry.magnitude().multiply(radii[j]));
            }
            if (row.compareTo(radii[i].shiftLeft(FineRange.BITS)) >= 0 || !image.isInside(box[i])) {
                return Optional.empty();
            }
        }
        return Optional.of(radii);
    }

    private Optional<Certificate> certificate(FineRectangle[] centre, BigInteger[] radii, Kind wanted) {
        List<Complex> rounded = new ArrayList<>();
        double radius = 0;
        boolean isOffAxis = false;
        for (int i = 0; i < n; i++) {
            double re = number(centre[i].re().middle());
            double im = number(centre[i].im().middle());
            rounded.add(new Complex(re, im));
            // To nearest by half a unit in the last place, and the half-width of the box, which is far smaller.
            radius = Math.max(radius, Math.max(Math.ulp(re), Math.ulp(im)) + 2 * number(radii[i]));
            isOffAxis |= centre[i].im().middle().abs().compareTo(radii[i]) > 0;
        }
        if (wanted == Kind.REAL) {
            return Optional.of(new Certificate(
                    Kind.REAL, rounded, radius, "a box of a hundred digits around a real point has one root"));
        }
        return isOffAxis
                ? Optional.of(new Certificate(
                        Kind.NOT_REAL, rounded, radius, "a box of a hundred digits has one root and no real point"))
                : Optional.empty();
    }
}
