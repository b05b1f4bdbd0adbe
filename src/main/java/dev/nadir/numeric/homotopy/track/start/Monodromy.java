package dev.nadir.numeric.homotopy.track.start;

import dev.nadir.base.Seed;
import dev.nadir.numeric.homotopy.track.ParallelPaths;
import dev.nadir.numeric.homotopy.track.PointSet;
import dev.nadir.numeric.homotopy.track.Vectors;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * All solutions of a generic member on one subspace, from a single one: random loops through the parameters permute the
 * solutions (DuffHillJensenLeeLeykinSommars2019), and what a loop leads to is followed around again until loops lead to
 * nothing new and the list passes a trace test. Differently from there solutions stand for their orbits under sign changes,
 * every loop is a triangle with two new corners. A passed trace test shows a union of whole branches over a line; that no
 * branch is missing is then probed with a few solutions and many more loops, as a loop that moves one solution of a branch
 * to another branch moves them all.
 */
final class Monodromy {

    private static final int LOOP_LIMIT = 200;

    /** With a trace test passed so many quiet loops in a row suffice. */
    private static final int QUIET_WITH_TRACE = 2;

    /** So many parameters are moved, one after the other, until a trace test on a curve passes. */
    private static final int CURVES = 2;

    /** A loop joins two given branches with a chance of about a third; 30 in vain have one of 1e-5. */
    private static final int PROBE_LOOPS = 30;

    private static final int PROBES = 8;

    private final StratumFamily family;
    private final ParallelPaths paths;
    private final int quietLoops;
    private final int pathLimit;

    Monodromy(StratumFamily family, ParallelPaths paths, int quietLoops, int pathLimit) {
        this.family = family;
        this.paths = paths;
        this.quietLoops = quietLoops;
        this.pathLimit = pathLimit;
    }

    /**
     * What the loops led to.
     *
     * @param solutions one for each orbit
     * @param loops how many loops were followed
     * @param trace the last trace test, if it passed
     * @param isStable whether the search ended because there was nothing new
     */
    record Finding(List<double[]> solutions, int loops, Optional<TraceTest.Finding> trace, boolean isStable) {}

    /** Moves the seed's solution to the base, and then around. */
    Finding run(SeedPoint start, double[] base, Seed seed) throws ParallelPaths.CancelledException {
        PointSet known = new PointSet();
        if (family.stratum().kept().isEmpty()) {
            known.add(new double[0]);
            return new Finding(known.points(), 0, Optional.empty(), true);
        }
        List<double[]> first = List.of(family.signs().canonical(start.point()));
        add(known, family.follow(first, start.parameters(), base, paths));
        List<List<Integer>> groups = AffineParameters.of(family.equations(), family.unknowns())
                .groups(family.equations(), family.unknowns());
        int quiet = 0;
        int loops = 0;
        while (loops < LOOP_LIMIT && isWithinLimits(known)) {
            quiet = loop(known, base, seed.child("loop").child(loops)) ? 0 : quiet + 1;
            loops++;
            if (quiet == QUIET_WITH_TRACE) {
                Optional<TraceTest.Finding> trace =
                        trace(known, base, groups, seed.child("trace").child(loops));
                loops += trace.isPresent() ? PROBE_LOOPS : 0;
                if (trace.isPresent()
                        && isClosed(known, base, seed.child("probe").child(loops))) {
                    return new Finding(known.points(), loops, trace, true);
                }
                quiet = trace.isPresent() ? 0 : quiet;
            } else if (quiet >= QUIET_WITH_TRACE + quietLoops) {
                Optional<TraceTest.Finding> trace =
                        curveTrace(known, base, seed.child("curve").child(loops));
                if (trace.map(TraceTest.Finding::isPassed).orElse(true)) {
                    return new Finding(known.points(), loops, trace, true);
                }
                quiet = 0;
            }
        }
        return new Finding(known.points(), loops, Optional.empty(), false);
    }

