package dev.nadir.numeric.homotopy.track.start;

import dev.nadir.numeric.homotopy.Completeness;
import dev.nadir.numeric.homotopy.FamilyKey;
import dev.nadir.numeric.homotopy.HomotopyResult;
import dev.nadir.numeric.homotopy.PermutationGroup;
import dev.nadir.numeric.homotopy.PolynomialRoot;
import dev.nadir.numeric.homotopy.SignGroup;
import dev.nadir.numeric.homotopy.StartSystem;
import dev.nadir.numeric.homotopy.track.OrbitSet;
import dev.nadir.numeric.homotopy.track.Vectors;
import dev.nadir.reduction.PolynomialFamily;
import java.util.Optional;

/**
 * One solution for each orbit of permutations and changes of sign, of a member that has both. Orbits need not be of the same
 * size: a solution that some of them leave in its place stands for fewer.
 *
 * @param family all whose members have the symmetries
 * @param permutations of its unknowns
 */
record DividedStart(PolynomialFamily family, PermutationGroup permutations) {

    /** Coordinates this small, relative to a solution that Newton's method polished, are zero. */
    private static final double ZERO = 1e-11;

    /** The start system; empty if the orbits do not make up the list of solutions. */
    Optional<StartSystem> of(HomotopyResult solved, double[] parameters) {
        SignGroup signs = SignGroup.of(family.equations(), family.unknowns().size());
        OrbitSet orbits = new OrbitSet(permutations, signs);
        int count = 0;
        for (PolynomialRoot root : solved.roots()) {
            double[] point = orbits.canonical(snapped(Vectors.array(root.coordinates())));
            if (orbits.add(point)) {
                count += orbits.orbit(point).size();
            }
        }
        if (count != solved.roots().size()) {
            return Optional.empty();
        }
        Completeness completeness = new Completeness(
                solved.completeness().basis(),
                solved.completeness().reason() + "; a member with the same " + permutations.order()
                        + " permutations of unknowns has " + count + ", in "
                        + orbits.points().size() + " orbits");
        StartSystem start = new StartSystem(
                FamilyKey.of(family),
                Vectors.numbers(parameters),
                orbits.points().stream().map(Vectors::numbers).toList(),
                count,
                completeness);
        return Optional.of(start).filter(new StartCheck(family, permutations)::accepts);
    }

    private static double[] snapped(double[] point) {
        double size = 0;
        for (double entry : point) {
            size = Math.max(size, Math.abs(entry));
        }
        double[] out = point.clone();
        for (int i = 0; i < out.length; i += 2) {
            if (Math.hypot(out[i], out[i + 1]) <= ZERO * size) {
                out[i] = 0;
                out[i + 1] = 0;
            }
        }
        return out;
    }
}
