package dev.nadir.numeric.homotopy.enumerate;

import dev.nadir.base.Seed;
import dev.nadir.base.exact.Rational;
import dev.nadir.numeric.Progress;
import dev.nadir.numeric.homotopy.Certificate;
import dev.nadir.numeric.homotopy.Complex;
import dev.nadir.numeric.homotopy.HomotopyResult;
import dev.nadir.numeric.homotopy.HomotopySolver;
import dev.nadir.numeric.homotopy.PolynomialRoot;
import dev.nadir.numeric.homotopy.RootCertifier;
import dev.nadir.numeric.linalg.EigenvalueSolver;
import dev.nadir.reduction.Polynomial;
import dev.nadir.reduction.PolynomialFamily;
import dev.nadir.reduction.PolynomialSystem;
import dev.nadir.reduction.count.BezoutBound;
import dev.nadir.reduction.system.LinearSymmetries;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * Cuts surfaces of critical points that a continuous symmetry makes by random linear equations (SommeseWampler2005).
 *
 * <p>Let V be the velocities of the symmetry at a point, as columns. The derivatives g of the loss satisfy {@code V'g = 0}
 * everywhere. So with random constants C, one column for each linear equation l, {@code g + C*l = 0} implies
 * {@code V'*C*l = 0}, and where V has as many columns as there are linear equations and V'C is regular, l is zero and
 * therefore g as well: there are again as many equations as unknowns, and the solutions are the points of the surfaces on the
 * slice.
 */
final class Slices {

    /** Slices that take more paths are left alone. */
    private static final long FEW_PATHS = 100;

    private static final int LARGEST_DIMENSION = 4;
    private static final int LARGEST = 29;

    /** What the linear equations may be off at a point on the slice, relative to the size of the point. */
    private static final double ZERO = 1e-8;

    /** Eigenvalues below this, relative to the largest or one, count as zero when directions are counted. */
    private static final double RANK = 1e-10;

    /** Critical values that differ by less, relative to one or their size, are one. */
    private static final double SAME = 1e-7;

    private final HomotopySolver solver;
    private final RootCertifier certifier;
    private final List<LinearSymmetries.Field> fields;

    Slices(HomotopySolver solver, RootCertifier certifier, List<LinearSymmetries.Field> fields) {
        this.solver = solver;
        this.certifier = certifier;
        this.fields = List.copyOf(fields);
    }

    /** The witness points for each dimension that surfaces have because of the symmetry, if there are any. */
    List<WitnessSet> of(
            List<String> unknowns, List<Polynomial> gradient, Polynomial loss, Seed seed, Progress progress) {
        List<WitnessSet> sets = new ArrayList<>();
        for (int dimension = 1; dimension <= Math.min(LARGEST_DIMENSION, fields.size()); dimension++) {
            Cut cut = cut(gradient, dimension, seed.child(dimension));
            boolean isShort = BezoutBound.of(cut.equations())
                    .filter(bound -> bound.count() <= FEW_PATHS)
                    .isPresent();
            if (isShort && !progress.isCancelled()) {
                PolynomialSystem system =
                        new PolynomialSystem(new PolynomialFamily(unknowns, List.of(), cut.equations()), List.of());
                HomotopyResult result = solver.solve(system, seed.child(dimension), progress);
                WitnessSet set = witnesses(system, cut, result.roots(), loss);
                if (set.points() > 0) {
                    sets.add(set);
                }
            }
        }
        return sets;
    }

    /** The derivatives with random multiples of the linear equations, and those alone. */
    private record Cut(List<Polynomial> equations, List<Polynomial> linear) {}

    private static Cut cut(List<Polynomial> gradient, int dimension, Seed seed) {
        RandomGenerator random = seed.child("slice").generator();
        int n = gradient.size();
        List<Polynomial> linear = new ArrayList<>();
        for (int j = 0; j < dimension; j++) {
            List<Polynomial.Term> terms = new ArrayList<>();
            for (int v = 0; v <= n; v++) {
                Integer[] exponents = new Integer[n];
                java.util.Arrays.fill(exponents, 0);
                if (v < n) {
                    exponents[v] = 1;
                }
                terms.add(new Polynomial.Term(draw(random), List.of(exponents)));
            }
            linear.add(new Polynomial(n, terms));
        }
        List<Polynomial> equations = new ArrayList<>();
        for (Polynomial derivative : gradient) {
            Map<List<Integer>, Rational> sums = new LinkedHashMap<>();
            add(sums, derivative, Rational.ONE);
            linear.forEach(each -> add(sums, each, draw(random)));
            equations.add(new Polynomial(
                    n,
                    sums.entrySet().stream()
                            .filter(term -> !term.getValue().isZero())
                            .map(term -> new Polynomial.Term(term.getValue(), term.getKey()))
                            .toList()));
        }
        return new Cut(equations, linear);
    }

    private static Rational draw(RandomGenerator random) {
        int factor = 1 + random.nextInt(LARGEST);
        return Rational.of(random.nextBoolean() ? factor : -factor, LARGEST / 2);
    }

    private static void add(Map<List<Integer>, Rational> sums, Polynomial polynomial, Rational factor) {
        polynomial
                .terms()
                .forEach(term -> sums.merge(term.exponents(), term.coefficient().times(factor), Rational::plus));
    }

    private WitnessSet witnesses(PolynomialSystem system, Cut cut, List<PolynomialRoot> roots, Polynomial loss) {
        int dimension = cut.linear().size();
        List<PolynomialRoot> there = roots.stream()
                .filter(root -> isOn(root, cut.linear()) && directions(root) == dimension)
                .toList();
        int certified = 0;
        if (!there.isEmpty()) {
            certified = (int) certifier.certify(system, there).certificates().stream()
                    .filter(Certificate::isCertified)
                    .count();
        }
        List<Complex> values = there.stream()
                .map(root -> NumericPolynomial.value(loss, root.coordinates()))
                .sorted(Comparator.comparingDouble(Complex::real).thenComparingDouble(Complex::imaginary))
                .toList();
        List<WitnessSet.Level> levels = new ArrayList<>();
        for (Complex value : values) {
            int last = levels.size() - 1;
            if (last >= 0 && isSame(levels.get(last).value(), value)) {
                levels.set(
                        last,
                        new WitnessSet.Level(
                                levels.get(last).value(), levels.get(last).points() + 1));
            } else {
                levels.add(new WitnessSet.Level(value, 1));
            }
        }
        return new WitnessSet(dimension, certified, levels);
    }

    private static boolean isSame(Complex a, Complex b) {
        return Math.hypot(a.real() - b.real(), a.imaginary() - b.imaginary()) <= SAME * Math.max(1, a.abs());
    }

    private static boolean isOn(PolynomialRoot root, List<Polynomial> linear) {
        double size =
                root.coordinates().stream().mapToDouble(Complex::abs).max().orElse(0);
        return linear.stream()
                .allMatch(each ->
                        NumericPolynomial.value(each, root.coordinates()).abs() <= ZERO * (1 + size));
    }

    /** In how many directions the symmetry moves the point: the rank of its velocities. */
    private int directions(PolynomialRoot root) {
        int k = fields.size();
        List<Complex[]> velocities =
                fields.stream().map(field -> MovedRoots.velocity(root, field)).toList();
        // The Hermitian matrix of their products as a real one of twice the size: every eigenvalue is there twice.
        double[] products = new double[4 * k * k];
        for (int i = 0; i < k; i++) {
            for (int j = 0; j < k; j++) {
                double re = 0;
                double im = 0;
                for (int v = 0; v < root.coordinates().size(); v++) {
                    Complex a = velocities.get(i)[v];
                    Complex b = velocities.get(j)[v];
                    re += a.real() * b.real() + a.imaginary() * b.imaginary();
                    im += a.imaginary() * b.real() - a.real() * b.imaginary();
                }
                products[i * 2 * k + j] = re;
                products[(i + k) * 2 * k + j + k] = re;
                products[i * 2 * k + j + k] = -im;
                products[(i + k) * 2 * k + j] = im;
            }
        }
        double[] eigenvalues = new double[2 * k];
        new EigenvalueSolver(2 * k).ascending(products, eigenvalues);
        double largest = Math.max(1, eigenvalues[2 * k - 1]);
        int rank = 0;
        for (double eigenvalue : eigenvalues) {
            rank += eigenvalue > RANK * largest ? 1 : 0;
        }
        return rank / 2;
    }
}