    private boolean isWithinLimits(PointSet known) {
        return known.size() > 0 && known.size() <= pathLimit;
    }

    /** Follows all known points around one triangle, then what is new, until nothing is; whether anything was. */
    private boolean loop(PointSet known, double[] base, Seed seed) throws ParallelPaths.CancelledException {
        Triangle triangle = new Triangle(base, seed);
        boolean isSuccess = false;
        int done = 0;
        while (done < known.size() && known.size() <= pathLimit) {
            List<double[]> open = List.copyOf(known.points().subList(done, known.size()));
            done = known.size();
            isSuccess |= add(known, around(open, triangle));
        }
        return isSuccess;
    }

    /** Whether many loops with a few of the points lead to nothing new; what they lead to is added. */
    private boolean isClosed(PointSet known, double[] base, Seed seed) throws ParallelPaths.CancelledException {
        RandomGenerator generator = seed.generator();
        int size = known.size();
        for (int k = 0; k < PROBE_LOOPS; k++) {
            List<double[]> probes = new ArrayList<>();
            for (int i = 0; i < Math.min(PROBES, size); i++) {
                int index = size <= PROBES ? i : generator.nextInt(size);
                probes.add(known.points().get(index));
            }
            if (add(known, around(probes, new Triangle(base, seed.child(k))))) {
                return false;
            }
        }
        return true;
    }

    /** The base and two random members. */
    private record Triangle(double[] base, double[] second, double[] third) {

        Triangle(double[] base, Seed seed) {
            this(
                    base,
                    Vectors.random(base.length / 2, seed.child("second").generator()),
                    Vectors.random(base.length / 2, seed.child("third").generator()));
        }
    }

    private List<Optional<double[]>> around(List<double[]> points, Triangle triangle)
            throws ParallelPaths.CancelledException {
        List<double[]> atSecond = present(family.follow(points, triangle.base(), triangle.second(), paths));
        List<double[]> atThird = present(family.follow(atSecond, triangle.second(), triangle.third(), paths));
        return family.follow(atThird, triangle.third(), triangle.base(), paths);
    }

    private Optional<TraceTest.Finding> trace(PointSet known, double[] base, List<List<Integer>> groups, Seed seed)
            throws ParallelPaths.CancelledException {
        TraceTest test = new TraceTest(family, paths);
        for (int g = 0; g < groups.size(); g++) {
            TraceTest.Finding finding = test.test(List.copyOf(known.points()), base, groups.get(g), seed.child(g));
            if (finding.isPassed()) {
                return Optional.of(finding);
            }
        }
        return Optional.empty();
    }

    /** Passed, or with solutions that were missing, which are added; empty if it could not be done. */
    private Optional<TraceTest.Finding> curveTrace(PointSet known, double[] base, Seed seed)
            throws ParallelPaths.CancelledException {
        List<List<Integer>> groups = AffineParameters.of(family.equations(), family.unknowns())
                .singly(family.equations(), family.unknowns());
        for (int g = 0; g < Math.min(CURVES, groups.size()); g++) {
            TraceTest.Finding finding = new CurveTrace(family, paths, quietLoops, pathLimit)
                    .test(List.copyOf(known.points()), base, groups.get(g).get(0), seed.child(g));
            boolean isNew = false;
            for (double[] point : finding.found()) {
                isNew |= known.add(point);
            }
            if (finding.isPassed() || isNew) {
                return Optional.of(finding);
            }
        }
        return Optional.empty();
    }

    private static List<double[]> present(List<Optional<double[]>> ends) {
        List<double[]> out = new ArrayList<>();
        ends.forEach(end -> end.ifPresent(out::add));
        return out;
    }

    private static boolean add(PointSet known, List<Optional<double[]>> ends) {
        boolean isNew = false;
        for (double[] end : present(ends)) {
            isNew |= known.add(end);
        }
        return isNew;
    }
}
