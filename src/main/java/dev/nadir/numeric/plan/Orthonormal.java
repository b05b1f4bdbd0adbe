package dev.nadir.numeric.plan;

import dev.nadir.base.PreconditionException;
import dev.nadir.base.Seed;
import dev.nadir.expr.Expr;
import dev.nadir.numeric.Objective;
import dev.nadir.numeric.linalg.Matrix;
import dev.nadir.numeric.linalg.RandomMatrices;
import dev.nadir.numeric.linalg.Vectors;
import dev.nadir.symbolic.Landscape;
import dev.nadir.symbolic.Landscape.Constraint;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Constraints of the form {@code W'*W == eye(k)}: which of them coordinates keep, and how stiffly. */
final class Orthonormal {

    /** Entries of data and claims carry some ten digits. */
    private static final double TOLERANCE = 1e-8;

    private static final int PROBES = 5;

    /** A loss that is constant on the set has no Hessian there, only its rounding. */
    private static final double LEAST = 1e-4;

    private Orthonormal() {}

    /** Those that coordinates keep: orthonormal columns, once for each parameter. */
    static List<Constraint> kept(Landscape landscape) {
        List<Constraint> kept = new ArrayList<>();
        Set<Expr.Symbol> parameters = new HashSet<>();
        for (Constraint constraint : landscape.constraints()) {
            if (constraint instanceof Constraint.OrthonormalColumns columns && parameters.add(columns.parameter())) {
                kept.add(constraint);
            }
        }
        return kept;
    }

    /**
     * Checks parameters that are held at a value.
     *
     * @throws PreconditionException if one does not meet its constraint
     */
    static void requireMet(List<Constraint> constraints, Map<String, Matrix> fixed) {
        for (Constraint constraint : constraints) {
            if (constraint instanceof Constraint.OrthonormalColumns columns) {
                String name = columns.parameter().name();
                Matrix w = fixed.get(name);
                double gap = w == null
                        ? 0
                        : w.transpose()
                                .times(w)
                                .minus(Matrix.identity(w.columns()))
                                .maxAbs();
                if (!(gap <= TOLERANCE)) {
                    throw new PreconditionException("a fixed value must meet what its parameter is subject to; " + name
                            + "'*" + name + " is " + gap + " from the identity");
                }
            }
        }
    }

    /** How fast the gradient of a loss changes at a few points of the set, always the same: the size of its Hessian. */
    static double weight(CompiledObjective objective) {
        Seed seed = new Seed(0).child("excess");
        int n = objective.dimension();
        double sum = 0;
        int count = 0;
        for (int k = 0; k < PROBES; k++) {
            double[] start =
                    RandomMatrices.gaussian(n, 1, seed.child(k).generator()).toArray();
            double[] x = objective.layout().pack(objective.layout().unpack(start));
            double[] direction = RandomMatrices.gaussian(
                            n, 1, seed.child(k).child("direction").generator())
                    .toArray();
            double[] product = new double[n];
            ((Objective) objective).hessianTimes(x, direction, product);
            double size =
                    Math.max(Vectors.norm(product) / Vectors.norm(direction), LEAST * Math.abs(objective.value(x)));
            if (Double.isFinite(size)) {
                sum += size;
                count++;
            }
        }
        return count == 0 || sum == 0 ? 1 : sum / count;
    }
}
