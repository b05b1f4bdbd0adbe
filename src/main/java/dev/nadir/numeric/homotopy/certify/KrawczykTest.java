package dev.nadir.numeric.homotopy.certify;

import static dev.nadir.numeric.homotopy.certify.ComplexIntervals.WIDTH;

import dev.nadir.numeric.homotopy.Certificate;
import dev.nadir.numeric.homotopy.Certificate.Kind;
import dev.nadir.numeric.homotopy.Complex;
import dev.nadir.numeric.homotopy.PolynomialRoot;
import dev.nadir.numeric.linalg.ComplexLu;
import dev.nadir.reduction.Polynomial;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Krawczyk's test for one system, in a workspace that is used again. */
final class KrawczykTest {

    private static final int NEWTON_STEPS = 4;

    /** Boxes are made wider by this factor until one passes. */
    private static final double INFLATION = 16;

    private static final int WIDENINGS = 6;

    /** A box is made so much wider than its image was. */
    private static final double ROOM = 1.5;

    /** Steps with exact values at most; they end when a step moves the centre by its last digits only. */
    private static final int EXACT_STEPS = 12;

    /** An end of a path that is known to few digits only may be real with larger imaginary parts than a good one. */
    private static final double NEARLY_REAL = 1e-4;

    private static final double LAST_DIGITS = 1e-15;

    /** Coordinates below this get a box as if they were this large. */
    private static final double SMALL = 1e-6;

    private final List<Polynomial> equations;
    private final int n;
    private final ComplexIntervals arithmetic = new ComplexIntervals();
    private final IntervalSystem system;
    private final ComplexLu lu;
    private final ExactValues exact;
    private final double[] box;
    private final double[] points;
    private final double[] image;
    private final double[] inverse;
    private final double[] work = new double[WIDTH];
    private final double[] entry = new double[WIDTH];

    KrawczykTest(List<Polynomial> equations, int unknowns) {
        this.n = unknowns;
        this.equations = equations;
        this.system = new IntervalSystem(equations, unknowns);
        this.exact = new ExactValues(equations);
        this.lu = new ComplexLu(n);
        this.box = new double[WIDTH * n];
        this.points = new double[n];
        this.image = new double[WIDTH * n];
        this.inverse = new double[WIDTH * n * n];
    }

    /** The certificate of one root, real where that can be shown. */
    Certificate certify(PolynomialRoot root) {
        double[] start = new double[2 * n];
        for (int i = 0; i < n; i++) {
            start[2 * i] = root.coordinates().get(i).real();
            start[2 * i + 1] = root.coordinates().get(i).imaginary();
        }
        if (root.isReal()) {
            double[] real = start.clone();
            for (int i = 0; i < n; i++) {
                real[2 * i + 1] = 0;
            }
            Certificate certificate = certify(real, Kind.REAL);
            if (certificate.isCertified()) {
                return certificate;
            }
        }
        Certificate certificate = certify(start, Kind.NOT_REAL);
        boolean mayBeReal = !certificate.isCertified()
                && certificate.centre().stream()
                        .allMatch(z -> Math.abs(z.imaginary()) <= NEARLY_REAL * (1 + Math.abs(z.real())));
        return mayBeReal && !root.isReal() ? certify(real(certificate), Kind.REAL) : certificate;
    }

    private static double[] real(Certificate certificate) {
        double[] point = new double[2 * certificate.centre().size()];
        for (int i = 0; 2 * i < point.length; i++) {
            point[2 * i] = certificate.centre().get(i).real();
        }
        return point;
    }

    private Certificate certify(double[] point, Kind wanted) {
        Certificate coarse = coarsely(point, wanted);
        if (coarse.isCertified() || n > FineKrawczyk.LARGEST) {
            return coarse;
        }
        // Rounding may have led the centre astray, or nearer to the root.
        FineKrawczyk fine = new FineKrawczyk(equations, n);
        return fine.certify(point, wanted)
                .or(() -> fine.certify(flat(coarse.centre()), wanted))
                .orElse(coarse);
    }

    private Certificate coarsely(double[] point, Kind wanted) {
        double[] centre = refined(point, wanted == Kind.REAL);
        pointBox(centre, points);
        system.evaluate(box);
        if (!invert()) {
            return undecided(centre, "the Jacobian at the centre is singular to working precision");
        }
        Certificate quick = boxed(centre, shift(), wanted);
        return quick.isCertified() ? quick : exactly(centre, wanted);
    }

