package dev.nadir.numeric.homotopy.enumerate;

import dev.nadir.base.Seed;
import dev.nadir.base.exact.Rational;
import dev.nadir.numeric.homotopy.Certificate;
import dev.nadir.numeric.homotopy.Certification;
import dev.nadir.numeric.homotopy.Complex;
import dev.nadir.numeric.homotopy.HomotopyResult;
import dev.nadir.numeric.homotopy.PathCounts;
import dev.nadir.numeric.homotopy.PolynomialRoot;
import dev.nadir.reduction.Polynomial;
import dev.nadir.reduction.PolynomialFamily;
import dev.nadir.reduction.PolynomialSystem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * More equations than unknowns: each of those of the highest degrees gets random multiples of the others added, until there
 * are as many as unknowns. By Bertini's theorem every isolated solution of all equations is one of these (SommeseWampler2005);
 * what solves only the combinations is dropped, and counted as excess.
 *
 * @param square the combinations
 * @param all the equations themselves
 */
record SquaredUp(PolynomialSystem square, List<Polynomial> all) {

    private static final int LARGEST = 97;

    /** Values below this, relative to terms with unknowns of size one or more and to the condition of the root, are zero. */
    private static final double ZERO = 1e-11;

    private static final double LARGEST_ZERO = 1e-6;

    /** Combinations of equations in the given unknowns, of which there are fewer. */
    static SquaredUp of(List<String> unknowns, List<Polynomial> equations, Seed seed) {
        RandomGenerator random = seed.child("combinations").generator();
        int n = unknowns.size();
        List<Polynomial> ordered = new ArrayList<>(equations);
        ordered.sort(Comparator.comparingInt((Polynomial equation) -> -equation.degree()));
        List<Polynomial> combined = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            Map<List<Integer>, Rational> sums = new LinkedHashMap<>();
            add(sums, ordered.get(i), Rational.ONE);
            for (Polynomial other : ordered.subList(n, ordered.size())) {
                int factor = 1 + random.nextInt(LARGEST);
                add(sums, other, Rational.of(random.nextBoolean() ? factor : -factor, 1 + LARGEST / 2));
            }
            combined.add(new Polynomial(
                    n,
                    sums.entrySet().stream()
                            .filter(term -> !term.getValue().isZero())
                            .map(term -> new Polynomial.Term(term.getValue(), term.getKey()))
                            .toList()));
        }
        return new SquaredUp(
                new PolynomialSystem(new PolynomialFamily(unknowns, List.of(), combined), List.of()), equations);
    }

    private static void add(Map<List<Integer>, Rational> sums, Polynomial polynomial, Rational factor) {
        polynomial
                .terms()
                .forEach(term -> sums.merge(term.exponents(), term.coefficient().times(factor), Rational::plus));
    }

    /** What solves all equations as far as doubles can tell. */
    HomotopyResult kept(HomotopyResult result) {
        List<PolynomialRoot> roots =
                result.roots().stream().filter(this::isSolution).toList();
        List<PolynomialRoot> singular =
                result.singular().stream().filter(this::isSolution).toList();
        int excess = orbits(result.roots()) - orbits(roots);
        int singularExcess = paths(result.singular()) - paths(singular);
        PathCounts paths = result.paths();
        return result.with(
                roots,
                singular,
                new PathCounts(
                        paths.tracked(),
                        paths.isolated() - excess,
                        paths.singular() - singularExcess,
                        paths.atInfinity(),
                        paths.excess() + excess + singularExcess,
                        paths.failed()));
    }

    private static int orbits(List<PolynomialRoot> roots) {
        return (int) roots.stream().mapToInt(PolynomialRoot::orbit).distinct().count();
    }

    private static int paths(List<PolynomialRoot> singular) {
        return singular.stream().mapToInt(PolynomialRoot::paths).sum();
    }

    private boolean isSolution(PolynomialRoot root) {
        double zero = Math.min(LARGEST_ZERO, ZERO * Math.max(1, root.condition()));
        return all.stream().allMatch(equation -> isZero(equation, root.coordinates(), zero));
    }

    private static boolean isZero(Polynomial equation, List<Complex> point, double zero) {
        double re = 0;
        double im = 0;
        double size = 0;
        for (Polynomial.Term term : equation.terms()) {
            double a = term.coefficient().round();
            double b = 0;
            double scale = Math.abs(a);
            for (int v = 0; v < point.size(); v++) {
                for (int k = 0; k < term.exponents().get(v); k++) {
                    double next = a * point.get(v).real() - b * point.get(v).imaginary();
                    b = a * point.get(v).imaginary() + b * point.get(v).real();
                    a = next;
                    scale *= Math.max(1, point.get(v).abs());
                }
            }
            re += a;
            im += b;
            size += scale;
        }
        return Math.hypot(re, im) <= zero * size;
    }

    /** No box shows that more equations than unknowns have a common root: rounding errors open every such system. */
    static Certification uncertified(List<PolynomialRoot> roots) {
        return new Certification(
                roots.stream()
                        .map(root -> new Certificate(
                                Certificate.Kind.UNDECIDED,
                                root.coordinates(),
                                Double.NaN,
                                "there are more equations than unknowns, which no box around a root can show to hold"))
                        .toList(),
                List.of());
    }
}
