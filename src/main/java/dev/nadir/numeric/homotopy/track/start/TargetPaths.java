package dev.nadir.numeric.homotopy.track.start;

import dev.nadir.numeric.homotopy.Completeness;
import dev.nadir.numeric.homotopy.Completeness.Basis;
import dev.nadir.numeric.homotopy.HomotopyResult;
import dev.nadir.numeric.homotopy.PathCounts;
import dev.nadir.numeric.homotopy.PermutationGroup;
import dev.nadir.numeric.homotopy.PolynomialRoot;
import dev.nadir.numeric.homotopy.SignGroup;
import dev.nadir.numeric.homotopy.StartKind;
import dev.nadir.numeric.homotopy.track.Endgame;
import dev.nadir.numeric.homotopy.track.Norms;
import dev.nadir.numeric.homotopy.track.OrbitSet;
import dev.nadir.numeric.homotopy.track.ParallelPaths;
import dev.nadir.numeric.homotopy.track.PathEnd;
import dev.nadir.numeric.homotopy.track.PointSet;
import dev.nadir.numeric.homotopy.track.RootPolish;
import dev.nadir.numeric.homotopy.track.Segment;
import dev.nadir.numeric.homotopy.track.TrackerSettings;
import dev.nadir.numeric.homotopy.track.Vectors;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Follows all paths to the target, again and more carefully where they fail or meet, and sorts their ends. */
final class TargetPaths {

    /** Imaginary parts below this, relative to the root, count as zero until a certificate decides. */
    private static final double REAL = 1e-9;

    private static final double SINGULAR_CONDITION = 1e12;

    private static final double HALF_THE_DIGITS = 1e5;

    /** The mean of a circle around a singular end may be so much farther from it than from the mean before. */
    private static final double BLUR = 10;

    /** Rounding moves a regular root by this times its condition. */
    private static final double SPLIT = 1e-15;

    /** At a regular root the last Newton step is smaller than this, however badly it is conditioned. */
    private static final double CONVERGED = 1e-11;

    private final ParallelPaths paths;
    private final Segment target;
    private final PermutationGroup permutations;
    private final SignGroup signs;
    private final HomotopyResult.DividedBy divided;

    /**
     * Paths to a target.
     *
     * @param target a segment in all unknowns that ends there
     * @param symmetries of all systems on the way, by which the starts were divided
     */
    TargetPaths(ParallelPaths paths, Segment target, Symmetries symmetries) {
        this.paths = paths;
        this.target = target;
        this.permutations = symmetries.permutations();
        this.signs = symmetries.signs();
        this.divided = symmetries.divided();
    }

    /**
     * What carries every path into another one.
     *
     * @param permutations element by element, perhaps with changes of sign
     * @param signs changes of sign in all unknowns, with canonical points
     * @param divided how many there are of both
     */
    record Symmetries(PermutationGroup permutations, SignGroup signs, HomotopyResult.DividedBy divided) {

        static Symmetries of(PermutationGroup permutations, SignGroup signs) {
            return new Symmetries(
                    permutations, signs, new HomotopyResult.DividedBy(permutations.order(), signs.order()));
        }
    }

    private OrbitSet orbits() {
        return new OrbitSet(permutations, signs);
    }

    /** The result; {@code generic} says why the starts are all. */
    HomotopyResult run(List<TrackedPath> starts, Completeness generic, int count, StartKind kind) {
        List<TrackedPath> all = new ArrayList<>();
        follow(starts, TrackerSettings.DEFAULTS).forEach(path -> path.ifPresent(all::add));
        for (TrackerSettings settings : List.of(TrackerSettings.CAREFUL, TrackerSettings.PEDANTIC)) {
            List<Integer> again = doubtful(all);
            List<TrackedPath> open = again.stream().map(all::get).toList();
            List<Optional<TrackedPath>> done = follow(open, settings);
            for (int k = 0; k < done.size(); k++) {
                int place = again.get(k);
                done.get(k).ifPresent(path -> all.set(place, path));
            }
        }
        return sorted(
                all, all.size() < starts.size() ? ended(generic, starts.size() - all.size()) : generic, count, kind);
    }

    private static Completeness ended(Completeness generic, int left) {
        return new Completeness(
                Basis.INCOMPLETE,
                left + (left == 1 ? " path was" : " paths were") + " left when the search ended; " + generic.reason());
    }

