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

    /** Of a long list, a curve may have so many times as many points on its section as a member may have solutions. */
    private static final int CURVE_POINTS = 10;

    /** A loop joins two given branches with a chance of about a third; 30 in vain have one of 1e-5. */
    private static final int PROBE_LOOPS = 30;

    private static final int PROBES = 8;

    /** A list this long is one on which a loop is nearly sure to move a solution to one that is missing. */
    private static final int LONG_LIST = 1000;

    /** So many points go around before the next ones do: a search that is ended keeps what these led to. */
    private static final int BATCH = 256;

    private final StratumFamily family;
    private final ParallelPaths paths;
    private final int quietLoops;
    private final int pathLimit;
    private final PointSet known = new PointSet();
    private int loops;

    /** One search: the list grows in here. */
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
     * @param end why the search ended
     */
    record Finding(List<double[]> solutions, int loops, Optional<TraceTest.Finding> trace, End end) {}

    /** Why a search ended. */
    enum End {
        /** There was nothing new. */
        STABLE,
        /** The limits on solutions or loops were reached. */
        AT_LIMIT,
        /** Time was up, before the loops led to nothing new. */
        STOPPED,
        /** Time was up, after a loop with all solutions that led to nothing new. */
        STOPPED_IN_TEST
    }

    /** Moves the seed's solution to the base, and then around. */
    Finding run(SeedPoint start, double[] base, Seed seed) {
        if (family.stratum().kept().isEmpty()) {
            known.add(new double[0]);
            return finding(Optional.empty(), End.STABLE);
        }
        int[] quiet = new int[1];
        try {
            return search(start, base, seed, quiet);
        } catch (ParallelPaths.CancelledException e) {
            return finding(Optional.empty(), quiet[0] > 0 ? End.STOPPED_IN_TEST : End.STOPPED);
        }
    }

    private Finding finding(Optional<TraceTest.Finding> trace, End end) {
        return new Finding(List.copyOf(known.points()), loops, trace, end);
    }

    /** Looks for all; {@code quiet} counts the loops since the last one that led to something new. */
    private Finding search(SeedPoint start, double[] base, Seed seed, int[] quiet)
            throws ParallelPaths.CancelledException {
        List<double[]> first = List.of(family.signs().canonical(start.point()));
        add(family.follow(first, start.parameters(), base, paths));
        List<List<Integer>> groups = AffineParameters.of(family.equations(), family.unknowns())
                .groups(family.equations(), family.unknowns());
        while (loops < LOOP_LIMIT && known.size() > 0 && known.size() <= pathLimit) {
            quiet[0] = loop(base, seed.child("loop").child(loops)) ? 0 : quiet[0] + 1;
            loops++;
            Optional<Finding> whole = whole(base, groups, seed, quiet);
            if (whole.isPresent()) {
                return whole.get();
            }
        }
        return finding(Optional.empty(), End.AT_LIMIT);
    }

    /** What there is, if it is shown to be all; a test that fails asks for more loops. */
    private Optional<Finding> whole(double[] base, List<List<Integer>> groups, Seed seed, int[] quiet)
            throws ParallelPaths.CancelledException {
        boolean isLong = known.size() >= LONG_LIST;
        if (quiet[0] == (isLong ? 1 : QUIET_WITH_TRACE)) {
            Optional<TraceTest.Finding> trace =
                    trace(base, groups, seed.child("trace").child(loops));
            loops += trace.isPresent() ? PROBE_LOOPS : 0;
            if (trace.isPresent() && isClosed(base, seed.child("probe").child(loops))) {
                return Optional.of(finding(trace, End.STABLE));
            }
            quiet[0] = trace.isPresent() ? 0 : quiet[0];
        }
        if (quiet[0] < (isLong ? 1 : QUIET_WITH_TRACE + quietLoops)) {
            return Optional.empty();
        }
        Optional<TraceTest.Finding> trace = curveTrace(base, seed.child("curve").child(loops));
        quiet[0] = 0;
        return trace.map(TraceTest.Finding::isPassed).orElse(true)
                ? Optional.of(finding(trace, End.STABLE))
                : Optional.empty();
    }

    /** Follows all known points around one triangle, then what is new, until nothing is; whether anything was. */
    private boolean loop(double[] base, Seed seed) throws ParallelPaths.CancelledException {
        Triangle triangle = new Triangle(base, seed);
        boolean isSuccess = false;
        int done = 0;
        while (done < known.size() && known.size() <= pathLimit) {
            int end = Math.min(known.size(), done + BATCH);
            List<double[]> open = List.copyOf(known.points().subList(done, end));
            done = end;
            isSuccess |= add(around(open, triangle));
            paths.progress().advanced(known.size(), 0);
        }
        return isSuccess;
    }

    /** Whether many loops with a few of the points lead to nothing new; what they lead to is added. */
    private boolean isClosed(double[] base, Seed seed) throws ParallelPaths.CancelledException {
        RandomGenerator generator = seed.generator();
        int size = known.size();
        for (int k = 0; k < PROBE_LOOPS; k++) {
            List<double[]> probes = new ArrayList<>();
            for (int i = 0; i < Math.min(PROBES, size); i++) {
                int index = size <= PROBES ? i : generator.nextInt(size);
                probes.add(known.points().get(index));
            }
            if (add(around(probes, new Triangle(base, seed.child(k))))) {
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

    private Optional<TraceTest.Finding> trace(double[] base, List<List<Integer>> groups, Seed seed)
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
    private Optional<TraceTest.Finding> curveTrace(double[] base, Seed seed) throws ParallelPaths.CancelledException {
        List<List<Integer>> groups = AffineParameters.of(family.equations(), family.unknowns())
                .singly(family.equations(), family.unknowns());
        for (int g = 0; g < Math.min(CURVES, groups.size()); g++) {
            boolean isLong = known.size() >= LONG_LIST;
            TraceTest.Finding finding = new CurveTrace(
                            family, paths, isLong ? 1 : quietLoops, isLong ? CURVE_POINTS * pathLimit : pathLimit)
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

    private boolean add(List<Optional<double[]>> ends) {
        boolean isNew = false;
        for (double[] end : present(ends)) {
            isNew |= known.add(end);
        }
        return isNew;
    }
}
