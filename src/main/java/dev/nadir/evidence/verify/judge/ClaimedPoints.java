package dev.nadir.evidence.verify.judge;

import dev.nadir.base.PreconditionException;
import dev.nadir.evidence.verify.Bench;
import dev.nadir.evidence.verify.Numbers;
import dev.nadir.evidence.verify.Places;
import dev.nadir.evidence.verify.Scope;
import dev.nadir.model.Claim;
import dev.nadir.model.Formula;
import dev.nadir.model.Model;
import dev.nadir.numeric.EquationSolver.Equations;
import dev.nadir.numeric.EquationSolver.Root;
import dev.nadir.numeric.Level;
import dev.nadir.numeric.linalg.Matrix;
import dev.nadir.numeric.linalg.Vectors;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The points that the equations of an {@code at} describe. Where the left sides are exactly the parameters they are
 * read off; otherwise points are sought that satisfy the equations, from several starts.
 *
 * @param isMissing whether there are equations, but no point that satisfies them was found
 * @param isDirect whether the equations give every parameter
 * @param how where the points come from, to be read after a number
 * @param note what else is to be said of them
 */
record ClaimedPoints(
        List<Map<String, Matrix>> found, boolean isMissing, boolean isDirect, String how, Optional<String> note) {

    /** Enough to see whether the loss differs among solutions; each is a small least-squares problem. */
    private static final int STARTS = 6;

    /** Equations that were read off hold to rounding. */
    private static final double EXACT = 1e-12;

    ClaimedPoints {
        found = List.copyOf(found);
    }

    static ClaimedPoints of(Claim claim, List<Claim.Equation> equations, Bench bench) {
        if (equations.isEmpty()) {
            return new ClaimedPoints(List.of(), false, false, "", Optional.empty());
        }
        try {
            List<Side> sides = sides(equations, bench.scope().with(claim.lets()));
            Optional<Map<String, Matrix>> direct = direct(claim, sides, bench);
            if (direct.isPresent()) {
                return new ClaimedPoints(List.of(direct.get()), false, true, "", Optional.empty());
            }
            return solved(claim, sides, bench);
        } catch (PreconditionException e) {
            return missing("the claimed point is not defined here: " + e.getMessage());
        }
    }

    /** One equation, for one value of its index. */
    private record Side(Claim.Equation equation, Map<String, Matrix> index) {}

    private static List<Side> sides(List<Claim.Equation> equations, Scope scope) {
        List<Side> sides = new ArrayList<>();
        for (Claim.Equation equation : equations) {
            Places.of(equation.range(), scope).forEach(index -> sides.add(new Side(equation, index)));
        }
        return sides;
    }

    private static ClaimedPoints missing(String why) {
        return new ClaimedPoints(List.of(), true, false, "", Optional.of(why));
    }

    /** The right sides, if the left sides are exactly the free parameters. */
    private static Optional<Map<String, Matrix>> direct(Claim claim, List<Side> sides, Bench bench) {
        Scope scope = bench.scope().with(claim.lets());
        Map<String, Side> found = new LinkedHashMap<>();
        for (Side side : sides) {
            Optional<String> name = parameter(side.equation().left(), scope.with(side.index()), bench);
            if (name.isEmpty() || found.put(name.get(), side) != null) {
                return Optional.empty();
            }
        }
        if (found.size() != bench.layout().blocks().size()) {
            return Optional.empty();
        }
        Map<String, Matrix> values = new LinkedHashMap<>();
        bench.layout().blocks().forEach(block -> {
            Side side = java.util.Objects.requireNonNull(found.get(block.name()));
            Matrix value = scope.with(side.index()).value(side.equation().right());
            boolean isBroadcast = value.isScalar() && value.get(0, 0) == 0;
            values.put(block.name(), isBroadcast ? Matrix.zeros(block.rows(), block.columns()) : value);
        });
        bench.layout().pack(values);
        return Optional.of(values);
    }

    /**
     * A point near a drawn one that satisfies equations. A parameter that stands alone on a left side takes the value of
     * its right side; equations that do not hold then are solved from there. Empty where that fails.
     *
     * @param lets of the claim, as they are at this point
     */
    static Optional<Map<String, Matrix>> near(
            Map<String, Matrix> drawn, List<Claim.Equation> equations, List<Model.Let> lets, Bench bench) {
        List<Side> sides = sides(equations, bench.scope().with(drawn).with(lets));
        Map<String, Matrix> point = new LinkedHashMap<>(drawn);
        // Once more for each equation: a right side may hold a parameter that another one sets.
        for (int round = 0; round <= sides.size(); round++) {
            Scope scope = bench.scope().with(point).with(lets);
            for (Side side : sides) {
                Scope inside = scope.with(side.index());
                Optional<String> name = parameter(side.equation().left(), inside, bench);
                if (name.isPresent()) {
                    Matrix value = inside.value(side.equation().right());
                    Matrix before = java.util.Objects.requireNonNull(point.get(name.get()));
                    boolean isBroadcast = value.isScalar() && !before.isScalar();
                    point.put(
                            name.get(),
                            isBroadcast ? Matrix.constant(before.rows(), before.columns(), value.get(0, 0)) : value);
                }
            }
        }
        double[] x = bench.layout().pack(point);
        AtEquations system = new AtEquations(lets, sides, bench);
        if (!Vectors.isFinite(x)) {
            return Optional.empty();
        }
        double[] residual = new double[system.count()];
        system.residual(x, residual);
        if (Vectors.norm(residual) <= EXACT * (1 + Vectors.norm(x))) {
            return Optional.of(point);
        }
        Root root = bench.searches().solve(system, x);
        return root.termination().isConvergence() ? Optional.of(bench.layout().unpack(root.x())) : Optional.empty();
    }

    /** The name of the free parameter that a formula is, if it is one. */
    static Optional<String> parameter(Formula formula, Scope scope, Bench bench) {
        String name = "";
        if (formula instanceof Formula.Name plain) {
            name = plain.name();
        } else if (formula instanceof Formula.Indexed indexed
                && indexed.base() instanceof Formula.Name family
                && indexed.subscripts().size() == 1
                && indexed.subscripts().get(0) instanceof Formula.Subscript.At at) {
            double index = Bench.defined(() -> scope.scalar(at.index()));
            name = family.name() + "[" + Math.round(index) + "]";
        }
        String wanted = name;
        return bench.layout().blocks().stream()
                .map(block -> block.name())
                .filter(wanted::equals)
                .findFirst();
    }

    private static ClaimedPoints solved(Claim claim, List<Side> equations, Bench bench) {
        Equations system = new AtEquations(claim.lets(), equations, bench);
        List<double[]> starts = new ArrayList<>();
        for (Level level : bench.searches().minima().levels()) {
            if (starts.size() < 2) {
                starts.add(level.representative().coordinates());
            }
        }
        for (int k = 0; k < STARTS; k++) {
            starts.add(bench.searches().start(bench.seed().child("at").child(k)));
        }
        List<Map<String, Matrix>> found = new ArrayList<>();
        double nearest = Double.POSITIVE_INFINITY;
        for (double[] start : starts) {
            Root root = bench.searches().solve(system, start);
            nearest = Math.min(nearest, root.residualNorm());
            if (root.termination().isConvergence()) {
                found.add(bench.layout().unpack(root.x()));
            }
        }
        if (found.isEmpty()) {
            return missing("no point that satisfies the equations was found from " + starts.size()
                    + " starts; the smallest residual is " + Numbers.small(nearest));
        }
        return new ClaimedPoints(
                found,
                false,
                false,
                " at " + found.size() + " of " + starts.size() + " solutions of the equations",
                Optional.empty());
    }

    /** Left side minus right side, entry by entry, as functions of the coordinates. */
    private static final class AtEquations implements Equations {

        private final List<Side> equations;
        private final Bench bench;
        private final Scope settled;
        private final int count;

        AtEquations(List<Model.Let> lets, List<Side> equations, Bench bench) {
            this.equations = equations;
            this.bench = bench;
            Set<String> varying = new HashSet<>();
            bench.layout().blocks().forEach(block -> varying.add(block.name().replaceFirst("\\[.*", "")));
            equations.forEach(side -> varying.addAll(side.index().keySet()));
            this.settled = bench.scope().with(lets).settled(varying);
            this.count = sides(new double[bench.layout().dimension()]).size();
        }

        private List<Double> sides(double[] x) {
            Scope scope = settled.with(bench.layout().unpack(x));
            List<Double> entries = new ArrayList<>();
            for (Side side : equations) {
                Scope inside = scope.with(side.index());
                Matrix left = inside.value(side.equation().left());
                Matrix right = inside.value(side.equation().right());
                Matrix difference = left.minus(
                        right.isScalar() ? Matrix.constant(left.rows(), left.columns(), right.get(0, 0)) : right);
                for (double entry : difference.toArray()) {
                    entries.add(entry);
                }
            }
            return entries;
        }

        @Override
        public int unknowns() {
            return bench.layout().dimension();
        }

        @Override
        public int count() {
            return count;
        }

        @Override
        public void residual(double[] x, double[] residual) {
            try {
                List<Double> sides = sides(x);
                for (int i = 0; i < count; i++) {
                    residual[i] = sides.get(i);
                }
            } catch (PreconditionException e) {
                java.util.Arrays.fill(residual, Double.NaN);
            }
        }
    }
}
