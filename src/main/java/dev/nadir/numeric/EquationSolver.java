package dev.nadir.numeric;

import java.util.function.BooleanSupplier;

/** Looks for a real root of a small system of equations. */
public interface EquationSolver {

    /** Where the search from a start ends, and why; a root only if it converged. */
    Root solve(Equations equations, double[] start, BooleanSupplier isCancelled);

    /** Equations {@code residual(x) = 0}; there may be more or fewer than unknowns. */
    interface Equations {

        /** The number of unknowns. */
        int unknowns();

        /** The number of equations. */
        int count();

        /**
         * Writes the left-hand sides; not finite where they are not defined.
         *
         * @param x read, not modified
         * @param residual modified, of length {@code count()}
         */
        void residual(double[] x, double[] residual);
    }

    /**
     * Where the search ended.
     *
     * @param x a copy is kept
     * @param residualNorm the Euclidean norm of the left-hand sides
     * @param termination convergence only if the residual is down to rounding; STEP_FAILED at a point that is nearest
     *     to a root without being one
     */
    record Root(double[] x, double residualNorm, Termination termination, int iterations) {
        /** Copies the point. */
        public Root {
            x = x.clone();
        }

        /** A copy. */
        @Override
        public double[] x() {
            return x.clone();
        }
    }
}
