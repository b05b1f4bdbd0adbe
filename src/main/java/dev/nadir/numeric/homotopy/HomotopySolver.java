package dev.nadir.numeric.homotopy;

import dev.nadir.base.PreconditionException;
import dev.nadir.base.Seed;
import dev.nadir.numeric.Progress;
import dev.nadir.reduction.PolynomialSystem;

/** Finds all isolated complex solutions of a polynomial system with as many equations as unknowns. */
public interface HomotopySolver {

    /**
     * Follows paths to all isolated solutions.
     *
     * @param seed the same seed gives the same result on any number of threads
     * @param progress may end the search; the result then says that it is incomplete
     * @throws PreconditionException if there are not as many equations as unknowns, an equation is constant, or the
     *     start system has more paths than the options allow
     */
    HomotopyResult solve(PolynomialSystem system, Seed seed, Progress progress);
}
