package dev.nadir.evidence.verify;

import dev.nadir.base.PreconditionException;
import dev.nadir.evidence.Solution;
import dev.nadir.numeric.FlowResult;
import dev.nadir.numeric.Level;
import dev.nadir.numeric.MultiStartResult;
import dev.nadir.numeric.linalg.Matrix;
import dev.nadir.numeric.symmetry.FoundTangents;
import dev.nadir.numeric.symmetry.NullSpace;
import dev.nadir.symbolic.symmetry.SymmetrySearch;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A search for its own sake. */
public final class Solving {

    private Solving() {}

    /**
     * What the method finds on a bench.
     *
     * @throws PreconditionException if there is no such method
     */
    public static Solution of(Bench bench, String method, long seed) {
        if (method.equals("flow")) {
            FlowResult flow = bench.searches().flow(Map.of());
            return new Solution(
                    bench.model().name(),
                    bench.instance(),
                    method,
                    seed,
                    Optional.empty(),
                    Optional.of(flow),
                    List.of(bench.layout().unpack(flow.end().coordinates())),
                    List.of(),
                    "one flow leads to one point");
        }
        MultiStartResult search =
                switch (method) {
                    case "multi-start" -> bench.searches().minima();
                    case "critical-points" -> bench.searches().criticalPoints();
                    default ->
                        throw new PreconditionException(
                                "a method must be multi-start, critical-points or flow, got " + method);
                };
        List<Map<String, Matrix>> coordinates = search.levels().stream()
                .map(Level::representative)
                .map(point -> bench.layout().unpack(point.coordinates()))
                .toList();
        String incomplete = method.equals("multi-start")
                ? "random starts find minima only, and only those that some start leads to"
                : "random starts find only the critical points that some start leads to";
        return new Solution(
                bench.model().name(),
                bench.instance(),
                method,
                seed,
                Optional.of(search),
                Optional.empty(),
                coordinates,
                nullSpaces(bench, search),
                incomplete);
    }

    private static List<NullSpace> nullSpaces(Bench bench, MultiStartResult search) {
        FoundTangents tangents =
                new FoundTangents(SymmetrySearch.of(bench.derivation()), bench.layout(), bench.instance());
        return search.levels().stream()
                .map(level -> tangents.at(
                        bench.searches().objective(), level.representative().coordinates(), level.spectrum()))
                .toList();
    }
}
