package dev.nadir.numeric.homotopy.track.start;

import dev.nadir.base.Seed;
import dev.nadir.numeric.homotopy.Completeness.Basis;
import dev.nadir.numeric.homotopy.Complex;
import dev.nadir.numeric.homotopy.FamilyKey;
import dev.nadir.numeric.homotopy.HomotopyOptions;
import dev.nadir.numeric.homotopy.HomotopyResult;
import dev.nadir.numeric.homotopy.PermutationGroup;
import dev.nadir.numeric.homotopy.Scaling;
import dev.nadir.numeric.homotopy.SharedParameters;
import dev.nadir.numeric.homotopy.SignGroup;
import dev.nadir.numeric.homotopy.StartKind;
import dev.nadir.numeric.homotopy.StartSystem;
import dev.nadir.numeric.homotopy.StartSystemStore;
import dev.nadir.numeric.homotopy.track.OrbitSet;
import dev.nadir.numeric.homotopy.track.ParallelPaths;
import dev.nadir.numeric.homotopy.track.PathEnd;
import dev.nadir.numeric.homotopy.track.Segment;
import dev.nadir.numeric.homotopy.track.Vectors;
import dev.nadir.reduction.Polynomial;
import dev.nadir.reduction.PolynomialFamily;
import dev.nadir.reduction.PolynomialSystem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Paths to a member of a family from a generic one, one for each orbit of changes of sign, and of permutations where the
 * member has any.
 */
final class MemberPaths {

    static final PathEnd NOT_FOLLOWED = new PathEnd(PathEnd.Kind.FAILED, new double[0], 0, Double.NaN, Double.NaN);

    /** So many other members are tried as starts when paths fail. */
    private static final int DETOURS = 2;

    private final HomotopyOptions options;
    private final StartSystemStore store;
    private final ParallelPaths paths;

    MemberPaths(HomotopyOptions options, StartSystemStore store, ParallelPaths paths) {
        this.options = options;
        this.store = store;
        this.paths = paths;
    }

    /** A start system, whether it was kept, and the permutations by which its solutions are divided. */
    private record Start(StartSystem system, StartKind kind, PermutationGroup permutations) {

        Start with(StartSystem other) {
            return new Start(other, kind, permutations);
        }
    }

    /** Solves a member of a family that has parameters. */
    HomotopyResult solve(PolynomialSystem system, Seed seed) {
        if (!options.isDivided()) {
            return fromAround(start(system.family(), seed), system, seed);
        }
        SharedParameters shared = SharedParameters.of(system);
        Optional<Start> kept = shared.group().isTrivial()
                ? Optional.empty()
                : kept(shared.system().family(), shared.group());
        if (kept.isPresent()) {
            return fromAround(kept.get(), shared.system(), seed);
        }
        Start start = start(system.family(), seed);
        if (!shared.group().isTrivial() && start.system().completeness().basis() == Basis.TRACE_TEST) {
            Optional<StartSystem> symmetric = symmetric(start, system, shared, seed.child("symmetric"));
            if (symmetric.isPresent()) {
                store.keep(symmetric.get());
                Start divided = new Start(symmetric.get(), start.kind(), shared.group());
                return fromAround(divided, shared.system(), seed);
            }
        }
        return fromAround(start, system, seed);
    }

    private Optional<Start> kept(PolynomialFamily family, PermutationGroup permutations) {
        return store.find(FamilyKey.of(family))
                .filter(start -> new StartCheck(family, permutations).accepts(start))
                .map(start -> new Start(start, StartKind.STORED, permutations));
    }

    private Start start(PolynomialFamily family, Seed seed) {
        PermutationGroup none = PermutationGroup.trivial(family.unknowns().size());
        Optional<Start> kept = kept(family, none);
        if (kept.isPresent()) {
            return kept.get();
        }
        StartSystem made = new GenericMember(family, options, paths).solve(seed.child("start system"));
        if (made.completeness().basis() != Basis.INCOMPLETE) {
            store.keep(made);
        }
        return new Start(made, StartKind.MONODROMY, none);
    }

