package dev.nadir.numeric.homotopy.track.start;

import dev.nadir.numeric.homotopy.SignGroup;
import dev.nadir.numeric.homotopy.track.ParallelPaths;
import dev.nadir.numeric.homotopy.track.PathTracker;
import dev.nadir.numeric.homotopy.track.Segment;
import dev.nadir.numeric.homotopy.track.TrackerSettings;
import dev.nadir.numeric.homotopy.track.Vectors;
import dev.nadir.reduction.Polynomial;
import java.util.List;
import java.util.Optional;

/** The equations of a family on one of its coordinate subspaces, with the sign changes that act there. */
final class StratumFamily {

    /**
     * Solutions of general members are not this far away. A path that goes by near infinity may fall onto solutions there,
     * which are often whole curves, and every path from such a point would lead to another one.
     */
    private static final double FARTHEST = 1e10;

    private final Strata.Stratum stratum;
    private final List<Polynomial> equations;
    private final int unknowns;
    private final SignGroup signs;
    private final CompiledFamily compiled;

    /** The equations are all those of the family, over {@code unknowns} unknowns, then parameters. */
    StratumFamily(Strata.Stratum stratum, List<Polynomial> all, int unknowns, SignGroup signs) {
        this.stratum = stratum;
        this.unknowns = unknowns;
        this.equations = stratum.equations().stream()
                .map(index -> restricted(all.get(index), unknowns, stratum.kept()))
                .toList();
        this.signs = signs.on(stratum.kept());
        this.compiled = CompiledFamily.of(equations, unknowns, stratum.kept());
    }

    private static Polynomial restricted(Polynomial polynomial, int unknowns, List<Integer> kept) {
        return new Polynomial(
                polynomial.arity(),
                polynomial.terms().stream()
                        .filter(term -> CompiledFamily.lives(term, unknowns, kept))
                        .toList());
    }

    Strata.Stratum stratum() {
        return stratum;
    }

    /** The remaining equations, still over all unknowns and parameters. */
    List<Polynomial> equations() {
        return equations;
    }

    /** How many unknowns the whole family has. */
    int unknowns() {
        return unknowns;
    }

    SignGroup signs() {
        return signs;
    }

    CompiledFamily compiled() {
        return compiled;
    }

    /** Follows solutions, one for each orbit, along a line of parameters; empty where a path was given up. */
    List<Optional<double[]>> follow(List<double[]> starts, double[] from, double[] to, ParallelPaths paths)
            throws ParallelPaths.CancelledException {
        Segment segment = compiled.segment(from, to);
        return paths.all(starts, () -> {
            PathTracker tracker = new PathTracker(compiled.shape(), TrackerSettings.DEFAULTS);
            return start -> {
                PathTracker.Status status = tracker.follow(segment, Vectors.homogeneous(start), 1);
                double[] end = tracker.point();
                return status == PathTracker.Status.REACHED && isFinite(end)
                        ? Optional.of(signs.canonical(Vectors.affine(end)))
                        : Optional.empty();
            };
        });
    }

    /** Whether the homogenising coordinate, the last one of a vector of norm about one, is no rounding error. */
    private static boolean isFinite(double[] point) {
        return Math.hypot(point[point.length - 2], point[point.length - 1]) * FARTHEST > 1;
    }
}
