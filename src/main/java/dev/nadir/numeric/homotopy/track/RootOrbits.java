package dev.nadir.numeric.homotopy.track;

import dev.nadir.numeric.homotopy.EquationSymmetries;
import dev.nadir.numeric.homotopy.HomotopyResult;
import dev.nadir.numeric.homotopy.PermutationGroup;
import dev.nadir.numeric.homotopy.PolynomialRoot;
import dev.nadir.numeric.homotopy.SignGroup;
import dev.nadir.reduction.Polynomial;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * The orbits of roots under all changes of sign and permutations of unknowns that carry the equations into one another,
 * whichever of them the paths were divided by.
 */
public final class RootOrbits {

    private final List<double[]> points;
    private final List<Integer> leaders = new ArrayList<>();
    private final PointSet places = new PointSet();
    private final List<Integer> indices = new ArrayList<>();

    private RootOrbits(List<PolynomialRoot> roots) {
        this.points =
                roots.stream().map(root -> Vectors.array(root.coordinates())).toList();
        for (int i = 0; i < points.size(); i++) {
            leaders.add(i);
            if (places.add(points.get(i))) {
                indices.add(i);
            }
        }
    }

    /** The same roots, numbered by orbit, those of an orbit next to each other. */
    public static HomotopyResult of(HomotopyResult result, List<Polynomial> equations) {
        return result.roots().isEmpty()
                ? result
                : of(result, equations, result.roots().get(0).coordinates().size());
    }

    /**
     * The same under the permutations alone that leave the first {@code own} unknowns among themselves. The others stand for
     * inverses: a map that exchanges x with 1/x is a symmetry of the equations, but not of the loss.
     */
    public static HomotopyResult of(HomotopyResult result, List<Polynomial> equations, int own) {
        if (result.roots().isEmpty()) {
            return result;
        }
        int unknowns = result.roots().get(0).coordinates().size();
        List<PermutationGroup.Element> elements = new ArrayList<>();
        for (EquationSymmetries.Found found : EquationSymmetries.of(equations, unknowns, List.of())) {
            if (found.variables().subList(0, own).stream().allMatch(image -> image < own)) {
                elements.add(new PermutationGroup.Element(found.variables(), 0));
            }
        }
        List<Integer> identity = elements.get(0).images();
        for (long flips : SignGroup.of(equations, unknowns).generators()) {
            elements.add(new PermutationGroup.Element(identity, flips));
        }
        RootOrbits orbits = new RootOrbits(result.roots());
        elements.subList(1, elements.size()).forEach(orbits::join);
        return result.with(orbits.numbered(result.roots()), result.singular(), result.paths());
    }

    private void join(PermutationGroup.Element element) {
        for (int i = 0; i < points.size(); i++) {
            int at = places.find(element.apply(points.get(i)));
            if (at >= 0) {
                int a = leader(i);
                int b = leader(indices.get(at));
                leaders.set(Math.max(a, b), Math.min(a, b));
            }
        }
    }

    private int leader(int i) {
        int at = i;
        while (leaders.get(at) != at) {
            at = leaders.get(at);
        }
        return at;
    }

    private List<PolynomialRoot> numbered(List<PolynomialRoot> roots) {
        TreeMap<Integer, List<PolynomialRoot>> byLeader = new TreeMap<>();
        for (int i = 0; i < roots.size(); i++) {
            byLeader.computeIfAbsent(leader(i), key -> new ArrayList<>()).add(roots.get(i));
        }
        List<PolynomialRoot> out = new ArrayList<>();
        int orbit = 0;
        for (List<PolynomialRoot> group : byLeader.values()) {
            for (PolynomialRoot root : group) {
                out.add(root.inOrbit(orbit));
            }
            orbit++;
        }
        return out;
    }
}
