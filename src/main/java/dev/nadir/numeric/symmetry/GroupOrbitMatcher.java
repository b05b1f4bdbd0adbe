package dev.nadir.numeric.symmetry;

import dev.nadir.base.Seed;
import dev.nadir.numeric.EquationSolver;
import dev.nadir.numeric.EquationSolver.Equations;
import dev.nadir.numeric.OrbitMatcher;
import dev.nadir.numeric.SymmetryAction;
import dev.nadir.numeric.SymmetryAction.Factor;
import dev.nadir.numeric.linalg.Matrix;
import dev.nadir.numeric.linalg.SingularValues;
import dev.nadir.numeric.linalg.Vectors;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Looks for a group element between two points: in a small finite group by trying all, in a large one by exchanges, in
 * a continuous one by least squares over the chart of the group. That no element was found proves nothing in the last
 * two; there, points are different only if a quantity that the group keeps differs.
 */
public final class GroupOrbitMatcher implements OrbitMatcher {

    /** Applications to random points that show whether the group keeps a quantity. */
    private static final int INVARIANCE_TRIALS = 4;

    /** A quantity that changes by less than this share is kept, up to rounding. */
    private static final double INVARIANCE_TOLERANCE = 1e-11;

    /** Elements that stretch by more, or shrink by more, are on the way to a limit that the group does not reach. */
    private static final double STRETCH_LIMIT = 1e6;

    private final EquationSolver solver;
    private final OrbitMatcherOptions options;

    /**
     * A matcher.
     *
     * @param solver finds the elements of continuous groups
     */
    public GroupOrbitMatcher(EquationSolver solver, OrbitMatcherOptions options) {
        this.solver = solver;
        this.options = options;
    }

    @Override
    public int orbitDimension(SymmetryAction symmetry, double[] point) {
        return OrbitTangents.rank(symmetry, point);
    }

    @Override
    public Match match(SymmetryAction symmetry, double[] from, double[] to, double tolerance, Seed seed) {
        if (isNear(from, to, tolerance)) {
            return Match.SAME;
        }
        if (symmetry.factors().isEmpty()) {
            return Match.DIFFERENT;
        }
        return new Search(symmetry, from, to, tolerance, seed).run();
    }

    private static boolean isNear(double[] first, double[] second, double tolerance) {
        double sum = 0;
        for (int i = 0; i < first.length; i++) {
            double difference = first[i] - second[i];
            sum += difference * difference;
            if (!(sum <= tolerance * tolerance)) {
                return false;
            }
        }
        return true;
    }

    /** One question. */
    private final class Search {

        private final SymmetryAction symmetry;
        private final List<Factor> factors;
        private final double[] from;
        private final double[] to;
        private final double tolerance;
        private final RandomGenerator random;
        private final int dimension;

        Search(SymmetryAction symmetry, double[] from, double[] to, double tolerance, Seed seed) {
            this.symmetry = symmetry;
            this.factors = symmetry.factors();
            this.from = from;
            this.to = to;
            this.tolerance = tolerance;
            this.random = seed.child("orbit").generator();
            this.dimension = GroupElements.dimension(factors);
        }

        Match run() {
            if (differInKeptQuantity()) {
                return Match.DIFFERENT;
            }
            Components components = new Components(factors);
            if (dimension == 0) {
                return matchFinite(components);
            }
            return matchContinuous(components) ? Match.SAME : Match.UNDECIDED;
        }

        private Match matchFinite(Components components) {
            if (components.count() <= options.elementLimit()) {
                return components.anyMatch(this::maps) ? Match.SAME : Match.DIFFERENT;
            }
            Exchanges exchanges = new Exchanges(factors, this::distance, random);
            for (int k = 0; k < options.startLimit(); k++) {
                if (exchanges.descend() <= tolerance) {
                    return Match.SAME;
                }
            }
            return Match.UNDECIDED;
        }

        private boolean maps(List<Matrix> element) {
            return isNear(symmetry.apply(element, from), to, tolerance);
        }

        private double distance(List<Matrix> element) {
            double[] image = symmetry.apply(element, from);
            Vectors.axpy(-1, to, image);
            return Vectors.norm(image);
        }

        /** From every component of the group, if they are few; then from random elements. */
        private boolean matchContinuous(Components components) {
            if (components.count() <= options.componentLimit() && components.anyMatch(this::leadsTo)) {
                return true;
            }
            for (int k = 0; k < options.startLimit(); k++) {
                if (leadsTo(GroupElements.random(factors, random))) {
                    return true;
                }
            }
            return false;
        }

        /** Least squares over the chart of the group around an element. */
        private boolean leadsTo(List<Matrix> base) {
            Equations equations = new Equations() {
                @Override
                public int unknowns() {
                    return dimension;
                }

                @Override
                public int count() {
                    return to.length;
                }

                @Override
                public void residual(double[] x, double[] residual) {
                    double[] image = symmetry.apply(GroupElements.near(factors, base, x), from);
                    for (int i = 0; i < residual.length; i++) {
                        residual[i] = image[i] - to[i];
                    }
                }
            };
            EquationSolver.Root root = solver.solve(equations, new double[dimension], () -> false);
            return root.residualNorm() <= tolerance && isWellConditioned(GroupElements.near(factors, base, root.x()));
        }

        private boolean isWellConditioned(List<Matrix> element) {
            for (Matrix matrix : element) {
                double[] values = SingularValues.of(matrix).values();
                if (!(values[0] <= STRETCH_LIMIT && values[values.length - 1] >= 1 / STRETCH_LIMIT)) {
                    return false;
                }
            }
            return true;
        }

        /**
         * Whether norms or sorted absolute coordinates differ and the group keeps them; that it does is tried at both
         * points.
         */
        private boolean differInKeptQuantity() {
            boolean differInNorm = Math.abs(Vectors.norm(from) - Vectors.norm(to)) > tolerance;
            boolean differInEntries = !isNear(sorted(from), sorted(to), tolerance);
            if (!differInNorm && !differInEntries) {
                return false;
            }
            boolean keepsNorm = true;
            boolean keepsEntries = true;
            for (int k = 0; k < INVARIANCE_TRIALS; k++) {
                double[] point = k % 2 == 0 ? from : to;
                double rounding = INVARIANCE_TOLERANCE * Vectors.norm(point);
                double[] image = symmetry.apply(GroupElements.random(factors, random), point);
                keepsNorm &= Math.abs(Vectors.norm(image) - Vectors.norm(point)) <= rounding;
                keepsEntries &= isNear(sorted(image), sorted(point), rounding);
            }
            return (differInNorm && keepsNorm) || (differInEntries && keepsEntries);
        }

        private double[] sorted(double[] point) {
            double[] values = point.clone();
            for (int i = 0; i < values.length; i++) {
                values[i] = Math.abs(values[i]);
            }
            Arrays.sort(values);
            return values;
        }
    }
}