    /** The same with exact values at the centre, which is corrected with them first. */
    private Certificate exactly(double[] centre, Kind wanted) {
        for (int step = 0; step < EXACT_STEPS; step++) {
            System.arraycopy(exact.at(centre), 0, system.values, 0, system.values.length);
            double[] change = middle(shift(), n);
            for (int i = 0; i < centre.length; i++) {
                centre[i] += wanted == Kind.REAL && i % 2 == 1 ? 0 : change[i];
            }
            pointBox(centre, points);
            system.evaluate(box);
            if (!invert()) {
                return undecided(centre, "the Jacobian at the centre is singular to working precision");
            }
            if (step > 0 && largest(change) <= LAST_DIGITS * largest(centre)) {
                break;
            }
        }
        System.arraycopy(exact.at(centre), 0, system.values, 0, system.values.length);
        return boxed(centre, shift(), wanted);
    }

    /** Tries boxes of growing size around the centre. */
    private Certificate boxed(double[] centre, double[] shift, Kind wanted) {
        double[] radii = radii(centre, shift);
        for (int k = 0; k < WIDENINGS; k++) {
            if (passes(centre, shift, radii)) {
                return passed(centre, radii, wanted);
            }
            for (int i = 0; i < n; i++) {
                radii[i] *= INFLATION;
            }
        }
        radii = radii(centre, shift);
        for (int k = 0; k < WIDENINGS; k++) {
            radii = asked(centre, shift, radii);
            if (passes(centre, shift, radii)) {
                return passed(centre, radii, wanted);
            }
        }
        return undecided(centre, "no box around the point is mapped into itself");
    }

    /** Widths, coordinate by coordinate, a little larger than those of the image of a box of the given widths. */
    private double[] asked(double[] centre, double[] shift, double[] radii) {
        pointBox(centre, radii);
        system.evaluate(box);
        double[] smallest = radii(centre, shift);
        double[] out = new double[n];
        for (int i = 0; i < n; i++) {
            double row = 0;
            for (int j = 0; j < n; j++) {
                remainder(i, j);
                row += ComplexIntervals.magnitude(entry, 0) * radii[j];
            }
            out[i] = Math.max(smallest[i], ROOM * (row + ComplexIntervals.magnitude(shift, i)));
        }
        return out;
    }

    private Certificate passed(double[] centre, double[] radii, Kind wanted) {
        // The box was rounded outwards from these: one unit in the last place of a coordinate, and what adding loses.
        double[] wider = new double[n];
        for (int i = 0; i < n; i++) {
            double size = Math.max(Math.abs(centre[2 * i]), Math.abs(centre[2 * i + 1]));
            wider[i] = Math.nextUp(radii[i] + 4 * Math.ulp(size + radii[i]));
        }
        double radius = largest(wider);
        if (wanted == Kind.REAL) {
            return new Certificate(Kind.REAL, numbers(centre), radius, "a box around a real point has one root");
        }
        for (int i = 0; i < n; i++) {
            if (Math.abs(centre[2 * i + 1]) > 2 * wider[i]) {
                return new Certificate(
                        Kind.NOT_REAL, numbers(centre), radius, "the box has one root and no real point");
            }
        }
        return undecided(centre, "the box has one root, and real points, so that it is open whether the root is real");
    }

    /** Newton's method in ordinary arithmetic, as a better centre; the certificate does not depend on it. */
    private double[] refined(double[] point, boolean isReal) {
        double[] x = point.clone();
        double previous = Double.POSITIVE_INFINITY;
        for (int step = 0; step < NEWTON_STEPS; step++) {
            pointBox(x, points);
            system.evaluate(box);
            double[] change = middle(system.values, n);
            if (!lu.factor(middle(system.jacobian, n * n))) {
                return x;
            }
            lu.solve(change);
            double size = largest(change);
            if (!(size < previous / 2) || size > 0.1 * (1 + largest(x))) {
                return x;
            }
            for (int i = 0; i < x.length; i++) {
                x[i] = isReal && i % 2 == 1 ? 0 : x[i] - change[i];
            }
            previous = size;
        }
        return x;
    }

    private void pointBox(double[] centre, double[] radii) {
        for (int i = 0; i < n; i++) {
            for (int k = 0; k < 2; k++) {
                double middle = centre[2 * i + k];
                box[WIDTH * i + 2 * k] = radii[i] == 0 ? middle : Math.nextDown(middle - radii[i]);
                box[WIDTH * i + 2 * k + 1] = radii[i] == 0 ? middle : Math.nextUp(middle + radii[i]);
            }
        }
    }

