package dev.nadir.numeric.homotopy.track.start;

import dev.nadir.base.InternalErrorException;
import dev.nadir.base.PreconditionException;
import dev.nadir.base.Seed;
import dev.nadir.base.exact.Rational;
import dev.nadir.numeric.Progress;
import dev.nadir.numeric.homotopy.Completeness;
import dev.nadir.numeric.homotopy.Completeness.Basis;
import dev.nadir.numeric.homotopy.FamilyKey;
import dev.nadir.numeric.homotopy.HomotopyOptions;
import dev.nadir.numeric.homotopy.HomotopyResult;
import dev.nadir.numeric.homotopy.HomotopySolver;
import dev.nadir.numeric.homotopy.PathCounts;
import dev.nadir.numeric.homotopy.Scaling;
import dev.nadir.numeric.homotopy.SignGroup;
import dev.nadir.numeric.homotopy.StartKind;
import dev.nadir.numeric.homotopy.StartSystem;
import dev.nadir.numeric.homotopy.StartSystemStore;
import dev.nadir.numeric.homotopy.track.ParallelPaths;
import dev.nadir.numeric.homotopy.track.PathEnd;
import dev.nadir.numeric.homotopy.track.Segment;
import dev.nadir.reduction.Polynomial;
import dev.nadir.reduction.PolynomialFamily;
import dev.nadir.reduction.PolynomialSystem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Solves with as few paths as the structure allows: members of a family from a generic member of the same family, one path
 * for each orbit of sign changes; systems without parameters from a product of simple equations.
 */
public final class StructuredHomotopySolver implements HomotopySolver {

    private static final PathEnd NOT_FOLLOWED =
            new PathEnd(PathEnd.Kind.FAILED, new double[0], 0, Double.NaN, Double.NaN);

    /** So many other members are tried as starts when paths fail. */
    private static final int DETOURS = 2;

    private final HomotopyOptions options;
    private final StartSystemStore store;

    /** A solver that keeps its start systems in the store. */
    public StructuredHomotopySolver(HomotopyOptions options, StartSystemStore store) {
        this.options = options;
        this.store = store;
    }

    @Override
    public HomotopyResult solve(PolynomialSystem system, Seed seed, Progress progress) {
        PolynomialFamily family = system.family();
        check(family);
        ParallelPaths paths = new ParallelPaths(options.threads(), progress);
        StartKind kind = options.start();
        if (kind == StartKind.AUTOMATIC) {
            kind = family.parameters().isEmpty() ? StartKind.TOTAL_DEGREE : StartKind.MONODROMY;
        }
        try {
            return switch (kind) {
                case TOTAL_DEGREE -> fromProduct(system, false, seed, paths);
                case MULTI_HOMOGENEOUS -> fromProduct(system, true, seed, paths);
                case AUTOMATIC, MONODROMY, STORED -> fromMember(parametrised(system), seed, paths);
            };
        } catch (ParallelPaths.CancelledException e) {
            return new HomotopyResult(
                    List.of(),
                    List.of(),
                    new PathCounts(0, 0, 0, 0, 0, 0),
                    new Completeness(Basis.INCOMPLETE, "the search was ended before the paths were followed"),
                    0,
                    kind);
        }
    }

    private static void check(PolynomialFamily family) {
        int unknowns = family.unknowns().size();
        if (family.equations().size() != unknowns) {
            throw new PreconditionException("a homotopy needs as many equations as unknowns, got "
                    + family.equations().size() + " equations in " + unknowns + " unknowns");
        }
        for (int i = 0; i < unknowns; i++) {
            boolean isConstant = family.equations().get(i).terms().stream()
                    .allMatch(term ->
                            term.exponents().subList(0, unknowns).stream().allMatch(e -> e == 0));
            if (isConstant) {
                throw new PreconditionException(
                        "every equation must have an unknown in it, equation " + (i + 1) + " has none");
            }
        }
    }

    /** A system without parameters as a member of the family of all systems with the same power products. */
    static PolynomialSystem parametrised(PolynomialSystem system) {
        PolynomialFamily family = system.family();
        if (!family.parameters().isEmpty()) {
            return system;
        }
        int unknowns = family.unknowns().size();
        int count = family.equations().stream()
                .mapToInt(equation -> equation.terms().size())
                .sum();
        List<String> names = new ArrayList<>();
        List<Rational> values = new ArrayList<>();
        List<Polynomial> equations = new ArrayList<>();
        for (Polynomial equation : family.equations()) {
            List<Polynomial.Term> terms = new ArrayList<>();
            for (Polynomial.Term term : equation.terms()) {
                List<Integer> exponents = new ArrayList<>(term.exponents());
                for (int p = 0; p < count; p++) {
                    exponents.add(p == names.size() ? 1 : 0);
                }
                names.add("c" + (names.size() + 1));
                values.add(term.coefficient());
                terms.add(new Polynomial.Term(Rational.ONE, exponents));
            }
            equations.add(new Polynomial(unknowns + count, terms));
        }
        return new PolynomialSystem(new PolynomialFamily(family.unknowns(), names, equations), values);
    }

