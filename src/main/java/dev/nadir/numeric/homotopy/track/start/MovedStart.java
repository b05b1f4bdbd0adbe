package dev.nadir.numeric.homotopy.track.start;

import dev.nadir.base.Seed;
import dev.nadir.numeric.homotopy.Complex;
import dev.nadir.numeric.homotopy.SignGroup;
import dev.nadir.numeric.homotopy.StartSystem;
import dev.nadir.numeric.homotopy.track.OrbitSet;
import dev.nadir.numeric.homotopy.track.ParallelPaths;
import dev.nadir.numeric.homotopy.track.PointSet;
import dev.nadir.numeric.homotopy.track.Vectors;
import dev.nadir.reduction.PolynomialFamily;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A start system carried to another random member, from which the paths to a target run elsewhere: where a path failed
 * because it passed near a singular one, another line most likely does not.
 *
 * @param family the family of both members
 * @param paths follows the solutions
 */
record MovedStart(PolynomialFamily family, ParallelPaths paths) {

    /** The start system at another member; empty if a solution was lost on the way, two met, or the work was ended. */
    Optional<StartSystem> from(StartSystem start, Seed seed) {
        try {
            return moved(start, seed);
        } catch (ParallelPaths.CancelledException e) {
            return Optional.empty();
        }
    }

    private Optional<StartSystem> moved(StartSystem start, Seed seed) throws ParallelPaths.CancelledException {
        int unknowns = family.unknowns().size();
        SignGroup signs = SignGroup.of(family.equations(), unknowns);
        double[] here = Vectors.array(start.parameters());
        double[] there = Vectors.random(family.parameters().size(), seed.generator());
        Map<List<Integer>, List<double[]>> bySubspace = new LinkedHashMap<>();
        for (List<Complex> solution : start.solutions()) {
            double[] point = Vectors.array(solution);
            List<Integer> kept = OrbitSet.nonZero(point);
            bySubspace.computeIfAbsent(kept, key -> new ArrayList<>()).add(Vectors.restrict(point, kept));
        }
        PointSet moved = new PointSet();
        for (Map.Entry<List<Integer>, List<double[]>> entry : bySubspace.entrySet()) {
            List<Integer> kept = entry.getKey();
            StratumFamily part =
                    new StratumFamily(StartCheck.stratum(family, kept), family.equations(), unknowns, signs);
            for (Optional<double[]> end : part.follow(entry.getValue(), here, there, paths)) {
                end.ifPresent(point -> moved.add(Vectors.extend(point, kept, unknowns)));
            }
        }
        if (moved.size() != start.solutions().size()) {
            return Optional.empty();
        }
        return Optional.of(new StartSystem(
                start.key(),
                Vectors.numbers(there),
                moved.points().stream().map(Vectors::numbers).toList(),
                start.count(),
                start.completeness()));
    }
}
