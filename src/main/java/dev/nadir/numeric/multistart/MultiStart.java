package dev.nadir.numeric.multistart;

import dev.nadir.base.Seed;
import dev.nadir.numeric.Classifier;
import dev.nadir.numeric.Level;
import dev.nadir.numeric.LocalSolver;
import dev.nadir.numeric.MultiStartResult;
import dev.nadir.numeric.Objective;
import dev.nadir.numeric.OrbitMatcher;
import dev.nadir.numeric.Point;
import dev.nadir.numeric.Progress;
import dev.nadir.numeric.StartLaw;
import dev.nadir.numeric.SymmetryAction;
import dev.nadir.numeric.Termination;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Runs a local solver from many random starts and sorts where they end into levels. Every start is in exactly one level
 * or among the failures. The same seed gives the same result on any number of threads.
 */
public final class MultiStart {

    private final LocalSolver solver;
    private final Classifier classifier;
    private final OrbitMatcher matcher;
    private final MultiStartOptions options;

    /** A search with the given parts. */
    public MultiStart(LocalSolver solver, Classifier classifier, OrbitMatcher matcher, MultiStartOptions options) {
        this.solver = solver;
        this.classifier = classifier;
        this.matcher = matcher;
        this.options = options;
    }

    /**
     * Runs every start.
     *
     * @param objectives gives each thread its own
     * @param symmetry used by the calling thread only
     * @param progress may end the search: runs that are cut short, and those not begun, are failures with
     *     {@link Termination#TIME_LIMIT}
     */
    public MultiStartResult run(
            Supplier<Objective> objectives, StartLaw law, SymmetryAction symmetry, Seed seed, Progress progress) {
        Seed starts = seed.child("starts");
        Runs runs = new Runs(options.starts(), options.threads(), progress);
        List<Point> ends = runs.all(objectives, (objective, index, isCancelled) -> {
            double[] start = law.draw(objective.dimension(), starts.child(index).generator());
            if (isCancelled.getAsBoolean()) {
                return new Point(start, Double.NaN, Double.NaN, Termination.TIME_LIMIT, 0);
            }
            return solver.solve(objective, start, isCancelled);
        });
        return sorted(objectives.get(), ends, symmetry, seed);
    }

    private MultiStartResult sorted(Objective objective, List<Point> ends, SymmetryAction symmetry, Seed seed) {
        List<Point> converged = new ArrayList<>();
        List<Point> failures = new ArrayList<>();
        for (Point end : ends) {
            boolean isPoint = end.termination().isConvergence() && Double.isFinite(end.value());
            (isPoint ? converged : failures).add(end);
        }
        List<Level> levels = new ArrayList<>();
        for (Clusters.Cluster cluster : Clusters.of(objective, converged)) {
            levels.add(level(objective, cluster, symmetry, seed.child("level").child(levels.size())));
        }
        return new MultiStartResult(ends.size(), levels, failures);
    }

    private Level level(Objective objective, Clusters.Cluster cluster, SymmetryAction symmetry, Seed seed) {
        Point representative = cluster.representative();
        Classifier.Classification what = classifier.classify(objective, representative, symmetry, seed);
        Orbits orbits = Orbits.of(
                cluster.points(), what.spectrum(), new Orbits.Question(matcher, symmetry, options.matchLimit(), seed));
        return new Level(
                representative.value(),
                cluster.spread(),
                cluster.points().size(),
                orbits.count(),
                orbits.unmatched(),
                representative,
                what.spectrum(),
                what.kind(),
                what.reason());
    }
}
