package dev.nadir.numeric.homotopy.enumerate;

import dev.nadir.numeric.homotopy.Certificate;
import dev.nadir.numeric.homotopy.Certification;
import dev.nadir.numeric.homotopy.HomotopyResult;
import dev.nadir.numeric.homotopy.PathCounts;
import dev.nadir.numeric.homotopy.PolynomialRoot;
import dev.nadir.numeric.homotopy.RootCertifier;
import dev.nadir.reduction.PolynomialSystem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Ends of single paths that looked singular in doubles, and are simple roots: exact values at the centre lead nearer to
 * them, and a certificate shows it.
 *
 * @param certifier shows what a root is
 * @param system the equations
 */
record ClearedEnds(RootCertifier certifier, PolynomialSystem system) {

    /** The result with such ends among the roots. */
    HomotopyResult of(HomotopyResult result) {
        Map<Integer, List<PolynomialRoot>> orbits = new HashMap<>();
        result.singular().stream().filter(root -> root.paths() == 1).forEach(root -> orbits.computeIfAbsent(
                        root.orbit(), key -> new ArrayList<>())
                .add(root));
        if (orbits.isEmpty()) {
            return result;
        }
        int next = 1
                + result.roots().stream().mapToInt(PolynomialRoot::orbit).max().orElse(-1);
        List<PolynomialRoot> roots = new ArrayList<>(result.roots());
        Set<Integer> cleared = new HashSet<>();
        for (Map.Entry<Integer, List<PolynomialRoot>> orbit : orbits.entrySet()) {
            Certification alone = certifier.certify(system, orbit.getValue());
            List<PolynomialRoot> more = regular(orbit.getValue(), alone, next + cleared.size());
            List<PolynomialRoot> all = new ArrayList<>(roots);
            all.addAll(more);
            if (alone.isComplete()
                    && certifier.certify(system, all).duplicates().isEmpty()) {
                roots = all;
                cleared.add(orbit.getKey());
            }
        }
        PathCounts paths = result.paths();
        return result.with(
                roots,
                result.singular().stream()
                        .filter(root -> !cleared.contains(root.orbit()))
                        .toList(),
                new PathCounts(
                        paths.tracked(),
                        paths.isolated() + cleared.size(),
                        paths.singular() - cleared.size(),
                        paths.atInfinity(),
                        paths.excess(),
                        paths.failed()));
    }

    private static List<PolynomialRoot> regular(List<PolynomialRoot> ends, Certification alone, int orbit) {
        List<PolynomialRoot> out = new ArrayList<>();
        for (int k = 0; k < ends.size(); k++) {
            PolynomialRoot end = ends.get(k);
            Certificate certificate = alone.certificates().get(k);
            out.add(new PolynomialRoot(
                    certificate.isCertified() ? certificate.centre() : end.coordinates(),
                    1,
                    end.residual(),
                    end.condition(),
                    certificate.kind() == Certificate.Kind.REAL,
                    false,
                    orbit,
                    1));
        }
        return out;
    }
}
