package dev.nadir.numeric.homotopy.track.start;

import dev.nadir.numeric.homotopy.Complex;
import dev.nadir.numeric.homotopy.FamilyKey;
import dev.nadir.numeric.homotopy.PermutationGroup;
import dev.nadir.numeric.homotopy.SignGroup;
import dev.nadir.numeric.homotopy.StartSystem;
import dev.nadir.numeric.homotopy.track.Norms;
import dev.nadir.numeric.homotopy.track.OrbitSet;
import dev.nadir.numeric.homotopy.track.RootPolish;
import dev.nadir.numeric.homotopy.track.Vectors;
import dev.nadir.reduction.Polynomial;
import dev.nadir.reduction.PolynomialFamily;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether a kept start system is what it says: its points are regular solutions of the member, in different orbits, and as
 * many as it says. That none is missing was found out when it was made.
 *
 * @param family the family that it should start
 * @param permutations symmetries of all its members, by which the points are divided
 */
record StartCheck(PolynomialFamily family, PermutationGroup permutations) {

    private static final double MOVED = 1e-8;

    boolean accepts(StartSystem start) {
        int unknowns = family.unknowns().size();
        boolean hasSizes = start.key().equals(FamilyKey.of(family))
                && start.parameters().size() == family.parameters().size()
                && start.solutions().stream().allMatch(solution -> solution.size() == unknowns);
        if (!hasSizes) {
            return false;
        }
        double[] base = Vectors.array(start.parameters());
        SignGroup signs = SignGroup.of(family.equations(), unknowns);
        OrbitSet places = new OrbitSet(permutations, signs);
        long count = 0;
        for (List<Complex> solution : start.solutions()) {
            double[] point = Vectors.array(solution);
            List<Integer> kept = OrbitSet.nonZero(point);
            StratumFamily part = new StratumFamily(stratum(family, kept), family.equations(), unknowns, signs);
            double[] inside = Vectors.restrict(point, kept);
            double[] canonical = Vectors.extend(part.signs().canonical(inside), kept, unknowns);
            if (!isSolution(part, inside, base) || !places.add(canonical)) {
                return false;
            }
            count += permutations.isTrivial()
                    ? part.signs().order()
                    : places.orbit(canonical).size();
        }
        return count == start.count();
    }

    private static boolean isSolution(StratumFamily part, double[] point, double[] base) {
        if (part.equations().size() != part.stratum().kept().size()) {
            return false;
        }
        if (point.length == 0) {
            return true;
        }
        RootPolish polish = new RootPolish(part.compiled().segment(base, base));
        return polish.polish(Vectors.homogeneous(point))
                && Norms.distance(Vectors.affine(polish.point()), point) <= MOVED * (1 + Norms.two(point));
    }

    /** The subspace of the given unknowns, with the equations that do not vanish identically on it. */
    static Strata.Stratum stratum(PolynomialFamily family, List<Integer> kept) {
        int unknowns = family.unknowns().size();
        List<Integer> alive = new ArrayList<>();
        for (int i = 0; i < family.equations().size(); i++) {
            Polynomial equation = family.equations().get(i);
            if (equation.terms().stream().anyMatch(term -> CompiledFamily.lives(term, unknowns, kept))) {
                alive.add(i);
            }
        }
        return new Strata.Stratum(kept, alive);
    }
}
