package dev.nadir.numeric.homotopy.enumerate;

import dev.nadir.base.exact.Rational;
import dev.nadir.numeric.homotopy.Complex;
import dev.nadir.numeric.homotopy.HomotopyResult;
import dev.nadir.numeric.homotopy.PathCounts;
import dev.nadir.numeric.homotopy.PolynomialRoot;
import dev.nadir.reduction.system.LinearSymmetries;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Roots that a continuous symmetry moves are points of curves of them, however regular a Jacobian looks there. */
final class MovedRoots {

    /** A velocity below this, relative to the root, is zero: roots are known to 1e-9. */
    private static final double STILL = 1e-6;

    private MovedRoots() {}

    /** The result with the roots that a field moves among the singular ones. */
    static HomotopyResult apart(HomotopyResult result, List<LinearSymmetries.Field> fields) {
        List<PolynomialRoot> still = new ArrayList<>();
        List<PolynomialRoot> singular = new ArrayList<>(result.singular());
        for (PolynomialRoot root : result.roots()) {
            boolean isMoved = fields.stream().anyMatch(field -> isMoved(root, field));
            (isMoved ? singular : still).add(root);
        }
        if (still.size() == result.roots().size()) {
            return result;
        }
        PathCounts paths = result.paths();
        int moved = orbits(result.roots()) - orbits(still);
        return result.with(
                still,
                singular,
                new PathCounts(
                        paths.tracked(),
                        paths.isolated() - moved,
                        paths.singular() + moved,
                        paths.atInfinity(),
                        paths.excess(),
                        paths.failed()));
    }

    private static int orbits(List<PolynomialRoot> roots) {
        return (int) roots.stream().mapToInt(PolynomialRoot::orbit).distinct().count();
    }

    private static boolean isMoved(PolynomialRoot root, LinearSymmetries.Field field) {
        double size = 1;
        for (Complex entry : root.coordinates()) {
            size = Math.max(size, Math.hypot(entry.real(), entry.imaginary()));
        }
        for (Map<Integer, Rational> velocity : field.terms().values()) {
            double re = 0;
            double im = 0;
            double scale = 0;
            for (Map.Entry<Integer, Rational> term : velocity.entrySet()) {
                double factor = term.getValue().round();
                Complex at = term.getKey() < 0
                        ? new Complex(1, 0)
                        : root.coordinates().get(term.getKey());
                re += factor * at.real();
                im += factor * at.imaginary();
                scale += Math.abs(factor);
            }
            if (Math.hypot(re, im) > STILL * size * scale) {
                return true;
            }
        }
        return false;
    }

    /** The velocity of a field at a root, entry by entry. */
    static Complex[] velocity(PolynomialRoot root, LinearSymmetries.Field field) {
        Complex[] out = new Complex[root.coordinates().size()];
        java.util.Arrays.fill(out, new Complex(0, 0));
        field.terms().forEach((unknown, velocity) -> {
            double re = 0;
            double im = 0;
            for (Map.Entry<Integer, Rational> term : velocity.entrySet()) {
                double factor = term.getValue().round();
                Complex at = term.getKey() < 0
                        ? new Complex(1, 0)
                        : root.coordinates().get(term.getKey());
                re += factor * at.real();
                im += factor * at.imaginary();
            }
            out[unknown] = new Complex(re, im);
        });
        return out;
    }
}