    /**
     * The start carried to a random one among the members with the same permutations, and divided by them there. Loops among
     * those members alone would not do: they join no solution that permutations move to one that they leave in its place.
     */
    private Optional<StartSystem> symmetric(Start start, PolynomialSystem system, SharedParameters shared, Seed seed) {
        PolynomialFamily family = shared.system().family();
        double[] values = Vectors.random(family.parameters().size(), seed.generator());
        double[] spread = new double[2 * shared.places().size()];
        for (int p = 0; p < shared.places().size(); p++) {
            spread[2 * p] = values[2 * shared.places().get(p)];
            spread[2 * p + 1] = values[2 * shared.places().get(p) + 1];
        }
        HomotopyResult there = from(start, system.family(), spread);
        if (there.completeness().basis() != Basis.TRACE_TEST
                || lost(there) > 0
                || !there.singular().isEmpty()
                || there.roots().isEmpty()) {
            return Optional.empty();
        }
        return new DividedStart(family, shared.group()).of(there, values);
    }

    private HomotopyResult fromAround(Start start, PolynomialSystem system, Seed seed) {
        HomotopyResult result = inBestUnits(start, system);
        for (int detour = 0; detour < DETOURS && lost(result) > 0; detour++) {
            Optional<StartSystem> moved = new MovedStart(system.family(), paths)
                    .from(start.system(), seed.child("detour").child(detour));
            if (moved.isPresent()) {
                HomotopyResult other = from(start.with(moved.get()), system.family(), target(system));
                boolean isWhole = other.paths().tracked() == result.paths().tracked();
                result = isWhole && lost(other) < lost(result) ? other : result;
            }
        }
        return result;
    }

    /** Ends that are no roots of size one are looked at again in units in which they might be. */
    private HomotopyResult inBestUnits(Start start, PolynomialSystem system) {
        HomotopyResult result = from(start, system.family(), target(system));
        List<Polynomial> written = system.equations();
        if (open(result) == 0
                || written.stream().anyMatch(equation -> equation.terms().isEmpty())) {
            return result;
        }
        Scaling scaling = Scaling.of(written);
        if (scaling.isTrivial() || !scaling.isAlike(start.permutations())) {
            return result;
        }
        StartSystem old = start.system();
        StartSystem scaled = new StartSystem(
                old.key(),
                old.parameters(),
                old.solutions().stream().map(scaling::scaled).toList(),
                old.count(),
                old.completeness());
        HomotopyResult other = scaling.back(from(start.with(scaled), scaling.scaled(system.family()), target(system)));
        return other.paths().isolated() > result.paths().isolated() ? other : result;
    }

    /** How many paths did not lead to a root of their own. */
    private static int open(HomotopyResult result) {
        return result.paths().tracked() - result.paths().isolated();
    }

    /** How many paths did not lead where they should. */
    private static int lost(HomotopyResult result) {
        return result.paths().failed() + result.paths().excess();
    }

    private HomotopyResult from(Start start, PolynomialFamily family, double[] to) {
        int unknowns = family.unknowns().size();
        SignGroup signs = SignGroup.of(family.equations(), unknowns);
        OrbitSet orbits = new OrbitSet(start.permutations(), signs);
        double[] from = Vectors.array(start.system().parameters());
        Map<List<Integer>, TrackedPath.Piece> pieces = new HashMap<>();
        List<TrackedPath> open = new ArrayList<>();
        for (List<Complex> solution : start.system().solutions()) {
            double[] point = Vectors.array(solution);
            List<Integer> nonZero = OrbitSet.nonZero(point);
            TrackedPath.Piece piece = pieces.computeIfAbsent(nonZero, kept -> {
                StratumFamily part =
                        new StratumFamily(StartCheck.stratum(family, kept), family.equations(), unknowns, signs);
                return new TrackedPath.Piece(
                        part.stratum(), part.signs(), part.compiled().segment(from, to), unknowns);
            });
            int weight =
                    start.permutations().isTrivial() ? 1 : orbits.orbit(point).size();
            open.add(new TrackedPath(
                    piece, Vectors.homogeneous(Vectors.restrict(point, nonZero)), NOT_FOLLOWED, weight));
        }
        List<Integer> all = IntStream.range(0, unknowns).boxed().toList();
        Segment whole = CompiledFamily.of(family.equations(), unknowns, all).segment(from, to);
        return new TargetPaths(paths, whole, TargetPaths.Symmetries.of(start.permutations(), signs))
                .run(open, start.system().completeness(), start.system().count(), start.kind());
    }

    private static double[] target(PolynomialSystem system) {
        double[] out = new double[2 * system.values().size()];
        for (int i = 0; i < system.values().size(); i++) {
            out[2 * i] = system.values().get(i).round();
        }
        return out;
    }
}