    private HomotopyResult fromMember(PolynomialSystem system, Seed seed, ParallelPaths paths)
            throws ParallelPaths.CancelledException {
        PolynomialFamily family = system.family();
        Optional<StartSystem> kept =
                store.find(FamilyKey.of(family)).filter(start -> new StartCheck(family).accepts(start));
        StartSystem start = kept.isPresent()
                ? kept.get()
                : new GenericMember(family, options, paths).solve(seed.child("start system"));
        if (kept.isEmpty() && start.completeness().basis() != Basis.INCOMPLETE) {
            store.keep(start);
        }
        StartKind kind = kept.isPresent() ? StartKind.STORED : StartKind.MONODROMY;
        HomotopyResult result = inBestUnits(start, system, paths, kind);
        for (int detour = 0; detour < DETOURS && lost(result) > 0; detour++) {
            Optional<StartSystem> moved = new MovedStart(family, paths)
                    .from(start, seed.child("detour").child(detour));
            if (moved.isPresent()) {
                HomotopyResult other = from(moved.get(), system, paths, kind);
                result = lost(other) < lost(result) ? other : result;
            }
        }
        return result;
    }

    /** Ends that are no roots of size one are looked at again in units in which they might be. */
    private static HomotopyResult inBestUnits(
            StartSystem start, PolynomialSystem system, ParallelPaths paths, StartKind kind)
            throws ParallelPaths.CancelledException {
        HomotopyResult result = from(start, system, paths, kind);
        List<Polynomial> written = system.equations();
        if (open(result) == 0
                || written.stream().anyMatch(equation -> equation.terms().isEmpty())) {
            return result;
        }
        Scaling scaling = Scaling.of(written);
        if (scaling.isTrivial()) {
            return result;
        }
        StartSystem scaled = new StartSystem(
                start.key(),
                start.parameters(),
                start.solutions().stream().map(scaling::scaled).toList(),
                start.count(),
                start.completeness());
        HomotopyResult other = scaling.back(
                from(scaled, new PolynomialSystem(scaling.scaled(system.family()), system.values()), paths, kind));
        return open(other) < open(result) ? other : result;
    }

    /** How many paths did not lead to a root of their own. */
    private static int open(HomotopyResult result) {
        return result.paths().tracked() - result.paths().isolated();
    }

    /** How many paths did not lead where they should. */
    private static int lost(HomotopyResult result) {
        return result.paths().failed() + result.paths().excess();
    }

    private static HomotopyResult from(StartSystem start, PolynomialSystem system, ParallelPaths paths, StartKind kind)
            throws ParallelPaths.CancelledException {
        PolynomialFamily family = system.family();
        int unknowns = family.unknowns().size();
        SignGroup signs = SignGroup.of(family.equations(), unknowns);
        double[] from = Vectors.array(start.parameters());
        double[] to = target(system);
        Map<List<Integer>, TrackedPath.Piece> pieces = new HashMap<>();
        List<TrackedPath> open = new ArrayList<>();
        for (List<dev.nadir.numeric.homotopy.Complex> solution : start.solutions()) {
            double[] point = Vectors.array(solution);
            List<Integer> nonZero = StartCheck.nonZero(point);
            TrackedPath.Piece piece = pieces.computeIfAbsent(nonZero, kept -> {
                StratumFamily part =
                        new StratumFamily(StartCheck.stratum(family, kept), family.equations(), unknowns, signs);
                return new TrackedPath.Piece(
                        part.stratum(), part.signs(), part.compiled().segment(from, to), unknowns);
            });
            open.add(new TrackedPath(piece, Vectors.homogeneous(Vectors.restrict(point, nonZero)), NOT_FOLLOWED));
        }
        List<Integer> all =
                java.util.stream.IntStream.range(0, unknowns).boxed().toList();
        Segment whole = CompiledFamily.of(family.equations(), unknowns, all).segment(from, to);
        return new TargetPaths(paths, whole).run(open, start.completeness(), start.count(), kind);
    }

    private static double[] target(PolynomialSystem system) {
        double[] out = new double[2 * system.values().size()];
        for (int i = 0; i < system.values().size(); i++) {
            out[2 * i] = system.values().get(i).round();
        }
        return out;
    }

    private HomotopyResult fromProduct(PolynomialSystem system, boolean isGrouped, Seed seed, ParallelPaths paths)
            throws ParallelPaths.CancelledException {
        List<ProductStart.Sparse> target = ProductStart.Sparse.of(system);
        MultiHomogeneous grouping = isGrouped ? MultiHomogeneous.of(target) : null;
        double count = grouping != null
                ? grouping.count()
                : target.stream().mapToDouble(ProductStart.Sparse::degree).reduce(1, (a, b) -> a * b);
        if (count > options.pathLimit()) {
            throw new PreconditionException("a start system may have at most " + options.pathLimit()
                    + " paths, the product of the degrees is " + String.format(java.util.Locale.ROOT, "%.0f", count));
        }
        ProductStart start = grouping != null && grouping.groups().size() > 1
                ? grouping.start(target, seed)
                : ProductStart.totalDegree(target, seed);
        if (start.starts().size() != (int) count) {
            throw new InternalErrorException(
                    "a product of linear forms has " + start.starts().size() + " solutions instead of " + (int) count);
        }
        int n = target.size();
        List<Integer> all = java.util.stream.IntStream.range(0, n).boxed().toList();
        TrackedPath.Piece piece = new TrackedPath.Piece(
                new Strata.Stratum(all, all), new SignGroup(List.of(), List.of()), start.segment(), n);
        List<TrackedPath> open = start.starts().stream()
                .map(point -> new TrackedPath(piece, point, NOT_FOLLOWED))
                .toList();
        Completeness completeness = new Completeness(
                Basis.BEZOUT,
                (isGrouped ? "the multi-homogeneous Bezout number is " : "the product of the degrees is ") + (int) count
                        + ", and every one of as many paths is accounted for");
        StartKind kind = isGrouped ? StartKind.MULTI_HOMOGENEOUS : StartKind.TOTAL_DEGREE;
        return new TargetPaths(paths, start.segment()).run(open, completeness, (int) count, kind);
    }
}