    private static double[] middle(double[] rectangles, int count) {
        double[] out = new double[2 * count];
        for (int i = 0; i < count; i++) {
            out[2 * i] = (rectangles[WIDTH * i] + rectangles[WIDTH * i + 1]) / 2;
            out[2 * i + 1] = (rectangles[WIDTH * i + 2] + rectangles[WIDTH * i + 3]) / 2;
        }
        return out;
    }

    /** An approximate inverse of the Jacobian last computed, as a matrix of single points. */
    private boolean invert() {
        if (!lu.factor(middle(system.jacobian, n * n))) {
            return false;
        }
        double[] column = new double[2 * n];
        for (int j = 0; j < n; j++) {
            Arrays.fill(column, 0);
            column[2 * j] = 1;
            lu.solve(column);
            for (int i = 0; i < n; i++) {
                if (!Double.isFinite(column[2 * i]) || !Double.isFinite(column[2 * i + 1])) {
                    return false;
                }
                ComplexIntervals.set(inverse, i * n + j, column[2 * i], column[2 * i + 1]);
            }
        }
        return true;
    }

    /** Minus the inverse times the values last computed, enclosed. */
    private double[] shift() {
        double[] shift = new double[WIDTH * n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                arithmetic.load(system.values, j);
                arithmetic.multiply(work, 0, inverse, i * n + j);
                ComplexIntervals.subtract(shift, i, work, 0);
            }
        }
        return shift;
    }

    private static double largest(double[] values) {
        double max = 0;
        for (double value : values) {
            max = Math.max(max, Math.abs(value));
        }
        return max;
    }

    /** Twice the enclosed correction, and a few units in the last place, so that the box has room for rounding. */
    private double[] radii(double[] centre, double[] shift) {
        double[] radii = new double[n];
        for (int i = 0; i < n; i++) {
            double size = Math.max(Math.abs(centre[2 * i]), Math.abs(centre[2 * i + 1]));
            radii[i] = 2 * ComplexIntervals.magnitude(shift, i) + 4 * Math.ulp(Math.max(size, SMALL));
        }
        return radii;
    }

    private boolean passes(double[] centre, double[] shift, double[] radii) {
        pointBox(centre, radii);
        system.evaluate(box);
        System.arraycopy(shift, 0, image, 0, image.length);
        for (int i = 0; i < n; i++) {
            double row = 0;
            for (int j = 0; j < n; j++) {
                remainder(i, j);
                row = Math.nextUp(row + Math.nextUp(ComplexIntervals.magnitude(entry, 0) * radii[j]));
                difference(centre, j);
                arithmetic.load(work, 0);
                arithmetic.multiply(work, 0, entry, 0);
                ComplexIntervals.add(image, i, work, 0);
            }
            if (!(row < radii[i])) {
                return false;
            }
            ComplexIntervals.set(work, 0, centre[2 * i], centre[2 * i + 1]);
            ComplexIntervals.add(image, i, work, 0);
            if (!ComplexIntervals.isInside(image, i, box, i)) {
                return false;
            }
        }
        return true;
    }

    /** The entry of one minus the inverse times the Jacobian over the box. */
    private void remainder(int i, int j) {
        ComplexIntervals.set(entry, 0, i == j ? 1 : 0, 0);
        for (int k = 0; k < n; k++) {
            arithmetic.load(system.jacobian, k * n + j);
            arithmetic.multiply(work, 0, inverse, i * n + k);
            ComplexIntervals.subtract(entry, 0, work, 0);
        }
    }

    /** The coordinate of the box minus that of its centre. */
    private void difference(double[] centre, int j) {
        ComplexIntervals.copy(work, 0, box, j);
        for (int k = 0; k < 2; k++) {
            work[2 * k] = Math.nextDown(work[2 * k] - centre[2 * j + k]);
            work[2 * k + 1] = Math.nextUp(work[2 * k + 1] - centre[2 * j + k]);
        }
    }

    private static double[] flat(List<Complex> numbers) {
        double[] out = new double[2 * numbers.size()];
        for (int i = 0; i < numbers.size(); i++) {
            out[2 * i] = numbers.get(i).real();
            out[2 * i + 1] = numbers.get(i).imaginary();
        }
        return out;
    }

    private static Certificate undecided(double[] centre, String reason) {
        return new Certificate(Kind.UNDECIDED, numbers(centre), 0, reason);
    }

    private static List<Complex> numbers(double[] point) {
        List<Complex> out = new ArrayList<>();
        for (int i = 0; i < point.length; i += 2) {
            out.add(new Complex(point[i], point[i + 1]));
        }
        return out;
    }
}