    /** The paths with their ends; nothing for a path that was not begun when the work ended. */
    private List<Optional<TrackedPath>> follow(List<TrackedPath> open, TrackerSettings settings) {
        return paths.begun(open, () -> {
            Map<TrackedPath.Piece, Endgame> endgames = new HashMap<>();
            return path -> {
                Endgame endgame = endgames.computeIfAbsent(
                        path.piece(), piece -> new Endgame(piece.segment().shape(), settings));
                return path.withEnd(endgame.follow(path.piece().segment(), path.start()));
            };
        });
    }

    /** Paths that failed, and all those that share a regular end. */
    private List<Integer> doubtful(List<TrackedPath> all) {
        Set<Integer> doubtful = new TreeSet<>();
        OrbitSet places = orbits();
        List<Integer> first = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            PathEnd.Kind kind = all.get(i).end().kind();
            if (kind == PathEnd.Kind.FAILED) {
                doubtful.add(i);
            } else if (kind == PathEnd.Kind.REGULAR) {
                double[] place = all.get(i).place();
                int at = places.find(place);
                if (at >= 0) {
                    doubtful.add(first.get(at));
                    doubtful.add(i);
                } else {
                    places.add(place);
                    first.add(i);
                }
            }
        }
        return List.copyOf(doubtful);
    }

    private HomotopyResult sorted(List<TrackedPath> all, Completeness generic, int count, StartKind kind) {
        RootPolish polish = new RootPolish(target);
        OrbitSet places = orbits();
        List<List<Found>> groups = new ArrayList<>();
        int[] outcomes = new int[5];
        for (TrackedPath path : all) {
            if (!path.isFinite()) {
                outcomes[path.end().kind() == PathEnd.Kind.AT_INFINITY ? 2 : 4]++;
                continue;
            }
            Found found = found(path, polish);
            int at = places.find(found.place());
            if (at < 0) {
                places.add(found.place());
                groups.add(new ArrayList<>());
                at = groups.size() - 1;
            }
            groups.get(at).add(found);
        }
        List<Found> regular = new ArrayList<>();
        List<Found> singular = new ArrayList<>();
        for (List<Found> group : joined(groups)) {
            int multiplicity = multiplicity(group);
            Found first = group.get(0).with(multiplicity);
            // Paths that meet after careful steps meet at a multiple root if half the digits of a derivative cancel
            // there.
            boolean isMultiple = group.stream()
                    .filter(each -> each.degeneracy() > HALF_THE_DIGITS)
                    .anyMatch(each -> multiplicity > 1 || each.residual() > CONVERGED);
            if (isMultiple || first.isSingular()) {
                outcomes[1] += group.size();
                singular.add(first.asSingular());
            } else {
                // A path and its image under a symmetry that meet at a regular root are one path too many, like any
                // two.
                int own = group.size() == 1 && multiplicity > 1 ? 0 : 1;
                outcomes[0] += own;
                outcomes[3] += group.size() - own;
                regular.add(first);
            }
        }
        PathCounts counts = new PathCounts(all.size(), outcomes[0], outcomes[1], outcomes[2], outcomes[3], outcomes[4]);
        return new HomotopyResult(
                roots(regular), roots(singular), counts, completeness(generic, counts), count, kind, divided);
    }

    /** Rounding splits a multiple root: ends that look regular are of a singular one that is known no better. */
    private List<List<Found>> joined(List<List<Found>> groups) {
        List<List<Found>> out = new ArrayList<>();
        List<List<Found>> nearlySingular = new ArrayList<>();
        for (List<Found> group : groups) {
            boolean isNearly =
                    group.stream().noneMatch(each -> each.isSingular() || each.degeneracy() <= HALF_THE_DIGITS);
            (isNearly ? nearlySingular : out).add(group);
        }
        for (List<Found> group : nearlySingular) {
            out.stream()
                    .filter(other -> other.get(0).isSingular() && isNear(group.get(0), other.get(0)))
                    .findFirst()
                    .ifPresentOrElse(other -> other.addAll(group), () -> out.add(group));
        }
        return out;
    }

    private boolean isNear(Found regular, Found singular) {
        double reach = BLUR * singular.residual() + SPLIT * regular.condition();
        double allowed = reach * (1 + Norms.two(singular.place()));
        return orbits().orbit(singular.place()).stream()
                .anyMatch(image -> Norms.distance(image, regular.place()) <= allowed);
    }

    /** How many paths end at one of the points of an orbit, with those that symmetries spare. */
    private int multiplicity(List<Found> group) {
        if (permutations.isTrivial()) {
            return group.size();
        }
        long paths = group.stream().mapToLong(each -> each.path().weight()).sum();
        int size = orbits().orbit(group.get(0).place()).size();
        return Math.toIntExact((paths + size - 1) / size);
    }

    private static Completeness completeness(Completeness generic, PathCounts counts) {
        if (counts.failed() > 0 && generic.isComplete()) {
            return new Completeness(
                    Basis.INCOMPLETE,
                    counts.failed() + " of " + counts.tracked() + " paths failed; " + generic.reason());
        }
        if (counts.excess() > 0 && generic.isComplete()) {
            return new Completeness(
                    Basis.INCOMPLETE,
                    counts.excess() + " of " + counts.tracked()
                            + " paths ended at a regular root of another path, so that a root may be missing; "
                            + generic.reason());
        }
        boolean isFar = counts.atInfinity() > 0 && generic.basis() == Basis.TRACE_TEST;
        return isFar
                ? new Completeness(
                        generic.basis(),
                        generic.reason() + "; " + counts.atInfinity() + " of " + counts.tracked()
                                + " paths end at infinity, or farther away than doubles can tell")
                : generic;
    }

    private Found found(TrackedPath path, RootPolish polish) {
        double[] place = path.place();
        boolean isRegular = path.end().kind() == PathEnd.Kind.REGULAR && polish.polish(Vectors.homogeneous(place));
        double condition = isRegular ? polish.condition() : Double.POSITIVE_INFINITY;
        if (isRegular && condition < SINGULAR_CONDITION) {
            double[] better = Vectors.affine(polish.point());
            if (new Closeness(place, better).isSame()) {
                double[] polished = Vectors.extend(
                        Vectors.restrict(better, path.piece().stratum().kept()),
                        path.piece().stratum().kept(),
                        path.piece().unknowns());
                return new Found(
                        path, polished, polish.residual(), condition, condition * polish.cancellation(), false, 1);
            }
        }
        return new Found(path, place, path.end().residual(), condition, Double.POSITIVE_INFINITY, true, 1);
    }

    /** Whether a correction moved a point no farther than accuracy explains. */
    private record Closeness(double[] before, double[] after) {

        boolean isSame() {
            PointSet set = new PointSet();
            set.add(before);
            return set.find(after) >= 0;
        }
    }

    /** An end of paths; the degeneracy also sees derivatives that vanish without scaling. */
    private record Found(
            TrackedPath path,
            double[] place,
            double residual,
            double condition,
            double degeneracy,
            boolean isSingular,
            int paths) {

        Found with(int count) {
            return new Found(path, place, residual, condition, degeneracy, isSingular, count);
        }

        Found asSingular() {
            return new Found(path, place, residual, Double.POSITIVE_INFINITY, degeneracy, true, paths);
        }
    }

    private List<PolynomialRoot> roots(List<Found> found) {
        List<Found> ordered = new ArrayList<>(found);
        ordered.sort((a, b) -> compare(a.place(), b.place()));
        List<PolynomialRoot> roots = new ArrayList<>();
        for (int orbit = 0; orbit < ordered.size(); orbit++) {
            Found one = ordered.get(orbit);
            for (double[] point : images(one)) {
                roots.add(root(one, point, orbit));
            }
        }
        return roots;
    }

    private List<double[]> images(Found one) {
        if (!permutations.isTrivial()) {
            return orbits().orbit(one.place());
        }
        TrackedPath.Piece piece = one.path().piece();
        List<Integer> kept = piece.stratum().kept();
        PointSet distinct = new PointSet();
        for (double[] image : piece.signs().orbit(Vectors.restrict(one.place(), kept))) {
            distinct.add(Vectors.extend(image, kept, piece.unknowns()));
        }
        return distinct.points();
    }

    private static PolynomialRoot root(Found found, double[] point, int orbit) {
        double size = 1;
        double imaginary = 0;
        for (int i = 0; i < point.length; i += 2) {
            size = Math.max(size, Math.abs(point[i]));
            imaginary = Math.max(imaginary, Math.abs(point[i + 1]));
        }
        boolean isReal = imaginary <= size * Math.max(REAL, 100 * found.residual());
        return new PolynomialRoot(
                Vectors.numbers(point),
                Math.max(1, found.path().end().winding()),
                found.residual(),
                found.condition(),
                isReal,
                found.isSingular(),
                orbit,
                found.paths());
    }

    /** By coordinates, rounded so that the last digits do not decide. */
    private static int compare(double[] a, double[] b) {
        for (int i = 0; i < a.length; i++) {
            int order = Long.compare(Math.round(a[i] * 1e6), Math.round(b[i] * 1e6));
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }
}
