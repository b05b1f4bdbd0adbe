package dev.nadir.numeric.homotopy.enumerate;

import dev.nadir.base.exact.Rational;
import dev.nadir.numeric.homotopy.Certificate;
import dev.nadir.numeric.homotopy.Certification;
import dev.nadir.numeric.homotopy.Complex;
import dev.nadir.numeric.homotopy.HomotopyResult;
import dev.nadir.numeric.homotopy.PolynomialRoot;
import dev.nadir.reduction.CountBound;
import dev.nadir.reduction.rings.DistinctRoots;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * The distinct solutions of equations from their quotient algebra, in the place of the ends of paths: where paths and boxes
 * cannot tell, because a solution is multiple or there are more equations than unknowns.
 *
 * @param result the simple solutions as roots, the multiple ones as singular ends; what became of the paths stays
 * @param certification a certificate for each root, then for each singular end
 * @param bound their number, which is exact
 */
record ExactPoints(HomotopyResult result, Certification certification, CountBound bound) {

    /** The width of an enclosure of a coordinate, relative to one or its size: two to the power of -64. */
    private static final double WIDTH = 0x1p-64;

    static ExactPoints of(DistinctRoots found, HomotopyResult paths, UnaryOperator<HomotopyResult> numbering) {
        List<PolynomialRoot> simple =
                numbering.apply(with(paths, roots(found, false))).roots();
        List<PolynomialRoot> multiple =
                numbering.apply(with(paths, roots(found, true))).roots();
        List<Certificate> certificates = new ArrayList<>();
        simple.forEach(root -> certificates.add(certificate(root)));
        multiple.forEach(root -> certificates.add(certificate(root)));
        int count = found.places().size();
        return new ExactPoints(
                paths.with(simple, multiple, paths.paths()),
                new Certification(certificates, List.of(), Certification.Method.ALGEBRA),
                new CountBound(
                        count,
                        true,
                        "the trace form of the quotient ring over the fractions, of rank " + count + " and signature "
                                + found.realCount() + " (dimension " + found.dimension() + ")"));
    }

    private static List<PolynomialRoot> roots(DistinctRoots found, boolean isMultiple) {
        List<PolynomialRoot> roots = new ArrayList<>();
        for (DistinctRoots.Place place : found.places()) {
            if (place.multiplicity() > 1 == isMultiple) {
                List<Complex> coordinates = new ArrayList<>();
                for (int i = 0; i < place.real().size(); i++) {
                    coordinates.add(new Complex(
                            rounded(place.real().get(i)),
                            rounded(place.imaginary().get(i))));
                }
                roots.add(new PolynomialRoot(
                        coordinates,
                        1,
                        0,
                        isMultiple ? Double.POSITIVE_INFINITY : 1,
                        place.isReal(),
                        isMultiple,
                        roots.size(),
                        place.multiplicity()));
            }
        }
        return roots;
    }

    private static double rounded(Rational value) {
        // Of a coordinate that is zero the enclosure may leave a crumb.
        double rounded = value.round();
        return Math.abs(rounded) <= WIDTH ? 0 : rounded;
    }

    private static HomotopyResult with(HomotopyResult paths, List<PolynomialRoot> roots) {
        return paths.with(roots, List.of(), paths.paths());
    }

    private static Certificate certificate(PolynomialRoot root) {
        double radius = 0;
        for (Complex coordinate : root.coordinates()) {
            double size = Math.max(1, coordinate.abs());
            radius = Math.max(radius, 4 * WIDTH * size + 2 * Math.ulp(coordinate.real()));
        }
        return root.isReal()
                ? new Certificate(
                        Certificate.Kind.REAL, root.coordinates(), radius, "a real root of one polynomial, enclosed")
                : new Certificate(
                        Certificate.Kind.NOT_REAL,
                        root.coordinates(),
                        Double.NaN,
                        "one of the roots that the signature of the trace form shows not to be real");
    }
}
