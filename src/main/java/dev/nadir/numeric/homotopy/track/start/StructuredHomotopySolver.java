package dev.nadir.numeric.homotopy.track.start;

import dev.nadir.base.InternalErrorException;
import dev.nadir.base.PreconditionException;
import dev.nadir.base.Seed;
import dev.nadir.base.exact.Rational;
import dev.nadir.numeric.Progress;
import dev.nadir.numeric.homotopy.Completeness;
import dev.nadir.numeric.homotopy.Completeness.Basis;
import dev.nadir.numeric.homotopy.HomotopyOptions;
import dev.nadir.numeric.homotopy.HomotopyResult;
import dev.nadir.numeric.homotopy.HomotopySolver;
import dev.nadir.numeric.homotopy.PermutationGroup;
import dev.nadir.numeric.homotopy.SignGroup;
import dev.nadir.numeric.homotopy.StartKind;
import dev.nadir.numeric.homotopy.StartSystemStore;
import dev.nadir.numeric.homotopy.track.OrbitSet;
import dev.nadir.numeric.homotopy.track.ParallelPaths;
import dev.nadir.numeric.homotopy.track.ProductSymmetries;
import dev.nadir.numeric.homotopy.track.RootOrbits;
import dev.nadir.numeric.homotopy.track.Vectors;
import dev.nadir.reduction.Polynomial;
import dev.nadir.reduction.PolynomialFamily;
import dev.nadir.reduction.PolynomialSystem;
import java.util.ArrayList;
import java.util.List;

/**
 * Solves with as few paths as the structure allows: members of a family from a generic member of the same family, one path
 * for each orbit of sign changes; systems without parameters from a product of simple equations.
 */
public final class StructuredHomotopySolver implements HomotopySolver {

    private static final SignGroup NO_SIGNS = new SignGroup(List.of(), List.of());

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
        HomotopyResult result =
                switch (kind) {
                    case TOTAL_DEGREE -> fromProduct(system, false, seed, paths);
                    case MULTI_HOMOGENEOUS -> fromProduct(system, true, seed, paths);
                    case AUTOMATIC, MONODROMY, STORED ->
                        new MemberPaths(options, store, paths).solve(parametrised(system), seed);
                };
        return RootOrbits.of(result, system.equations());
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

    private HomotopyResult fromProduct(PolynomialSystem system, boolean isGrouped, Seed seed, ParallelPaths paths) {
        List<ProductStart.Sparse> target = ProductStart.Sparse.of(system);
        MultiHomogeneous grouping = isGrouped ? MultiHomogeneous.of(target) : null;
        double count = grouping != null
                ? grouping.count()
                : target.stream().mapToDouble(ProductStart.Sparse::degree).reduce(1, (a, b) -> a * b);
        if (count > options.pathLimit()) {
            throw new PreconditionException("a start system may have at most " + options.pathLimit()
                    + " paths, the product of the degrees is " + String.format(java.util.Locale.ROOT, "%.0f", count));
        }
        boolean isMultiple = grouping != null && grouping.groups().size() > 1;
        ProductSymmetries symmetries =
                isMultiple || !options.isDivided() ? none(target.size()) : ProductSymmetries.of(system.equations());
        ProductStart start = isMultiple && grouping != null
                ? grouping.start(target, seed)
                : ProductStart.totalDegree(target, symmetries, seed);
        List<TrackedPath> open = open(start, symmetries, target.size(), (int) count);
        Completeness completeness = new Completeness(
                Basis.BEZOUT,
                (isGrouped ? "the multi-homogeneous Bezout number is " : "the product of the degrees is ") + (int) count
                        + ", and every one of as many paths is accounted for"
                        + (open.size() < (int) count ? ", one path for each orbit of symmetries" : ""));
        StartKind kind = isGrouped ? StartKind.MULTI_HOMOGENEOUS : StartKind.TOTAL_DEGREE;
        TargetPaths.Symmetries carried = new TargetPaths.Symmetries(symmetries.group(), NO_SIGNS, symmetries.divided());
        return new TargetPaths(paths, start.segment(), carried).run(open, completeness, (int) count, kind);
    }

    /** The paths of a product start, each with the number of those that symmetries spare. */
    private static List<TrackedPath> open(ProductStart start, ProductSymmetries symmetries, int unknowns, int count) {
        OrbitSet orbits = new OrbitSet(symmetries.group(), NO_SIGNS);
        List<Integer> all =
                java.util.stream.IntStream.range(0, unknowns).boxed().toList();
        TrackedPath.Piece piece =
                new TrackedPath.Piece(new Strata.Stratum(all, all), NO_SIGNS, start.segment(), unknowns);
        List<TrackedPath> open = start.starts().stream()
                .map(point -> new TrackedPath(
                        piece,
                        point,
                        MemberPaths.NOT_FOLLOWED,
                        orbits.orbit(Vectors.affine(point)).size()))
                .toList();
        int sum = open.stream().mapToInt(TrackedPath::weight).sum();
        if (sum != count) {
            throw new InternalErrorException("a product of linear forms has " + sum + " solutions instead of " + count);
        }
        return open;
    }

    private static ProductSymmetries none(int unknowns) {
        return new ProductSymmetries(
                PermutationGroup.trivial(unknowns),
                HomotopyResult.DividedBy.NOTHING,
                java.util.stream.IntStream.range(0, unknowns).boxed().toList(),
                java.util.Collections.nCopies(unknowns, false));
    }
}
