package dev.nadir.numeric.homotopy;

import java.util.List;

/**
 * The end of a path at finite distance: a numerical solution of the system, not yet certified.
 *
 * @param coordinates a value for every unknown, in the order of the family
 * @param winding how many turns around the end of its path the solution takes to close; 1 for a regular one
 * @param residual the size of the last Newton step, relative to the size of the root
 * @param condition the condition number of the Jacobian with rows scaled to one, an estimate
 * @param isReal whether the imaginary parts are below the accuracy of the root; only a certificate proves it
 * @param isSingular whether the Jacobian is singular to working precision
 * @param orbit roots that a declared symmetry carries into each other share this number
 * @param paths how many paths end there: at an isolated root its multiplicity, where none is lost
 */
public record PolynomialRoot(
        List<Complex> coordinates,
        int winding,
        double residual,
        double condition,
        boolean isReal,
        boolean isSingular,
        int orbit,
        int paths) {

    /** Copies the lists. */
    public PolynomialRoot {
        coordinates = List.copyOf(coordinates);
    }

    /** The same with another number of its orbit. */
    public PolynomialRoot inOrbit(int other) {
        return new PolynomialRoot(coordinates, winding, residual, condition, isReal, isSingular, other, paths);
    }
}
