package dev.nadir.numeric.homotopy.certify;

import dev.nadir.base.PreconditionException;
import dev.nadir.numeric.homotopy.Certificate;
import dev.nadir.numeric.homotopy.Certification;
import dev.nadir.numeric.homotopy.Complex;
import dev.nadir.numeric.homotopy.PolynomialRoot;
import dev.nadir.numeric.homotopy.RootCertifier;
import dev.nadir.numeric.homotopy.SignGroup;
import dev.nadir.reduction.Polynomial;
import dev.nadir.reduction.PolynomialSystem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Certificates by Krawczyk's operator (Krawczyk1969, BreidingRoseTimme2023) in rectangles with outward rounding.
 *
 * <p>With a box {@code X} around {@code m}, a matrix {@code Y} and an enclosure {@code J} of the Jacobian over {@code X}, let
 * {@code K = m - Y f(m) + (1 - Y J)(X - m)}. The map {@code x -> x - Y f(x)} sends {@code X} into {@code K}: the average of
 * the Jacobian along a segment in {@code X} lies in {@code J}, which is convex. If {@code K} lies inside {@code X}, the map
 * has a fixed point by Brouwer's theorem. Let {@code r} be the half-widths of the box. If each row of absolute values of
 * {@code 1 - Y J}, times {@code r}, is less than the half-width of its coordinate, then {@code Y} and all matrices in {@code J}
 * are regular, so the fixed point is a nonsingular root; and two roots in {@code X} would be nearer to each other, measured in
 * half-widths, than they are. Both are checked. Differently from the second source the absolute values are those of complex
 * numbers, so that no factor of the square root of two is needed, and each coordinate has a half-width of its own.
 *
 * <p>The coefficients are real: a box around a real point is its own mirror image, so its only root is real; a box with a
 * coordinate whose imaginary parts exclude zero has no real one. A box that fails says nothing, least of all that there is no
 * root. Roots that sign changes of the system carry into each other share one computation: changes of sign are exact.
 */
public final class KrawczykCertifier implements RootCertifier {

    /** A root this near to the image of another's centre is meant to be that image; the image's box is certified anyway. */
    private static final double NEAR = 1e-6;

    @Override
    public Certification certify(PolynomialSystem system, List<PolynomialRoot> roots) {
        int unknowns = system.family().unknowns().size();
        if (system.family().equations().size() != unknowns) {
            throw new PreconditionException("a certificate needs as many equations as unknowns, got "
                    + system.family().equations().size() + " equations in " + unknowns + " unknowns");
        }
        List<Polynomial> equations = system.equations();
        KrawczykTest test = new KrawczykTest(equations, unknowns);
        SignGroup signs = SignGroup.of(equations, unknowns);
        List<Certificate> certificates = new ArrayList<>();
        Map<Integer, Certificate> ofOrbit = new HashMap<>();
        for (PolynomialRoot root : roots) {
            Certificate known = ofOrbit.get(root.orbit());
            Certificate certificate = known != null && known.isCertified() ? image(known, root, signs) : null;
            if (certificate == null) {
                certificate = test.certify(root);
                ofOrbit.putIfAbsent(root.orbit(), certificate);
            }
            certificates.add(certificate);
        }
        return new Certification(certificates, duplicates(certificates));
    }

    /** The same box with signs changed, if that leads near the root; else null. */
    private static @org.jspecify.annotations.Nullable Certificate image(
            Certificate known, PolynomialRoot root, SignGroup signs) {
        long flips = 0;
        List<Complex> centre = new ArrayList<>();
        for (int i = 0; i < root.coordinates().size(); i++) {
            Complex from = known.centre().get(i);
            Complex to = root.coordinates().get(i);
            boolean isSame = distance(from, to, 1) <= distance(from, to, -1);
            double allowed = Math.max(known.radius(), NEAR * (1 + from.abs()));
            if (Math.min(distance(from, to, 1), distance(from, to, -1)) > allowed) {
                return null;
            }
            boolean isZero = from.real() == 0 && from.imaginary() == 0;
            flips |= isSame || isZero ? 0 : 1L << i;
            centre.add(isSame || isZero ? from : new Complex(-from.real(), -from.imaginary()));
        }
        boolean[] isZero = new boolean[centre.size()];
        for (int i = 0; i < isZero.length; i++) {
            isZero[i] = centre.get(i).abs() == 0;
        }
        return signs.isElement(flips, isZero)
                ? new Certificate(known.kind(), centre, known.radius(), known.reason())
                : null;
    }

    private static double distance(Complex a, Complex b, int sign) {
        return Math.max(Math.abs(sign * a.real() - b.real()), Math.abs(sign * a.imaginary() - b.imaginary()));
    }

    /** Pairs of certified boxes with a point in common. */
    private static List<Certification.Pair> duplicates(List<Certificate> certificates) {
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < certificates.size(); i++) {
            if (certificates.get(i).isCertified()) {
                order.add(i);
            }
        }
        order.sort(Comparator.comparingDouble(i -> position(certificates.get(i))));
        double widest = order.stream()
                .mapToDouble(i -> spread(certificates.get(i)))
                .max()
                .orElse(0);
        List<Certification.Pair> pairs = new ArrayList<>();
        for (int a = 0; a < order.size(); a++) {
            double position = position(certificates.get(order.get(a)));
            for (int b = a + 1; b < order.size(); b++) {
                if (position(certificates.get(order.get(b))) - position > 2 * widest) {
                    break;
                }
                if (meet(certificates.get(order.get(a)), certificates.get(order.get(b)))) {
                    int first = Math.min(order.get(a), order.get(b));
                    pairs.add(new Certification.Pair(first, Math.max(order.get(a), order.get(b))));
                }
            }
        }
        pairs.sort(Comparator.comparingInt(Certification.Pair::first).thenComparingInt(Certification.Pair::second));
        return pairs;
    }

    /** A linear function of the centre, by which boxes are sorted before they are compared. */
    private static double position(Certificate certificate) {
        double sum = 0;
        for (int i = 0; i < certificate.centre().size(); i++) {
            Complex z = certificate.centre().get(i);
            sum += Math.cos(1.3 * i) * z.real() + Math.sin(1 + 1.7 * i) * z.imaginary();
        }
        return sum;
    }

    /** How far the function goes inside the box, with room for its own rounding. */
    private static double spread(Certificate certificate) {
        double size = certificate.centre().stream().mapToDouble(Complex::abs).sum();
        return 2 * certificate.centre().size() * certificate.radius() + 1e-12 * (1 + size);
    }

    private static boolean meet(Certificate a, Certificate b) {
        double reach = Math.nextUp(a.radius() + b.radius());
        for (int i = 0; i < a.centre().size(); i++) {
            if (distance(a.centre().get(i), b.centre().get(i), 1) > Math.nextUp(reach)) {
                return false;
            }
        }
        return true;
    }
}
